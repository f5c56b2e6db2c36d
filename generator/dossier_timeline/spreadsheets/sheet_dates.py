"""Dates in cells: as content writes them, as a program keeps them, or as a language writes them if it's told.

Source: the short form of dates of a locale in CLDR, for which of two numbers is the month.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from dossier_timeline.model.dates import parse_date
from dossier_timeline.notation.cldr_dates import date_patterns
from dossier_timeline.notation.typesetting import normalise_text
from dossier_timeline.spreadsheets.sheets import CellError, SheetCell

if TYPE_CHECKING:
    from babel import Locale

_FIGURES = re.compile(r"(\d{1,2})\s?([/.-])\s?(\d{1,2})\s?\2\s?(\d{2}|\d{4})\.?")
_YEAR_FIRST = re.compile(r"(\d{4})([/.])(\d{1,2})\2(\d{1,2})\.?")
_YEAR = re.compile(r"\d{4}")
_FIELD = re.compile(r"[dMLy]")
_LOCALE_HINT = "--locale says how dates are written here, as in --locale {}"
_PLAIN = "write it from the year down, like 2014-12-31"

ReadDateWords = Callable[[str], str]
"""Reads a date as the source writes it; "" for what is none."""


def read_sheet_date(cell: SheetCell, locale: Locale | None, read_words: ReadDateWords) -> str:
    """The date of a cell as content writes it. Raises `CellError`."""
    text = cell.text
    if cell.kind in ("number", "share") and not _YEAR.fullmatch(text):
        raise CellError(f"“{text}” is a number, and no date", f"set the cell as a date, or {_PLAIN}")
    if match := _FIGURES.fullmatch(text):
        text = _order_figures(text, match, locale)
    elif match := _YEAR_FIRST.fullmatch(text):
        text = f"{match[1]}-{match[3]:0>2}-{match[4]:0>2}"
    try:
        return parse_date(text).text
    except ValueError as error:
        found = _read_in_words(text, locale) or ("" if re.match(r"[\d/-]+$", text) else read_words(text))
        if not found:
            raise CellError(str(error)) from error
        return found


def join_dates(start: str, end: str) -> str:
    """A date from one day to another, or the one if both are the same. Raises `CellError`."""
    try:
        return parse_date(f"{start}/{end}" if end and end != start else start).text
    except ValueError as error:
        raise CellError(str(error)) from error


def _order_figures(text: str, match: re.Match[str], locale: Locale | None) -> str:
    first, _, second, year = match.groups()
    if len(year) == 2:
        raise CellError(f"“{text}” has a year of two digits", _PLAIN)
    if locale is None:
        raise CellError(
            f"“{text}” doesn't say which of its numbers is the month",
            f"{_PLAIN}, or say it for all: " + _LOCALE_HINT.format("en-GB (31/12) or en-US (12/31)"),
        )
    order = "".join(dict.fromkeys(_FIELD.findall(locale.date_formats["short"].pattern))).replace("L", "M")
    if order not in ("dMy", "Mdy"):
        raise CellError(f"“{text}” isn't how dates are written in “{locale}”", _PLAIN)
    day, month = (first, second) if order == "dMy" else (second, first)
    if not 1 <= int(month) <= 12:
        raise CellError(f"“{text}” has no month {month}, as dates are written in “{locale}”", _PLAIN)
    return f"{year}-{month:0>2}-{day:0>2}"


def _read_in_words(text: str, locale: Locale | None) -> str:
    """A date with the name of a month, as CLDR has the locale write it; "" for none."""
    if locale is None:
        return ""
    plain = normalise_text(text)
    for pattern in date_patterns(locale):
        for start, end, year, month, day in pattern.search(plain):
            if (start, end) == (0, len(plain)) and year:
                parts = (f"{year:04}", *(f"{one:02}" for one in (month, day) if one))
                return join_dates("-".join(parts), "")
    return ""
