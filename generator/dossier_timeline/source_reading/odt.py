"""ODT read into blocks: paragraphs, items with their printed numbers, headings, tables, footnotes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from dossier_timeline.notation.typesetting import RAISED_DIGITS, raise_number
from dossier_timeline.source_reading.blocks import StructuredText, TextBlock, describe_left_out
from dossier_timeline.source_reading.html_inline import tidy_text
from dossier_timeline.source_reading.item_numbers import ItemCounter
from dossier_timeline.source_reading.media_types import OPEN_DOCUMENT
from dossier_timeline.source_reading.odt_styles import OdtStyles, read_odt_styles
from dossier_timeline.source_reading.packed_tables import list_rows, read_table
from dossier_timeline.source_reading.packed_xml import (
    PackedDocument,
    child_named,
    children_named,
    find_attribute,
    local_name,
    whole_number,
)
from dossier_timeline.source_reading.unreadable import UnreadableDocumentError

_SKIPPED = frozenset(
    ("tracked-changes", "annotation", "annotation-end", "forms", "sequence-decls", "ruby-text")
)
_CONTAINERS = frozenset(
    ("section", "index-body", "table-of-content", "illustration-index", "table-index", "object-index")
)
_MORE_CONTAINERS = frozenset(("user-index", "alphabetical-index", "bibliography", "index-title", "text-box"))
_ROW_GROUPS = ("table-header-rows", "table-rows", "table-row-group")
_MOST_REPEATED = 60
_MOST_SPACES = 100


def read_odt(content: bytes) -> StructuredText:
    """The blocks of an ODT. Raises `UnreadableDocumentError`."""
    packed = PackedDocument(content)
    root = packed.parse("content.xml")
    body = child_named(root, "body", "text")
    if body is None:
        raise UnreadableDocumentError(
            "this document has no text", "open it in a word processor and save it anew"
        )
    styles = packed.parse("styles.xml")
    reader = _OdtReader(read_odt_styles((styles, root)))
    blocks = tuple(reader.read(body))
    if not blocks:
        raise UnreadableDocumentError(
            "this document has no text", "is it one of pictures? then print it to PDF"
        )
    return StructuredText(OPEN_DOCUMENT, (), blocks, left_out=tuple(_describe_left_out(styles)))


def _describe_left_out(styles: Element | None) -> Iterator[str]:
    words = sum(
        len(" ".join(part.itertext()).split())
        for page in children_named(child_named(styles, "master-styles"), "master-page")
        for part in children_named(page, "header", "footer", "header-left", "footer-left")
    )
    if words:
        yield describe_left_out("running heads and feet", words)


@dataclass(slots=True)
class _OdtReader:
    """Walks through a document, and counts its lists."""

    styles: OdtStyles
    counters: dict[str, ItemCounter] = field(default_factory=dict)
    """By the id of a list, so that another can go on counting."""
    last_by_style: dict[str, ItemCounter] = field(default_factory=dict)
    open_notes: list[TextBlock] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)

    def read(self, parent: Element) -> Iterator[TextBlock]:
        """The blocks of a body, section, cell or note."""
        for child in parent:
            name = local_name(child)
            if name in ("p", "h"):
                yield from self._read_paragraph(child)
            elif name == "list":
                yield from self._read_list(child, 0, "", None)
            elif name == "table":
                yield from self._read_table(child)
            elif name in _CONTAINERS or name in _MORE_CONTAINERS:
                yield from self.read(child)
            elif name == "frame":
                for box in children_named(child, "text-box"):
                    yield from self.read(box)

    def _read_paragraph(self, element: Element, mark: str = "") -> Iterator[TextBlock]:
        outer_boxes, self.boxes = self.boxes, []
        text = tidy_text("".join(self._list_parts(element)))
        boxes, self.boxes = self.boxes, outer_boxes
        if local_name(element) == "h" and text:
            level = whole_number(find_attribute(element, "outline-level") or "1", 1, most=10)
            is_counted = find_attribute(element, "is-list-header") != "true"
            number = self.styles.headings.next_mark(level - 1) if is_counted else ""
            yield TextBlock(
                "heading", f"{mark or number} {text}".strip().replace("\n", " "), level=min(6, level)
            )
        elif text:
            yield TextBlock("item" if mark else "paragraph", text, mark)
        notes, self.open_notes = self.open_notes, []
        yield from notes
        for box in boxes:
            yield from self.read(box)

    def _list_parts(self, parent: Element, *, raised: bool = False) -> Iterator[str]:
        """The text of an element and all that's in it."""
        yield self._raise(parent.text, raised=raised)
        for child in parent:
            name = local_name(child)
            if name == "s":
                yield " " * whole_number(find_attribute(child, "c") or "1", 1, most=_MOST_SPACES)
            elif name == "tab":
                yield " "
            elif name == "line-break":
                yield "\n"
            elif name == "note":
                yield self._add_note(child)
            elif name in ("frame", "custom-shape", "rect"):
                self.boxes += [child] if name != "frame" else list(children_named(child, "text-box"))
            elif name not in _SKIPPED:
                style = find_attribute(child, "style-name")
                yield from self._list_parts(child, raised=raised or style in self.styles.raised)
            yield self._raise(child.tail, raised=raised)

    def _raise(self, text: str | None, *, raised: bool) -> str:
        text = text or ""
        return raise_number(text) if raised else text

    def _add_note(self, note: Element) -> str:
        """Remember a note, and give the mark that stands in the text."""
        citation, body = child_named(note, "note-citation"), child_named(note, "note-body")
        mark = "".join(citation.itertext()).strip() if citation is not None else ""
        outer, self.open_notes = self.open_notes, []
        text = " ".join(block.words for block in self.read(body)) if body is not None else ""
        self.open_notes = outer
        if mark.isdigit() and mark.isascii():
            self.open_notes.append(TextBlock("footnote", text, mark))
            return mark.translate(RAISED_DIGITS)
        self.open_notes.append(TextBlock("paragraph", text, f"[{mark}]" if mark else ""))
        return f"[{mark}]" if mark else ""

    def _read_list(
        self, element: Element, depth: int, style: str, counter: ItemCounter | None
    ) -> Iterator[TextBlock]:
        style = find_attribute(element, "style-name") or style
        if counter is None:
            counter = self._begin_counter(element, style)
        for item in children_named(element, "list-item", "list-header"):
            start = find_attribute(item, "start-value")
            is_counted = local_name(item) == "list-item"
            is_first = True
            for child in item:
                if local_name(child) == "list":
                    if is_first and is_counted:
                        counter.next_mark(depth, whole_number(start, 1) if start else None)
                        is_first = False
                    yield from self._read_list(
                        child, depth + 1, style, self._inner_counter(child, style, counter)
                    )
                elif local_name(child) in ("p", "h"):
                    mark = ""
                    if is_first and is_counted:
                        mark = counter.next_mark(depth, whole_number(start, 1) if start else None)
                        is_first = False
                    yield from self._read_paragraph(child, mark)

    def _begin_counter(self, element: Element, style: str) -> ItemCounter:
        goes_on = find_attribute(element, "continue-numbering") == "true"
        counter = self.counters.get(find_attribute(element, "continue-list"))
        if counter is None and goes_on:
            counter = self.last_by_style.get(style)
        counter = counter or ItemCounter(self.styles.lists.get(style, {}))
        self.last_by_style[style] = counter
        if name := find_attribute(element, "id"):
            self.counters[name] = counter
        return counter

    def _inner_counter(self, element: Element, style: str, counter: ItemCounter) -> ItemCounter:
        """The counter of a list within another: the same, unless it has a style of its own."""
        own = find_attribute(element, "style-name")
        if own and own != style:
            return ItemCounter(self.styles.lists.get(own, {}), dict(counter.numbers))
        return counter

    def _read_table(self, table: Element) -> Iterator[TextBlock]:
        rows = [
            list(children_named(row, "table-cell", "covered-table-cell"))
            for row in list_rows(table, "table-row", _ROW_GROUPS)
        ]
        yield from read_table(rows, self.read, _fill_row)


def _fill_row(cells: Iterable[tuple[Element, str]]) -> Sequence[str]:
    """The texts of a row; a cell may stand for several, and empty ones at the end are none."""
    texts: list[str] = []
    for cell, text in cells:
        repeated = find_attribute(cell, "number-columns-repeated") or "1"
        texts += [text] * whole_number(repeated, 1, most=_MOST_REPEATED)
    while texts and not texts[-1]:
        texts.pop()
    return texts
