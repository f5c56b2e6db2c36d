"""Whether a printed cell says what a figure's cell has, with all that is printed of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from dossier_timeline.model.facts import PERCENT
from dossier_timeline.notation.cursor import Cursor, Token
from dossier_timeline.notation.lexicon import Lexicon
from dossier_timeline.notation.printed_parts import parts_of
from dossier_timeline.notation.stated_scales import power_at

_YEAR = re.compile(r"\d{4}")
_WHOLE = ("number", "amount")


@dataclass(frozen=True, slots=True)
class Expected:
    """What a figure's cell says: a value, what it counts, and what qualifies it."""

    value: Decimal
    unit: str | None = None
    share: bool = False
    qualifier: str | None = None


@dataclass(frozen=True, slots=True)
class Header:
    """What the head of a printed column says for all of its cells."""

    power: int = 0
    """The power of ten in which they are."""
    percent: bool = False


def header_of(text: str, lexicon: Lexicon) -> Header:
    """The power of ten ("x 1.000", "in miljoenen euro", "M€") and percent sign in a column's head."""
    cursor = Cursor(text, list(parts_of(text, lexicon)), lexicon)
    indexes = range(len(cursor.parts))
    percent = any(cursor.percent(index) for index in indexes)
    return Header(next(filter(None, (power_at(cursor, index) for index in indexes)), 0), percent)


def value_in(token: Token, header: Header) -> Decimal | None:
    """The number that a printed cell says: a year counts as a number, and its head may raise it."""
    if token.kind == "date":
        return Decimal(token.text) if _YEAR.fullmatch(token.text) else None
    if token.value is None or token.scale or token.kind not in _WHOLE:
        return token.value
    return token.value * Decimal(10) ** header.power


def cell_flaw(expected: Expected, token: Token | None, header: Header) -> str:
    """What is wrong with a cell whose printed value is this; "" when it is right."""
    value = value_in(token, header) if token else None
    if token is not None and token.unread:
        return f"the printed “{token.text}” isn't read: {token.unread}"
    if token is None or value is None:
        return f"{expected.value} does not stand in this row and column of the printed table"
    if value != expected.value:
        return f"this cell has {expected.value}, where the printed table has {value}"
    if not _counts_alike(expected, token, header):
        return f"the printed “{token.text}” is of another kind or unit than this column"
    if token.qualifier != expected.qualifier:
        said = f"“{token.qualifier}”" if token.qualifier else "no such word"
        return f"the printed table says {said} of “{token.text}”: only a cell that is a fact can say the same"
    return ""


def _counts_alike(expected: Expected, token: Token, header: Header) -> bool:
    if expected.share or expected.unit == PERCENT:
        return token.kind == "share" or (header.percent and token.kind == "number")
    if token.kind == "amount":
        return token.unit == expected.unit
    return token.kind != "share"


def token_at(row: Sequence[Sequence[Token]], slot: tuple[int, int]) -> Token | None:
    """The value in a slot of a printed row: a column, and the how-manieth value of its cell."""
    tokens = row[slot[0]] if slot[0] < len(row) else ()
    return tokens[slot[1]] if slot[1] < len(tokens) else None
