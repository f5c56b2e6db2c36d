"""Which pages there are, where they stand, and what they know of each other."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from dossier_timeline.checks.page_addresses import check_page_addresses
from dossier_timeline.content.reading import read_content_folder
from dossier_timeline.model.dates import parse_date
from dossier_timeline.model.dossier import Dossier
from dossier_timeline.model.drafts import remove_drafts
from dossier_timeline.output.render import render_site
from dossier_timeline.site.plan import SitePlan
from tests.helpers.files import GOOD
from tests.helpers.html import values
from tests.helpers.small_site import BASE, config_of, dossier_of, planned


def changed(dossier: Dossier, **fields: object) -> Dossier:
    return Dossier.model_construct(
        **{**{name: getattr(dossier, name) for name in Dossier.model_fields}, **fields}
    )


def paths(site: SitePlan) -> set[str]:
    return {page.path for page in site.pages}


def test_every_kind_has_its_address_in_the_words_of_its_language(site: SitePlan) -> None:
    found = paths(site)
    assert {"index.html", "404.html", "nl/index.html", "en/index.html", "nl/404.html"} <= found
    assert {"nl/tijdlijn/index.html", "en/timeline/index.html"} <= found
    assert {"nl/documenten/voortgangsbericht-2021/index.html"} <= found
    assert {"en/documents/progress-report-2021/index.html"} <= found
    assert len(found) == len(site.pages)


def test_each_language_has_the_same_pages(site: SitePlan) -> None:
    by_language: dict[str, set[tuple[str, str]]] = {}
    for page in site.pages:
        if page.language:
            by_language.setdefault(page.language, set()).add((page.kind, page.entity))
    assert by_language["nl"] == by_language["en"]


def test_alternates_are_reciprocal_and_name_a_default(site: SitePlan) -> None:
    by_url = {page.canonical: page for page in site.pages}
    for page in site.pages:
        tags = [one.hreflang for one in page.alternates]
        assert tags in ([], ["nl", "en", "x-default"]), page.path
        for one in page.alternates:
            assert page.alternates == by_url[one.url].alternates, (page.path, one)


def test_the_default_of_the_home_page_is_the_choice_of_a_language(site: SitePlan) -> None:
    home = next(page for page in site.pages if page.kind == "home")
    assert home.alternates[-1].url == BASE


@pytest.mark.parametrize(
    ("field", "kind"),
    [
        ("differences", "differences"),
        ("terms", "terms"),
        ("works", "works"),
        ("countries", "countries"),
        ("actors", "people"),
        ("corrections", "corrections"),
        ("themes", "themes"),
        ("themes", "theme"),
    ],
)
def test_a_page_that_would_be_empty_is_not_there(field: str, kind: str) -> None:
    dossier = dossier_of(GOOD)
    assert kind in {page.kind for page in planned(dossier, config_of(GOOD)).pages}
    without = planned(changed(dossier, **{field: ()}), config_of(GOOD))
    assert kind not in {page.kind for page in without.pages}


@pytest.mark.process
def test_nothing_links_to_a_page_that_is_not_there() -> None:
    dossier = changed(dossier_of(GOOD), terms=(), corrections=())
    config = config_of(GOOD)
    files = render_site(planned(dossier, config), config)
    slugs = ("begrippen", "terms")
    assert not [path for path, data in files.items() for slug in slugs if f"{slug}/".encode() in data]


def test_a_theme_that_nothing_belongs_to_has_no_page() -> None:
    dossier = dossier_of(GOOD)
    unused = dossier.themes[0].model_copy(update={"id": "unused"})
    site = planned(changed(dossier, themes=(*dossier.themes, unused)), config_of(GOOD))
    assert "unused" not in {page.entity for page in site.pages}


def test_drafts_are_left_out_unless_asked_for() -> None:
    dossier = dossier_of(GOOD)
    draft = dossier.documents[1].model_copy(update={"draft": True})
    drafted = changed(dossier, documents=(dossier.documents[0], draft))
    assert draft.id not in {page.entity for page in planned(drafted, config_of(GOOD)).pages}
    assert draft.id in {page.entity for page in planned(drafted, config_of(GOOD, drafts=True)).pages}
    assert draft.id not in remove_drafts(drafted).by_id
    assert remove_drafts(dossier) is dossier


def test_two_pages_with_one_address_are_a_problem() -> None:
    dossier = dossier_of(GOOD)
    first, second = dossier.documents
    same = second.model_copy(update={"slug": first.slug})
    pages = planned(changed(dossier, documents=(first, same)), config_of(GOOD)).pages
    problems = list(check_page_addresses(pages, read_content_folder(GOOD).positions, "mkdocs.yml"))
    assert [problem.code for problem in problems] == ["two-pages-one-address"] * 2
    assert problems[0].position.path == f"content/documents/{second.id}/document.yml"
    assert problems[0].position.line
    assert first.id in problems[0].hint


def test_a_missing_translation_governs_canonical_alternates_and_sitemap() -> None:
    dossier = dossier_of(GOOD)
    summaries = tuple(
        one.model_copy(update={"texts": {"nl": one.texts["nl"]}}) if one.document == "letter-2021" else one
        for one in dossier.summaries
    )
    config = config_of(GOOD)
    site = planned(changed(dossier, summaries=summaries), config)
    shown = site.pages_by_path["en/documents/progress-report-2021/index.html"]
    real = site.pages_by_path["nl/documenten/voortgangsbericht-2021/index.html"]
    assert not shown.is_indexed
    assert shown.canonical == real.canonical == f"{BASE}nl/documenten/voortgangsbericht-2021/"
    assert shown.alternates == real.alternates == ()
    files = render_site(site, config)
    page = files[shown.path].decode()
    assert values(page, "div.prose", "lang") == ["nl"]
    assert "Not yet translated." in page
    assert values(page, "meta[name=robots]", "content") == ["noindex"]
    assert f"<loc>{BASE}en/documents/progress-report-2021/" not in files["sitemap.xml"].decode()


def test_a_text_that_is_behind_says_so() -> None:
    dossier = dossier_of(GOOD)
    summaries = []
    for one in dossier.summaries:
        other = one.texts["nl"].model_copy(update={"body": one.texts["nl"].body + "\n\nMeer.\n"})
        summaries.append(one.model_copy(update={"texts": {**one.texts, "nl": other}}))
    config = config_of(GOOD)
    site = planned(changed(dossier, summaries=tuple(summaries)), config)
    files = render_site(site, config)
    assert b"Being brought up to date." in files["en/documents/progress-report-2021/index.html"]
    assert site.pages_by_path["en/documents/progress-report-2021/index.html"].is_indexed


def test_dates_of_change_come_from_content() -> None:
    dossier = dossier_of(GOOD)
    later = dossier.documents[0].model_copy(update={"updated": parse_date("2030-05-06")})
    site = planned(changed(dossier, documents=(later, *dossier.documents[1:])), config_of(GOOD))
    by_entity = {page.entity: page.last_changed for page in site.pages}
    assert by_entity[later.id] == date(2030, 5, 6)
    assert {page.last_changed for page in site.pages if page.kind != "document"} == {
        dossier.settings.updated.upper
    }


def test_every_page_names_the_file_to_edit(site: SitePlan) -> None:
    for page in site.pages:
        for source in page.sources:
            assert (Path(GOOD) / source.path).is_file(), (page.path, source)
    with_text = [page for page in site.pages if page.kind == "document"]
    assert all([source.kind for source in page.sources] == ["text", "data"] for page in with_text)
