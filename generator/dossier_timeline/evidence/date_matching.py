"""Whether a date of the dossier is one of the dates that a passage prints, with the words around it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from dossier_timeline.model.dates import Edtf, parse_date
from dossier_timeline.model.facts import Inferred, Qualifier
from dossier_timeline.notation.cursor import Token
from dossier_timeline.notation.lexicon import HALF_YEARS, QUARTERS, SEASONS

_HALF_A_YEAR = 183
_OPEN_START = ("at-most", "less-than")
_OPEN_END = ("at-least", "more-than")


@dataclass(frozen=True, slots=True)
class Wording:
    """What must be printed around a date, beside what its own marks `~` and `?` say."""

    qualifier: Qualifier | None = None
    passing: tuple[str, ...] = ()
    """Qualifiers that may be printed and needn't be claimed."""
    optional: bool = False
    """Whether the qualifier needn't be printed."""
    ignored: bool = False
    """Whether the date alone is looked at."""

    def allows(self, date: Edtf, token: Token) -> bool:
        """Whether the token is qualified as the date is; the document's own date is certain."""
        if self.ignored:
            return True
        if not token.text:
            return not (date.approximate or date.uncertain)
        wanted = None if self.qualifier == "expected" else self.qualifier
        if date.approximate:
            if wanted not in (None, "about"):
                return False
            wanted = "about"
        printed = None if token.qualifier in self.passing and token.qualifier != wanted else token.qualifier
        missing = self.optional and printed is None and not date.approximate
        return (printed == wanted or missing) and token.uncertain == date.uncertain


WHOLE = Wording()
"""For an entry that has all the words around its date to answer for."""
VAGUE = Wording(passing=("more-than", "over", "less-than", "at-least", "at-most", "nearly", "not"))
"""For a date that can only say `~` and `?`: a term is a limit by itself."""
BARE = Wording(ignored=True)


def date_printed(
    date: Edtf,
    tokens: Sequence[Token],
    inferred: Inferred | None = None,
    known: Edtf | None = None,
    *,
    exactly: bool = True,
    wording: Wording = WHOLE,
) -> bool:
    """Whether the tokens print a date, but for what was inferred of it.

    What is inferred of a date is inferred from the document's own date, `known`: that counts as
    printed then, and an inferred year is the one that brings the date nearest to it. `exactly`: a
    year is printed as a year and not only within the date of a day.
    """
    if inferred in ("date", "value"):
        return True
    return bool(date_tokens(date, tokens, inferred, known, exactly=exactly, wording=wording))


def date_tokens(
    date: Edtf,
    tokens: Sequence[Token],
    inferred: Inferred | None = None,
    known: Edtf | None = None,
    *,
    exactly: bool = True,
    wording: Wording = WHOLE,
) -> list[Token]:
    """The tokens that print a date, of an interval those of its beginning; see `date_printed`."""
    dates = [token for token in tokens if token.kind == "date"]
    if inferred and known:
        dates.append(_token_of(known))
    if date.is_span:
        found = _span(date, dates, inferred, known, wording, exactly=exactly)
        return found or _period(date, dates, inferred, wording)
    return [dates[i] for i in _fitting(date, dates, inferred, known, wording, exactly=exactly)]


def _span(
    date: Edtf,
    dates: Sequence[Token],
    inferred: Inferred | None,
    known: Edtf | None,
    wording: Wording,
    *,
    exactly: bool,
) -> list[Token]:
    """The beginnings of what prints both ends, in their order, with no other date of the same list beyond.

    An interval without an end says "at least" by itself, one without a beginning "at most".
    """
    starts = ends = list(range(len(dates)))
    if date.start and inferred != "start":
        more = _OPEN_END if date.end is None else ()
        fitting = _fitting(date.start, dates, inferred, known, _passing(wording, more), exactly=exactly)
        starts = [i for i in fitting if inferred or not dates[i].listed]
    if date.end and inferred != "end":
        more = _OPEN_START if date.start is None else ()
        around = replace(_passing(wording, more), optional=date.start is not None)
        fitting = _fitting(date.end, dates, inferred, known, around, exactly=exactly)
        last = len(dates) - 1
        ends = [i for i in fitting if inferred or i == last or not dates[i + 1].listed]
    if inferred or date.start is None or date.end is None:
        found = [dates[i] for i in (ends if date.start is None else starts)] if starts and ends else []
        return found if inferred else [token for token in found if _goes_on(date, token)]
    return [dates[start] for start in starts if start < max(ends, default=-1)]


def _goes_on(date: Edtf, token: Token) -> bool:
    """Whether a date is printed as the one end of an interval that has no other: "since 2013"."""
    bound, names = ("since", _OPEN_END) if date.end is None else ("until", _OPEN_START)
    return token.bound == bound or token.qualifier in names


def _passing(wording: Wording, more: tuple[str, ...]) -> Wording:
    return replace(wording, passing=(*wording.passing, *more))


