"""In a dossier of a thousand documents no page is heavy, and nothing is lost from the pages that are cut."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from dossier_timeline.output.assets import assets
from dossier_timeline.output.environment import environment
from dossier_timeline.output.page_rendering import render_page
from dossier_timeline.site.language_context import LanguageContext
from dossier_timeline.site.page_context import PageContext
from dossier_timeline.site.page_parts import is_page_part
from dossier_timeline.site.plan import SitePlan
from dossier_timeline.site.routes import PagePlan
from tests.helpers.files import GOOD
from tests.helpers.large_dossier import make_large_dossier
from tests.helpers.small_site import config_of, dossier_of, planned

COUNT = 1000
HEAVY_DOCUMENT = f"{dossier_of(GOOD).documents[0].id}-0"
"""The document with hundreds of facts, events, promises and figures."""
MOST_BYTES, MOST_ELEMENTS = 150_000, 3000
MOST_REPORT_BYTES, MOST_REPORT_ELEMENTS = 400_000, 10_000
CONFIG = config_of(GOOD)


@pytest.fixture(scope="module")
def site() -> SitePlan:
    return planned(make_large_dossier(COUNT), CONFIG)


def _find_heaviest(site: SitePlan, language_context: LanguageContext) -> Iterator[PagePlan]:
    """The first page of each kind, and its fullest part."""
    pages = [page for page in site.pages if page.language == language_context.language.code]
    for kind in dict.fromkeys(page.kind for page in pages):
        of_kind = [page for page in pages if page.kind == kind]
        yield of_kind[0]
        yield max(of_kind, key=lambda page: _count_entries(page, language_context))
    yield next(page for page in pages if page.entity == HEAVY_DOCUMENT)


def _count_entries(page: PagePlan, language_context: LanguageContext) -> int:
    if page.kind == "report":
        return len(language_context.report.documents_on(page.entity))
    if page.kind == "timeline":
        parts = language_context.timeline_index.parts
        return max((len(part.items) for part in parts if part.slug == page.entity), default=0)
    part = language_context.page_parts.find_part(page)
    return len(part.entries) if part else 0


def test_no_page_is_heavy(site: SitePlan) -> None:
    files = assets(CONFIG.paths.templates)
    language = site.languages["nl"]
    templates = environment(CONFIG.paths.templates, language)
    language_context = LanguageContext(site, CONFIG, language, templates.show)
    heavy, kinds = [], set()
    for page in _find_heaviest(site, language_context):
        html = render_page(language_context, templates, page, files)
        elements = len(re.findall(rb"<[a-z]", html))
        bounds = (
            (MOST_REPORT_BYTES, MOST_REPORT_ELEMENTS)
            if page.kind == "report"
            else (MOST_BYTES, MOST_ELEMENTS)
        )
        kinds.add(page.kind)
        if len(html) > bounds[0] or elements > bounds[1]:
            heavy.append((page.path, len(html), elements))
    assert kinds >= {
        "home",
        "timeline",
        "documents",
        "figures",
        "notes",
        "people",
        "works",
        "terms",
        "theme",
        "report",
    }
    assert heavy == []


def test_each_entry_has_its_place_on_one_part(site: SitePlan) -> None:
    for code, language in site.languages.items():
        language_context = LanguageContext(site, CONFIG, language)
        ctx = PageContext(language_context, site.pages[0])
        parts = {
            page.key: language_context.page_parts.find_part(page) for page in site.pages if is_page_part(page)
        }
        placed: dict[str, int] = {}
        for (kind, _, of_language), part in parts.items():
            if kind != "theme" and of_language == code and part:
                for entry in part.entries:
                    placed[f"{kind} {entry.id}"] = placed.get(f"{kind} {entry.id}", 0) + 1
        assert set(placed.values()) == {1}
        for entry in (*site.dossier.all_figures(), *site.dossier.actors, *site.dossier.differences):
            (kind, entity, fragment), *_ = ctx.find_places(entry)
            assert f"{kind} {fragment}" in placed
            assert language_context.routes.find(kind, code, entity) is not None
