"""Which printed column each column of a figure is read from: by its head, or because no other is left.

A printed cell may hold more than one value ("511 (+7,5%)"), so a column of a figure has a slot: a printed
column and the how-manieth value of its cells. One that could be read from several is refused, whatever its
values: what stands under another head says something else.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from dossier_timeline.diagnostics.codes import Code
from dossier_timeline.evidence.cell_matching import (
    ColumnHeader,
    ExpectedCell,
    Slot,
    fits_kind,
    has_value,
    value_in_slot,
)
from dossier_timeline.evidence.value_matching import find_whole_words
from dossier_timeline.notation.comparable_text import fold_phrase
from dossier_timeline.notation.cursor import PrintedValue

_SLOTS_IN_A_CELL = 4
_LISTED = 8

PrintedRow = Sequence[Sequence[PrintedValue]]
"""The values of each cell of a printed row."""


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell of a figure: its address, the path to its field, what it says, and the printed row it's of."""

    address: str
    path: tuple[str | int, ...]
    expected: ExpectedCell
    row: PrintedRow


@dataclass(frozen=True, slots=True)
class ColumnNames:
    """What may be printed above a column of a figure, folded.

    `label` is in the language of the source, `labels` in all; `printed` is the head that it names itself.
    `begins_row` says that its values may stand beside what a row begins with: "2018 (N=10)".
    """

    label: str = ""
    labels: frozenset[str] = frozenset()
    printed: str = ""
    begins_row: bool = False


@dataclass(frozen=True, slots=True)
class ColumnProblem:
    """Why it can't be told from which printed column a column of a figure is read; `field` is its key."""

    field: str
    code: Code
    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class ReadColumns:
    """The slot of each column, by its id, where it has one; and what is wrong with others."""

    slots: Mapping[str, Slot | None]
    problems: Mapping[str, ColumnProblem]


def list_printed_heads(head_rows: Sequence[Sequence[str]], width: int) -> tuple[tuple[str, ...], ...]:
    """What stands above each printed column: all of it together, and each cell alone."""
    columns = (
        [row[column] for row in head_rows if column < len(row) and row[column]] for column in range(width)
    )
    return tuple(tuple(dict.fromkeys((" ".join(texts), *texts))) if texts else () for texts in columns)


def read_columns(
    cells: Mapping[str, Sequence[TableCell]],
    names: Mapping[str, ColumnNames],
    heads: Sequence[Sequence[str]],
    headers: Sequence[ColumnHeader],
    key_slots: Collection[Slot],
) -> ReadColumns:
    """The slot of each column of a figure. What a printed row is found by is no number of the figure."""
    return _ColumnReader(cells, names, heads, headers, key_slots).read()


