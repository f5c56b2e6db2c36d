"""Where a number stands: the place that its note names, and the official address to which it leads."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from dossier_timeline.evidence.receipt import Receipt
from dossier_timeline.evidence.verified_passages import VerifiedPassage, VerifiedText
from dossier_timeline.model.locators import Locator
from dossier_timeline.output.render import render_site
from tests.helpers.files import GOOD
from tests.helpers.html import select, select_one, text_of
from tests.helpers.small_site import config_of, dossier_of, planned

LETTER = "content/documents/letter-2021/document.yml"
PAGE = "en/documents/progress-report-2021/index.html"
ADDRESS = '{url: "https://example.org/letter-2021", status: derived, language: nl,'
PLACE = 'section: "Stand van zaken", paragraph: 1'
QUOTE = 'section: "", quote: "26 bruggen"'


def _render(
    folder: Path,
    changes: dict[str, str],
    passages: dict[str, VerifiedPassage],
    origin: tuple[str, str] = ("", ""),
    page: str = PAGE,
) -> str:
    """The page of a document after changes of its file and a verification."""
    root = folder / "good"
    shutil.copytree(GOOD, root, ignore=shutil.ignore_patterns("site"))
    text = (root / LETTER).read_text("utf-8")
    for old, new in changes.items():
        assert old in text
        text = text.replace(old, new, 1)
    (root / LETTER).write_text(text, "utf-8")
    receipt = Receipt({}, {"letter-2021": VerifiedText("", passages, *origin)}, {})
    config = config_of(root)
    files = render_site(replace(planned(dossier_of(root), config), receipt=receipt), config)
    return files[page].decode()


def _note(
    folder: Path,
    changes: dict[str, str],
    passages: dict[str, VerifiedPassage],
    origin: tuple[str, str] = ("", ""),
) -> tuple[str, str]:
    """The text of a fact's note, and where it leads."""
    note = select_one(_render(folder, changes, passages, origin), "#bridges-2021")
    links = [link.get("href", "") for link in select(note, "a") if "example.org/l" in link.get("href", "")]
    return text_of(note), links[0]


def test_a_place_has_the_page_where_the_text_has_pages(tmp_path: Path) -> None:
    text, href = _note(tmp_path, {}, {PLACE: VerifiedPassage("0" * 12, page_number=3)})
    assert "Stand van zaken, paragraph\u00a01, page\u00a03" in text
    assert href == "https://example.org/letter-2021"


def test_the_address_of_a_pdf_leads_to_the_page(tmp_path: Path) -> None:
    pdf = {ADDRESS: ADDRESS.replace("letter-2021", "letter-2021.PDF?a=1")}
    _, href = _note(tmp_path, pdf, {PLACE: VerifiedPassage("0" * 12, page_number=3)})
    assert href == "https://example.org/letter-2021.PDF?a=1#page=3"


def test_a_confirmed_address_goes_before_one_that_is_not(tmp_path: Path) -> None:
    other = '  - {url: "https://example.org/letter-confirmed", status: confirmed, label: {nl: b, en: b}}\n'
    _, href = _note(tmp_path, {"themes: [safety]\n": f"{other}themes: [safety]\n"}, {})
    assert href == "https://example.org/letter-confirmed"


def test_an_archived_copy_stands_beside_its_address(tmp_path: Path) -> None:
    copy = 'archived: {url: "https://archive.example.org/letter-2021", date: 2022-02-01}, label: {nl: archief'
    changes = {"label: {nl: archief": copy}
    page = _render(tmp_path, changes, {})
    link = next(one for one in select(page, "a") if one.get("data-versionurl"))
    assert link.get("href") == "https://example.org/letter-2021"
    assert link.get("data-versionurl") == "https://archive.example.org/letter-2021"
    assert link.get("data-versiondate") == "2022-02-01"
    archived = select_one(page, 'a[href="https://archive.example.org/letter-2021"]')
    assert text_of(archived) == "archived copy of 1 February 2022"
    assert '"archivedAt":"https://archive.example.org/letter-2021"' in page.replace(": ", ":")


@pytest.mark.parametrize(
    ("passages", "shown"),
    [
        (
            {QUOTE: VerifiedPassage("0" * 12, "Stand van zaken", 1, None, 2)},
            "Stand van zaken, paragraph\u00a01, page\u00a02",
        ),
        ({QUOTE: VerifiedPassage("0" * 12, footnote=4)}, "footnote\u00a04"),
        ({}, "“26 bruggen”"),
    ],
)
def test_words_that_stand_for_a_passage_are_shown_as_its_place_once_it_is_known(
    tmp_path: Path, passages: dict[str, VerifiedPassage], shown: str
) -> None:
    quote = {"passage: {section: Stand van zaken, paragraph: 1}": "passage: {quote: 26 bruggen}"}
    text, _ = _note(tmp_path, quote, passages)
    assert shown in text
    assert (QUOTE in passages) == ("“26 bruggen”" not in text)


EDGES = ("In totaal zijn, op", "beheer – haven-stad & co")
WORDS = "#:~:text=In%20totaal%20zijn%2C%20op,beheer%20%E2%80%93%20haven%2Dstad%20%26%20co"
URL = "https://example.org/letter-2021"


