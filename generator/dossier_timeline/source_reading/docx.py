"""DOCX read into blocks: paragraphs with their printed numbers, headings by style, tables, footnotes."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from dossier_timeline.notation.typesetting import RAISED_DIGITS, raise_number
from dossier_timeline.source_reading.blocks import StructuredText, TextBlock, describe_left_out
from dossier_timeline.source_reading.docx_styles import DocxStyles, read_docx_styles
from dossier_timeline.source_reading.html_inline import tidy_text
from dossier_timeline.source_reading.item_numbers import format_counted
from dossier_timeline.source_reading.media_types import WORD_DOCUMENT
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
    ("del", "moveFrom", "instrText", "delText", "pPr", "rPr", "Fallback", "commentReference")
)
_ROW_GROUPS = ("sdt", "sdtContent", "customXml", "ins")
_SIGNS = {"tab": " ", "ptab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": ""}
_NOTES = {"footnoteReference": "footnote", "endnoteReference": "endnote"}


def read_docx(content: bytes) -> StructuredText:
    """The blocks of a DOCX. Raises `UnreadableDocumentError`."""
    packed = PackedDocument(content)
    body = child_named(packed.parse("word/document.xml"), "body")
    if body is None:
        raise UnreadableDocumentError(
            "this document has no text", "open it in a word processor and save it anew"
        )
    reader = _DocxReader(read_docx_styles(packed))
    for kind in ("footnote", "endnote"):
        for note in children_named(packed.parse(f"word/{kind}s.xml"), kind):
            reader.notes[kind, find_attribute(note, "id")] = note
    blocks = [*reader.read(body), *reader.end_notes]
    if not blocks:
        raise UnreadableDocumentError(
            "this document has no text", "is it one of pictures? then print it to PDF"
        )
    return StructuredText(WORD_DOCUMENT, (), tuple(blocks), left_out=tuple(_describe_left_out(packed)))


def _describe_left_out(packed: PackedDocument) -> Iterator[str]:
    for name, what in (("header", "running heads"), ("footer", "running feet"), ("comments", "comments")):
        words = 0
        for part in packed.names():
            if part.startswith(f"word/{name}") and part.endswith(".xml"):
                root = packed.parse(part)
                words += len(" ".join(root.itertext()).split()) if root is not None else 0
        if words:
            yield describe_left_out(what, words)


@dataclass(slots=True)
class _DocxReader:
    """Walks through a document, and counts its lists and notes."""

    styles: DocxStyles
    notes: dict[tuple[str, str], Element] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    open_notes: list[TextBlock] = field(default_factory=list)
    """Footnotes of the paragraph that's being read."""
    end_notes: list[TextBlock] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    """Text boxes of the paragraph that's being read."""

    def read(self, parent: Element) -> Iterator[TextBlock]:
        """The blocks of a body, cell, note or text box."""
        for child in parent:
            name = local_name(child)
            if name == "p":
                yield from self._read_paragraph(child)
            elif name == "tbl":
                yield from self._read_table(child)
            elif name in ("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo", "tc"):
                yield from self.read(child)

    def _read_paragraph(self, paragraph: Element) -> Iterator[TextBlock]:
        outer_boxes, self.boxes = self.boxes, []
        text = tidy_text("".join(self._list_parts(paragraph)))
        boxes, self.boxes = self.boxes, outer_boxes
        level = self.styles.heading_level(paragraph)
        mark = self.styles.next_mark(paragraph)
        if text and level:
            yield TextBlock("heading", f"{mark} {text}".strip().replace("\n", " "), level=level)
        elif text:
            yield TextBlock("item" if mark else "paragraph", text, mark)
        elif any(sign.isalnum() for sign in mark):
            yield TextBlock("paragraph", mark)
        notes, self.open_notes = self.open_notes, []
        yield from notes
        for box in boxes:
            yield from self.read(box)

    def _list_parts(self, parent: Element, *, raised: bool = False) -> Iterator[str]:
        """The text of an element's runs."""
        for child in parent:
            name = local_name(child)
            if name == "t":
                text = child.text or ""
                yield raise_number(text) if raised else text
            elif name == "br" and find_attribute(child, "type") in ("page", "column"):
                yield " "
            elif name in _SIGNS:
                yield _SIGNS[name]
            elif name == "sym":
                yield _symbol(find_attribute(child, "char"))
            elif name in _NOTES:
                yield self._add_note(_NOTES[name], child)
            elif name == "txbxContent":
                self.boxes.append(child)
            elif name == "r":
                if child_named(child, "rPr", "vanish") is None:
                    position = child_named(child, "rPr", "vertAlign")
                    is_raised = position is not None and find_attribute(position, "val") == "superscript"
                    yield from self._list_parts(child, raised=is_raised)
            elif name not in _SKIPPED:
                yield from self._list_parts(child, raised=raised)

    def _add_note(self, kind: str, reference: Element) -> str:
        """Remember a note, and give the mark that stands in the text."""
        # Each note stands in the text once: one that names itself would never end.
        note = self.notes.pop((kind, find_attribute(reference, "id")), None)
        if note is None:
            return ""
        own_mark = find_attribute(reference, "customMarkFollows") in ("1", "true", "on")
        if not own_mark:
            self.counts[kind] = self.counts.get(kind, 0) + 1
        number = self.counts.get(kind, 0)
        outer, self.open_notes = self.open_notes, []
        text = " ".join(block.words for block in self.read(note))
        self.open_notes = outer
        if kind == "footnote" and not own_mark:
            self.open_notes.append(TextBlock("footnote", text, str(number)))
            return str(number).translate(RAISED_DIGITS)
        mark = "" if own_mark else f"[{format_counted(number, 'lowerRoman')}]"
        (self.end_notes if kind == "endnote" else self.open_notes).append(TextBlock("paragraph", text, mark))
        return mark

    def _read_table(self, table: Element) -> Iterator[TextBlock]:
        rows = [list(children_named(row, "tc", "sdt")) for row in list_rows(table, "tr", _ROW_GROUPS)]
        yield from read_table(rows, self.read, _fill_row)


def _fill_row(cells: Iterable[tuple[Element, str]]) -> Sequence[str]:
    """The texts of a row; a cell that goes over several columns has its text in the first of them."""
    texts: list[str] = []
    for cell, text in cells:
        span = child_named(cell, "tcPr", "gridSpan")
        across = whole_number(find_attribute(span, "val"), 1, most=60) if span is not None else 1
        texts += [text, *[""] * (across - 1)]
    return texts


def _symbol(code: str) -> str:
    try:
        sign = chr(int(code, 16))
    except (ValueError, OverflowError):
        return ""
    return "" if unicodedata.category(sign) == "Cs" else sign
