"""More documents than one page of the report holds: a title page, and parts that hold the rest."""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping
from pathlib import Path

import html5lib
import pytest

from dossier_timeline.model.dossier import Dossier
from dossier_timeline.output.audit import audit_site
from dossier_timeline.output.render import render_site
from dossier_timeline.site import report_parts as report_plan
from dossier_timeline.site.plan import SitePlan
from dossier_timeline.site.report_parts import MOST_DOCUMENTS, ReportIndex
from dossier_timeline.site.routes import PagePlan
from tests.bench.synthetic import write_dossier
from tests.helpers.files import GOOD
from tests.helpers.html import select, text_of, texts, values
from tests.helpers.small_site import config_of, dossier_of, planned

COUNT = MOST_DOCUMENTS + 1
_OF_A_PAGE = re.compile(r"r\.|section-|part-|year-|crumbs|main$|menu$")
"""Ids that several pages have, each its own."""


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("long") / "dossier"
    write_dossier(folder, COUNT)
    return folder


@pytest.fixture(scope="module")
def site(root: Path) -> SitePlan:
    return planned(dossier_of(root), config_of(root, search=False))


@pytest.fixture(scope="module")
def files(root: Path, site: SitePlan) -> Mapping[str, bytes]:
    return render_site(site, config_of(root, search=False))


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
    few = planned(short(site.dossier, MOST_DOCUMENTS), config_of(root, search=False))
    for code in site.languages:
        (whole,) = reports(few, code)
        title, *parts = reports(site, code)
        assert (title.path, title.title, title.entity) == (whole.path, whole.title, "")
        assert "2" in title.description
        assert title.description != whole.description
        assert [part.path.removeprefix(title.path.removesuffix("index.html")) for part in parts] == [
            f"{'part' if code == 'en' else 'deel'}-{number}/index.html" for number in (1, 2)
        ]
        assert [part.title for part in parts] == [
            {"en": "The whole report, part {} of 2", "nl": "Het hele rapport, deel {} van 2"}[code].format(n)
            for n in (1, 2)
        ]
    assert ReportIndex(few.dossier).parts == ()


def test_a_document_more_leaves_full_parts_as_they_are(site: SitePlan) -> None:
    documents = site.dossier.documents * 3
    fields = {name: getattr(site.dossier, name) for name in type(site.dossier).model_fields}
    for count in (COUNT, 2 * MOST_DOCUMENTS, 2 * MOST_DOCUMENTS + 1):
        parts = ReportIndex(Dossier.model_construct(**{**fields, "documents": documents[:count]})).parts
        assert tuple(one for part in parts for one in part.documents) == documents[:count]
        assert {len(part.documents) for part in parts[:-1]} == {MOST_DOCUMENTS}
        assert [(part.first, part.last) for part in parts][-1][1] == count


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
        assert all(re.match(r"[a-z]+-\d/#", address) for address in addresses)
        assert [address.partition("#")[2] for address in addresses] == found
        assert not ids(files[title.path]) & {fact.id for fact in site.dossier.all_facts()}


def test_the_parts_lead_to_each_other(site: SitePlan, files: Mapping[str, bytes]) -> None:
    title, first, last = (files[page.path] for page in reports(site, "en"))
    assert links(title) == ["part-1/"]
    assert links(first) == ["../", "../part-2/"]
    assert links(last) == ["../part-1/", "../"]
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
    assert len(mine) == len(theirs) == 3
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
def test_an_introduction_may_name_a_fact(most: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(report_plan, "MOST_DOCUMENTS", most)
    shutil.copytree(GOOD / "content", tmp_path / "content")
    folder = tmp_path / "content" / "pages" / "report"
    folder.mkdir()
    for code in ("en", "nl"):
        head = f"---\ntitle: All of it\nslug: all\ndescription: The report, {code}.\n---\n"
        (folder / f"{code}.md").write_text(f"{head}\nCounted were [[bridges-2018]].\n", "utf-8")
    config = config_of(tmp_path, search=False)
    site = planned(dossier_of(tmp_path), config)
    files = render_site(site, config)
    problems = audit_site(
        files, base=config.addresses.site_url, linkable_files={**files, "manifest.json": b""}
    )
    assert [str(problem) for problem in problems[:5]] == []
    title, *parts = reports(site, "en")
    assert (title.title, title.description) == ("All of it", "The report, en.")
    assert [part.title for part in parts[:1]] == (["All of it, part 1 of 2"] if most == 1 else [])
    introduced = [
        one
        for page in (title, *parts)
        for one in select(files[page.path], "p")
        if one.text == "Counted were "
    ]
    assert [one[0].get("class") for one in introduced] == ["fact"]


@pytest.mark.parametrize("name", ["good", "three"])
def test_the_parts_together_have_all_that_one_page_had(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    root = GOOD.parent / name
    dossier, config = dossier_of(root), config_of(root, search=False)
    whole = planned(dossier, config)
    before = render_site(whole, config)
    monkeypatch.setattr(report_plan, "MOST_DOCUMENTS", 1)
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
