"""Notes lead back to all that refers to them on their page."""

from __future__ import annotations

import pytest

from dossier_timeline.model.documents import Page, PageHead, Prose
from dossier_timeline.output.render import render_site
from tests.helpers.files import GOOD
from tests.helpers.html import select, select_one, values
from tests.helpers.small_site import config_of, dossier_of, planned

INTRODUCTION = "There are [[bridges-more]] and [[bridges-2022]].\n"


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    """The pages of the small good site, whose figures and works have an introduction with two numbers."""
    dossier = dossier_of(GOOD)
    introductions = tuple(
        Page(
            id=kind,
            texts={
                "en": Prose(
                    language="en",
                    path=f"content/pages/{kind}/en.md",
                    head=PageHead(title=kind.title(), slug=kind, description="All of them."),
                    body=INTRODUCTION,
                )
            },
        )
        for kind in ("figures", "works")
    )
    changed = dossier.model_copy(update={"pages": (*dossier.pages, *introductions)})
    files = render_site(planned(changed, config_of(GOOD)), config_of(GOOD))
    return {path: files[path].decode() for path in files if path.endswith(".html")}


@pytest.mark.parametrize("kind", ["figures", "works"])
def test_an_introduction_refers_to_the_notes_of_its_page_first(pages: dict[str, str], kind: str) -> None:
    mark = select_one(pages[f"en/{kind}/index.html"], ".prose a.fact[id='r.1']")
    assert mark.get("href") in {"#bridges-more", "#bridges-2022"}


def test_a_note_leads_back_to_every_place_that_refers_to_it(pages: dict[str, str]) -> None:
    referring = {path for path, page in pages.items() if select(page, "[id='r.1']")}
    assert {"en/figures/index.html", "en/works/index.html"} <= referring
    for path in referring:
        places = values(pages[path], "[id^='r.']", "id")
        links = set(values(pages[path], "a", "href"))
        assert [place for place in places if f"#{place}" not in links] == [], path


def test_the_whole_report_prints_the_numbers_of_notes_and_has_no_ways_back(pages: dict[str, str]) -> None:
    report = pages["en/report/index.html"]
    numbers = [int(one) for one in values(report, "a.fact[data-note]", "data-note")]
    notes = values(report, "ol.notes > li", "id")
    assert set(numbers) <= set(range(1, len(notes) + 1))
    assert len(numbers) > 1
    for mark in select(report, "a.fact[data-note]"):
        assert mark.get("href") == f"#{notes[int(mark.get('data-note', '0')) - 1]}"
    assert select(report, ".returns, [id^='r.']") == []
