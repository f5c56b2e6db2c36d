"""The pages of the small good site: valid, whole, linked, and what a reader must find on them."""

from __future__ import annotations

import hashlib
import xml.etree.ElementTree as ET
from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import html5lib
import pytest

from dossier_timeline.evidence.receipt import Receipt, ReceiptEntry
from dossier_timeline.output.audit import audit_site
from dossier_timeline.output.render import render_site
from dossier_timeline.site.plan import SitePlan
from tests.helpers.files import GOOD
from tests.helpers.html import select, select_one, text_of, texts, values
from tests.helpers.small_site import BASE, config_of, dossier_of, good_site, planned

DOCUMENT = "en/documents/progress-report-2021/index.html"


def html(files: Mapping[str, bytes]) -> dict[str, str]:
    return {path: data.decode() for path, data in files.items() if path.endswith(".html")}


def test_every_page_is_valid_html(files: dict[str, bytes]) -> None:
    for path, page in html(files).items():
        try:
            html5lib.HTMLParser(strict=True).parse(page)
        except html5lib.html5parser.ParseError as error:
            pytest.fail(f"{path}: {error}")


def test_the_audit_finds_nothing(files: dict[str, bytes]) -> None:
    assert audit_site({**files, "manifest.json": b"{}"}, base=BASE) == []


def test_the_same_bytes_every_time(files: dict[str, bytes]) -> None:
    assert render_site(planned(dossier_of(GOOD), config_of(GOOD)), config_of(GOOD)) == files
    assert list(files) == sorted(files)


def test_no_page_knows_where_it_was_made(files: dict[str, bytes]) -> None:
    root = str(GOOD.parents[2]).encode()
    assert not [path for path, data in files.items() if root in data]


def test_headings_descend_in_order(files: dict[str, bytes]) -> None:
    for path, page in html(files).items():
        levels = [int(one.tag[1]) for one in select(page, "h1, h2, h3, h4, h5, h6")]
        assert levels[0] == 1, path
        assert all(after <= before + 1 for before, after in pairwise(levels)), path


def test_a_number_leads_to_its_note_and_back(files: dict[str, bytes]) -> None:
    page = files[DOCUMENT].decode()
    marks = select(page, "a.fact[id^='r.'][href^='#']")
    notes = values(page, "ol.notes > li", "id")
    assert {"#bridges-2021", "#evening-people", "#renewed"} <= {mark.get("href") for mark in marks}
    for mark in marks:
        number = int(mark.get("id", "").split(".")[1])
        assert f"#{notes[number - 1]}" == mark.get("href")
        assert f"#{mark.get('id')}" in values(page, f'ol.notes > [id="{notes[number - 1]}"] a', "href")


def test_notes_are_numbered_in_the_order_of_the_text(files: dict[str, bytes]) -> None:
    page = files[DOCUMENT].decode()
    marks = values(page, "main .prose [id^='r.']", "id")
    first_seen = [mark for mark in marks if mark.count(".") == 1]
    assert first_seen[:3] == ["r.1", "r.2", "r.3"]


def test_a_note_says_what_a_reader_must_know(files: dict[str, bytes]) -> None:
    note = select_one(files[DOCUMENT], "ol.notes > li#renewed")
    assert texts(note, "b") == ["2"]
    said = text_of(note)
    assert said.startswith("2 bridges renewed")
    assert "The letter names them; we count them." in said
    assert "value: our inference" in said
    assert texts(note, "a[href='https://example.org/letter-2021']") == ["Stand van zaken, paragraph\u00a01"]
    assert texts(note, "span[lang=nl]") == ["Stand van zaken"]
    assert "likely address" not in said
    remarks = texts(files[DOCUMENT], "p.said")
    assert any(one.endswith("the address of its official text is likely, but not opened.") for one in remarks)
    assert texts(note, "b > a[href='#renewed']") == ["2"], "its value leads to its own address"


def test_a_quotation_is_in_its_own_language(good: Path) -> None:
    file = good / "content/documents/plan-2019/document.yml"
    words = "text: uiterlijk in juni 2020\n"
    content = file.read_text("utf-8")
    assert words in content
    file.write_text(content.replace(words, words + "    language: fr\n"), "utf-8")
    summary = good / "content/documents/plan-2019/en.md"
    summary.write_text(summary.read_text("utf-8") + "\n[[quotation-progress]]\n", "utf-8")
    pages = html(render_site(planned(dossier_of(good), config_of(good)), config_of(good)))
    quoted = [page for page in pages.values() if "uiterlijk in juni 2020" in page]
    assert quoted
    for page in quoted:
        shown = [one for one in select(page, "*") if (one.text or "").startswith("uiterlijk in juni")]
        assert shown
        assert not [one for one in select(page, "*") if (one.tail or "").startswith("uiterlijk in juni")]
        assert {(one.tag, one.get("lang"), one.text) for one in shown} == {
            ("span", "fr", "uiterlijk in juni 2020")
        }


