"""The table of a file in CSV, XLSX or ODS, whichever it is."""

from __future__ import annotations

from collections.abc import Sequence

from dossier_timeline.file_reading import MB
from dossier_timeline.source_reading.packed_xml import PackedDocument
from dossier_timeline.source_reading.unreadable import UnreadableDocumentError
from dossier_timeline.spreadsheets.csv_reading import read_csv
from dossier_timeline.spreadsheets.ods import is_ods, read_ods
from dossier_timeline.spreadsheets.sheets import Sheet, SheetError, make_sheet
from dossier_timeline.spreadsheets.workbooks import WorkbookSheet
from dossier_timeline.spreadsheets.xlsx import is_xlsx, read_xlsx

MAX_SHEET_BYTES = 8 * MB
"""Of a file with a table."""

_SAVE_AS = "open it in a spreadsheet program, and save it as XLSX, ODS or CSV"
_UNLOCK = "save it without a password, as XLSX or ODS"
_OTHERS = (
    (b"\xd0\xcf\x11\xe0", f"this workbook is locked with a password, or of a program before 2007; {_UNLOCK}"),
    (b"%PDF-", f"this is a PDF, and no table; {_SAVE_AS}"),
    (b"\x89PNG", "this is a picture, and no table; write the table in a spreadsheet"),
    (b"\xff\xd8\xff", "this is a picture, and no table; write the table in a spreadsheet"),
    (b"{\\rtf", f"this is a text in RTF, and no table; {_SAVE_AS}"),
    (b"<", f"this is a page of markup, and no table; {_SAVE_AS}"),
)


def read_sheet(path: str, content: bytes, sheet_name: str = "") -> Sheet:
    """The table of a file, which has a row of headings and at least one below it. Raises `SheetError`.

    Of a workbook with several sheets, `sheet_name` says which.
    """
    if not content.strip():
        raise SheetError(f"{path}: this file is empty; give a table in CSV, XLSX or ODS")
    for start, message in _OTHERS:
        if content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(start):
            raise SheetError(f"{path}: {message}")
    sheet = _read_workbook(path, content, sheet_name) if content[:2] == b"PK" else read_csv(path, content)
    if not sheet.rows:
        raise SheetError(f"{path}: nothing stands in this table; its first row has the names of the columns")
    if len(sheet.rows) == 1:
        raise SheetError(
            f"{sheet.describe_position(0)}: this table has one row; write rows below its headings"
        )
    return sheet


def _read_workbook(path: str, content: bytes, sheet_name: str) -> Sheet:
    try:
        document = PackedDocument(content)
        names = document.names()
        if is_xlsx(names):
            sheets = list(read_xlsx(document))
        elif is_ods(names):
            sheets = list(read_ods(document))
        else:
            raise SheetError(
                f"{path}: this is a packed file, and no XLSX or ODS; unpack it, and give what is in it"
            )
    except UnreadableDocumentError as error:
        hint = error.hint if "password" in error.hint or "leave" in error.hint else _SAVE_AS
        raise SheetError(f"{path}: {error.message}; {hint}") from None
    chosen = _choose_sheet(path, sheets, sheet_name)
    if chosen.merged:
        shown = ", ".join(chosen.merged[:10])
        raise SheetError(
            f"{path}: cells are joined to one in this table ({shown}); part them, and write in each "
            "what it says"
        )
    return make_sheet(path, chosen.name, chosen.cells, chosen.hidden)


def _choose_sheet(path: str, sheets: Sequence[WorkbookSheet], sheet_name: str) -> WorkbookSheet:
    filled = [one for one in sheets if one.has_cells]
    names = ", ".join(f"“{one.name}”" for one in filled)
    if sheet_name:
        found = next((one for one in filled if one.name == sheet_name), None)
        if found is None:
            raise SheetError(
                f"{path}: there is no sheet “{sheet_name}” with anything in it; there are: {names}"
            )
        return found
    if len(filled) > 1:
        raise SheetError(f"{path}: several sheets have something in them; say which with --sheet: {names}")
    if not filled:
        raise SheetError(
            f"{path}: nothing stands in this workbook; its first row has the names of the columns"
        )
    return filled[0]
