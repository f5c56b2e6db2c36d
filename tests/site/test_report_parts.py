"""More documents than one page of the report holds: a title page, and parts that hold the rest."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier_timeline.model.dates import parse_date
from dossier_timeline.model.documents import Document
from dossier_timeline.model.dossier import Dossier
from dossier_timeline.output.audit import audit_site
from dossier_timeline.output.render import render_site
from dossier_timeline.site import report_parts
from dossier_timeline.site.names import EntryNames
from dossier_timeline.site.plan import SitePlan
from dossier_timeline.site.report_parts import ReportIndex, name_report_part, split_documents
from dossier_timeline.site.routes import PagePlan
from dossier_timeline.views import report_contents
from tests.bench.synthetic import write_dossier
from tests.helpers.files import GOOD
from tests.helpers.html import select, text_of, texts, values
from tests.helpers.small_site import config_of, dossier_of, planned

MOST_DOCUMENTS = 20
COUNT = MOST_DOCUMENTS + 1
_OF_A_PAGE = re.compile(r"r\.|section-|part-|year-|crumbs|main$|menu$|note-popover$")
"""Ids that several pages have, each its own."""


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("long") / "dossier"
    write_dossier(folder, COUNT)
    return folder


@pytest.fixture(scope="module")
def site(root: Path) -> SitePlan:
    return planned(dossier_of(root), config_of(root, search=False, report_documents=MOST_DOCUMENTS))


@pytest.fixture(scope="module")
def files(root: Path, site: SitePlan) -> Mapping[str, bytes]:
    return render_site(site, config_of(root, search=False, report_documents=MOST_DOCUMENTS))


def reports(site: SitePlan, code: str) -> list[PagePlan]:
    """The pages of the report in one language: the title page, or the only page, first."""
    return [page for page in site.pages if (page.kind, page.language) == ("report", code)]


def short(dossier: Dossier, count: int) -> Dossier:
    """The same with fewer documents."""
    fields = {name: getattr(dossier, name) for name in type(dossier).model_fields}
    return Dossier.model_construct(**{**fields, "documents": dossier.documents[:count]})


def ids(page: bytes) -> set[str]:
    return set(values(page, "[id]", "id"))


def links(page: bytes) -> list[str]:
    return values(page, "nav.beside a", "href")


def test_a_page_holds_as_many_documents_as_it_may(root: Path, site: SitePlan) -> None:
    few = planned(
        short(site.dossier, MOST_DOCUMENTS), config_of(root, search=False, report_documents=MOST_DOCUMENTS)
    )
    for code in site.languages:
        (whole,) = reports(few, code)
        title, *parts = reports(site, code)
        assert (title.path, title.title, title.entity) == (whole.path, whole.title, "")
        assert "3" in title.description
        assert title.description != whole.description
        assert [part.path.removeprefix(title.path.removesuffix("index.html")) for part in parts] == [
            f"{year}/index.html" for year in (1990, 2000, 2010)
        ]
        assert [part.title for part in parts] == [
            f"{title.title}, {years}" for years in ("1990–1999", "2000–2009", "2010–2019")
        ]
    assert ReportIndex(few.dossier, MOST_DOCUMENTS).parts == ()


def documents_of(dates: Iterable[str]) -> tuple[Document, ...]:
    """Documents of which only their dates are known, in the order of a dossier."""
    documents = (
        Document.model_construct(id=f"d{number}", date=parse_date(date))  # type: ignore[call-arg]
        for number, date in enumerate(dates)
    )
    return tuple(sorted(documents, key=lambda document: (document.date.lower, document.id)))


DATES = st.dates(date(1985, 1, 1), date(2005, 12, 31)).map(date.isoformat)


@given(st.lists(DATES, max_size=60), st.integers(1, 5))
def test_parts_hold_every_document_once_in_order(dates: list[str], most: int) -> None:
    documents = documents_of(dates)
    parts = list(split_documents(documents, most))
    assert tuple(document for part in parts for document in part.documents) == documents
    assert all(1 <= len(part.documents) <= most for part in parts)
    assert len({part.slug for part in parts}) == len(parts)
    assert all(
        part.first_month <= (document.date.lower.year, document.date.lower.month) <= part.last_month
        for part in parts
        for document in part.documents
    )


@given(st.lists(DATES, max_size=60), DATES, st.integers(1, 5))
def test_an_added_document_changes_its_part_and_keeps_all_addresses(
    dates: list[str], added: str, most: int
) -> None:
    before = list(split_documents(documents_of(dates), most))
    after = list(split_documents(documents_of([*dates, added]), most))
    assert {part.slug for part in before} <= {part.slug for part in after}
    own_decade, own_month = int(added[:4]) // 10, tuple(map(int, added.split("-")[:2]))
    changed = {part.slug for part in before} - {
        part.slug for part in before if part.documents in [one.documents for one in after]
    }
    touched = [part for part in before if part.slug in changed]
    assert all(part.first_month[0] // 10 == own_decade for part in touched)
    assert len({(part.first_month, part.last_month) for part in touched if part.number == 1}) <= 1
    assert all(part.last_month == own_month for part in touched if part.number > 1)


@pytest.mark.parametrize(
    ("dates", "slugs"),
    [
        (["2011-01", "2012-02", "2018-03"], ["2010", "2015"]),
        (["2016-01", "2017-02", "2018-03"], ["2010", "2017"]),
        (["2014-02", "2014-03", "2014-09"], ["2010", "2014-07"]),
        (["2014-09-01"] * 5, ["2010", "2014-09-2", "2014-09-3"]),
    ],
)
def test_parts_are_named_after_the_month_with_which_they_begin(dates: list[str], slugs: list[str]) -> None:
    assert [part.slug for part in split_documents(documents_of(dates), 2)] == slugs


def test_parts_are_called_by_their_years_or_months(site: SitePlan) -> None:
    names = EntryNames(site.dossier, site.languages["en"])
    dates = ["2011-05", "2014-02", "2014-03", *["2014-09-01"] * 5, "2018-01"]
    assert [name_report_part(part, names) for part in split_documents(documents_of(dates), 2)] == [
        "2010–2011",
        "January 2012 – June 2014",
        "July – September 2014",
        "September 2014, part 2",
        "September 2014, part 3",
        "2015–2019",
    ]


def test_a_dossier_may_have_no_report(site: SitePlan, root: Path) -> None:
    config = config_of(root, search=False, report_documents=0)
    without = planned(site.dossier, config)
    assert not reports(without, "en")
    files = render_site(without, config)
    assert not [path for path in files if "report" in path]
    problems = audit_site(
        files, base=config.addresses.site_url, linkable_files={**files, "manifest.json": b""}
    )
    assert [str(problem) for problem in problems[:5]] == []


def test_every_document_is_in_one_part_with_what_is_of_it(site: SitePlan, files: Mapping[str, bytes]) -> None:
    for code in site.languages:
        title, *parts = reports(site, code)
        found = []
        for page, part in zip(parts, site.report_index.parts, strict=True):
            html = files[page.path]
            sections = values(html, "section.part[aria-labelledby^=paper]", "aria-labelledby")
            assert sections == [one.id for one in part.documents]
            assert values(html, "li > a[href^='#paper']", "href") == [f"#{one}" for one in sections]
            for kind in ("facts", "events", "figures"):
                own = {one.id for document in part.documents for one in getattr(document, kind)}
                every = {one.id for document in site.dossier.documents for one in getattr(document, kind)}
                assert ids(files[page.path]) & every == own, (page.path, kind)
            found += sections
        assert found == [document.id for document in site.dossier.documents]
        addresses = values(files[title.path], "li.sub > a", "href")
        assert all(re.match(r"\d{4}/#", address) for address in addresses)
        assert [address.partition("#")[2] for address in addresses] == found
        assert not ids(files[title.path]) & {fact.id for fact in site.dossier.all_facts()}


def test_the_parts_lead_to_each_other(site: SitePlan, files: Mapping[str, bytes]) -> None:
    title, first, middle, last = (files[page.path] for page in reports(site, "en"))
    assert links(title) == ["1990/"]
    assert links(first) == ["../", "../2000/"]
    assert links(middle) == ["../1990/", "../", "../2010/"]
    assert links(last) == ["../2000/", "../"]
    for page in (first, last):
        assert "The whole report" in texts(page, "li > a[href='../']")
        assert any(one.endswith("facts.csv") for one in texts(page, "dd > a"))
        assert any(one.endswith("facts.csv") for one in texts(page, "dd"))
    (described,) = (one for one in select(title, "dd") if "facts.csv, SHA-256" in text_of(one))
    (link,), (fingerprint,) = texts(described, "a"), texts(described, "code")
    assert link.endswith("facts.csv")
    assert re.fullmatch("[0-9a-f]{64}", fingerprint)
    assert text_of(described).endswith(f"{link}, SHA-256 {fingerprint}")


def test_parts_are_translations_of_each_other(site: SitePlan, files: Mapping[str, bytes]) -> None:
    mine, theirs = reports(site, "en"), reports(site, "nl")
    assert len(mine) == len(theirs) == 4
    for one, other in zip(mine, theirs, strict=True):
        named = {alternate.hreflang: alternate.url for alternate in one.alternates}
        assert named == {"en": one.canonical, "nl": other.canonical, "x-default": one.canonical}
        assert one.is_indexed
        assert f"<loc>{one.canonical}</loc>".encode() in files["sitemap.xml"]
        assert b"data-pagefind-body" not in files[one.path]


def test_the_pages_are_sound(site: SitePlan, files: Mapping[str, bytes]) -> None:
    problems = audit_site(
        files, base=config_of(GOOD).addresses.site_url, linkable_files={**files, "manifest.json": b""}
    )
    assert [str(problem) for problem in problems[:5]] == []
    for code in site.languages:
        for page in reports(site, code):
            html5lib.HTMLParser(strict=True).parse(files[page.path].decode())


@pytest.mark.parametrize("most", [1, MOST_DOCUMENTS])
def test_an_introduction_may_name_a_fact(most: int, tmp_path: Path) -> None:
    shutil.copytree(GOOD / "content", tmp_path / "content")
    folder = tmp_path / "content" / "pages" / "report"
    folder.mkdir()
    for code in ("en", "nl"):
        head = f"---\ntitle: All of it\nslug: all\ndescription: The report, {code}.\n---\n"
        (folder / f"{code}.md").write_text(f"{head}\nCounted were [[bridges-2018]].\n", "utf-8")
    config = config_of(tmp_path, search=False, report_documents=most)
    site = planned(dossier_of(tmp_path), config)
    files = render_site(site, config)
    problems = audit_site(
        files, base=config.addresses.site_url, linkable_files={**files, "manifest.json": b""}
    )
    assert [str(problem) for problem in problems[:5]] == []
    title, *parts = reports(site, "en")
    assert (title.title, title.description) == ("All of it", "The report, en.")
    assert [part.title for part in parts[:1]] == (["All of it, 2010–2019"] if most == 1 else [])
    introduced = [
        one
        for page in (title, *parts)
        for one in select(files[page.path], "p")
        if one.text == "Counted were "
    ]
    assert [one[0].get("class") for one in introduced] == ["fact"]


@pytest.mark.parametrize("name", ["good", "three"])
def test_the_parts_together_have_all_that_one_page_had(name: str) -> None:
    root = GOOD.parent / name
    dossier, config = dossier_of(root), config_of(root, search=False, report_documents=MOST_DOCUMENTS)
    whole = planned(dossier, config)
    before = render_site(whole, config)
    config = config.with_settings(report_documents=1)
    parted = planned(dossier, config)
    after = render_site(parted, config)
    problems = audit_site(
        after, base=config.addresses.site_url, linkable_files={**after, "manifest.json": b""}
    )
    assert [str(problem) for problem in problems[:5]] == []
    for code in whole.languages:
        (one,) = reports(whole, code)
        pages = reports(parted, code)
        assert len(pages) == 1 + len(dossier.documents)
        held = [name for page in pages for name in ids(after[page.path]) if not _OF_A_PAGE.match(name)]
        assert sorted(held) == sorted(name for name in ids(before[one.path]) if not _OF_A_PAGE.match(name))


@pytest.mark.parametrize("name", ["good", "three"])
def test_heavy_registers_stand_on_their_own_pages(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(report_parts, "MOST_REPORT_WEIGHT", 1)
    monkeypatch.setattr(report_contents, "MOST_NAMES_IN_CONTENTS", 1)
    root = GOOD.parent / name
    dossier, config = dossier_of(root), config_of(root, search=False)
    site = planned(dossier, config)
    files = render_site(site, config)
    problems = audit_site(
        files, base=config.addresses.site_url, linkable_files={**files, "manifest.json": b""}
    )
    assert [str(problem) for problem in problems[:5]] == []
    title, *parts = (files[page.path] for page in reports(site, "en"))
    assert len(parts) == len(dossier.documents)
    assert values(title, "nav.contents a.label", "href") == [
        f"{part.slug}/" for part in site.report_index.parts
    ]
    assert len(select(title, "nav.contents li > span")) == len(parts)
    assert "../people/" in values(title, "nav.contents a", "href")
    registered = {one.id for one in (*dossier.actors, *dossier.works, *dossier.terms, *dossier.differences)}
    for page in (title, *parts):
        assert not ids(page) & registered
