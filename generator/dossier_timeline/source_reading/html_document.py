"""HTML read into blocks: what a browser shows of the page's own text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import selectolax
from selectolax.lexbor import LexborHTMLParser

from dossier_timeline.notation.typesetting import LOWERED_DIGITS, SUPERSCRIPTS
from dossier_timeline.source_reading.blocks import StructuredText, TextBlock, describe_left_out
from dossier_timeline.source_reading.decoding import decode_any_text, describe_encoding
from dossier_timeline.source_reading.html_inline import (
    is_hidden,
    list_children,
    list_text_parts,
    require_depth,
    tidy_text,
)
from dossier_timeline.source_reading.html_lists import number_items
from dossier_timeline.source_reading.media_types import HTML
from dossier_timeline.source_reading.pdf_line_pieces import LIST_MARK
from dossier_timeline.source_reading.unreadable import UnreadableDocumentError

_CHARSET = re.compile(
    rb"""<(?:meta[^>]{0,200}charset|\?xml[^>]{0,100}encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""",
    re.IGNORECASE,
)
_BLOCK_NAMES = (
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset "
    "figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p "
    "pre section summary table tbody td tfoot th thead tr ul"
)
_BLOCK_TAGS = frozenset(_BLOCK_NAMES.split())
_LEFT_OUT = {
    "nav": "navigation",
    "aside": "what stands beside the text",
    "form": "a form",
    "dialog": "a dialog",
}
_LEFT_OUT_ROLES = {
    "navigation": "navigation",
    "search": "a search form",
    "complementary": "what stands beside the text",
    "dialog": "a dialog",
}
_PAGE_EDGES = {"header": "the page's header", "footer": "the page's footer"}
_PAGE_EDGE_ROLES = {"banner": "the page's header", "contentinfo": "the page's footer"}
_NOTE_ID = re.compile(r"(?:fn|ftn|footnote|note|voetnoot|_ftn)[:_.-]?\d+", re.IGNORECASE)
_NOTE_MARK = re.compile(rf"[(\[]?([{SUPERSCRIPTS}]+)[)\]]?[.)]?\s*")


def read_html(content: bytes, declared: str = "") -> StructuredText:
    """The blocks of a page of HTML; `declared` is the encoding that its server named.

    Raises `UnreadableDocumentError`.
    """
    stated = _CHARSET.search(content[:4096])
    decoded = decode_any_text(content, declared or (stated[1].decode("ascii") if stated else ""))
    return read_markup(decoded.text, describe_encoding(decoded))


def read_markup(text: str, remarks: tuple[str, ...] = ()) -> StructuredText:
    """The blocks of HTML that's text already."""
    tree = LexborHTMLParser(text)
    if tree.body is None:
        raise UnreadableDocumentError("this page of HTML has no text", "look whether the page needs scripts")
    reader = _HtmlReader()
    root = _find_text(tree, reader)
    blocks = tuple(reader.read(root, 0))
    if not blocks:
        raise UnreadableDocumentError(
            "this page of HTML has no text",
            "look whether the page needs scripts, and print it to PDF from a browser",
        )
    version = f"selectolax {selectolax.__version__}"
    return StructuredText(HTML, (version,), blocks, left_out=reader.list_left_out(), remarks=remarks)


def _find_text(tree: LexborHTMLParser, reader: _HtmlReader) -> Any:
    """The element with the page's own text: its only `main` or `article`, else all of it."""
    for selector in ("main", "[role=main]", "article"):
        found = [node for node in tree.css(selector) if not is_hidden(node)]
        if len(found) == 1 and len(found[0].text()) > 0:
            reader.count_outside(tree.body, found[0])
            return found[0]
    return tree.body


@dataclass(slots=True)
class _HtmlReader:
    """Walks through a page, and counts the words that are left out."""

    left_out: dict[str, int] = field(default_factory=dict)

    def list_left_out(self) -> tuple[str, ...]:
        return tuple(describe_left_out(what, count) for what, count in self.left_out.items() if count)

    def leave_out(self, what: str, node: Any) -> None:
        words = len("".join(list_text_parts(node)).split())
        self.left_out[what] = self.left_out.get(what, 0) + words

    def count_outside(self, body: Any, main: Any) -> None:
        """Count the words outside of the element with the page's own text."""
        inside = len("".join(list_text_parts(main)).split())
        words = len("".join(list_text_parts(body)).split())
        self.left_out[f"what stands outside of <{main.tag}>"] = max(0, words - inside)

    def read(self, node: Any, depth: int) -> Iterator[TextBlock]:
        """The blocks of an element. Text between them is a paragraph, too."""
        require_depth(depth)
        loose: list[str] = []
        marks = _list_marks(node)
        for child in list_children(node):
            if child.tag == "li" and child.mem_id in marks:
                yield from _make_paragraphs("".join(loose))
                loose = []
                yield from self._read_item(child, marks[child.mem_id], depth + 1)
                continue
            if child.tag not in _BLOCK_TAGS and not _holds_blocks(child, depth):
                loose += list_text_parts(child, depth)
                continue
            yield from _make_paragraphs("".join(loose))
            loose = []
            yield from self._read_block(child, depth + 1)
        yield from _make_paragraphs("".join(loose))

    def _read_block(self, node: Any, depth: int) -> Iterator[TextBlock]:
        what = _name_left_out(node)
        if is_hidden(node):
            return
        if what:
            self.leave_out(what, node)
        elif (
            _NOTE_ID.fullmatch(node.attributes.get("id") or "")
            or node.attributes.get("role") == "doc-footnote"
        ):
            yield from _make_footnote(node)
        elif re.fullmatch(r"h[1-6]", node.tag):
            text = tidy_text("".join(list_text_parts(node))).replace("\n", " ")
            if text:
                yield TextBlock("heading", text, level=int(node.tag[1]))
        elif node.tag == "table":
            yield from self._read_table(node, depth)
        elif node.tag == "pre":
            text = "".join(child.text(deep=True) for child in [node])
            yield from _make_paragraphs(text)
        else:
            yield from self.read(node, depth)

    def _read_item(self, item: Any, mark: str, depth: int) -> Iterator[TextBlock]:
        if _NOTE_ID.fullmatch(item.attributes.get("id") or ""):
            yield from _make_footnote(item, mark)
        else:
            yield from _with_mark(self.read(item, depth), mark)

    def _read_table(self, node: Any, depth: int) -> Iterator[TextBlock]:
        caption = node.css_first("caption")
        if caption is not None:
            yield from _make_paragraphs("".join(list_text_parts(caption)))
        cells = [
            [cell for cell in list_children(row) if cell.tag in ("td", "th")] for row in _list_rows(node)
        ]
        if _is_layout(node, cells):
            for row in cells:
                yield from self._read_layout_row(row, depth)
            return
        filled = tuple(_fill_grid(cells))
        if any(any(row) for row in filled):
            yield TextBlock("table", rows=tuple(row for row in filled if any(row)))

    def _read_layout_row(self, row: list[Any], depth: int) -> Iterator[TextBlock]:
        """The blocks of a row that only places things; a number with what stands behind it is an item."""
        mark = ""
        for cell in row:
            text = tidy_text("".join(list_text_parts(cell)))
            if LIST_MARK.fullmatch(text):
                mark = text
                continue
            blocks = _with_mark(self.read(cell, depth + 1), mark)
            mark = ""
            yield from blocks
        if mark:
            yield TextBlock("paragraph", mark)


def _list_marks(node: Any) -> dict[int, str]:
    """What is printed before each item, where the element is a list."""
    if node.tag not in ("ul", "ol", "menu", "dir"):
        return {}
    return {item.mem_id: mark for item, mark in number_items(node)}


def _name_left_out(node: Any) -> str:
    """What an element is when it's no text of the page, or nothing."""
    role = node.attributes.get("role") or ""
    if node.tag in _LEFT_OUT or role in _LEFT_OUT_ROLES:
        return _LEFT_OUT.get(node.tag) or _LEFT_OUT_ROLES[role]
    if node.tag in _PAGE_EDGES or role in _PAGE_EDGE_ROLES:
        is_of_page = node.parent is not None and node.parent.tag not in ("article", "main", "section")
        if is_of_page and node.css_first("h1") is None:
            return _PAGE_EDGES.get(node.tag) or _PAGE_EDGE_ROLES[role]
    return ""


def _holds_blocks(node: Any, depth: int) -> bool:
    """Whether an element that's part of a line otherwise holds blocks, as a link around a heading does."""
    if node.tag.startswith("-") or is_hidden(node):
        return False
    require_depth(depth)
    return any(child.tag in _BLOCK_TAGS or _holds_blocks(child, depth + 1) for child in list_children(node))


def _make_paragraphs(text: str) -> Iterator[TextBlock]:
    for part in re.split(r"\n\s*\n", tidy_text(text)):
        stripped = part.strip()
        if not stripped:
            continue
        note = _NOTE_MARK.match(stripped)
        if note and note.end() < len(stripped):
            yield TextBlock("footnote", stripped[note.end() :], note[1].translate(LOWERED_DIGITS))
        else:
            yield TextBlock("paragraph", stripped)


def _make_footnote(node: Any, mark: str = "") -> Iterator[TextBlock]:
    """The footnote in an element, with the number that is printed before it or in its id."""
    text = tidy_text("".join(list_text_parts(node))).strip("↩ \n\ufe0e").replace("\n", " ")
    printed = _NOTE_MARK.match(text)
    if printed:
        mark, text = printed[1].translate(LOWERED_DIGITS), text[printed.end() :]
    else:
        mark = mark.rstrip(".") or "".join(re.findall(r"\d+", node.attributes.get("id") or ""))
    if text:
        yield TextBlock("footnote", text, mark)


def _with_mark(blocks: Iterator[TextBlock], mark: str) -> Iterator[TextBlock]:
    """The blocks, the first of them as an item with this mark."""
    for block in blocks:
        if mark and block.kind == "paragraph":
            yield TextBlock("item", block.text, mark)
        elif mark and block.kind == "item" and not _is_bullet(mark):
            yield TextBlock("paragraph", mark)
            yield block
        else:
            yield block
        mark = ""


def _is_bullet(mark: str) -> bool:
    return not any(sign.isalnum() for sign in mark)


# Tables


def _list_rows(table: Any) -> Iterator[Any]:
    for child in list_children(table):
        if child.tag == "tr":
            yield child
        elif child.tag in ("thead", "tbody", "tfoot"):
            yield from (row for row in list_children(child) if row.tag == "tr")


def _is_layout(table: Any, rows: list[list[Any]]) -> bool:
    """Whether a table only places things: it holds a table, has one column, or a mark and a text a row."""
    if table.attributes.get("role") in ("presentation", "none") or len(table.css("table")) > 1:
        return True
    if max(map(len, rows), default=0) < 2:
        return True
    first = [tidy_text("".join(list_text_parts(row[0]))) for row in rows if row]
    is_numbered = all(LIST_MARK.fullmatch(text) for text in first)
    return is_numbered and not table.css("th") and all(len(row) <= 2 for row in rows)


def _fill_grid(rows: list[list[Any]]) -> Iterator[tuple[str, ...]]:
    """The texts of the cells, each in its column; what a cell spans beside its first place is empty."""
    taken: dict[tuple[int, int], str] = {}
    width = 0
    for number, row in enumerate(rows):
        column = 0
        for cell in row:
            while (number, column) in taken:
                column += 1
            across, down = _span(cell, "colspan"), _span(cell, "rowspan")
            for i in range(down):
                for j in range(across):
                    taken[number + i, column + j] = ""
            taken[number, column] = tidy_text("".join(_list_cell_parts(cell))).replace("\n", " ")
            column += across
        width = max(width, column)
    for number in range(len(rows)):
        yield tuple(taken.get((number, column), "") for column in range(width))


def _list_cell_parts(cell: Any) -> Iterator[str]:
    for child in list_children(cell):
        yield from list_text_parts(child)
        if child.tag in _BLOCK_TAGS:
            yield "\n"


def _span(cell: Any, name: str) -> int:
    text: Mapping[str, Any] = cell.attributes
    value = str(text.get(name) or "1")
    return min(50, max(1, int(value))) if value.isdecimal() and len(value) < 5 else 1
