"""Why values that a passage prints can't be read, and what would be right."""

from __future__ import annotations

from collections.abc import Iterable

from dossier_timeline.model.dates import Edtf
from dossier_timeline.model.facts import FactValue
from dossier_timeline.notation.currencies import UNKNOWN_CURRENCY
from dossier_timeline.notation.cursor import PrintedValue

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


def explain_unread_values(value: FactValue, printed_values: Iterable[PrintedValue]) -> str:
    """Which printed values that may be this one can't be read, with the reasons; "" where none is."""
    digits = _significant_digits(str(value))
    found = {
        _quote_value(printed_value): _reason_for(printed_value)
        for printed_value in printed_values
        if _significant_digits(printed_value.text) in ("", digits)
    }
    told = [f"{shown} isn't read: {reason}" for shown, reason in found.items() if reason]
    return "; ".join([*told[:_AT_MOST], _WAY_OUT]) if told else ""


def explain_unclear_dates(date: Edtf, printed_values: Iterable[PrintedValue]) -> str:
    """Which printed dates say none that is clear, with the reasons; "" where none is."""
    told = [_OPEN] if date.is_span and None in (date.start, date.end) else []
    for printed_value in printed_values:
        if printed_value.kind == "date" and printed_value.why_unread:
            told.append(f"“{printed_value.text}” isn't read: {printed_value.why_unread}")
        elif date.precision == "decade" and printed_value.period and printed_value.period == date.text[2:4]:
            told.append(f"“{printed_value.text}” prints no century: {_NO_CENTURY}")
    return "; ".join(list(dict.fromkeys(told))[:_AT_MOST])


def _significant_digits(text: str) -> str:
    """The figures of a number that don't only tell its size."""
    return "".join(filter(str.isdecimal, text)).strip("0")


def _quote_value(printed_value: PrintedValue) -> str:
    noun = (
        printed_value.noun
        if printed_value.noun and not printed_value.text.endswith(printed_value.noun)
        else ""
    )
    return f"“{printed_value.text} {noun}”" if noun else f"“{printed_value.text}”"


def _reason_for(printed_value: PrintedValue) -> str:
    return printed_value.why_unread or (
        _NO_CURRENCY if (printed_value.kind, printed_value.unit) == ("amount", UNKNOWN_CURRENCY) else ""
    )
