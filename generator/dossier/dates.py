"""Dates as content writes them: EDTF (ISO 8601-2), read once and remembered.

Source: the Extended Date/Time Format specification, levels 0 and 1, Library of Congress.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal

Precision = Literal["day", "month", "season", "year", "decade", "century"]


@dataclass(frozen=True, slots=True)
class Edtf:
    """An EDTF date or interval.

    `text` is as written; `lower` and `upper` are the first and last day that it may mean;
    `start` and `end` are set for an interval (`None` for an open or unknown end).
    """

    text: str
    lower: date
    upper: date
    precision: Precision
    approximate: bool = False
    uncertain: bool = False
    start: Edtf | None = None
    end: Edtf | None = None
    is_span: bool = False

    def __str__(self) -> str:
        return self.text

    @property
    def year(self) -> int:
        """The year of the first day."""
        return self.lower.year


_PLAIN = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?([~?%]?)")


@lru_cache(maxsize=65536)
def parse(text: str) -> Edtf:
    """Read one EDTF date or interval; `ValueError` says in plain words what is wrong with it."""
    if "/" in text:
        return _interval(text)
    plain = _PLAIN.fullmatch(text)
    if plain is None:
        raise ValueError(f"“{text}” is not a date in EDTF")
    year, month, day, mark = plain.groups()
    lower, upper = _bounds(text, int(year), month and int(month), day and int(day))
    precision: Precision = "day" if day else "month" if month else "year"
    return Edtf(text, lower, upper, precision, mark in ("~", "%"), mark in ("?", "%"))


def _bounds(text: str, year: int, month: int | None, day: int | None) -> tuple[date, date]:
    try:
        if month is None:
            return date(year, 1, 1), date(year, 12, 31)
        if day is None:
            return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
        return date(year, month, day), date(year, month, day)
    except ValueError as error:
        raise ValueError(f"“{text}” is not a date in the calendar") from error


def _interval(text: str) -> Edtf:
    start, end = (parse(part) for part in text.split("/", 1))
    if end.upper < start.lower:
        raise ValueError(f"“{text}” ends before it begins")
    return Edtf(
        text,
        start.lower,
        end.upper,
        start.precision,
        start.approximate or end.approximate,
        start.uncertain or end.uncertain,
        start,
        end,
        is_span=True,
    )
