"""Sheets of a workbook in XLSX.

Source: ECMA-376 (Office Open XML), part 1, SpreadsheetML.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from dossier_timeline.source_reading.packed_xml import (
    PackedDocument,
    child_named,
    children_named,
    find_attribute,
    local_name,
    whole_number,
)
from dossier_timeline.spreadsheets.number_formats import (
    NumberForm,
    cut_date,
    find_number_form,
    write_serial_date,
)
from dossier_timeline.spreadsheets.sheets import (
    EMPTY_CELL,
    SheetCell,
    make_text_cell,
    parse_cell_name,
    write_plain_number,
)
from dossier_timeline.spreadsheets.workbooks import FORMULA_WITHOUT_VALUE, WorkbookSheet

_WORKBOOK = "xl/workbook.xml"


def is_xlsx(names: list[str]) -> bool:
    """Whether a packed file with these parts is a workbook in XLSX."""
    return _WORKBOOK in names


def read_xlsx(packed: PackedDocument) -> Iterator[WorkbookSheet]:
    """The sheets that are shown, in order. Raises `UnreadableDocumentError`."""
    workbook = packed.parse(_WORKBOOK)
    parts = _find_parts(packed)
    from_1904 = find_attribute_of(child_named(workbook, "workbookPr"), "date1904") in ("1", "true")
    reader = _CellReader(_read_strings(packed), _read_forms(packed), from_1904)
    for sheet in children_named(child_named(workbook, "sheets"), "sheet"):
        if find_attribute(sheet, "state", "visible") == "visible":
            part = packed.parse(parts.get(_find_relation(sheet), ""))
            if part is not None and local_name(part) == "worksheet":
                yield _read_sheet(find_attribute(sheet, "name"), part, reader)


def find_attribute_of(element: Element | None, name: str) -> str:
    """An attribute of an element that may not be there."""
    return "" if element is None else find_attribute(element, name)


def _find_relation(element: Element) -> str:
    return next((value for key, value in element.attrib.items() if key.endswith("}id")), "")


def _find_parts(packed: PackedDocument) -> dict[str, str]:
    """The names of the parts by the ids under which the workbook speaks of them."""
    found = {}
    for relation in children_named(packed.parse("xl/_rels/workbook.xml.rels"), "Relationship"):
        target = find_attribute(relation, "Target")
        name = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"xl/{target}")
        found[find_attribute(relation, "Id")] = name
    return found


def _read_strings(packed: PackedDocument) -> list[str]:
    strings = packed.parse("xl/sharedStrings.xml")
    found = strings if strings is not None else ()
    return [_read_string(one) for one in found if local_name(one) != "extLst"]


def _read_string(element: Element) -> str:
    """The text of a string in runs, without how it's pronounced."""
    runs = [element, *children_named(element, "r")]
    return "".join(text.text or "" for run in runs for text in children_named(run, "t"))


def _read_forms(packed: PackedDocument) -> list[NumberForm]:
    """What a number is, by the style of its cell."""
    styles = packed.parse("xl/styles.xml")
    codes = {
        whole_number(find_attribute(one, "numFmtId"), 0): find_attribute(one, "formatCode")
        for one in children_named(child_named(styles, "numFmts"), "numFmt")
    }
    ids = (
        whole_number(find_attribute(one, "numFmtId"), 0)
        for one in children_named(child_named(styles, "cellXfs"), "xf")
    )
    return [find_number_form(one, codes.get(one, "")) for one in ids]


def _read_sheet(name: str, part: Element, reader: _CellReader) -> WorkbookSheet:
    cells: dict[tuple[int, int], SheetCell] = {}
    hidden: set[int] = set()
    for row_index, row in enumerate(children_named(child_named(part, "sheetData"), "row")):
        for column_index, cell in enumerate(children_named(row, "c")):
            try:
                place = parse_cell_name(find_attribute(cell, "r"))
            except ValueError:
                place = (row_index, column_index)
            cells[place] = reader.read(cell)
            if find_attribute(row, "hidden") in ("1", "true"):
                hidden.add(place[0])
    merged = (
        find_attribute(one, "ref") for one in children_named(child_named(part, "mergeCells"), "mergeCell")
    )
    return WorkbookSheet(name, cells, tuple(merged), frozenset(hidden))


class _CellReader:
    """Reads cells by the strings and styles of their workbook."""

    def __init__(self, strings: list[str], forms: list[NumberForm], from_1904: bool) -> None:
        self._strings, self._forms, self._from_1904 = strings, forms, from_1904

    def read(self, cell: Element) -> SheetCell:
        """What a cell holds."""
        kind = find_attribute(cell, "t", "n")
        value = child_named(cell, "v")
        text = (value.text or "") if value is not None else ""
        if kind in ("inlineStr", "str"):
            inline = child_named(cell, "is")
            return make_text_cell(text if inline is None else _read_string(inline))
        if not text:
            has_formula = child_named(cell, "f") is not None
            return SheetCell(FORMULA_WITHOUT_VALUE, "faulty") if has_formula else EMPTY_CELL
        if kind == "s":
            index = whole_number(text, -1)
            known = 0 <= index < len(self._strings)
            return make_text_cell(self._strings[index]) if known else SheetCell("its text is lost", "faulty")
        if kind == "e":
            return SheetCell(f"it shows an error, {text}; write the value itself", "faulty")
        if kind == "b":
            return SheetCell("true" if text == "1" else "false", "truth")
        return self._read_number(cell, text, is_date=kind == "d")

    def _read_number(self, cell: Element, text: str, *, is_date: bool) -> SheetCell:
        style = whole_number(find_attribute(cell, "s"), 0)
        form = self._forms[style] if style < len(self._forms) else "number"
        try:
            if is_date:
                return SheetCell(cut_date(text, form if form in ("month", "year") else "day"), "date")
            if form in ("number", "share"):
                return SheetCell(write_plain_number(text, 100 if form == "share" else 1), form)
            written = write_serial_date(float(text), form, from_1904=self._from_1904)
        except (ValueError, OverflowError):
            return SheetCell(f"“{text[:40]}” can't be shown as its cell is set; write it as text", "faulty")
        return SheetCell(written, "text" if form == "time" else "date")
