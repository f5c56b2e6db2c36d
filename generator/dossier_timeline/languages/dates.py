"""Dates in words: days, months, seasons, years and spans, as a language writes them.

Patterns come from CLDR through Babel; what CLDR has no pattern for (about, uncertain, a season, an
open end) comes from the catalogue.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Protocol

from babel import dates as cldr

from dossier_timeline.languages.extraction_markers import N_, NP_

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


@dataclass(frozen=True, slots=True)
class DateWords:
    """What a language gives its dates: CLDR's formats and the words of its catalogue.

    `say` is `Language.gettext`, `qualify` is `Language.qualify_date`; `rank` writes a number as a rank, and
    `first_of_month` is how the first day of a month is written: "1", or "1er".
    """

    locale: Locale
    say: Callable[..., str]
    qualify: Callable[[str, DateLike, str], str]
    rank: Callable[[int], str]
    first_of_month: str = "1"


OF_A_DAY = "of a day"
"""The context of words for a date that has a day: many languages have an article there."""
DAY_PHRASES = frozenset(
    {
        NP_("of a day", "from %(date)s"),
        NP_("of a day", "until %(date)s"),
        NP_("of a day", "about %(date)s"),
        NP_("of a day", "after %(date)s"),
        NP_("of a day", "before %(date)s"),
        NP_("of a day", "no earlier than %(date)s"),
        NP_("of a day", "no later than %(date)s"),
    }
)
"""The messages that have other words in that context."""
_FROM, _UNTIL, _ABOUT = N_("from %(date)s"), N_("until %(date)s"), N_("about %(date)s")

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
_DAY_FIELD = ("field", ("d", 1))
"""The day of the month in a pattern of CLDR, without a zero before it."""
_UNCERTAIN = N_("%(date)s (uncertain)")


def format_date(value: DateLike, words: DateWords, *, short: bool) -> str:
    """A date or interval in words: "5 november 2014", "circa 2013", "5–6 november 2014"."""
    if value.is_span:
        return _format_interval(value, words, short)
    return _add_qualifiers(_format_unqualified(value, words, short), value, words, short)


@lru_cache(maxsize=65536)
def format_day(value: date, locale: Locale, first_of_month: str = "1", *, short: bool = False) -> str:
    """One day: "5 november 2014", or "5 nov 2014"."""
    if short:
        if value.day != 1 or first_of_month == "1":
            return cldr.format_skeleton("yMMMd", value, locale=locale)
        pattern = locale.datetime_skeletons.get("yMMMd") or locale.date_formats["medium"]
    else:
        pattern = locale.date_formats["long"]
    return _apply_pattern(pattern.pattern, value, locale, first_of_month)


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
    return _format_shared_interval(first, last, "year", locale, "1", short=False) or format_year(
        first, locale
    )


def format_year_of(value: DateLike, words: DateWords) -> str:
    """The year of a date: "2014", "circa 2013"; of what has none, like a decade, the date itself."""
    if value.start and value.end:
        ends = (value.start, value.end)
        if any(_is_qualified(end) or end.precision in _LONGER for end in ends):
            return format_date(value, words, short=False)
        return format_years(value.start.lower, value.end.upper, words.locale)
    known = value.start or value.end or value
    if known.precision in _LONGER:
        return format_date(known, words, short=False)
    year = format_year(known.lower, words.locale)
    if known.approximate:
        year = words.say(_ABOUT, date=year)
    return words.say(_UNCERTAIN, date=year) if known.uncertain else year


def _is_qualified(value: DateLike) -> bool:
    return value.approximate or value.uncertain


def _format_unqualified(value: DateLike, words: DateWords, short: bool) -> str:
    season = _SEASON.match(value.text)
    if season:
        return words.say(_SEASONS[season[1]], year=format_year(value.lower, words.locale))
    if value.precision == "day":
        return format_day(value.lower, words.locale, words.first_of_month, short=short)
    longer = {"month": format_month, "quarter": format_quarter}.get(value.precision)
    if longer is not None:
        return longer(value.lower, words.locale, short=short)
    match value.precision:
        case "decade":
            return words.say("the %(decade)ss", decade=value.lower.year // 10 * 10)
        case "century":
            return words.say("the %(ordinal)s century", ordinal=words.rank(value.lower.year // _CENTURY + 1))
    return format_year(value.lower, words.locale)


def _add_qualifiers(text: str, value: DateLike, words: DateWords, short: bool) -> str:
    if value.approximate:
        text = words.say("c. %(date)s", date=text) if short else words.qualify(_ABOUT, value, text)
    return words.say(_UNCERTAIN, date=text) if value.uncertain else text


def _format_interval(value: DateLike, words: DateWords, short: bool) -> str:
    start, end = value.start, value.end
    if start and end:
        hedges = {start.approximate, start.uncertain, end.approximate, end.uncertain}
        if start.precision == end.precision and not any(hedges):
            text = _format_shared_interval(
                start.lower, end.lower, start.precision, words.locale, words.first_of_month, short=short
            )
            if text:
                return text
        first, last = (format_date(part, words, short=short) for part in (start, end))
        pattern = str(words.locale.interval_formats[None])
        return first if first == last else _plain_spaces(pattern.format(first, last))
    known = start or end
    if known is None:
        return value.text
    return words.qualify(_FROM if start else _UNTIL, known, format_date(known, words, short=short))


def _format_shared_interval(
    first: date, last: date, precision: str, locale: Locale, first_of_month: str, *, short: bool
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
            ends = zip(pattern or (), (first, last), strict=False)
            return pattern and _plain_spaces(
                "".join(_apply_pattern(piece, day, locale, first_of_month) for piece, day in ends)
            )
    return None


def _apply_pattern(pattern: str, value: date, locale: Locale, first_of_month: str) -> str:
    if value.day == 1 and first_of_month != "1":
        tokens = cldr.tokenize_pattern(pattern)
        pattern = cldr.untokenize_pattern(
            [("chars", first_of_month) if token == _DAY_FIELD else token for token in tokens]
        )
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
