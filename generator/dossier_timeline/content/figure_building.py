"""A figure made of the cells of a table: columns with their types, rows with their ids."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from dossier_timeline.content.fact_writing import describe_decimal
from dossier_timeline.content.label_proposals import propose_id
from dossier_timeline.content.yaml_writing import OneLine
from dossier_timeline.evidence.cell_matching import ColumnHeader, number_in_cell, read_header
from dossier_timeline.model.sources import Passage
from dossier_timeline.notation.comparable_text import fold_phrase
from dossier_timeline.notation.lexicon import Lexicon
from dossier_timeline.notation.printed_values import read_values

ColumnType = Literal["year", "number", "share", "text"]

_YEAR_CELL = re.compile(r"1[5-9]\d\d|20\d\d")
_EMPTY_CELLS = frozenset({"", "-", "–", "—", "−", "."})
"""Cells in which a table says that it has nothing there."""


class PlainNumber(str):
    """The number of a cell in plain digits, as a spreadsheet keeps it."""

    __slots__ = ()


class PlainShare(PlainNumber):
    """The same for a share in percent."""

    __slots__ = ()


class TableError(Exception):
    """No figure can be made of a table; `row` and `column` count its cells from 0."""

    def __init__(self, message: str, row: int = 0, column: int = 0) -> None:
        super().__init__(message)
        self.row, self.column = row, column


@dataclass(frozen=True, slots=True)
class BuiltColumn:
    """A column: its heading as printed, what its cells hold, and the currency of sums."""

    id: str
    heading: str
    type: ColumnType
    unit: str | None
    cells: tuple[str | None, ...]
    """The values as content writes them; `None` for an empty cell."""


@dataclass(frozen=True, slots=True)
class BuiltTable:
    """The columns of a table, the first of which is the key, and an id for each row."""

    columns: tuple[BuiltColumn, ...]
    row_ids: tuple[str, ...]


def build_table(rows: Sequence[Sequence[str]], lexicon: Lexicon) -> BuiltTable:
    """The columns and rows of a table whose first row has the headings. Raises `TableError`."""
    head, *body = rows or [[]]
    if len(head) < 2 or not body:
        raise TableError("a table has a row of headings, rows below it, and at least two columns")
    for index, row in enumerate(body, 1):
        if len(row) != len(head):
            raise TableError(
                f"this row has {_count_cells(len(row))}, and the headings are {len(head)}", index, 0
            )
    ids: list[str] = []
    columns: list[BuiltColumn] = []
    for index, heading in enumerate(head):
        ids.append(propose_id({"": heading}, f"column-{index + 1}", ids))
        cells = [row[index] if isinstance(row[index], PlainNumber) else row[index].strip() for row in body]
        columns.append(_build_column(ids[-1], heading.strip(), cells, index, lexicon))
    return BuiltTable(tuple(columns), tuple(_name_rows(columns[0])))


def describe_figure(  # noqa: PLR0917 -- a figure's parts
    figure_id: str,
    title: Mapping[str, str],
    table: BuiltTable,
    headings: Sequence[Mapping[str, str]],
    passage: Passage,
    printed_heads: Collection[str],
) -> dict[str, Any]:
    """The keys of a figure as content writes them; `headings` are by column and language.

    A heading that is one of the printed ones is kept where the column is called otherwise.
    """
    columns = [
        OneLine(
            {
                "id": column.id,
                "label": dict(label),
                **_keep_printed_head(column.heading if index else "", label, printed_heads),
                "type": column.type,
                **({"unit": column.unit} if column.unit else {}),
                **({"role": "key"} if index == 0 else {}),
            }
        )
        for index, (column, label) in enumerate(zip(table.columns, headings, strict=True))
    ]
    rows = [
        OneLine(
            {
                "id": row_id,
                "cells": {
                    column.id: cell for column in table.columns if (cell := column.cells[index]) is not None
                },
            }
        )
        for index, row_id in enumerate(table.row_ids)
    ]
    return {
        "id": figure_id,
        "title": dict(title),
        "columns": columns,
        "rows": rows,
        "passage": passage.place_keys,
    }


def _keep_printed_head(
    heading: str, label: Mapping[str, str], printed_heads: Collection[str]
) -> dict[str, str]:
    is_called_so = fold_phrase(heading) in map(fold_phrase, label.values())
    return {"printed": heading} if heading in printed_heads and heading and not is_called_so else {}


def _count_cells(number: int) -> str:
    return "one cell" if number == 1 else f"{number} cells"


def _build_column(
    column_id: str, heading: str, cells: Sequence[str], index: int, lexicon: Lexicon
) -> BuiltColumn:
    if index == 0:
        empty = next((row for row, cell in enumerate(cells, 1) if not cell), None)
        if empty is not None:
            raise TableError("the first cell of a row says what the row is, and this one is empty", empty, 0)
        is_year = all(_YEAR_CELL.fullmatch(cell) for cell in cells)
        return BuiltColumn(column_id, heading, "year" if is_year else "text", None, tuple(cells))
    header = read_header(heading, lexicon)
    if not any(isinstance(cell, PlainNumber) or read_values(cell, lexicon) for cell in cells):
        return BuiltColumn(column_id, heading, "text", None, tuple(cell or None for cell in cells))
    numbers = [_read_cell(cell, header, row, index, lexicon) for row, cell in enumerate(cells, 1)]
    found = [number for number in numbers if number]
    is_share = header.has_percent or any(one.is_share for one in found)
    units = {one.currency for one in found if one.currency}
    if len(units) > 1:
        raise TableError(f"this column has sums in {' and '.join(sorted(units))}", 0, index)
    values = tuple(describe_decimal(one.value) if one else None for one in numbers)
    unit = units.pop() if units else None
    return BuiltColumn(column_id, heading, "share" if is_share else "number", unit, values)


@dataclass(frozen=True, slots=True)
class _CellNumber:
    value: Decimal
    is_share: bool = False
    currency: str | None = None


def _read_cell(
    cell: str, header: ColumnHeader, row: int, column: int, lexicon: Lexicon
) -> _CellNumber | None:
    """The one number that a cell prints; `None` for an empty one. Raises `TableError`."""
    if cell in _EMPTY_CELLS:
        return None
    if isinstance(cell, PlainNumber):
        return _CellNumber(Decimal(cell), isinstance(cell, PlainShare))
    printed_values = [one for one in read_values(cell, lexicon) if not one.may_be_article]
    number = number_in_cell(printed_values[0], header) if len(printed_values) == 1 else None
    if number is None:
        why = printed_values[0].why_unread if len(printed_values) == 1 else ""
        message = f"“{cell}” can't be read as one number" + (f": {why}" if why else "")
        raise TableError(message, row, column)
    printed = printed_values[0]
    return _CellNumber(number, printed.kind == "share", printed.unit if printed.kind == "amount" else None)


def _name_rows(key: BuiltColumn) -> list[str]:
    ids: list[str] = []
    for index, cell in enumerate(key.cells, 1):
        name = f"y{cell}" if key.type == "year" else cell or ""
        ids.append(propose_id({"": name}, f"row-{index}", ids))
    return ids
