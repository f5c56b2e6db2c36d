"""Whether a printed cell says what a figure's cell has, with all that is printed of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from dossier_timeline.model.facts import PERCENT
from dossier_timeline.notation.cursor import Cursor, PrintedValue
from dossier_timeline.notation.lexicon import Lexicon
from dossier_timeline.notation.number_parts import split_parts
from dossier_timeline.notation.stated_scales import read_head_power

_YEAR = re.compile(r"\d{4}")
_WHOLE_NUMBER_KINDS = ("number", "amount")
_CELL_KINDS = ("number", "amount", "share", "ordinal", "fraction", "duration")

Slot = tuple[int, int]
"""A printed column from 0, and the how-manieth value in its cells."""


@dataclass(frozen=True, slots=True)
class ExpectedCell:
    """What a figure's cell says: a value, what it counts, and what qualifies it."""

    value: Decimal
    unit: str | None = None
    share: bool = False
    qualifier: str | None = None
    is_year: bool = False


@dataclass(frozen=True, slots=True)
class ColumnHeader:
    """What the head of a printed column says for all of its cells."""

    power: int = 0
    """The power of ten in which they are."""
    has_percent: bool = False


def read_header(text: str, lexicon: Lexicon) -> ColumnHeader:
    """The power of ten ("x 1.000", "in miljoenen euro", "M€") and percent sign in a column's head."""
    cursor = Cursor(text, list(split_parts(text, lexicon)), lexicon)
    indexes = range(len(cursor.parts))
    percent = any(cursor.count_percent_atoms(index) for index in indexes)
    return ColumnHeader(next(filter(None, (read_head_power(cursor, index) for index in indexes)), 0), percent)


def number_in_cell(printed_value: PrintedValue, header: ColumnHeader) -> Decimal | None:
    """The number that a printed cell says: a year counts as a number, and its head may raise it."""
    if printed_value.kind == "date":
        is_number = _YEAR.fullmatch(printed_value.text) is not None
        return Decimal(printed_value.text) * Decimal(10) ** header.power if is_number else None
    if printed_value.value is None or printed_value.scale or printed_value.kind not in _WHOLE_NUMBER_KINDS:
        return printed_value.value
    return printed_value.value * Decimal(10) ** header.power


def has_value(expected: ExpectedCell, printed_value: PrintedValue | None, header: ColumnHeader) -> bool:
    """Whether a printed value is the number, or the year, that a cell has."""
    return printed_value is not None and _number_for(expected, printed_value, header) == expected.value


def _number_for(expected: ExpectedCell, printed_value: PrintedValue, header: ColumnHeader) -> Decimal | None:
    return number_in_cell(printed_value, ColumnHeader() if expected.is_year else header)


def cell_mismatch(expected: ExpectedCell, printed_value: PrintedValue | None, header: ColumnHeader) -> str:
    """What is wrong with a cell whose printed value is this; "" when it is right."""
    value = _number_for(expected, printed_value, header) if printed_value else None
    if printed_value is not None and printed_value.why_unread:
        return f"the printed “{printed_value.text}” isn't read: {printed_value.why_unread}"
    if printed_value is None or value is None:
        return f"{expected.value} does not stand in this row and column of the printed table"
    if value != expected.value:
        return f"this cell has {expected.value}, where the printed table has {value}"
    if not fits_kind(expected, printed_value, header):
        return f"the printed “{printed_value.text}” is of another kind or unit than this column"
    if printed_value.qualifier != expected.qualifier:
        printed_qualifier = f"“{printed_value.qualifier}”" if printed_value.qualifier else "no such word"
        text = printed_value.text
        return (
            f"the printed table says {printed_qualifier} of “{text}”:"
            " only a cell that is a fact can say the same"
        )
    return ""


def fits_kind(expected: ExpectedCell, printed_value: PrintedValue, header: ColumnHeader) -> bool:
    """Whether a printed value is of the kind that a cell has: a number, a share, a sum in its currency."""
    if printed_value.kind == "date":
        return not expected.share and _YEAR.fullmatch(printed_value.text) is not None
    if printed_value.kind not in _CELL_KINDS or expected.is_year:
        return False
    if expected.share or expected.unit == PERCENT:
        return printed_value.kind == "share" or (header.has_percent and printed_value.kind == "number")
    if printed_value.kind == "amount":
        return printed_value.unit == expected.unit
    return printed_value.kind != "share" and not (header.has_percent and printed_value.kind == "number")


def value_in_slot(row: Sequence[Sequence[PrintedValue]], slot: Slot) -> PrintedValue | None:
    """The value in a slot of a printed row: a column, and the how-manieth value of its cell."""
    printed_values = row[slot[0]] if slot[0] < len(row) else ()
    return printed_values[slot[1]] if slot[1] < len(printed_values) else None
