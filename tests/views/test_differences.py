"""A difference is told in the words of its kind, and only another value or date is marked in running text."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

import pytest

from dossier_timeline.model.base import Words
from dossier_timeline.model.dossier import Dossier
from dossier_timeline.model.facts import Fact
from dossier_timeline.model.story import DifferenceKind
from dossier_timeline.output.render import render_site
from tests.helpers.files import GOOD
from tests.helpers.html import select, select_one, text_of, texts, values
from tests.helpers.small_site import config_of, dossier_of, planned

FACT = "bridges-2018"
GROUPS = {
    "values": "sources",
    "dates": "sources",
    "basis": "counted",
    "scope": "counted",
    "wording": "worded",
    "slip": "slips",
    "remark": "our",
}
"""The first word of the heading under which differences of a kind stand."""


def _with_differences(*kinds: DifferenceKind) -> Dossier:
    """The small good site, whose differences are all about one fact and are of these kinds."""
    whole = dossier_of(GOOD)
    first = whole.differences[0]
    differences = tuple(
        first.model_copy(update={"id": f"difference-{kind}", "kind": kind, "concerns": (FACT,)})
        for kind in kinds
    )
    return Dossier.model_construct(**{**dict(whole), "differences": differences})


def _render(dossier: Dossier) -> dict[str, bytes]:
    return dict(render_site(planned(dossier, config_of(GOOD)), config_of(GOOD)))


def _all_pages(files: dict[str, bytes]) -> str:
    return "".join(content.decode() for path, content in files.items() if path.startswith("en/documents/"))


@pytest.mark.parametrize(
    ("kind", "words", "is_marked"),
    [
        ("values", "sources differ", True),
        ("dates", "sources differ", True),
        ("basis", "counted differently", False),
        ("scope", "counted differently", False),
        ("wording", "worded differently", False),
        ("slip", "slip in the source", False),
        ("remark", "our remark", False),
    ],
)
def test_each_kind_has_its_own_words(kind: DifferenceKind, words: str, is_marked: bool) -> None:
    files = _render(_with_differences(kind))
    page = files["en/differences/index.html"]
    (heading,) = [text for text in texts(page, "section > h2") if text.split()[0].lower() in GROUPS.values()]
    assert heading.split()[0].lower() == GROUPS[kind]
    assert texts(page, f"#difference-{kind} > p.label") == []
    pages = _all_pages(files)
    assert ('class="differs"' in pages) is is_marked
    assert re.search(rf'#difference-{kind}"( aria-label="{words}: [^"]+")?>{words}</a>', pages)


def test_a_contradiction_is_told_before_any_other_difference() -> None:
    files = _render(_with_differences("remark", "values"))
    note = select_one(files[f"en/documents/{_plan_slug()}/index.html"], f"ol.notes > li#{FACT}")
    assert texts(note, "a.tag") == ["sources differ"]


def test_a_remark_is_not_told_beside_a_key_figure() -> None:
    assert "our remark" not in text_of(_key_figures(_with_differences("remark")))
    assert "counted differently" in text_of(_key_figures(_with_differences("basis")))


def test_differences_stand_by_kind_those_that_differ_most_first() -> None:
    page = _render(_with_differences("remark", "slip", "basis", "values"))["en/differences/index.html"]
    assert values(page, "div.differ", "id") == [
        f"difference-{k}" for k in ("values", "basis", "slip", "remark")
    ]


def test_a_side_shows_its_fact_large_and_what_it_counts_or_the_words_that_say_it() -> None:
    whole = dossier_of(GOOD)
    first = whole.differences[0]
    left = first.sides[0].model_copy(update={"facts": (FACT,), "says": None, "is_shown": True})
    right = first.sides[1].model_copy(update={"says": Words({"nl": "[[bridges-2018]] of zo", "en": "or so"})})
    one = first.model_copy(update={"sides": (left, right)})
    page = _render(Dossier.model_construct(**{**dict(whole), "differences": (one,)}))[
        "en/differences/index.html"
    ]
    fact = whole.by_id[FACT]
    assert isinstance(fact, Fact)
    value, words = texts(page, f"#{one.id} dd.value")
    assert value.startswith("24")
    assert str(fact.label.root["en"]) in value
    assert words == "or so"
    assert len(select(page, f"#{one.id} .chosen")) == 1


def test_a_document_lists_five_differences_numbers_first_and_folds_the_rest() -> None:
    kinds: tuple[DifferenceKind, ...] = ("remark", "slip", "wording", "dates", "scope", "basis", "values")
    page = _render(_with_differences(*kinds))[f"en/documents/{_plan_slug()}/index.html"]
    section = select_one(page, "section[aria-labelledby=section-differences]")
    listed = values(section, "li > a", "href")
    order = [href.rpartition("difference-")[2] for href in listed]
    assert order == ["values", "scope", "basis", "dates", "wording", "slip", "remark"]
    assert len(select(section, "details li")) == 2
    assert all(text.count("We show:") == 1 for text in texts(section, "li"))


def _key_figures(dossier: Dossier) -> Element:
    return select_one(_render(dossier)["en/index.html"], "dl.figures")


def _plan_slug() -> str:
    """The last part of the address of the document in which the fact stands."""
    return next(one.slug["en"] for one in dossier_of(GOOD).documents if one.id == "plan-2019")
