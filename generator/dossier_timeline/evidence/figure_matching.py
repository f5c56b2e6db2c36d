"""The cells of a figure against the table that the source prints.

Each column is read from the printed column whose head it has, or that alone can be meant (see
`printed_columns`), each row from the printed row that begins with its key.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from dossier_timeline.diagnostics.codes import Code
from dossier_timeline.diagnostics.diagnostic import Diagnostic, Position
from dossier_timeline.diagnostics.suggestions import find_nearest_word
from dossier_timeline.evidence.cell_matching import (
    ColumnHeader,
    ExpectedCell,
    Slot,
    cell_mismatch,
    read_header,
    value_in_slot,
)
from dossier_timeline.evidence.passages import SourcePassage
from dossier_timeline.evidence.printed_columns import (
    ColumnNames,
    ColumnProblem,
    PrintedRow,
    TableCell,
    list_printed_heads,
    read_columns,
)
from dossier_timeline.evidence.table_cells import Rows
from dossier_timeline.evidence.table_heads import has_scale_name, list_scaled_heads
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

LocateCell = Callable[..., Position]
"""Gives the position of the field to which keys and indexes lead."""

ROW_TOTAL_COLUMN = "n"
"""The name of the column that the rows' `n` make."""


@dataclass(frozen=True, slots=True)
class TableCheck:
    """What is wrong, and for each cell, by its address, whether it stands in the table."""

    problems: tuple[Diagnostic, ...]
    cells: Mapping[str, bool]


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
    columns: dict[str, list[TableCell]] = {}
    begins_with_key = True
    places = _place_rows(figure, source_passage, printed, language)
    for index, row in enumerate(figure.rows):
        if row.gap:
            continue
        key = _row_key(figure, row, language)
        found = places.get(index)
        if found is None:
            problems.append(_refuse_row(key, source_passage, printed, locate("rows", index)))
            continue
        begins_with_key &= _begins_with_value(printed[found], key)
        for name, path, value in list_cell_values(figure, row, index, dossier):
            expected = _expect(figure, row, name, value, dossier)
            columns.setdefault(name, []).append(
                TableCell(cell_address(figure, row, name), path, expected, printed[found])
            )
    scaled = _has_scaled_units(figure, dossier, language, lexicon)
    first = min(places.values(), default=0)
    head_rows = _list_head_rows(source_passage.rows, printed, first, lexicon)
    headers = _read_headers(head_rows, source_passage.rows, printed, lexicon, scaled=scaled)
    names = {name: _name_column(figure, name, language) for name in columns}
    key_slots = {(0, 0)} if begins_with_key else set()
    read = read_columns(columns, names, list_printed_heads(head_rows, len(headers)), headers, key_slots)
    cells: dict[str, bool] = {}
    for name, entries in columns.items():
        refused = read.problems.get(name)
        if refused:
            problems.append(_tell_column(figure, name, refused, locate))
        for cell in entries:
            flaw = "" if refused else _cell_mismatch(cell, read.slots[name], headers)
            cells[cell.address] = not refused and not flaw
            if flaw:
                problems.append(
                    Diagnostic(
                        locate(*cell.path), Code.CELL_NOT_IN_TABLE, flaw, "write what is printed there"
                    )
                )
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
        if value is not None and column.role != "key" and column.type in ("number", "share", "year"):
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
    unit = column.unit or figure.unit
    return ExpectedCell(value, unit, column.type == "share", qualifier, is_year=column.type == "year")


def _has_scaled_units(figure: Figure, dossier: Dossier, language: str, lexicon: Lexicon) -> bool:
    """Whether the figure's own units say the power of ten that a printed head says: "million euros"."""
    units = (dossier.by_id.get(name or "") for name in (figure.unit, *(c.unit for c in figure.columns)))
    return any(has_scale_name(unit_name_forms(unit, language), lexicon) for unit in units)


def _list_head_rows(
    rows: Rows, printed: Sequence[PrintedRow], first: int, lexicon: Lexicon
) -> Sequence[Sequence[str]]:
    """The rows above the first one of the figure that are heads: the first, and those without numbers."""

    def is_head(index: int) -> bool:
        return index == 0 or not any(
            values and not read_header(cell, lexicon).power
            for cell, values in zip(rows[index], printed[index], strict=True)
        )

    return [rows[index] for index in range(first) if is_head(index)]


