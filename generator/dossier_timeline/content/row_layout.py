"""Entries of a list as rows: a row with the names of the columns, and below it a row for each entry.

    facts:
      - [id, value, unit, passage, label.nl, label.en]
      - [bridges-2021, 31, bridge, {quote: er 31 bruggen liggen}, bruggen, bridges]

A row stands for a mapping with these keys; `label.nl` is the key `nl` of `label`. Entries that are written
out may stand between rows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

ROWS_KEY = "facts"
"""The key of document.yml whose entries may be rows."""

_COLUMN = re.compile(r"[a-z][a-z_]*(?:\.[A-Za-z][A-Za-z0-9_-]*)?")
_EXAMPLE = "[id, value, unit, passage, label.xx]"

ColumnPath = tuple[str, ...]
"""A key, or a key and one within it."""


@dataclass(frozen=True, slots=True)
class RowProblem:
    """What is wrong with a row, or with one of its cells; both count from 0."""

    row: int
    column: int | None
    message: str
    hint: str


@dataclass(slots=True)
class RowLayout:
    """What the items of a list stand for: by index, the columns of a row, and `None` for another entry.

    Rows with the names of columns aren't among them, nor rows that can't be read.
    """

    columns_by_item: dict[int, tuple[ColumnPath, ...] | None] = field(default_factory=dict)
    problems: list[RowProblem] = field(default_factory=list)
    headings: list[int] = field(default_factory=list)
    """The rows with the names of columns."""


def lay_out_rows(items: Sequence[Sequence[str | None] | None]) -> RowLayout:
    """What the items of a list stand for, of which each is `None` or a row: the texts of its cells."""
    layout = RowLayout()
    columns: tuple[ColumnPath, ...] | None = None
    has_heading = False
    for index, cells in enumerate(items):
        if cells is None:
            layout.columns_by_item[index] = None
        elif cells[0] == "id":
            has_heading = True
            layout.headings.append(index)
            faults = list(_find_faults(index, cells))
            layout.problems += faults
            columns = None if faults else tuple(tuple(str(cell).split(".")) for cell in cells)
        elif columns is not None and len(cells) <= len(columns):
            layout.columns_by_item[index] = columns
        elif columns is not None:
            message = f"this row has {len(cells)} cells, and its columns are {len(columns)}"
            hint = "put a text with a comma between quotation marks, or name the column"
            layout.problems.append(RowProblem(index, len(columns), message, hint))
        elif not has_heading:
            message = "no row above this one names its columns"
            layout.problems.append(RowProblem(index, None, message, f"write one like {_EXAMPLE} above it"))
    return layout


def _find_faults(index: int, cells: Sequence[str | None]) -> Iterator[RowProblem]:
    """What is wrong with a row that names columns."""
    names: set[str] = set()
    for column, cell in enumerate(cells):
        if cell is None or not _COLUMN.fullmatch(cell):
            hint = "write a key of a fact, or one within it like label.nl"
            yield RowProblem(index, column, "this isn't the name of a column", hint)
        elif cell in names:
            yield RowProblem(index, column, f"the column “{cell}” is here twice", "keep one of the two")
        names.add(cell or "")
    keys = [key for key, _ in groupby((cell or "").partition(".")[0] for cell in cells)]
    apart = next((key for key in keys if keys.count(key) > 1), "")
    if apart:
        hint = f"put all columns of “{apart}” beside each other"
        yield RowProblem(index, None, f"the columns of “{apart}” stand apart", hint)
