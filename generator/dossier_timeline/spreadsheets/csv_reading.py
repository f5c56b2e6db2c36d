"""Tables in files of comma-separated values, as spreadsheets save them.

Source: RFC 4180; a semicolon or tab may part the cells too.
"""

from __future__ import annotations

import csv
import io

from dossier_timeline.content.text_decoding import decode_text
from dossier_timeline.spreadsheets.sheets import MOST_CELLS, Sheet, SheetCell, SheetError, make_text_cell

_SEPARATORS = ";\t,"
_FORMULA_SIGNS = ("=", "@")
_LONGEST_SHOWN = 40


def read_csv(path: str, content: bytes) -> Sheet:
    """The table of a file in UTF-8, with or without a byte order mark. Raises `SheetError`."""
    text, problems = decode_text(path, content)
    if text is None:
        raise SheetError("\n".join(map(str, problems)))
    lines = list(io.StringIO(text, newline=""))
    reader = csv.reader(lines, delimiter=_find_separator(lines), strict=True)
    rows: list[tuple[SheetCell, ...]] = []
    starts: list[int] = []
    start = 1
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                rows.append(tuple(map(make_text_cell, row)))
                starts.append(start)
            start = reader.line_num + 1
    except csv.Error as error:
        hint = "a cell with a quotation mark is written between two, and each mark in it twice"
        raise SheetError(f"{path}:{start}: this row can't be read: {error} ({hint})") from error
    sheet = Sheet(path, tuple(rows), tuple(starts), is_text=True)
    _check_cells(sheet)
    return sheet


def _find_separator(lines: list[str]) -> str:
    """The sign that parts the cells of the first line that has any text."""
    first = next((line for line in lines if line.strip()), "")
    return max(_SEPARATORS, key=first.count) if any(sign in first for sign in _SEPARATORS) else ","


def _check_cells(sheet: Sheet) -> None:
    if sum(map(len, sheet.rows)) > MOST_CELLS:
        raise SheetError(f"{sheet.path}: this table has more than {MOST_CELLS} cells; leave some out")
    for index, row in enumerate(sheet.texts):
        formula = next((cell for cell in row if cell.startswith(_FORMULA_SIGNS)), None)
        if formula is not None:
            where, shown = sheet.describe_position(index), formula[:_LONGEST_SHOWN]
            raise SheetError(f"{where}: “{shown}” is a formula; save the sheet with the values in its cells")
