"""Tables: every cell belongs to a column and is of its type."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from dossier_timeline.diagnostics.codes import Code
from dossier_timeline.diagnostics.diagnostic import Diagnostic
from dossier_timeline.diagnostics.suggestions import suggest_word
from dossier_timeline.model.base import Words
from dossier_timeline.model.dates import parse_date
from dossier_timeline.model.dossier import Dossier
from dossier_timeline.model.facts import Cell, CellFact, Column, Fact, Figure, Row
from dossier_timeline.model.figure_columns import find_results_of
from dossier_timeline.model.source_positions import SourcePositions

_EXAMPLES = {
    "year": "a year has four digits",
    "date": "a date is written like 2014, 2014-09 or 2014-09-30",
    "number": "write digits with a decimal point and no separators, like 12000 or 30.8, or {fact: id}",
    "share": "write digits without a percent sign, like 30.8, or {fact: id}",
    "text": "write words in each language, or put a number in quotes",
}

_OTHER_ID_HINT = "give one of them another id"


def check_figures(dossier: Dossier, positions: SourcePositions) -> Iterator[Diagnostic]:
    """What is wrong in the tables of a dossier."""
    for entry in dossier.entries():
        if isinstance(entry, Figure):
            yield from _check_duplicates(entry, positions)
            yield from _check_columns(entry, positions)
            for index, row in enumerate(entry.rows):
                yield from _check_row(dossier, entry, index, row, positions)


def _check_duplicates(figure: Figure, positions: SourcePositions) -> Iterator[Diagnostic]:
    lists = (
        ("column", Code.DUPLICATE_COLUMN, [column.id for column in figure.columns]),
        ("row", Code.DUPLICATE_ROW, [row.id for row in figure.rows]),
    )
    for name, code, ids in lists:
        row_keys: set[str] = set()
        for index, item in enumerate(ids):
            if item in row_keys:
                position = positions.of(figure.id, f"{name}s", index, "id")
                yield Diagnostic(position, code, f"the {name} “{item}” is here twice", _OTHER_ID_HINT)
            row_keys.add(item)


def _check_columns(figure: Figure, positions: SourcePositions) -> Iterator[Diagnostic]:
    results = [column.id for column in figure.columns if column.role == "result"]
    for index, column in enumerate(figure.columns):
        if column.of is None:
            continue
        position = positions.of(figure.id, "columns", index, "of")
        if column.role not in ("target", "forecast"):
            message = f"the column “{column.id}” has the role {column.role}, and yet is “of” another column"
            yield Diagnostic(
                position, Code.WRONG_COLUMN, message, "make it a target or a forecast, or remove “of”"
            )
        elif column.of not in [one.id for one in figure.columns]:
            message = f"the table has no column “{column.of}”"
            yield Diagnostic(position, Code.UNKNOWN_COLUMN, message, suggest_word(column.of, results))
        elif find_results_of(figure, column) is None:
            message = f"“{column.of}” holds no results of the same type and unit as “{column.id}”"
            hint = "name a column of the role result with the same type and unit"
            yield Diagnostic(position, Code.WRONG_COLUMN, message, hint)


def _check_words_beside(
    figure: Figure, index: int, row: Row, positions: SourcePositions
) -> Iterator[Diagnostic]:
    """What is said beside values that aren't there, and of a row before the first."""
    for name in row.annotations:
        position = positions.of(figure.id, "rows", index, "annotations", name, key=True)
        columns = [column.id for column in figure.columns]
        if name not in columns:
            message = f"the table has no column “{name}”"
            yield Diagnostic(position, Code.UNKNOWN_COLUMN, message, suggest_word(name, columns))
        elif row.cells.get(name) is None:
            message = f"the row “{row.id}” has no value in “{name}” beside which these words could stand"
            yield Diagnostic(position, Code.WRONG_CELL, message, "add the value, or say it in “note”")
    if index == 0 and row.not_comparable is not None:
        message = "this is the first row, and there is none before it to compare it with"
        position = positions.of(figure.id, "rows", index, "not_comparable", key=True)
        yield Diagnostic(
            position, Code.NOTHING_BEFORE, message, "put it at the first row that can't be compared"
        )


def _check_row(
    dossier: Dossier, figure: Figure, index: int, row: Row, positions: SourcePositions
) -> Iterator[Diagnostic]:
    columns = {column.id: column for column in figure.columns}
    yield from _check_words_beside(figure, index, row, positions)
    for name, cell in row.cells.items():
        place = (figure.id, "rows", index, "cells", name)
        column = columns.get(name)
        if column is None:
            message = f"the table has no column “{name}”"
            hint = suggest_word(name, list(columns))
            yield Diagnostic(positions.of(*place, key=True), Code.UNKNOWN_COLUMN, message, hint)
        elif not _is_cell_of_type(dossier, column, cell, positions):
            shown = f"“{cell}” " if isinstance(cell, str | Decimal) else "this "
            message = f"{shown}does not belong in the column “{name}”, which is of type {column.type}"
            yield Diagnostic(positions.of(*place), Code.WRONG_CELL, message, _EXAMPLES[column.type])
        elif row.gap and column.role != "key" and cell is not None:
            message = f"the row “{row.id}” is a gap, and yet has a value"
            yield Diagnostic(positions.of(*place), Code.FILLED_GAP, message, "remove the value, or gap: true")
    for column in figure.columns:
        if column.role == "key" and row.cells.get(column.id) is None:
            message = f"the row “{row.id}” has no “{column.id}”, which says what the row is about"
            position = positions.of(figure.id, "rows", index, "cells", key=True)
            yield Diagnostic(position, Code.MISSING_CELL, message, f"add {column.id}: …")


def _is_cell_of_type(dossier: Dossier, column: Column, cell: Cell, positions: SourcePositions) -> bool:
    if isinstance(cell, CellFact):
        fact = dossier.by_id.get(cell.fact)
        if not isinstance(fact, Fact):
            return True
        return _is_fact_of_type(column, fact)
    if cell is None:
        return True
    return _is_value_of_type(column, cell)


def _is_fact_of_type(column: Column, fact: Fact) -> bool:
    if column.type in ("year", "date"):
        return fact.kind == "date"
    if column.type == "share":
        return fact.kind == "share"
    return column.type == "text" or fact.kind in ("number", "amount", "ordinal", "duration")


def _is_value_of_type(column: Column, cell: Decimal | Words | str) -> bool:
    if column.type == "text":
        return not isinstance(cell, Decimal)
    if column.type in ("number", "share"):
        return isinstance(cell, Decimal)
    if isinstance(cell, Words):
        return False
    text = str(cell)
    if column.type == "year":
        return len(text) == 4 and text.isdecimal()
    try:
        parse_date(text)
    except ValueError:
        return False
    return True
