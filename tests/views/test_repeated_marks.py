"""A page is quiet: what is linked, marked or said once isn't said again."""

from __future__ import annotations

from pathlib import Path

import pytest

from dossier_timeline.output.render import render_site
from tests.helpers.files import GOOD
from tests.helpers.html import select, select_one, texts, values
from tests.helpers.small_site import config_of, dossier_of, planned

SUMMARY = """\
## One {#one}

[[de-boer]] writes to the [[town-council]]; [[de-boer]] counts [[bridges-2018]], or [[bridges-2018.unit]].
There are [[bridges-2018]], as [[de-boer: he]] says.

## Two {#two}

[[de-boer]] again.
"""


@pytest.fixture
def page(good: Path) -> str:
    """The page of the plan, whose summary names the same things again and again."""
    folder = good / "content/documents/plan-2019"
    for code in ("nl", "en"):
        (folder / f"{code}.md").write_text(f"---\n---\n{SUMMARY}", "utf-8")
    return _render_plan(good)


def _render_plan(good: Path) -> str:
    dossier, config = dossier_of(good), config_of(good)
    slug = next(one.slug["en"] for one in dossier.documents if one.id == "plan-2019")
    return render_site(planned(dossier, config), config)[f"en/documents/{slug}/index.html"].decode()


def test_a_section_links_what_it_names_once(page: str) -> None:
    links = [href for href in values(page, ".prose a", "href") if href.endswith("#de-boer")]
    assert len(links) == 2
    assert len([href for href in values(page, ".prose a", "href") if href.endswith("#town-council")]) == 1


def test_every_value_leads_to_its_note_and_a_sentence_has_one_sign_of_a_difference(page: str) -> None:
    assert len(select(page, ".prose a.fact")) == 3
    signs = select(page, ".prose a.differs")
    assert len(signs) == 2
    assert {sign.get("aria-label") for sign in signs} == {"sources differ about 24"}


def test_a_note_that_names_a_difference_has_no_other_sign_of_it(page: str) -> None:
    assert texts(page, "ol.notes > li#bridges-2018 a.tag") == ["sources differ"]
    assert select(page, "ol.notes > li#bridges-2018 a.differs") == []


def test_notes_that_nothing_above_them_uses_are_folded_and_numbered_on(page: str) -> None:
    used = values(page, "section > ol.notes > li", "id")
    folded = select_one(page, "details.further-notes > ol.notes")
    assert "bridges-2018" in used
    assert folded.get("start") == str(len(used) + 1)
    unused = [one.get("id") for one in folded]
    plan = next(one for one in dossier_of(GOOD).documents if one.id == "plan-2019")
    assert {*used, *unused} >= {fact.id for fact in plan.facts}
    for name in unused:
        assert [href for href in values(page, ".two a", "href") if href == f"#{name}"] == []


def test_links_of_notes_say_what_of(page: str) -> None:
    names = values(page, "ol.notes .returns a", "aria-label")
    assert len(names) == len(set(names)) == len(select(page, "ol.notes .returns a"))


def test_notes_of_the_same_value_are_told_apart_by_their_labels(good: Path) -> None:
    folder = good / "content/documents/plan-2019"
    data = (folder / "document.yml").read_text("utf-8")
    assert "value: 3\n" in data
    (folder / "document.yml").write_text(data.replace("value: 3\n", "value: 24\n"), "utf-8")
    page = _render_plan(good)
    names = values(page, "ol.notes .returns a", "aria-label")
    assert len(names) == len(set(names))
    values_with_label = values(page, "ol.notes b > a.fact[aria-label]", "aria-label")
    assert len(values_with_label) == len(set(values_with_label)) >= 2
    assert all(name.startswith("24 ") for name in values_with_label)
