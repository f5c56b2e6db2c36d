"""Dates as content writes them: EDTF (ISO 8601-2), read once and remembered.

Source: the Extended Date/Time Format specification, Library of Congress. Levels 0 and 1 are read
here, without times of day and years outside 1 to 9999; of level 2 the marks before a single part
("2012-~06") are, by the library `edtf`, which takes longer, and the quarters of a year (33 to 36).
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Literal

Precision = Literal["day", "month", "quarter", "season", "year", "decade", "century"]


@dataclass(frozen=True, slots=True)
class Edtf:
    """An EDTF date or interval.

    `text` is as written; `lower` and `upper` are the first and last day that it may mean. A season
    is its three whole months, counted as in the north: winter (24) begins in December of its year.
    `start` and `end` are set for an interval; `None` is an open or unknown end, which has no day of
    its own: `lower` and `upper` are then those of the other end.
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
    def iso8601(self) -> str | None:
        """The date as ISO 8601 writes a day, month or year, where that says no more than this does."""
        length = {"day": 10, "month": 7, "year": 4}.get(self.precision, 0)
        vague = self.is_span or self.approximate or self.uncertain or not length
        return None if vague else self.lower.isoformat()[:length]

    @property
    def year(self) -> int:
        """The year of the first day."""
        return self.lower.year


_PLAIN = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?([~?%]?)")
_UNSPECIFIED = re.compile(r"([0-9]{2})(?:XX|([0-9])X|([0-9]{2})-(XX|[0-9]{2}-XX|XX-XX))([~?%]?)")
_PARTS = re.compile(r"[~?%]?([0-9]{4})[~?%]?(?:-[~?%]?([0-9]{2})[~?%]?(?:-[~?%]?([0-9]{2})[~?%]?)?)?")
_SEASONS = {21: 3, 22: 6, 23: 9, 24: 12}
_QUARTERS = {33: 1, 34: 4, 35: 7, 36: 10}
_HALVES = {40: "{0}-01/{0}-06", 41: "{0}-07/{0}-12"}
_EXPECTED_FORM = "write a date like 2014, 2014-09, 2014-09-30 or 2014-22 for a season"


@lru_cache(maxsize=65536)
def parse_date(text: str) -> Edtf:
    """Read one EDTF date or interval; `ValueError` says in plain words what is wrong with it."""
    if "/" in text:
        return _interval(text)
    if plain := _PLAIN.fullmatch(text):
        year, month, day, mark = plain.groups()
        return _with_qualifier(
            _calendar_date(text, int(year), _optional_int(month), _optional_int(day)), mark
        )
    if unspecified := _UNSPECIFIED.fullmatch(text):
        return _unspecified(text, unspecified)
    return _qualified_parts(text)


def _optional_int(digits: str | None) -> int | None:
    return int(digits) if digits else None


def _with_qualifier(value: Edtf, mark: str) -> Edtf:
    """The date with what a mark after it says: ~ about, ? uncertain, % both."""
    return replace(value, approximate=mark in ("~", "%"), uncertain=mark in ("?", "%")) if mark else value


def _calendar_date(text: str, year: int, month: int | None, day: int | None) -> Edtf:
    if not year:
        raise ValueError(f"“{text}” is not a date in the calendar: years count from 0001")
    if month is None:
        return Edtf(text, date(year, 1, 1), date(year, 12, 31), "year")
    if month in _SEASONS and day is None:
        return _season(text, year, _SEASONS[month])
    if month in _QUARTERS and day is None:
        first = _QUARTERS[month]
        days = calendar.monthrange(year, first + 2)[1]
        return Edtf(text, date(year, first, 1), date(year, first + 2, days), "quarter")
    if month in _HALVES and day is None:
        raise ValueError(f"“{text}” is half a year, which is written {_HALVES[month].format(f'{year:04}')}")
    if not 1 <= month <= 12:
        raise ValueError(f"“{text}” is not a date in the calendar: there is no month {month:02}")
    days = calendar.monthrange(year, month)[1]
    if day is None:
        return Edtf(text, date(year, month, 1), date(year, month, days), "month")
    if not 1 <= day <= days:
        raise ValueError(f"“{text}” is not a date in the calendar: that month has {days} days")
    return Edtf(text, date(year, month, day), date(year, month, day), "day")


