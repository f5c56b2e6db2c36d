"""Dates in words: days, months, seasons, years and spans, as a language writes them.

Patterns come from CLDR through Babel; what CLDR has no pattern for (about, uncertain, a season, an
open end) comes from the catalogue.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Protocol

from babel import dates as cldr

from dossier_timeline.languages.extraction_markers import N_

if TYPE_CHECKING:
    from babel import Locale


class DateLike(Protocol):
    """An EDTF date or interval, as far as a language needs to know it."""

    @property
    def text(self) -> str: ...
    @property
    def lower(self) -> date: ...
    @property
    def upper(self) -> date: ...
    @property
    def precision(self) -> str: ...
    @property
    def approximate(self) -> bool: ...
    @property
    def uncertain(self) -> bool: ...
    @property
    def start(self) -> DateLike | None: ...
    @property
    def end(self) -> DateLike | None: ...
    @property
    def is_span(self) -> bool: ...


Gettext = Callable[..., str]
"""`Language.gettext`: the words for a message, with its values filled in."""

_SEASONS = {
    "21": N_("spring %(year)s"),
    "22": N_("summer %(year)s"),
    "23": N_("autumn %(year)s"),
    "24": N_("winter %(year)s"),
}
"""EDTF's numbers of the seasons (level 1)."""
_SEASON = re.compile(r"-?\d{4,}-(2[1-4])")
_SKELETONS = {"day": "yMMMMd", "month": "yMMMM", "year": "y"}
_LONGER = ("decade", "century")
"""What is longer than a year, and so has none."""
_CENTURY = 100


def format_date(
    value: DateLike, locale: Locale, say: Gettext, ordinal: Callable[[int], str], *, short: bool
) -> str:
    """A date or interval in words: "5 november 2014", "circa 2013", "5–6 november 2014"."""
    if value.is_span:
        return _format_interval(value, locale, say, ordinal, short)
    return _add_qualifiers(_format_unqualified(value, locale, say, ordinal, short), value, say, short)


@lru_cache(maxsize=65536)
def format_day(value: date, locale: Locale, *, short: bool = False) -> str:
    """One day: "5 november 2014", or "5 nov 2014"."""
    if short:
        return cldr.format_skeleton("yMMMd", value, locale=locale)
    return cldr.format_date(value, "long", locale=locale)


@lru_cache(maxsize=8192)
def format_month(value: date, locale: Locale, *, short: bool = False) -> str:
    """A month with its year: "november 2014", or "nov 2014"."""
    return cldr.format_skeleton("yMMM" if short else "yMMMM", value, locale=locale)


@lru_cache(maxsize=1024)
def format_quarter(value: date, locale: Locale, *, short: bool = False) -> str:
    """A quarter with its year: "1e kwartaal 2014", or "K1 2014"."""
    return cldr.format_skeleton("yQQQ" if short else "yQQQQ", value, locale=locale)


@lru_cache(maxsize=8192)
def format_year(value: date, locale: Locale) -> str:
    """A year on its own."""
    return cldr.format_skeleton("y", value, locale=locale)


def format_years(first: date, last: date, locale: Locale) -> str:
    """A year, or two with what stands between them: "2012–2014"."""
    return _format_shared_interval(first, last, "year", locale, short=False) or format_year(first, locale)


def format_year_of(value: DateLike, locale: Locale, say: Gettext, ordinal: Callable[[int], str]) -> str:
    """The year of a date: "2014", "circa 2013"; of what has none, like a decade, the date itself."""
    if value.start and value.end:
        ends = (value.start, value.end)
        if any(_is_qualified(end) or end.precision in _LONGER for end in ends):
            return format_date(value, locale, say, ordinal, short=False)
        return format_years(value.start.lower, value.end.upper, locale)
    known = value.start or value.end or value
    if known.precision in _LONGER:
        return format_date(known, locale, say, ordinal, short=False)
    return _add_qualifiers(format_year(known.lower, locale), known, say, short=False)


def _is_qualified(value: DateLike) -> bool:
    return value.approximate or value.uncertain