def test_the_arithmetic_says_what_qualifies_a_value(good: Path) -> None:
    plan, derived = good / "content/documents/plan-2019/document.yml", good / "content/facts.yml"
    head, name, rest = plan.read_text("utf-8").partition("id: bridges-2018\n")
    plan.write_text(f"{head}{name}    qualifier: nearly\n{rest}", "utf-8")
    derived.write_text(derived.read_text("utf-8") + "  qualifier: over\n", "utf-8")
    files = render_site(planned(dossier_of(good), config_of(good)), config_of(good))
    note = text_of(select_one(files["en/figures/index.html"], "ol.notes > #bridges-more"))
    assert "26 − (nearly 24) = more than +2" in note


def test_a_derived_value_shows_its_arithmetic(files: dict[str, bytes]) -> None:
    note = select_one(files["en/figures/index.html"], "ol.notes > #bridges-more")
    assert "26 − 24 = +2" in text_of(note)
    links = [(text_of(link), link.get("href", "").partition("#")[2]) for link in select(note, "bdi a")]
    assert links == [("26", "bridges-2021"), ("24", "bridges-2018")]


def test_a_note_says_when_it_was_checked() -> None:
    entries = {
        "bridges-2021": ReceiptEntry("", "printed", "2022-01-14"),
        "renewed": ReceiptEntry("", "inferred", "2022-01-13"),
    }
    site = replace(good_site(), receipt=Receipt({}, {}, entries))
    files = render_site(site, config_of(GOOD))
    page = files[DOCUMENT].decode()
    assert "Unless its note says otherwise, each value was found" in page
    assert "on 14 January 2022." in page
    assert "not yet checked" in page
    assert "passage found in the source text on 13 January 2022" in page
    assert "2 facts checked" in page
    assert "14 January 2022" in files["en/method/index.html"].decode()


def test_every_entry_has_its_address(site: SitePlan, files: dict[str, bytes]) -> None:
    dossier = site.dossier
    everywhere = {place for page in html(files).values() for place in values(page, "[id]", "id")}
    skipped = {entry.id for entry in (*dossier.units, *dossier.kinds, *dossier.themes, *dossier.pages)}
    skipped |= {entry.id for entry in dossier.documents} | {"plan-as-work"}
    for entry in dossier.entries():
        if entry.id not in skipped:
            assert entry.id in everywhere
        for alias in entry.aliases:
            assert alias in everywhere
    for document in dossier.documents:
        for figure in document.figures:
            for row in figure.rows:
                assert f"{figure.id}-{row.id}" in everywhere


def test_sources_that_differ_are_marked_beside_the_value(files: dict[str, bytes]) -> None:
    page = files[DOCUMENT].decode()
    assert "sources differ" in texts(page, "a[href='../../differences/#how-many-bridges']")
    assert "≠" in texts(page, "a.differs[aria-label='sources differ about 26']")


def test_a_difference_does_not_mark_itself(files: dict[str, bytes]) -> None:
    page = files["en/differences/index.html"].decode()
    assert len(select(page, "main #how-many-bridges")) == 1
    assert select(page, "main .differs, main .tag.amber") == []


def test_dates_that_we_concluded_say_so_in_words(files: dict[str, bytes]) -> None:
    item = select_one(files["en/timeline/index.html"], "li#residents-evening")
    assert texts(item, ".when .tag") == ["year: our inference"]
    assert "The letter says “this spring”." in text_of(item)


def test_what_stands_in_no_document_says_that_its_text_is_not_held(files: dict[str, bytes]) -> None:
    item = select_one(files["en/timeline/index.html"], "li#church-bridge-opened")
    assert "we do not have this text" in text_of(item)


def test_the_switch_leads_to_the_same_page(files: dict[str, bytes]) -> None:
    link = select_one(files[DOCUMENT], "a.language[lang=nl][hreflang=nl]")
    assert text_of(link) == "Nederlands"
    assert link.get("href") == "../../../nl/documenten/voortgangsbericht-2021/"


def test_the_foot_has_help_edit_and_report(files: dict[str, bytes]) -> None:
    page = files[DOCUMENT].decode()
    assert "Bridge broken? Call the bridge desk." in page
    edit = "https://example.org/repository/edit/main/content/documents/letter-2021/"
    links = values(page, "a", "href")
    assert f"{edit}en.md" in links
    assert f"{edit}document.yml" in links
    report = "https://example.org/report?page=https%3A%2F%2Fexample.org%2Fdossier%2Fen"
    assert any(link.startswith(report) for link in links)
    assert "2022-01-15" in values(page, "time", "datetime")