@dataclass
class _ColumnReader:
    """Gives the columns of a figure their slots: those that are named first, then what is left."""

    _cells: Mapping[str, Sequence[TableCell]]
    _names: Mapping[str, ColumnNames]
    _printed_heads: Sequence[Sequence[str]]
    _headers: Sequence[ColumnHeader]
    _key_slots: Collection[Slot]
    _slots: dict[str, Slot | None] = field(default_factory=dict)
    _problems: dict[str, ColumnProblem] = field(default_factory=dict)

    @cached_property
    def _heads(self) -> list[frozenset[str]]:
        return [frozenset(map(fold_phrase, texts)) - {""} for texts in self._printed_heads]

    def read(self) -> ReadColumns:
        named: dict[str, int] = {}
        for name in self._cells:
            column = self._find_named_column(name)
            if column is not None:
                named[name] = column
        for name, column in named.items():
            self._place_named(name, column)
        self._place_beside_keys()
        self._place_rest()
        return ReadColumns({name: self._slots.get(name) for name in self._cells}, self._problems)

    def _find_named_column(self, name: str) -> int | None:
        """The printed column whose head is what this one is called; `None` for none, or a wrong name."""
        names = self._names[name]
        called = self._find_only(lambda heads: not heads.isdisjoint({names.label, *names.labels} - {""}))
        if names.printed:
            column = self._find_only(lambda heads: names.printed in heads)
            if column is None:
                message = f"no column of the printed table alone has the head “{names.printed}”"
                self._refuse(name, message, self._list_heads(), "printed")
            elif called not in (None, column):
                message = (
                    f"this label is the head of another column than “{names.printed}” in the printed table"
                )
                self._refuse(name, message, "mend the label, or `printed`", "label")
            return column if name not in self._problems else None
        return called if called is not None else self._find_similar(names.label)

    def _find_only(self, fits: Callable[[frozenset[str]], bool]) -> int | None:
        found = [column for column, heads in enumerate(self._heads) if fits(heads)]
        return found[0] if len(found) == 1 else None

    def _find_similar(self, label: str) -> int | None:
        """The only printed column whose head is a part of a label, or the other way round.

        Of heads of which one is a part of another, the longest counts: "ships", "ships lost".
        """
        similar = {
            column: head
            for column, heads in enumerate(self._heads)
            for head in heads
            if any(sign.isalpha() for sign in head) and label and _is_part(head, label)
        }
        longest = [
            column
            for column, head in similar.items()
            if all(_is_part(other, head) for other in similar.values())
        ]
        if similar:
            return longest[0] if len(longest) == 1 else None
        return self._find_only(lambda heads: any(label and _is_part(label, head) for head in heads))

    def _place_named(self, name: str, column: int) -> None:
        """Place a column below its own head: the first value of its kind there."""
        fitting = [slot for slot in self._list_fitting(name) if slot[0] == column]
        right = [slot for slot in fitting if self._count_hits(name, slot)]
        if not right:
            words = self._printed_heads[column][0]
            message = f"no value of this column stands under “{words}” in the printed table"
            self._refuse(name, message, "mend the label or the column's cells", "label")
            self._slots[name] = None
            return
        best = max(right, key=lambda slot: self._count_hits(name, slot))
        if best != fitting[0] or best in self._slots.values():
            self._refuse_later_value(name)
            return
        self._slots[name] = best

    def _place_beside_keys(self) -> None:
        """Place what may stand beside what a row begins with, where it stands there."""
        for name in self._list_unplaced():
            if self._names[name].begins_row:
                fitting = [slot for slot in self._list_free(name) if slot[0] == 0]
                if len(fitting) == 1:
                    self._slots[name] = fitting[0]

    def _place_rest(self) -> None:
        """Place columns whose names are no heads: each that could be read from one slot alone."""
        while certain := next(
            ((name, free[0]) for name in self._list_unplaced() if len(free := self._list_free(name)) == 1),
            None,
        ):
            self._slots[certain[0]] = certain[1]
        for name in self._list_unplaced():
            free = self._list_free(name)
            self._slots[name] = None
            if any(self._count_hits(name, slot) for slot in free):
                self._refuse_unnamed(name)

    def _list_unplaced(self) -> list[str]:
        return [name for name in self._cells if name not in self._slots and name not in self._problems]

    def _list_free(self, name: str) -> list[Slot]:
        return [slot for slot in self._list_fitting(name) if slot not in self._slots.values()]

    def _list_fitting(self, name: str) -> list[Slot]:
        """The slots in which a value of the column's kind stands in one of its rows."""
        return [
            (column, nth)
            for column in range(len(self._headers))
            for nth in range(_SLOTS_IN_A_CELL)
            if (column, nth) not in self._key_slots
            and any(self._fits(cell, (column, nth)) for cell in self._cells[name])
        ]

    def _fits(self, cell: TableCell, slot: Slot) -> bool:
        printed, header = value_in_slot(cell.row, slot), self._headers[slot[0]]
        return printed is not None and fits_kind(cell.expected, printed, header)

    def _count_hits(self, name: str, slot: Slot) -> int:
        header = self._headers[slot[0]]
        return sum(
            has_value(cell.expected, value_in_slot(cell.row, slot), header) for cell in self._cells[name]
        )

    def _refuse(self, name: str, message: str, hint: str, field: str) -> None:
        self._problems[name] = ColumnProblem(field, Code.COLUMN_NOT_IN_TABLE, message, hint)

    def _refuse_unnamed(self, name: str) -> None:
        message = "it can't be told under which head of the printed table the values of this column stand"
        listed = self._list_heads()
        if not listed:
            message = (
                "nothing is printed above this table that says under what the values of this column stand"
            )
        self._refuse(name, message, listed or _OWN_FACTS, "label")

    def _refuse_later_value(self, name: str) -> None:
        message = "a cell of the printed column has several such numbers, and this isn't the first"
        self._refuse(name, message, _OWN_FACTS, "label")

    def _list_heads(self) -> str:
        heads = [texts[0] for texts in self._printed_heads if texts]
        if not heads:
            return ""
        listed = "”, “".join(heads[:_LISTED]) + ("”, …" if len(heads) > _LISTED else "”")
        return f"write the head of the printed column into `printed`: “{listed}"


_OWN_FACTS = "make each of its cells a fact of its own, in a figure without `passage`"


def _is_part(words: str, text: str) -> bool:
    return find_whole_words(words, text) is not None
