"""Pages that are cut: every entry stands on one part, and everything leads to it there."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from urllib.parse import quote

import html5lib
import pytest

from dossier_timeline.output.audit import audit_site
from dossier_timeline.output.render import render_site
from dossier_timeline.site import page_parts
from dossier_timeline.site.language_context import LanguageContext
from dossier_timeline.site.page_context import PageContext
from dossier_timeline.site.page_parts import is_page_part
from dossier_timeline.site.plan import SitePlan
from dossier_timeline.site.routes import PagePlan
from tests.helpers.files import GOOD
from tests.helpers.html import select, texts, values
from tests.helpers.small_site import config_of, dossier_of, planned

CUT = ("documents", "promises", "figures", "differences", "corrections", "works", "people", "terms")


@pytest.fixture(scope="module", params=["good", "three"])
def root(request: pytest.FixtureRequest) -> Path:
    return GOOD.parent / str(request.param)


@pytest.fixture(scope="module")
def whole(root: Path) -> tuple[SitePlan, Mapping[str, bytes]]:
    site = planned(dossier_of(root), config_of(root))
    return site, render_site(site, config_of(root))


@pytest.fixture(scope="module")
def cut(root: Path) -> tuple[SitePlan, Mapping[str, bytes]]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(page_parts, "MOST_PAGE_WEIGHT", 1)
        site = planned(dossier_of(root), config_of(root))
        files = render_site(site, config_of(root))
        assert any(map(is_page_part, site.pages))
        return site, files


def _find_base(page: PagePlan) -> str:
    """The entity of the page of which this is a part."""
    return page.entity.partition(":")[0] if page.kind == "theme" else ""


def _ids(page: bytes) -> list[str]:
    return values(page, "[id]", "id")


def test_each_entry_stands_on_one_part(
    whole: tuple[SitePlan, Mapping[str, bytes]], cut: tuple[SitePlan, Mapping[str, bytes]]
) -> None:
    site, files = cut
    entry_ids = {entry.id for entry in site.dossier.entries()}
    for page in whole[0].pages:
        if page.kind not in CUT or page.entity:
            continue
        parts = [one for one in site.pages if (one.kind, one.language) == (page.kind, page.language)]
        before = [one for one in _ids(whole[1][page.path]) if one in entry_ids]
        after = [one for part in parts if part.entity for one in _ids(files[part.path]) if one in entry_ids]
        assert sorted(after) == sorted(before), page.path
        index = site.part_indexes[page.language]
        for part in parts:
            shown = [one for one in _ids(files[part.path]) if one in entry_ids]
            if part.entity:
                assert all(index.find_entity(page.kind, one) == part.entity for one in shown)


def test_an_entry_has_its_permanent_address_where_it_stands(
    cut: tuple[SitePlan, Mapping[str, bytes]], root: Path
) -> None:
    site, files = cut
    for code, language in site.languages.items():
        language_context = LanguageContext(site, config_of(root), language)
        ctx = PageContext(language_context, site.pages[0])
        for entry in site.dossier.entries():
            for kind, entity, fragment in ctx.find_places(entry)[:1]:
                page = language_context.routes.find(kind, code, entity)
                assert page is not None, (entry.id, kind, entity)
                assert not fragment or fragment in _ids(files[page.path]), (entry.id, page.path)


def test_the_first_page_names_its_parts_and_what_is_in_them(
    cut: tuple[SitePlan, Mapping[str, bytes]],
) -> None:
    site, files = cut
    for page in site.pages:
        if page.kind in CUT and not page.entity:
            parts = site.part_indexes[page.language].parts_of(page)
            section = select(files[page.path], "section[aria-labelledby=section-parts]")
            assert len(section) == (1 if parts else 0), page.path
            if parts:
                has_ids = page.kind != "documents"
                assert [one.get("id") for one in select(section[0], "li")] == [
                    entry.id if has_ids else None for part in parts for entry in part.entries
                ]


def test_parts_lead_to_each_other_and_up(cut: tuple[SitePlan, Mapping[str, bytes]]) -> None:
    site, files = cut
    for page in filter(is_page_part, site.pages):
        index = site.part_indexes[page.language]
        parts = index.parts_of(page)
        place = [part.entity for part in parts].index(page.entity)
        expected = [f"../{quote(parts[at].slug)}/" for at in (place - 1, place + 1) if 0 <= at < len(parts)]
        assert values(files[page.path], "nav.beside a", "href") == expected
        assert values(files[page.path], "nav.beside a", "rel") == [
            word for word, at in (("prev", place - 1), ("next", place + 1)) if 0 <= at < len(parts)
        ]
        base = next(
            one
            for one in site.pages
            if (one.kind, one.entity, one.language) == (page.kind, _find_base(page), page.language)
        )
        assert texts(files[page.path], "nav.crumbs a")[-1] == base.title
        assert page.title.startswith(base.title)
        assert page.canonical == base.canonical + quote(parts[place].slug) + "/"


def test_a_part_is_the_same_in_each_language_or_of_one_alone(
    cut: tuple[SitePlan, Mapping[str, bytes]],
) -> None:
    site, files = cut
    for page in filter(is_page_part, site.pages):
        switch = values(files[page.path], "a.language", "href")
        assert len(switch) == len(site.languages) - 1
        if page.kind in ("people", "countries", "terms"):
            assert page.alternates == ()
        else:
            assert len(page.alternates) == len(site.languages) + 1
            entries = [site.part_indexes[code].find_part(page) for code in site.languages]
            assert len({tuple(entry.id for entry in part.entries) for part in entries if part}) == 1


def test_the_pages_are_sound(cut: tuple[SitePlan, Mapping[str, bytes]]) -> None:
    site, files = cut
    problems = audit_site(
        files, base=config_of(GOOD).addresses.site_url, linkable_files={**files, "manifest.json": b""}
    )
    assert [str(problem) for problem in problems[:5]] == []
    for page in site.pages:
        if page.kind in CUT:
            html5lib.HTMLParser(strict=True).parse(files[page.path].decode())
