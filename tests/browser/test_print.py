"""What comes out of the printer: the whole report and a document, complete, in order, tagged, nothing cut."""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser
from pypdf import PdfReader
from pypdf.generic import DictionaryObject
from pypdfium2 import PdfDocument, PdfTextPage

from tests.browser.chromium import address, visit
from tests.helpers.html import select, values

pytestmark = [pytest.mark.browser, pytest.mark.slow]
A4 = (595, 842)
Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Printed:
    """What Chromium printed: the document, the text of each page, and texts that go beyond the paper."""

    reader: PdfReader
    pages: tuple[str, ...]
    beyond: tuple[str, ...]

    @property
    def said(self) -> str:
        return words("".join(self.pages))


def printed(browser: Browser, url: str) -> Printed:
    """Print a page and read it: its text by PDFium, which takes a twentieth of the time that pypdf does."""
    page = browser.new_page()
    visit(page, url)
    page.emulate_media(media="print")
    data = page.pdf(tagged=True, outline=True, prefer_css_page_size=True)
    page.close()
    with closing(PdfDocument(data)) as document:
        texts = [page.get_textpage() for page in document]
        pages = tuple(text.get_text_range().replace("\r\n", "\n") for text in texts)
        beyond = tuple(text.get_text_bounded(*box) for text in texts for box in boxes(text) if outside(box))
    return Printed(PdfReader(io.BytesIO(data)), pages, beyond)


def boxes(text: PdfTextPage) -> Iterator[Box]:
    """Where runs of text stand on a page, in points: left, bottom, right, top."""
    return (text.get_rect(number) for number in range(text.count_rects()))


def outside(box: Box) -> bool:
    """Whether a run of text goes beyond the paper."""
    left, bottom, right, top = box
    return left < 0 or bottom < 0 or right > A4[0] + 1 or top > A4[1] + 1


def words(text: str) -> str:
    """Without what setting a text in type changes: blanks, hyphens, ligatures."""
    return re.sub(r"[\s\u00ad\u2010\ufffe-]+", "", unicodedata.normalize("NFKC", text))


def outline(reader: PdfReader) -> list[str]:
    """The titles of the outline right below the title of the whole, in order."""
    below = next(item for item in reader.outline if isinstance(item, list))
    return [words(str(item["/Title"])) for item in below if not isinstance(item, list)]


@pytest.fixture(scope="session", params=["nl/rapport/index.html", "en/report/index.html"])
def report(request: pytest.FixtureRequest, browser: Browser, base: str) -> tuple[str, Printed]:
    return request.param, printed(browser, base + address(request.param))


def headings(page: bytes, level: int) -> list[str]:
    found = (one for one in select(page, f"h{level}") if one.get("class") != "visually-hidden")
    return [words("".join(one.itertext())) for one in found]


def is_sound(paper: Printed) -> None:
    """Tagged, on A4, with numbered pages and nothing beyond the paper."""
    root = paper.reader.trailer["/Root"]
    assert isinstance(root, DictionaryObject)
    marked = root["/MarkInfo"]
    assert isinstance(marked, DictionaryObject)
    assert marked["/Marked"]
    assert "/StructTreeRoot" in root
    assert root["/Lang"]
    for number, (page, text) in enumerate(zip(paper.reader.pages, paper.pages, strict=True), 1):
        assert tuple(round(float(side)) for side in page.mediabox[2:]) == A4
        if number > 1:
            assert re.search(rf"^{number}$", text, re.M), f"page {number} has no number"


def test_the_whole_report_is_complete_and_in_order(
    report: tuple[str, Printed], files: Mapping[str, bytes]
) -> None:
    path, paper = report
    is_sound(paper)
    parts = headings(files[path], 2)
    assert outline(paper.reader) == parts
    text = paper.said
    places = [text.index(title, text.index(parts[0]) + 1) for title in parts[1:]]
    assert places == sorted(places)
    assert paper.beyond == ()


def test_every_note_of_the_report_is_printed_with_its_address(
    report: tuple[str, Printed], files: Mapping[str, bytes]
) -> None:
    path, paper = report
    notes = select(files[path], "ol.notes")[0]
    text = paper.said
    for note in notes:
        first = words("".join(note[0].itertext()))
        assert first in text, (first, len(paper.pages), text[-300:])
        for link in values(note, "a.out", "href"):
            assert words(link.partition("#")[0]) in text, "without the words that a browser would mark"


def test_documents_begin_on_a_page_of_their_own(
    report: tuple[str, Printed], files: Mapping[str, bytes]
) -> None:
    path, paper = report
    documents = select(files[path], "section.part[aria-labelledby]")
    assert documents
    tops = [words(page)[:400] for page in paper.pages]
    for title in headings(files[path], 2)[1 : len(documents) + 1]:
        assert any(title in top for top in tops), title


def test_no_table_is_wider_than_the_paper(browser: Browser, base: str) -> None:
    page = browser.new_page(viewport={"width": 660, "height": 900})
    visit(page, base + "nl/rapport/")
    page.emulate_media(media="print")
    wide = page.evaluate(
        """() => [...document.querySelectorAll('main *')]
            .filter((one) => !one.closest('svg, .visually-hidden') && one.getBoundingClientRect().width > 0
                && one.getBoundingClientRect().right > innerWidth + 1)
            .map((one) => one.outerHTML.slice(0, 120))"""
    )
    page.close()
    assert wide == []


def test_a_document_prints_with_folded_parts_open_and_addresses_in_full(
    browser: Browser, base: str, files: Mapping[str, bytes]
) -> None:
    path = "nl/documenten/voortgangsrapportage-2015/index.html"
    paper = printed(browser, base + address(path))
    is_sound(paper)
    text = paper.said
    for title in headings(files[path], 2):
        assert title in text or title == words("Op deze pagina"), title
    assert words("https://zoek.officielebekendmakingen.nl/kst-31015-112.html") in text
    assert words("Wereldwijde Alliantie 2012–2017") in words(paper.pages[3])[:60]


def test_images_after_each_other_take_no_words_along_to_the_next_page(browser: Browser, base: str) -> None:
    page = browser.new_page()
    visit(page, base + "nl/documenten/voortgangsrapportage-2015/")
    heading = page.evaluate(
        """() => {
            const prose = document.querySelector('.prose'), first = prose.querySelector('h2');
            const figures = [0, 1, 2].map(() => {
                const figure = document.createElement('figure'), shown = document.createElement('div');
                figure.className = 'image';
                figure.style.breakInside = 'avoid';
                shown.style.height = '12cm';
                figure.append(shown, document.createElement('figcaption'));
                figure.lastChild.textContent = 'x';
                return figure;
            });
            prose.replaceChildren(first, ...figures);
            return first.textContent;
        }"""
    )
    page.emulate_media(media="print")
    with closing(PdfDocument(page.pdf(prefer_css_page_size=True))) as document:
        text = words(document[0].get_textpage().get_text_range())
    page.close()
    assert words(heading) in text
