"""Whether a duration of the dossier is one of those that a passage prints."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from dossier_timeline.model.facts import Duration
from dossier_timeline.notation.cursor import Token

_SIZES = {"Y": ("M", 12), "M": ("M", 1), "W": ("D", 7), "D": ("D", 1), "H": ("H", 1)}
"""What a unit of time is made of: months, days or hours. A day isn't 24 hours, nor a month 30 days."""

Sizes = dict[str, Decimal]


def duration_tokens(duration: Duration, tokens: Sequence[Token]) -> list[Token]:
    """The tokens that print a duration: all of what belongs together, "1 year and 6 months", and no part."""
    wanted = _sizes((Decimal(count), unit) for count, unit in duration.parts)
    found: list[Token] = []
    for run in _runs(tokens):
        printed = [(token.value, token.unit) for token in run if token.value is not None]
        if len(printed) == len(run) and _sizes(printed) == wanted:
            found.append(replace(run[0], qualifier=_around(run)))
    return found


def _around(run: Sequence[Token]) -> str | None:
    """What is printed before the first unit or after the last, which goes for the whole."""
    return " ".join(dict.fromkeys(token.qualifier for token in run if token.qualifier)) or None


def duration_part(duration: Duration, token: Token) -> bool:
    """Whether a token prints a duration, or the part of it that has the token's unit."""
    if token.value is None:
        return False
    printed = _sizes([(token.value, token.unit)])
    parts = [(Decimal(count), unit) for count, unit in duration.parts]
    return printed == _sizes(parts) or any(_sizes([part]) == printed for part in parts)


def _runs(tokens: Sequence[Token]) -> list[list[Token]]:
    """The durations of a text, those together that are parts of one."""
    runs: list[list[Token]] = []
    for token in tokens:
        if token.kind != "duration":
            continue
        if token.joined and runs:
            runs[-1].append(token)
        else:
            runs.append([token])
    return runs


def _sizes(parts: Iterable[tuple[Decimal, str]]) -> Sizes:
    sizes: Sizes = {}
    for count, unit in parts:
        base, size = _SIZES[unit]
        sizes[base] = sizes.get(base, Decimal(0)) + count * size
    return sizes
