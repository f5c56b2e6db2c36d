"""The cells of a figure against the table that the source prints.

A printed cell may hold more than one value ("511 (+7,5%)"), so a column of the figure is matched to
a slot: a column of the printed table and the how-manieth value of its cells. A column belongs to the
slot that fits all of its cells, or most of them when there is a mistake in one.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from dossier_timeline.diagnostics.codes import Code
from dossier_timeline.diagnostics.diagnostic import Diagnostic, Position
from dossier_timeline.diagnostics.suggestions import find_nearest_word
from dossier_timeline.evidence.cell_matching import (
    ColumnHeader,
    ExpectedCell,
    cell_mismatch,
    number_in_cell,
    read_header,
    value_in_slot,
)
from dossier_timeline.evidence.passages import SourcePassage
from dossier_timeline.evidence.table_heads import has_scale_name
from dossier_timeline.evidence.unit_nouns import unit_name_forms
from dossier_timeline.model.arithmetic import DerivationError
from dossier_timeline.model.base import Words
from dossier_timeline.model.derivation import compute_value
from dossier_timeline.model.dossier import Dossier
from dossier_timeline.model.facts import Cell, CellFact, Fact, Figure, Row
from dossier_timeline.notation.comparable_text import fold_phrase
from dossier_timeline.notation.cursor import PrintedValue
from dossier_timeline.notation.lexicon import Lexicon
from dossier_timeline.notation.printed_values import read_values

Slot = tuple[int, int]
"""A printed column from 0, and the how-manieth value in its cells."""

LocateCell = Callable[..., Position]
"""Gives the position of the field to which keys and indexes lead."""

ROW_TOTAL_COLUMN = "n"
"""The name of the column that the rows' `n` make."""


@dataclass(frozen=True, slots=True)
class TableCheck:
    """What is wrong, and for each cell, by its address, whether it stands in the table."""

    problems: tuple[Diagnostic, ...]
    cells: Mapping[str, bool]


@dataclass(frozen=True, slots=True)
class _Cell:
    address: str
    path: tuple[str | int, ...]
    expected: ExpectedCell
    row: Sequence[Sequence[PrintedValue]]
    """The printed row: the values of each of its cells."""


def cell_address(figure: Figure, row: Row, column: str) -> str:
    """The name of a cell in results and receipts."""
    return f"{figure.id}-{row.id}.{column}"


def match_figure(  # noqa: PLR0917 -- a figure, what it is held against, and where it stands
    figure: Figure,
    source_passage: SourcePassage,
    dossier: Dossier,
    lexicon: Lexicon,
    language: str,
    locate: LocateCell,
) -> TableCheck:
    """Every number of a figure in the printed table of its passage, in its own row and column.

    `locate` gives the position of what a path of keys and indexes within the figure leads to.
    """
    if not source_passage.rows:
        message = "this passage is no table: its lines have no cells"
        hint = "name the passage of the table itself"
        return TableCheck((Diagnostic(locate("passage"), Code.ROW_NOT_IN_TABLE, message, hint),), {})
    printed = [
        [[t for t in read_values(cell, lexicon) if not t.may_be_article] for cell in row]
        for row in source_passage.rows
    ]
    problems: list[Diagnostic] = []
    columns: dict[str, list[_Cell]] = {}
    begins_with_key = True
    for index, row in enumerate(figure.rows):
        if row.gap:
            continue
        found = _find_printed_row(figure, row, source_passage, printed, language)
        key = _row_key(figure, row, language)
        if found is None:
            message = f"no row of the printed table begins with {key}"
            hint = _suggest_row(key, source_passage) or "mend the row, or mark it as a `gap`"
            problems.append(Diagnostic(locate("rows", index), Code.ROW_NOT_IN_TABLE, message, hint))
            continue
        begins_with_key &= _begins_with_value(printed[found], key)
        for name, path, value in list_cell_values(figure, row, index, dossier):
            expected = _expect(figure, row, name, value, dossier)
            columns.setdefault(name, []).append(
                _Cell(cell_address(figure, row, name), path, expected, printed[found])
            )
    cells: dict[str, bool] = {}
    headers = _read_headers(
        source_passage, lexicon, scaled=_has_scaled_units(figure, dossier, language, lexicon)
    )
    key_slots = {(0, 0)} if begins_with_key else set()
    slots = _assign_slots(figure, columns, headers, source_passage, language, key_slots=key_slots)
    for name, entries in columns.items():
        for cell in entries:
            flaw = _cell_mismatch(cell, slots[name], headers)
            cells[cell.address] = not flaw
            if flaw:
                problems.append(
                    Diagnostic(
                        locate(*cell.path), Code.CELL_NOT_IN_TABLE, flaw, "write what is printed there"
                    )
                )
    problems += _misplaced_columns(figure, slots, source_passage, language, locate)
    return TableCheck(tuple(problems), cells)