@pytest.mark.parametrize(
    ("suffix", "origin", "fragment"),
    [
        (".html", ("", ""), WORDS),
        ("", ("", ""), ""),
        ("", (URL, "text/html"), WORDS),
        ("", (URL, "application/pdf"), "#page=3"),
        (".pdf", ("", ""), "#page=3"),
        (".html#part-2", ("", ""), ""),
    ],
)
def test_an_address_leads_to_the_words_where_it_is_known_to_be_a_web_page(
    tmp_path: Path, suffix: str, origin: tuple[str, str], fragment: str
) -> None:
    other = {ADDRESS: ADDRESS.replace("letter-2021", f"letter-2021{suffix}")}
    _, href = _note(tmp_path, other, {PLACE: VerifiedPassage("0" * 12, page_number=3, edges=EDGES)}, origin)
    assert href == URL + suffix + fragment


def test_words_that_a_person_gave_go_before_others(tmp_path: Path) -> None:
    changes = {
        ADDRESS: ADDRESS.replace("letter-2021", "letter-2021.html"),
        "passage: {section: Stand van zaken, paragraph: 1}": (
            "passage: {section: Stand van zaken, paragraph: 1, fragment: 26-voudig}"
        ),
    }
    _, href = _note(tmp_path, changes, {PLACE: VerifiedPassage("0" * 12, edges=EDGES)})
    assert href == f"{URL}.html#:~:text=26%2Dvoudig"


ARTICLE: Locator = (("article", "83"), ("paragraph", "5"), ("point", "(a)"))


@pytest.mark.parametrize(
    ("page", "shown"),
    [
        (PAGE, "article\u00a083, paragraph\u00a05, point\u00a0(a), page\u00a03"),
        (
            "nl/documenten/voortgangsbericht-2021/index.html",
            "artikel\u00a083, lid\u00a05, punt\u00a0(a), pagina\u00a03",
        ),
    ],
)
def test_what_is_printed_at_a_place_is_told_in_the_language_of_the_page(
    tmp_path: Path, page: str, shown: str
) -> None:
    verified = VerifiedPassage("0" * 12, "Artikel 83 Boetes", 19, None, 3, ARTICLE)
    written = {
        "passage: {section: Stand van zaken, paragraph: 1}": "passage: {article: 83, paragraph: 5, point: a}"
    }
    place = "article: 83, paragraph: 5, point: a"
    assert shown in text_of(
        select_one(_render(tmp_path, written, {place: verified}, page=page), "#bridges-2021")
    )


@pytest.mark.parametrize(
    ("locator", "shown"),
    [
        ((("figure", "2"),), "Stand van zaken, figure\u00a02"),
        ((("recital", "26"),), "recital\u00a026"),
        (
            (("chapter", "II"), ("section", "12"), ("paragraph", 2)),
            "chapter\u00a0II, section\u00a012, paragraph\u00a02",
        ),
        (
            (("paragraph", "45"), ("subparagraph", 2)),
            "Stand van zaken, paragraph\u00a045, subparagraph\u00a02",
        ),
        ((("appendix", "I"), ("indent", 3)), "annex\u00a0I, indent\u00a03"),
        ((), "Stand van zaken"),
    ],
)
def test_a_counted_place_is_shown_as_what_is_printed_there(
    tmp_path: Path, locator: Locator, shown: str
) -> None:
    text, _ = _note(tmp_path, {}, {PLACE: VerifiedPassage("0" * 12, page_number=3, locator=locator)})
    assert f"{shown}, page\u00a03" in text
    assert "paragraph\u00a01" not in text


def test_a_place_that_was_never_verified_is_shown_as_it_is_written(tmp_path: Path) -> None:
    written = {
        "passage: {section: Stand van zaken, paragraph: 1}": "passage: {chapter: II, article: 5a, point: b}"
    }
    text, _ = _note(tmp_path, written, {})
    assert "chapter\u00a0II, article\u00a05a, point\u00a0b" in text


CONFIRMED = {
    ADDRESS: '{url: "https://example.org/letter-2021.html", status: confirmed, language: nl,',
}


@pytest.mark.parametrize(
    ("changes", "verified", "href"),
    [
        (CONFIRMED, VerifiedPassage("0" * 12, edges=EDGES), f"{URL}.html{WORDS}"),
        ({}, VerifiedPassage("0" * 12, edges=EDGES), "../documents/progress-report-2021/#bridges-2021"),
        (CONFIRMED, VerifiedPassage("0" * 12), "../documents/progress-report-2021/#bridges-2021"),
    ],
)
def test_a_source_line_leads_to_the_words_or_to_a_note(
    tmp_path: Path, changes: dict[str, str], verified: VerifiedPassage, href: str
) -> None:
    page = _render(tmp_path, changes, {PLACE: verified}, page="en/timeline/index.html")
    (link,) = select(page, "#mill-bridge-opened .src a")
    assert text_of(link) == "Letter 2021, Stand van zaken, paragraph\u00a01"
    assert link.get("href") == href


def test_a_source_line_of_a_place_that_no_link_can_find_leads_to_the_card_of_its_document(
    tmp_path: Path,
) -> None:
    page = _render(tmp_path, {}, {}, page="en/timeline/index.html")
    (link,) = select(page, "#letter-sent .src a")
    assert text_of(link) == "Letter 2021, paragraph\u00a01"
    assert link.get("href") == "../documents/progress-report-2021/#section-card"


def test_the_whole_report_sends_its_reader_nowhere_else(tmp_path: Path) -> None:
    page = _render(
        tmp_path, CONFIRMED, {PLACE: VerifiedPassage("0" * 12, edges=EDGES)}, page="en/report/index.html"
    )
    links = select(page, "#finish-church-bridge dd a")
    assert "#bridges-2021" in [link.get("href") for link in links]