def _read_headers(
    head_rows: Rows, rows: Rows, printed: Sequence[PrintedRow], lexicon: Lexicon, *, scaled: bool
) -> list[ColumnHeader]:
    """What the head of each printed column says for its cells; that of the first one may go for all.

    Where each cell has a percent sign of its own, the one in the head says nothing of its other values.
    """
    width = max(len(row) for row in rows)
    headers = []
    raised = [list_scaled_heads((row, *rows), lexicon) for row in head_rows]
    for column in range(width):
        texts = [row[column] for row in head_rows if column < len(row)]
        own = [read_header(text, lexicon) for text in texts]
        above = [read_header(several[column], lexicon) for several in raised if column < len(several)]
        power = next((one.power for one in (*own, *above) if one.power), 0)
        cells = [row[column] for row in printed if column < len(row) and row[column]]
        has_shares = bool(cells) and all(any(one.kind == "share" for one in cell) for cell in cells)
        has_percent = any(one.has_percent for one in own) and not has_shares
        headers.append(ColumnHeader(0 if scaled else power, has_percent))
    return headers


# Rows


def _place_rows(
    figure: Figure, source_passage: SourcePassage, printed: Sequence[PrintedRow], language: str
) -> dict[int, int]:
    """The printed row of each row that has one, by their indexes: that which begins with its key.

    Where several begin alike, the figure must have as many of them, in the same order.
    """
    by_key: dict[str, list[int]] = {}
    for index, row in enumerate(figure.rows):
        if not row.gap:
            by_key.setdefault(_row_key(figure, row, language), []).append(index)
    places: dict[int, int] = {}
    for key, indexes in by_key.items():
        found = _find_printed_rows(key, source_passage, printed)
        if len(found) == len(indexes):
            places.update(zip(indexes, found, strict=True))
    return places


def _find_printed_rows(key: str, source_passage: SourcePassage, printed: Sequence[PrintedRow]) -> list[int]:
    """The indexes of the printed rows that begin with a key."""
    return [
        index
        for index, cells in enumerate(source_passage.rows)
        if _begins_with_value(printed[index], key)
        or (cells and cells[0] and fold_phrase(cells[0]) == fold_phrase(key))
    ]


def _refuse_row(
    key: str, source_passage: SourcePassage, printed: Sequence[PrintedRow], place: Position
) -> Diagnostic:
    found = _find_printed_rows(key, source_passage, printed)
    if found:
        message = (
            f"{len(found)} rows of the printed table begin with {key}, so it can't be told which is meant"
        )
        hint = "give all of them, in the printed order"
        return Diagnostic(place, Code.ROW_NOT_IN_TABLE, message, hint)
    message = f"no row of the printed table begins with {key}"
    hint = _suggest_row(key, source_passage) or "mend the row, or mark it as a `gap`"
    return Diagnostic(place, Code.ROW_NOT_IN_TABLE, message, hint)


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


def _begins_with_value(row: PrintedRow, key: str) -> bool:
    """Whether the first value in the first cell of a printed row is the key."""
    return any(_is_key(printed_value, key) for cell in row[:1] for printed_value in cell[:1])


def _is_key(printed_value: PrintedValue, key: str) -> bool:
    if printed_value.kind == "date":
        return key == str(printed_value.year) if printed_value.month is None else False
    return str(printed_value.value) == key


# Columns


def _name_column(figure: Figure, name: str, language: str) -> ColumnNames:
    """What may be printed above a column."""
    column = next((column for column in figure.columns if column.id == name), None)
    if column is None:
        return ColumnNames(labels=frozenset({ROW_TOTAL_COLUMN}), begins_row=True)
    labels = {code: fold_phrase(column.label[code]) for code in column.label.languages()}
    return ColumnNames(
        labels.get(language, ""), frozenset(labels.values()), fold_phrase(column.printed or "")
    )


def _tell_column(figure: Figure, name: str, refused: ColumnProblem, locate: LocateCell) -> Diagnostic:
    """Tell what is wrong with a column, at its field; with that of the rows' `n`, at the first of them."""
    index = next((index for index, column in enumerate(figure.columns) if column.id == name), None)
    if index is not None:
        return Diagnostic(
            locate("columns", index, refused.field), refused.code, refused.message, refused.hint
        )
    row = next(index for index, row in enumerate(figure.rows) if row.n is not None)
    hint = "make `n` a column of its own, with its printed head"
    return Diagnostic(locate("rows", row, "n"), refused.code, refused.message, hint)


def _cell_mismatch(cell: TableCell, slot: Slot | None, headers: Sequence[ColumnHeader]) -> str:
    if slot is None:
        return cell_mismatch(cell.expected, _find_only_unread(cell), ColumnHeader())
    return cell_mismatch(cell.expected, value_in_slot(cell.row, slot), headers[slot[0]])


def _find_only_unread(cell: TableCell) -> PrintedValue | None:
    """The one value of a row that can't be read, for the reason why."""
    unread = [
        printed_value
        for printed_values in cell.row
        for printed_value in printed_values
        if printed_value.why_unread
    ]
    return unread[0] if len(unread) == 1 else None
