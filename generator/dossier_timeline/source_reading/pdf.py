"""PDF read into blocks: PDFium gives words with their places, which are put into reading order here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_raw

from dossier_timeline.source_reading.blocks import StructuredText, TextBlock
from dossier_timeline.source_reading.media_types import PDF
from dossier_timeline.source_reading.page_lines import find_page_lines
from dossier_timeline.source_reading.pdf_blocks import (
    LineGroup,
    find_usual_print,
    group_lines,
    join_over_pages,
    make_block,
    mark_footnotes,
)
from dossier_timeline.source_reading.pdf_headings import fold_words, heading_levels, mark_headings
from dossier_timeline.source_reading.pdf_line_pieces import PdfLine
from dossier_timeline.source_reading.pdf_lines import find_lines
from dossier_timeline.source_reading.pdf_rulings import TableGrid, find_table_grids
from dossier_timeline.source_reading.pdf_words import PdfWord, join_parted_words, list_page_words
from dossier_timeline.source_reading.second_reading import (
    WordDifferences,
    compare_readings,
    count_letters,
    count_plain_words,
    list_plain_words,
    read_words_again,
)
from dossier_timeline.source_reading.unreadable import UnreadableDocumentError

MOST_PAGES = 2000
_LEAST_LETTERS_A_PAGE = 8


def read_pdf(content: bytes) -> StructuredText:
    """The blocks of a PDF. Raises `UnreadableDocumentError`."""
    document = _open_pdf(content)
    try:
        pages: list[list[PdfWord]] = []
        heights: list[float] = []
        grids: list[list[TableGrid]] = []
        for page in _list_pages(document):
            pages.append(list_page_words(page))
            heights.append(page.get_height())
            grids.append(find_table_grids(page))
        letters = sum(len(word.text) for words in pages for word in words)
        if letters < _LEAST_LETTERS_A_PAGE * len(pages):
            raise UnreadableDocumentError(
                "this PDF has no text: it's a scan, or its letters are drawn",
                "run: ocrmypdf --language LANGUAGE SCAN.pdf WITH-TEXT.pdf, and give the file that it writes",
            )
        outline = _read_outline(document)
    finally:
        document.close()
    again = read_words_again(content)
    known = set(again.words)
    pages = [join_parted_words(words, known) for words in pages]
    found = [word.text for words in pages for word in words]
    comparable = [w.text for n, words in enumerate(pages, 1) if again.has_read(n) for w in words]
    differences = compare_readings(comparable, again.words)
    lines = [find_lines(words, n, grid) for n, (words, grid) in enumerate(zip(pages, grids, strict=True), 1)]
    blocks = tuple(mark_doubtful_words(make_blocks(lines, heights, outline), found, differences))
    return StructuredText(
        PDF,
        (_version_of_pdfium(), again.reader),
        blocks,
        len(pages),
        remarks=(*again.remarks, *_describe_lost_letters(found, blocks)),
        is_compared=not again.remarks,
        soft_hyphens=tuple(sorted(again.soft_hyphens)),
        only_first=differences.only_first,
        only_second=differences.only_second,
    )


def _describe_lost_letters(found: Iterable[str], blocks: Iterable[TextBlock]) -> Iterator[str]:
    """A remark where putting words in order lost or doubled any, which must never be."""
    before, after = count_letters(found), count_letters(block.words for block in blocks)
    if before != after:
        count = sum((before - after).values()) + sum((after - before).values())
        yield f"{count} letters were lost or doubled in the layout: read all of it beside the original"


def mark_doubtful_words(
    blocks: Iterable[TextBlock], found: Iterable[str], differences: WordDifferences
) -> Iterator[TextBlock]:
    """The blocks, with a doubt on those that have words which the second reader has nowhere."""
    counts = count_plain_words(found)
    doubtful = {word for word, count in differences.only_first.items() if counts[word] <= count}
    for block in blocks:
        if doubtful and not doubtful.isdisjoint(list_plain_words(block.words)):
            yield replace(block, doubts=(*block.doubts, "words"))
        else:
            yield block


def _version_of_pdfium() -> str:
    return f"pypdfium2 {pdfium.PYPDFIUM_INFO.version} (PDFium {pdfium.PDFIUM_INFO.build})"


def _open_pdf(content: bytes) -> Any:
    try:
        document = pdfium.PdfDocument(content)
        count = len(document)
    except pdfium.PdfiumError as error:
        if getattr(error, "err_code", None) == pdfium_raw.FPDF_ERR_PASSWORD:
            message = "this PDF is locked with a password"
            raise UnreadableDocumentError(message, "save it without a password, and give that file") from None
        message = "this PDF is broken: it can't be opened"
        raise UnreadableDocumentError(message, "fetch it once more, or save it anew from a viewer") from None
    if count > MOST_PAGES:
        message = f"this PDF has {count} pages, and more than {MOST_PAGES} aren't read"
        raise UnreadableDocumentError(message, "give the part that the dossier is about")
    if count == 0:
        raise UnreadableDocumentError("this PDF has no pages", "fetch it once more")
    return document


def _list_pages(document: Any) -> Iterator[Any]:
    for number in range(len(document)):
        try:
            page = document[number]
        except pdfium.PdfiumError:
            message = f"page {number + 1} of this PDF is broken"
            raise UnreadableDocumentError(message, "save it anew from a viewer") from None
        yield page
        page.close()


def _read_outline(document: Any) -> dict[str, int]:
    """The titles of the outline by their words, with their level from 1."""
    found: dict[str, int] = {}
    for mark in document.get_toc(max_depth=6):
        title = fold_words(mark.get_title() or "")
        if title:
            found.setdefault(title, mark.level + 1)
    return found


def make_blocks(
    pages: Sequence[Sequence[PdfLine]], heights: Sequence[float], outline: Mapping[str, int]
) -> Iterator[TextBlock]:
    """The blocks of a document in reading order.

    What a page break cut in two is one, and stands before the footnotes and page lines there.
    """
    page_lines = find_page_lines(pages, heights)
    repeated = {id(line) for line in page_lines}
    body = [[line for line in lines if id(line) not in repeated] for lines in pages]
    _measure_columns(body)
    every_line = [line for lines in body for line in lines]
    usual = find_usual_print(every_line)
    groups = group_lines(every_line, usual)
    mark_footnotes(groups, usual)
    mark_headings(groups, usual, outline)
    joined = join_over_pages(groups, usual)
    levels = heading_levels(joined, outline)
    yield from _in_order(joined, page_lines, levels, len(pages))


def _measure_columns(pages: Sequence[Sequence[PdfLine]]) -> None:
    """Find the ends of each column anew, without the page lines."""
    for lines in pages:
        columns: dict[tuple[float, float], list[PdfLine]] = {}
        for line in lines:
            columns.setdefault(line.column, []).append(line)
        for members in columns.values():
            ends = (min(line.left for line in members), max(line.right for line in members))
            for line in members:
                line.column = ends


def _in_order(
    groups: Sequence[LineGroup], page_lines: Sequence[PdfLine], levels: Mapping[int, int], pages: int
) -> Iterator[TextBlock]:
    for page in range(1, pages + 1):
        own = [group for group in groups if group.page_number == page]
        heads, feet = _split_heads_and_feet([line for line in page_lines if line.page_number == page], own)
        yield from (TextBlock("page-line", line.text, page_number=page) for line in heads)
        text = [group for group in own if group.kind != "footnote"]
        notes = [group for group in own if group.kind == "footnote"]
        for group in (*text, *notes):
            block = make_block(group)
            yield replace(block, level=levels[id(group)]) if id(group) in levels else block
        yield from (TextBlock("page-line", line.text, page_number=page) for line in feet)


def _split_heads_and_feet(
    lines: Sequence[PdfLine], groups: Sequence[LineGroup]
) -> tuple[list[PdfLine], list[PdfLine]]:
    heights = [line.baseline for group in groups for line in group.lines]
    middle = (max(heights) + min(heights)) / 2 if heights else 0.0
    ordered = sorted(lines, key=lambda line: -line.baseline)
    return [line for line in ordered if line.baseline >= middle], [
        line for line in ordered if line.baseline < middle
    ]