def _period(date: Edtf, dates: Sequence[Token], inferred: Inferred | None, wording: Wording) -> list[Token]:
    """What prints an interval as one thing: a season, quarter or half year by its months, "2013/14"."""
    found: list[Token] = []
    if date.start is None or date.end is None:
        return found
    for token in dates:
        months = _months(token.month)
        if months and (token.year or inferred == "year"):
            year = token.year or date.year
            first, last = parse_date(f"{year:04d}-{months[0]:02}"), months[1]
            end = parse_date(f"{year + (last > 12):04d}-{(last - 1) % 12 + 1:02}")
            same = (first.lower, end.upper) == (date.lower, date.upper)
        else:
            same = bool(token.period) and token.period == _unmarked(date)
        if same and wording.allows(date, token):
            found.append(token)
    return found


def _months(number: int | None) -> tuple[int, int] | None:
    """The first and last month of a season, quarter or half year by EDTF's number."""
    if number is None:
        return None
    if number in SEASONS.values():
        first = 3 * (number - 20)
        return first, first + 2
    if number in QUARTERS:
        return 3 * (number - QUARTERS[0]) + 1, 3 * (number - QUARTERS[0]) + 3
    if number in HALF_YEARS:
        return 6 * (number - HALF_YEARS[0]) + 1, 6 * (number - HALF_YEARS[0]) + 6
    return None


def _unmarked(date: Edtf) -> str:
    return re.sub("[~?%]", "", date.text)


def _fitting(
    date: Edtf,
    dates: Sequence[Token],
    inferred: Inferred | None,
    known: Edtf | None,
    wording: Wording,
    *,
    exactly: bool = False,
) -> list[int]:
    """The indexes of the tokens that print a date that is no interval."""
    if date.precision in ("decade", "century"):
        return [i for i, token in enumerate(dates) if _is_period(date, token, inferred, known, wording)]
    year, month, day = date_parts(date)
    years = {token.year for token in dates if token.year}
    near = inferred == "year" and (known is None or _apart(date, known) <= _HALF_A_YEAR)
    exactly = exactly and not inferred

    def fits(token: Token) -> bool:
        if token.period:
            return False
        if token.year is None:
            in_time = token.month is not None and (near or years == {year})
        else:
            in_time = token.year == year
        finer = (month is None and token.month) or (day is None and token.day)
        if exactly and finer:
            return False
        in_month = month is None or inferred == "month" or token.month == month
        in_day = day is None or inferred in ("day", "month") or token.day == day
        marked = date.approximate or date.uncertain
        concluded = inferred is not None and not token.text
        said = concluded or (finer and not marked) or wording.allows(date, token)
        return in_time and in_month and in_day and bool(said)

    return [index for index, token in enumerate(dates) if fits(token)]


def _is_period(
    date: Edtf, token: Token, inferred: Inferred | None, known: Edtf | None, wording: Wording
) -> bool:
    """Whether a token prints a decade or century; "the nineties" leave the century to be understood."""
    text = _unmarked(date)
    if len(token.period) == 2:
        same = text[2:] == token.period and (inferred == "year" or text == _last_decade(token.period, known))
    else:
        same = text == token.period
    return same and wording.allows(date, token)


def _last_decade(period: str, known: Edtf | None) -> str | None:
    """Which decade "9X" is on the day of the document: the last that has begun, if that is the nearest."""
    if known is None:
        return None
    year, decade = known.lower.year, int(period[0]) * 10
    first = year - (year - decade) % 100
    return f"{first // 10:03}X" if year - (first + 9) < first + 100 - year else None


def _apart(one: Edtf, other: Edtf) -> int:
    """The days between two dates; 0 where they overlap."""
    return max((one.lower - other.upper).days, (other.lower - one.upper).days, 0)


def understood(tokens: Iterable[Token], known: Edtf) -> tuple[Token, ...]:
    """The dates among the tokens as read on the day `known`: its year where none is printed."""
    dates = (token for token in tokens if token.kind == "date")
    bare = (t if t.year or t.period else replace(t, year=known.year) for t in dates)
    return (_token_of(known), *bare)


def _token_of(date: Edtf) -> Token:
    if date.precision in ("decade", "century"):
        return Token("date", "", 0, 0, period=_unmarked(date))
    year, month, day = date_parts(date)
    return Token("date", "", 0, 0, year=year, month=month, day=day)


def date_parts(date: Edtf) -> tuple[int, int | None, int | None]:
    """Year, month (or EDTF's number of a season or quarter) and day of a date, as far as it is given."""
    figures = [int(part) for part in re.findall(r"\d+", date.text)]
    finer = date.precision in ("day", "month", "season", "quarter")
    month = figures[1] if finer and len(figures) > 1 else None
    return date.lower.year, month, date.lower.day if date.precision == "day" else None
