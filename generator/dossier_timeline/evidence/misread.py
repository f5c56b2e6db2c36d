"""Why values that a passage prints can't be read, and what would be right."""

from __future__ import annotations

from collections.abc import Iterable

from dossier_timeline.model.dates import Edtf
from dossier_timeline.model.facts import FactValue
from dossier_timeline.notation.currencies import UNKNOWN
from dossier_timeline.notation.cursor import Token

_AT_MOST = 3
_NO_CURRENCY = (
    "no currency is printed with it: give its words in `printed`, and the country's currency in `unit`"
)
_WAY_OUT = "what can't be read can be given as `inferred: value`, with the reason in `because`"

_OPEN = (
    "an interval without an end needs a word such as “since” before its date, one without a beginning "
    "“until” (`since` and `until` of evidence.yml); where you concluded it, say `inferred: end` or `start`"
)
_NO_CENTURY = "say `inferred: year`, and in `because` why it is this one"


def misread(value: FactValue, tokens: Iterable[Token]) -> str:
    """Which printed values that may be this one can't be read, with the reasons; "" where none is."""
    digits = _digits(str(value))
    found = {_shown(token): _reason(token) for token in tokens if _digits(token.text) in ("", digits)}
    told = [f"{shown} isn't read: {reason}" for shown, reason in found.items() if reason]
    return "; ".join([*told[:_AT_MOST], _WAY_OUT]) if told else ""


def unclear_dates(date: Edtf, tokens: Iterable[Token]) -> str:
    """Which printed dates say none that is clear, with the reasons; "" where none is."""
    told = [_OPEN] if date.is_span and None in (date.start, date.end) else []
    for token in tokens:
        if token.kind == "date" and token.unread:
            told.append(f"“{token.text}” isn't read: {token.unread}")
        elif date.precision == "decade" and token.period and token.period == date.text[2:4]:
            told.append(f"“{token.text}” prints no century: {_NO_CENTURY}")
    return "; ".join(list(dict.fromkeys(told))[:_AT_MOST])


def _digits(text: str) -> str:
    """The figures of a number that don't only tell its size."""
    return "".join(filter(str.isdecimal, text)).strip("0")


def _shown(token: Token) -> str:
    noun = token.noun if token.noun and not token.text.endswith(token.noun) else ""
    return f"“{token.text} {noun}”" if noun else f"“{token.text}”"


def _reason(token: Token) -> str:
    return token.unread or (_NO_CURRENCY if (token.kind, token.unit) == ("amount", UNKNOWN) else "")
