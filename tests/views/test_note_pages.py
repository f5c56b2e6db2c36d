"""A document with very many facts has its notes on pages of their own."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import html5lib
import pytest

from dossier_timeline.output.audit import audit_site
from dossier_timeline.output.render import render_site
from dossier_timeline.site import note_pages
from dossier_timeline.site.note_pages import NOTES_KIND
from dossier_timeline.site.plan import SitePlan
from dossier_timeline.site.routes import PagePlan
from tests.helpers.files import GOOD
from tests.helpers.html import texts, values
from tests.helpers.small_site import config_of, dossier_of, planned


@pytest.fixture(scope="module", params=["good", "three"])
def root(request: pytest.FixtureRequest) -> Path:
    return GOOD.parent / str(request.param)


@pytest.fixture(scope="module")
def cut(root: Path) -> tuple[SitePlan, Mapping[str, bytes]]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(note_pages, "MOST_NOTES_WEIGHT", 0)
        patch.setattr(note_pages, "MOST_PAGE_WEIGHT", 700)
        site = planned(dossier_of(root), config_of(root))
        return site, render_site(site, config_of(root))


def _list_note_pages(site: SitePlan, code: str, document_id: str) -> list[PagePlan]:
    return [
        page
        for page in site.pages
        if (page.kind, page.language) == (NOTES_KIND, code) and page.entity.startswith(f"{document_id}:")
    ]


def test_each_fact_has_its_note_on_one_page(cut: tuple[SitePlan, Mapping[str, bytes]]) -> None:
    site, files = cut
    for code in site.languages:
        for document in site.dossier.documents:
            pages = _list_note_pages(site, code, document.id)
            found = [one for page in pages for one in values(files[page.path], "ol.notes > li", "id")]
            assert sorted(found) == sorted(fact.id for fact in document.facts)
            assert not document.facts or len(pages) > 1


def test_a_document_leads_to_its_notes_and_back(cut: tuple[SitePlan, Mapping[str, bytes]]) -> None:
    site, files = cut
    for page in site.pages:
        if page.kind != "document":
            continue
        html, pages = files[page.path], _list_note_pages(site, page.language, page.entity)
        folder = page.path.removesuffix("index.html")
        addresses = [one.canonical.removeprefix(page.canonical) for one in pages]
        assert values(html, "section[aria-labelledby=section-notes] li a", "href") == addresses
        assert all(one.path.startswith(folder) for one in pages)
        assert not values(html, "ol.notes > li", "id")
        for one in pages:
            assert texts(files[one.path], "nav.crumbs a")[-1] == page.title
            assert [alternate.hreflang for alternate in one.alternates][:-1] == list(site.languages)


def test_the_pages_are_sound(cut: tuple[SitePlan, Mapping[str, bytes]]) -> None:
    site, files = cut
    problems = audit_site(
        files, base=config_of(GOOD).addresses.site_url, linkable_files={**files, "manifest.json": b""}
    )
    assert [str(problem) for problem in problems[:5]] == []
    for page in site.pages:
        if page.kind in ("document", NOTES_KIND):
            html5lib.HTMLParser(strict=True).parse(files[page.path].decode())