def test_nothing_is_offered_that_is_not_configured() -> None:
    config = config_of(GOOD, repo_url="", report_url="")
    page = render_site(good_site(), config)[DOCUMENT].decode()
    assert "Report an error" not in page
    assert "Edit th" not in page


@pytest.mark.parametrize("kind", ["promises", "people", "countries", "works", "terms", "differences"])
def test_a_long_page_lists_what_is_on_it(kind: str, files: dict[str, bytes]) -> None:
    page = files[f"en/{kind}/index.html"].decode()
    listed = values(page, "nav.contents a, .matrix [scope=row] a", "href")
    on_it = [f"#{one}" for one in values(page, "li.entry, article.promise, div.differ", "id")]
    assert on_it
    if len(on_it) > 1:
        shown = [one for one in listed if one in on_it]
        # Promises stand below their outcomes, and in the table in the order in which they were made.
        assert (
            (sorted(shown), len(shown)) == (sorted(on_it), len(on_it))
            if kind == "promises"
            else shown == on_it
        )


def test_the_404_pages_link_from_the_root(files: dict[str, bytes]) -> None:
    for path in ("404.html", "nl/404.html"):
        page = files[path].decode()
        links = [link for link in values(page, "*", "href") + values(page, "*", "src") if "://" not in link]
        assert links
        assert all(link.startswith(("/dossier/", "#")) for link in links), path
        assert values(page, "meta[name=robots]", "content") == ["noindex"]


def test_the_root_lets_a_reader_choose(files: dict[str, bytes]) -> None:
    page = files["index.html"].decode()
    assert texts(page, "a[href='nl/'][hreflang=nl]") == ["Nederlands"]
    assert texts(page, "a[href='en/'][hreflang=en]") == ["English"]


def test_the_sitemap_has_every_page_once_with_its_translations(
    site: SitePlan, files: dict[str, bytes]
) -> None:
    names = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
    root = ET.fromstring(files["sitemap.xml"])
    found = [url.findtext("s:loc", "", names) for url in root.findall("s:url", names)]
    assert sorted(found) == sorted({page.canonical for page in site.pages if page.is_indexed})
    for url in root.findall("s:url", names):
        links = {link.get("href") for link in url.findall("x:link", names)}
        assert not links or url.findtext("s:loc", "", names) in links
    assert f"Sitemap: {BASE}sitemap.xml" in files["robots.txt"].decode()


def test_assets_are_named_after_what_is_in_them(files: dict[str, bytes]) -> None:
    assets = [path for path in files if path.startswith("assets/")]
    assert any(path.endswith(".css") for path in assets)
    for path in assets:
        # A card is named after what it says: docs/decisions/0029.
        if not path.startswith("assets/cards/"):
            assert hashlib.sha256(files[path]).hexdigest()[:8] in path


def test_the_whole_report_has_everything_once(site: SitePlan, files: dict[str, bytes]) -> None:
    page = files["en/report/index.html"].decode()
    notes = values(page, "ol.notes > li", "id")
    for fact in site.dossier.all_facts():
        assert notes.count(fact.id) == 1, fact.id
    for once in ("#letter-2021-result", "h1"):
        assert len(select(page, once)) == 1, once


def test_a_figure_is_there_as_csv_with_its_gaps(files: dict[str, bytes]) -> None:
    data = files["data/figures/inspections.csv"].decode()
    head = "row,year,inspected,rejected"
    assert data == f"{head}\r\ny2018,2018,24,5\r\ny2019,2019,,\r\ny2020,2020,25,3\r\ny2021,2021,26,2\r\n"
    for path in ("en/figures/index.html", "nl/cijfers/index.html"):
        figure = select_one(files[path], "figure#inspections")
        drawing = f"charts/inspections.{path[:2]}.svg"
        links = values(figure, "p.src a", "href")
        assert {"../../data/figures/inspections.csv", f"../../{drawing}"} <= set(links)
        assert files[drawing].startswith(b"<svg ")


def test_a_document_can_be_cited_by_reference_managers(files: dict[str, bytes]) -> None:
    for path in (DOCUMENT, "nl/documenten/voortgangsbericht-2021/index.html"):
        source, page = select(files[path], "div.cite")
        links = values(source, "p.src a", "href")
        assert links == [f"../../../data/citations/letter-2021.{end}" for end in ("bib", "ris", "csl.json")]
        assert all(link.removeprefix("../../../") in files for link in links)
        assert not select(page, "p.src")


def test_a_chart_stands_beside_its_table(files: dict[str, bytes]) -> None:
    figure = select_one(files["en/figures/index.html"], "figure#inspections")
    assert select(figure, "svg")
    assert select(figure, "table")
