"""Tables in files of comma-separated values, as spreadsheets save them.

Source: RFC 4180; a semicolon or tab may part the cells too.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass

from dossier_timeline.content.text_decoding import decode_text

_SEPARATORS = ";\t,"
_FORMULA_SIGNS = ("=", "@")
_MOST_CELLS = 20_000
_LONGEST_SHOWN = 40


class CsvError(Exception):
    """A file that is no table; the message begins with the file and line."""


@dataclass(frozen=True, slots=True)
class CsvTable:
    """The rows of a file without its empty lines, and the line on which each begins, from 1."""

    path: str
    rows: tuple[tuple[str, ...], ...]
    lines: tuple[int, ...]

    def describe_position(self, row: int) -> str:
        """The file, and the line on which a row (from 0) begins."""
        return f"{self.path}:{self.lines[row] if row < len(self.lines) else 1}"


def read_csv(path: str, content: bytes) -> CsvTable:
    """The table of a file in UTF-8, with or without a byte order mark. Raises `CsvError`."""
    text, problems = decode_text(path, content)
    if text is None:
        raise CsvError("\n".join(map(str, problems)))
    lines = list(io.StringIO(text, newline=""))
    reader = csv.reader(lines, delimiter=_find_separator(lines), strict=True)
    rows: list[tuple[str, ...]] = []
    starts: list[int] = []
    start = 1
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                rows.append(tuple(" ".join(cell.split()) for cell in row))
                starts.append(start)
            start = reader.line_num + 1
    except csv.Error as error:
        hint = "a cell with a quotation mark is written between two, and each mark in it twice"
        raise CsvError(f"{path}:{start}: this row can't be read: {error} ({hint})") from error
    table = CsvTable(path, tuple(rows), tuple(starts))
    _check_cells(table)
    return table


def _find_separator(lines: list[str]) -> str:
    """The sign that parts the cells of the first line that has any text."""
    first = next((line for line in lines if line.strip()), "")
    return max(_SEPARATORS, key=first.count) if any(sign in first for sign in _SEPARATORS) else ","


def _check_cells(table: CsvTable) -> None:
    if sum(map(len, table.rows)) > _MOST_CELLS:
        raise CsvError(f"{table.path}: this table has more than {_MOST_CELLS} cells; leave some out")
    for index, row in enumerate(table.rows):
        formula = next((cell for cell in row if cell.startswith(_FORMULA_SIGNS)), None)
        if formula is not None:
            where, shown = table.describe_position(index), formula[:_LONGEST_SHOWN]
            raise CsvError(f"{where}: “{shown}” is a formula; save the sheet with the values in its cells")
