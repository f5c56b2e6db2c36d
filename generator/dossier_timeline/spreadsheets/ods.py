"""Sheets of a workbook in ODS.

Source: OpenDocument 1.3, part 3, 9 (tables) and 16.29 (data styles).
"""

from __future__ import annotations

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
from dossier_timeline.source_reading.unreadable import UnreadableDocumentError
from dossier_timeline.spreadsheets.number_formats import NumberForm, cut_date
from dossier_timeline.spreadsheets.sheets import (
    MOST_CELLS,
    SheetCell,
    make_text_cell,
    name_column,
    write_plain_number,
)
from dossier_timeline.spreadsheets.workbooks import FORMULA_WITHOUT_VALUE, WorkbookSheet

_ROW_GROUPS = ("table-header-rows", "table-rows", "table-row-group")
_NOT_CONTENT = frozenset(("annotation", "shapes"))
_MANIFEST = "META-INF/manifest.xml"
_SAVE_UNLOCKED = "save it without a password, and give that file"


def is_ods(names: list[str]) -> bool:
    """Whether a packed file with these parts may be a workbook in ODS."""
    return "content.xml" in names or "encrypted-package" in names


def read_ods(packed: PackedDocument) -> Iterator[WorkbookSheet]:
    """The sheets that are shown, in order. Raises `UnreadableDocumentError`."""
    if _is_locked(packed):
        raise UnreadableDocumentError("this workbook is locked with a password", _SAVE_UNLOCKED)
    root = packed.parse("content.xml")
    book = child_named(root, "body", "spreadsheet")
    if book is None:
        raise UnreadableDocumentError("this is a document, and no workbook", "give the file with the table")
    styles = _DateStyles(packed.parse("styles.xml"), root)
    for table in children_named(book, "table"):
        if find_attribute(table, "style-name") not in styles.hidden_tables:
            yield _read_table(table, styles)


def _is_locked(packed: PackedDocument) -> bool:
    if "encrypted-package" in packed.names():
        return True
    manifest = packed.parse(_MANIFEST)
    return manifest is not None and any(local_name(one) == "encryption-data" for one in manifest.iter())


class _DateStyles:
    """How far dates are shown, by the style of their cell, and the styles of tables that are hidden."""

    def __init__(self, *roots: Element | None) -> None:
        self.hidden_tables: set[str] = set()
        self._forms: dict[str, NumberForm] = {}
        shown: dict[str, NumberForm] = {}
        groups = (group for root in roots for group in children_named(root, "styles", "automatic-styles"))
        for style in (style for group in groups for style in group):
            name = find_attribute(style, "name")
            if local_name(style) == "date-style":
                parts = {local_name(one) for one in style}
                is_month = "month" in parts and "year" in parts
                shown[name] = "day" if "day" in parts else "month" if is_month else "year"
            elif local_name(style) == "style":
                data_style = find_attribute(style, "data-style-name")
                if data_style in shown:
                    self._forms[name] = shown[data_style]
                properties = child_named(style, "table-properties")
                if properties is not None and find_attribute(properties, "display") == "false":
                    self.hidden_tables.add(name)

    def form_of(self, style_name: str) -> NumberForm:
        """How far the dates of a style are shown."""
        return self._forms.get(style_name, "day")


def _read_table(table: Element, styles: _DateStyles) -> WorkbookSheet:
    cells: dict[tuple[int, int], SheetCell] = {}
    merged: list[str] = []
    column_styles = _list_column_styles(table)
    hidden: set[int] = set()
    row_number = 0
    for row in _walk_rows(table):
        repeated = max(whole_number(find_attribute(row, "number-rows-repeated"), 1, 1 << 21), 1)
        found = dict(_read_row(row, row_number, styles, column_styles, merged))
        if found:
            if len(cells) + len(found) * repeated > MOST_CELLS:
                raise UnreadableDocumentError(
                    f"this table has more than {MOST_CELLS} cells", "leave some out"
                )
            if find_attribute(row, "visibility", "visible") != "visible":
                hidden |= set(range(row_number, row_number + repeated))
            cells |= {
                (row_number + more, column): cell
                for more in range(repeated)
                for column, cell in found.items()
            }
        row_number += repeated
    return WorkbookSheet(find_attribute(table, "name"), cells, tuple(merged), frozenset(hidden))