def _season(text: str, year: int, month: int) -> Edtf:
    last_year, last = (year, month + 2) if month < 12 else (year + 1, 2)
    if last_year > 9999:
        raise ValueError(f"“{text}” is not a date in the calendar: years count to 9999")
    days = calendar.monthrange(last_year, last)[1]
    return Edtf(text, date(year, month, 1), date(last_year, last, days), "season")


def _unspecified(text: str, match: re.Match[str]) -> Edtf:
    """A century (20XX), a decade (201X), or a year or month in which something is not known."""
    century, decade, years, rest, mark = match.groups()
    if rest:
        month = None if rest.startswith("XX") else int(rest[:2])
        value = _calendar_date(text, int(century + years), month, None)
        if value.precision in ("season", "quarter"):
            raise ValueError(f"“{text}” is not a date in the calendar: there is no month {month}")
    else:
        first = int(century + (decade or "0") + "0")
        last = first + (9 if decade else 99)
        precision: Precision = "decade" if decade else "century"
        value = Edtf(text, date(max(first, 1), 1, 1), date(last, 12, 31), precision)
    return _with_qualifier(value, mark)


def _interval(text: str) -> Edtf:
    parts = text.split("/")
    if _DAY_FIRST.fullmatch(text):
        raise ValueError(_explain_mistake(text))
    if len(parts) != 2 or any(part.isdigit() and len(part) < 4 for part in parts):
        raise ValueError(f"“{text}” is neither a date nor two dates with “/” between them; {_EXPECTED_FORM}")
    start, end = (None if part in ("", "..") else parse_date(part) for part in parts)
    first, last = start or end, end or start
    if first is None or last is None:
        raise ValueError(f"“{text}” has no date in it; {_EXPECTED_FORM}")
    if start and end and end.upper < start.lower:
        raise ValueError(f"“{text}” ends before it begins")
    ends = [part for part in (start, end) if part]
    return Edtf(
        text,
        first.lower,
        last.upper,
        first.precision,
        any(part.approximate for part in ends),
        any(part.uncertain for part in ends),
        start,
        end,
        is_span=True,
    )


def _qualified_parts(text: str) -> Edtf:
    """What is left: marks before a part, and everything that is wrong."""
    parts = _PARTS.fullmatch(text)
    if parts is None:
        raise ValueError(_explain_mistake(text))
    if text[0] in "~?%" and text[1:].isdigit():
        raise ValueError(f"in “{text}” the mark stands at the wrong end; write “{text[1:]}{text[0]}”")
    year, month, day = parts.groups()
    value = _calendar_date(text, int(year), _optional_int(month), _optional_int(day))
    approximate, uncertain = _find_qualifiers(text)
    return replace(value, approximate=approximate, uncertain=uncertain)


def _find_qualifiers(text: str) -> tuple[bool, bool]:
    """Whether any part of a date is approximate, or uncertain."""
    from edtf import parse_edtf
    from edtf.parser import EDTFParseException

    try:
        found = parse_edtf(text)
    except (EDTFParseException, ValueError, AttributeError) as error:
        raise ValueError(f"“{text}” is not a date in EDTF; {_EXPECTED_FORM}") from error
    both = bool(found.is_uncertain_and_approximate)
    return both or bool(found.is_approximate), both or bool(found.is_uncertain)


_DAY_FIRST = re.compile(r"([0-9]{1,2})[-./]([0-9]{1,2})[-./]([0-9]{4})")
_SHORT = re.compile(r"([0-9]{4})-([0-9]{1,2})(?:-([0-9]{1,2}))?")


def _explain_mistake(text: str) -> str:
    """Why a text is not a date, with what it may have been meant to be."""
    if match := _DAY_FIRST.fullmatch(text):
        day, month, year = match.groups()
        return f"“{text}” does not begin with the year; write {year}-{int(month):02}-{int(day):02}"
    if match := _SHORT.fullmatch(text):
        better = "-".join(part.zfill(2) for part in match.groups() if part)
        return f"in “{text}” month and day have two digits; write {better}"
    if re.match(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ]", text):
        return f"“{text}” has a time of day, which is not used here; write {text[:10]}"
    if text[:1] in ("[", "{"):
        return f"“{text}” is a choice of dates, which is not used here; write an interval like 2012/2013"
    return f"“{text[:60]}” is not a date in EDTF; {_EXPECTED_FORM}"