def list_cell_values(
    figure: Figure, row: Row, index: int, dossier: Dossier
) -> Iterator[tuple[str, tuple[str | int, ...], Decimal]]:
    """The numbers of a row that a table prints: column id (or `n`), path to the field, value."""
    if row.gap:
        return
    if row.n is not None:
        yield ROW_TOTAL_COLUMN, ("rows", index, "n"), row.n
    for column in figure.columns:
        value = _number_of(row.cells.get(column.id), dossier)
        if value is not None and column.role != "key" and column.type in ("number", "share"):
            yield column.id, ("rows", index, "cells", column.id), value


def _number_of(cell: Cell, dossier: Dossier) -> Decimal | None:
    if isinstance(cell, CellFact):
        fact = dossier.by_id.get(cell.fact)
        try:
            value = compute_value(dossier, fact) if isinstance(fact, Fact) else None
        except DerivationError:
            return None
        return value if isinstance(value, Decimal) else None
    return cell if isinstance(cell, Decimal) else None


def _expect(figure: Figure, row: Row, name: str, value: Decimal, dossier: Dossier) -> ExpectedCell:
    """What a cell says, with the unit and qualifier of its column or fact."""
    column = next((column for column in figure.columns if column.id == name), None)
    if column is None or (name == ROW_TOTAL_COLUMN and row.n is not None):
        return ExpectedCell(value, figure.n)
    cell = row.cells.get(name)
    fact = dossier.by_id.get(cell.fact) if isinstance(cell, CellFact) else None
    qualifier = fact.qualifier if isinstance(fact, Fact) and fact.qualifier != "expected" else None
    return ExpectedCell(value, column.unit or figure.unit, column.type == "share", qualifier)


def _has_scaled_units(figure: Figure, dossier: Dossier, language: str, lexicon: Lexicon) -> bool:
    """Whether the figure's own units say the power of ten that a printed head says: "million euros"."""
    units = (dossier.by_id.get(name or "") for name in (figure.unit, *(c.unit for c in figure.columns)))
    return any(has_scale_name(unit_name_forms(unit, language), lexicon) for unit in units)


def _read_headers(source_passage: SourcePassage, lexicon: Lexicon, *, scaled: bool) -> list[ColumnHeader]:
    """What the head of each printed column says for its cells."""
    width = max(len(row) for row in source_passage.rows)
    texts = [*source_passage.rows[0], *("" for _ in range(width - len(source_passage.rows[0])))]
    heads = [read_header(text, lexicon) for text in texts]
    return [replace(head, power=0) for head in heads] if scaled else heads


# Rows


def _find_printed_row(
    figure: Figure,
    row: Row,
    source_passage: SourcePassage,
    printed: Sequence[Sequence[Sequence[PrintedValue]]],
    language: str,
) -> int | None:
    """The index of the printed row that begins with the row's key."""
    key = _row_key(figure, row, language)
    for index, cells in enumerate(source_passage.rows):
        first = cells[0] if cells else ""
        if _begins_with_value(printed[index], key) or (first and fold_phrase(first) == fold_phrase(key)):
            return index
    return None


def _suggest_row(key: str, source_passage: SourcePassage) -> str:
    """A hint: the printed row whose beginning differs only a little."""
    beginnings = {row[0] for row in source_passage.rows if row and row[0]}
    bare = _strip_signs(key)
    same = next((first for first in sorted(beginnings) if bare and _strip_signs(first) == bare), "")
    if same:
        apart = "”, “".join(sorted(_signs_at_ends(key) ^ _signs_at_ends(same)))
        return f"the table prints it as “{same}”, write that" + (f"; only “{apart}” differs" if apart else "")
    close = find_nearest_word(key, beginnings)
    return f"did you mean “{close}”?" if close else ""