def _walk_rows(element: Element) -> Iterator[Element]:
    for child in element:
        if local_name(child) == "table-row":
            yield child
        elif local_name(child) in _ROW_GROUPS:
            yield from _walk_rows(child)


def _list_column_styles(table: Element) -> list[str]:
    """The styles that cells of each column have where they name none; of the first columns."""
    found: list[str] = []
    for column in table.iter():
        if local_name(column) == "table-column" and len(found) < MOST_CELLS:
            repeated = whole_number(find_attribute(column, "number-columns-repeated"), 1)
            found += [find_attribute(column, "default-cell-style-name")] * min(repeated, 1 << 14)
    return found


def _read_row(
    row: Element, number: int, styles: _DateStyles, column_styles: list[str], merged: list[str]
) -> Iterator[tuple[int, SheetCell]]:
    column = 0
    for cell in children_named(row, "table-cell", "covered-table-cell"):
        repeated = max(whole_number(find_attribute(cell, "number-columns-repeated"), 1), 1)
        default = column_styles[column] if column < len(column_styles) else ""
        found = _read_cell(cell, styles.form_of(find_attribute(cell, "style-name") or default))
        wide = whole_number(find_attribute(cell, "number-columns-spanned"), 1)
        high = whole_number(find_attribute(cell, "number-rows-spanned"), 1)
        if wide > 1 or high > 1:
            last = f"{name_column(column + wide - 1)}{number + high}"
            merged.append(f"{name_column(column)}{number + 1}:{last}")
        if found.kind != "empty" and local_name(cell) == "table-cell":
            if repeated > MOST_CELLS:
                raise UnreadableDocumentError(
                    f"this table has more than {MOST_CELLS} cells", "leave some out"
                )
            yield from ((column + more, found) for more in range(repeated))
        column += repeated


def _read_cell(cell: Element, form: NumberForm) -> SheetCell:
    kind = find_attribute(cell, "value-type")
    text = " ".join(_text_of(one) for one in cell if local_name(one) not in _NOT_CONTENT)
    # An office:value-type of "string" stands beside a calcext:value-type of "error".
    if any(key.endswith("}value-type") and value == "error" for key, value in cell.attrib.items()):
        return SheetCell(f"it shows an error, {text.strip()}; write the value itself", "faulty")
    if kind in ("float", "currency", "percentage"):
        return _read_number(find_attribute(cell, "value"), text, is_share=kind == "percentage")
    if kind == "date":
        return SheetCell(cut_date(find_attribute(cell, "date-value"), form), "date")
    if kind == "boolean":
        return SheetCell(find_attribute(cell, "boolean-value"), "truth")
    if not kind and find_attribute(cell, "formula"):
        return SheetCell(FORMULA_WITHOUT_VALUE, "faulty")
    return make_text_cell(text)


def _read_number(value: str, text: str, *, is_share: bool) -> SheetCell:
    try:
        written = write_plain_number(value, 100 if is_share else 1)
    except (ValueError, OverflowError):
        return SheetCell(f"“{text[:40]}” can't be read as a number; write it as text", "faulty")
    return SheetCell(written, "share" if is_share else "number")


def _text_of(element: Element) -> str:
    """The text in an element; spaces, tabs and line breaks are elements of their own."""
    parts = [element.text or ""]
    for child in element:
        name = local_name(child)
        if name not in _NOT_CONTENT:
            parts.append(" " if name in ("s", "tab", "line-break") else _text_of(child))
        parts.append(child.tail or "")
    return "".join(parts)