def _format_unqualified(
    value: DateLike, locale: Locale, say: Gettext, ordinal: Callable[[int], str], short: bool
) -> str:
    season = _SEASON.match(value.text)
    if season:
        return say(_SEASONS[season[1]], year=format_year(value.lower, locale))
    exact = {"day": format_day, "month": format_month, "quarter": format_quarter}.get(value.precision)
    if exact is not None:
        return exact(value.lower, locale, short=short)
    match value.precision:
        case "decade":
            return say("the %(decade)ss", decade=value.lower.year // 10 * 10)
        case "century":
            return say("the %(ordinal)s century", ordinal=ordinal(value.lower.year // _CENTURY + 1))
    return format_year(value.lower, locale)


def _add_qualifiers(text: str, value: DateLike, say: Gettext, short: bool) -> str:
    if value.approximate:
        text = say("c. %(date)s", date=text) if short else say("about %(date)s", date=text)
    return say("%(date)s (uncertain)", date=text) if value.uncertain else text


def _format_interval(
    value: DateLike, locale: Locale, say: Gettext, ordinal: Callable[[int], str], short: bool
) -> str:
    start, end = value.start, value.end
    if start and end:
        hedges = {start.approximate, start.uncertain, end.approximate, end.uncertain}
        if start.precision == end.precision and not any(hedges):
            text = _format_shared_interval(start.lower, end.lower, start.precision, locale, short=short)
            if text:
                return text
        first, last = (format_date(part, locale, say, ordinal, short=short) for part in (start, end))
        pattern = str(locale.interval_formats[None])
        return first if first == last else _plain_spaces(pattern.format(first, last))
    known = start or end
    if known is None:
        return value.text
    text = format_date(known, locale, say, ordinal, short=short)
    return say("from %(date)s", date=text) if start else say("until %(date)s", date=text)


def _format_shared_interval(
    first: date, last: date, precision: str, locale: Locale, *, short: bool
) -> str | None:
    """An interval with what both ends share said once; `None` where CLDR has no pattern for it."""
    skeleton = _SKELETONS.get(precision)
    if skeleton is None:
        return None
    pieces = _interval_patterns(str(locale), skeleton.replace("MMMM", "MMM") if short else skeleton)
    for field, differs in (
        ("y", first.year != last.year),
        ("M", first.month != last.month),
        ("d", first.day != last.day),
    ):
        if differs:
            pattern = pieces.get(field)
            return pattern and _plain_spaces(
                "".join(_apply_pattern(p, d, locale) for p, d in zip(pattern, (first, last), strict=True))
            )
    return None


def _apply_pattern(pattern: str, value: date, locale: Locale) -> str:
    return cldr.parse_pattern(pattern).apply(value, locale)


@lru_cache(maxsize=256)
def _interval_patterns(locale: str, skeleton: str) -> dict[str, tuple[str, str]]:
    """By the largest field that differs: the pattern up to the second date, and that of the rest.

    Where CLDR only has the pattern with short months, the months are written out in it (UTS 35,
    "Matching skeletons").
    """
    from babel import Locale

    formats = Locale.parse(locale).interval_formats
    found = formats.get(skeleton)
    if found is None and "MMMM" in skeleton:
        found = formats.get(skeleton.replace("MMMM", "MMM")) or {}
        widen = re.compile(r"(?<![ML])([ML])\1{2}(?![ML])")
        both = {key: _split_interval_pattern(pattern) for key, pattern in found.items()}
        return {k: (widen.sub(r"\1\1\1\1", a), widen.sub(r"\1\1\1\1", b)) for k, (a, b) in both.items()}
    return {key: _split_interval_pattern(pattern) for key, pattern in (found or {}).items()}


def _split_interval_pattern(pattern: Sequence[str]) -> tuple[str, str]:
    """A pattern of an interval in two: what comes before the first field that comes again, and the rest.

    Babel has cut it already, but takes a month on its own (L) and one in a date (M) for two fields.
    """
    text = "".join(pattern)
    tokens = cldr.tokenize_pattern(text)
    fields: set[str] = set()
    for at, (kind, token) in enumerate(tokens):
        name = token[0].replace("L", "M") if kind == "field" else ""
        if name in fields:
            return cldr.untokenize_pattern(tokens[:at]), cldr.untokenize_pattern(tokens[at:])
        fields |= {name} if name else set()
    return text, ""


def _plain_spaces(text: str) -> str:
    """Plain spaces for the thin ones round CLDR's dash, so that a page can be searched for the words."""
    return text.replace("\N{THIN SPACE}", " ")