def _strip_signs(text: str) -> str:
    return "".join(character for character in fold_phrase(text) if character.isalnum())


def _signs_at_ends(text: str) -> set[str]:
    return {character for character in text if not character.isalnum() and not character.isspace()}


def _row_key(figure: Figure, row: Row, language: str) -> str:
    """What the row begins with, as text."""
    name = next((c.id for c in figure.columns if c.role == "key"), figure.columns[0].id)
    cell = row.cells.get(name)
    if isinstance(cell, Words):
        return cell.get(language) or ""
    if isinstance(cell, CellFact) or cell is None:
        return row.id
    return str(cell)


def _begins_with_value(row: Sequence[Sequence[PrintedValue]], key: str) -> bool:
    """Whether the first value in the first cell of a printed row is the key."""
    return any(_is_key(printed_value, key) for cell in row[:1] for printed_value in cell[:1])


def _is_key(printed_value: PrintedValue, key: str) -> bool:
    if printed_value.kind == "date":
        return key == str(printed_value.year) if printed_value.month is None else False
    return str(printed_value.value) == key


# Columns


def _assign_slots(
    figure: Figure,
    columns: Mapping[str, Sequence[_Cell]],
    headers: Sequence[ColumnHeader],
    source_passage: SourcePassage,
    language: str,
    *,
    key_slots: Collection[Slot],
) -> dict[str, Slot | None]:
    """A slot for each column: by its printed header where it has one, the best fitting first.

    What a printed row is found by is no number of the figure.
    """
    slots = [
        (column, nth) for column in range(len(headers)) for nth in range(4) if (column, nth) not in key_slots
    ]
    scores: list[tuple[int, int, int, str, Slot]] = []
    for order, (name, cells) in enumerate(columns.items()):
        header = _find_header(figure, name, source_passage, language)
        for slot in slots:
            hits = sum(_printed_in(cell, slot, headers) == cell.expected.value for cell in cells)
            named = header is not None and header == slot[0]
            if hits and (header is None or named):
                scores.append((-int(named), -hits, order, name, slot))
    taken: dict[str, Slot | None] = {}
    for _, _, _, name, slot in sorted(scores):
        if name not in taken and slot not in taken.values():
            taken[name] = slot
    return {name: taken.get(name) for name in columns}


def _find_header(figure: Figure, name: str, source_passage: SourcePassage, language: str) -> int | None:
    """The printed column whose header is the column's label."""
    column = next((c for c in figure.columns if c.id == name), None)
    label = fold_phrase(column.label.get(language) or "") if column else ""
    headers = [fold_phrase(cell) for cell in source_passage.rows[0]]
    return headers.index(label) if label and headers.count(label) == 1 else None


def _printed_in(cell: _Cell, slot: Slot, headers: Sequence[ColumnHeader]) -> Decimal | None:
    printed_value = value_in_slot(cell.row, slot)
    return number_in_cell(printed_value, headers[slot[0]]) if printed_value else None


def _cell_mismatch(cell: _Cell, slot: Slot | None, headers: Sequence[ColumnHeader]) -> str:
    if slot is None:
        return cell_mismatch(cell.expected, _find_only_unread(cell), ColumnHeader())
    return cell_mismatch(cell.expected, value_in_slot(cell.row, slot), headers[slot[0]])


def _find_only_unread(cell: _Cell) -> PrintedValue | None:
    """The one value of a row that can't be read, for the reason why."""
    unread = [
        printed_value
        for printed_values in cell.row
        for printed_value in printed_values
        if printed_value.why_unread
    ]
    return unread[0] if len(unread) == 1 else None


def _misplaced_columns(
    figure: Figure,
    slots: Mapping[str, Slot | None],
    source_passage: SourcePassage,
    language: str,
    locate: LocateCell,
) -> list[Diagnostic]:
    """Columns under another column's printed header."""
    problems = []
    for index, column in enumerate(figure.columns):
        slot, header = slots.get(column.id), _find_header(figure, column.id, source_passage, language)
        if slot is None and header is not None and column.id in slots:
            words = source_passage.rows[0][header]
            message = f"no value of this column stands under “{words}” in the printed table"
            hint = "mend the label or the column's cells"
            problems.append(
                Diagnostic(locate("columns", index, "label"), Code.COLUMN_NOT_IN_TABLE, message, hint)
            )
    return problems
