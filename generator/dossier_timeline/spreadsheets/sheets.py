"""A table in a file: its cells with what they hold, and how a person finds each of them again."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice
from typing import Literal

from dossier_timeline.invisible_signs import find_refused_signs

MOST_CELLS = 20_000
"""Of a table: a larger one is refused."""
_MOST_COLUMNS = 200

CellKind = Literal["empty", "text", "number", "share", "date", "truth", "faulty"]

_ERROR = re.compile(r"#(?:REF!|DIV/0!|N/A|NAME\?|NULL!|NUM!|VALUE!|SPILL!|CALC!)|Err:\d{3}")
"""What programs show in the place of a value, and write into CSV as words."""
_CELL_NAME = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})")


class SheetError(Exception):
    """A file that is no table which can be read; the message begins with the file."""


class CellError(Exception):
    """A cell that can't be taken as it is: `message` says why, `hint` what would be right."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message, self.hint = message, hint


@dataclass(frozen=True, slots=True)
class SheetProblem:
    """What is wrong with a row, or with one of its cells; both count from 0, the headings are row 0."""

    row: int
    column: int | None
    message: str
    hint: str = ""

    def __str__(self) -> str:
        return f"{self.message}; {self.hint}" if self.hint else self.message


@dataclass(frozen=True, slots=True)
class SheetCell:
    """A cell: a number in plain digits, a share in percent, a date in ISO 8601, true or false, or text.

    Of a faulty one the text says what is wrong with it.
    """

    text: str = ""
    kind: CellKind = "empty"


EMPTY_CELL = SheetCell()


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows of a table without the empty ones, and the number of each as its program shows it, from 1.

    `name` is that of the sheet in a workbook, "" for a file that has only one table.
    """

    path: str
    rows: tuple[tuple[SheetCell, ...], ...]
    numbers: tuple[int, ...]
    name: str = ""
    is_text: bool = False
    """Whether the file is lines of text, so that a row is found by its line."""
    hidden: tuple[int, ...] = ()
    """The numbers of the rows that its program doesn't show."""

    @property
    def texts(self) -> tuple[tuple[str, ...], ...]:
        """The rows with the texts of their cells."""
        return tuple(tuple(cell.text for cell in row) for row in self.rows)

    def describe_position(self, row: int, column: int | None = None) -> str:
        """Where a row (from 0) or one of its cells stands, with the heading of the column."""
        number = self.numbers[row] if row < len(self.numbers) else 1
        where = f"{self.path}:{number}" if self.is_text else f"{self.path}, row {number}"
        if column is None:
            return where
        heading = self.rows[0][column].text if self.rows and column < len(self.rows[0]) else ""
        return f"{where}, column {name_column(column)}" + (f" “{heading}”" if heading else "")


def make_text_cell(text: str) -> SheetCell:
    """A cell of text, with one space where it has several; faulty where it has signs that nobody can see."""
    text = unicodedata.normalize("NFC", " ".join(text.split()))
    hidden = next(islice(find_refused_signs(text), 1), None)
    if hidden is not None:
        return SheetCell(f"it has a character that nobody can see: {hidden[1]}; delete it", "faulty")
    if _ERROR.fullmatch(text):
        return SheetCell(f"it shows an error, {text}; write the value itself", "faulty")
    return SheetCell(text, "text") if text else EMPTY_CELL


def write_plain_number(value: str, factor: int = 1) -> str:
    """A number of a workbook in plain digits; programs keep it as a binary fraction. Raises `ValueError`."""
    number = Decimal(repr(float(value))) * factor
    if not number.is_finite() or abs(number.adjusted()) > 20:
        raise ValueError
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def name_column(index: int) -> str:
    """The letters by which programs call a column, counted from 0: A, B … Z, AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def parse_cell_name(name: str) -> tuple[int, int]:
    """The row and column of a cell like B3, both from 0. Raises `ValueError`."""
    match = _CELL_NAME.fullmatch(name)
    if match is None:
        raise ValueError(name)
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(match[2]) - 1, column - 1


def make_sheet(
    path: str, name: str, cells: Mapping[tuple[int, int], SheetCell], hidden: Collection[int] = ()
) -> Sheet:
    """The sheet with these cells by row and column and these hidden rows, from 0. Raises `SheetError`."""
    found = {place: cell for place, cell in cells.items() if cell.kind != "empty"}
    width = max((column + 1 for _, column in found), default=0)
    numbers = sorted({row for row, _ in found})
    if width > _MOST_COLUMNS:
        raise SheetError(
            f"{path}: something stands in column {name_column(width - 1)}; a table has at most "
            f"{_MOST_COLUMNS} columns: delete what stands right of it"
        )
    if len(found) > MOST_CELLS or len(numbers) * width > MOST_CELLS * 10:
        raise SheetError(f"{path}: this table has more than {MOST_CELLS} cells; leave some out")
    rows = tuple(tuple(found.get((row, column), EMPTY_CELL) for column in range(width)) for row in numbers)
    shown_as = tuple(row + 1 for row in numbers)
    return Sheet(path, rows, shown_as, name, hidden=tuple(row + 1 for row in numbers if row in hidden))
