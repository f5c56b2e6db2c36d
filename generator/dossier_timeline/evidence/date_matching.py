"""Whether a date of the dossier is one of the dates that a passage prints, with the words around it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from dossier_timeline.model.dates import Edtf, parse_date
from dossier_timeline.model.facts import Inferred, Qualifier
from dossier_timeline.notation.cursor import PrintedValue
from dossier_timeline.notation.lexicon import HALF_YEARS, QUARTERS, SEASONS

_HALF_A_YEAR = 183
_OPEN_START = ("at-most", "less-than")
_OPEN_END = ("at-least", "more-than")


@dataclass(frozen=True, slots=True)
class DateWording:
    """What must be printed around a date, beside what its own marks `~` and `?` say."""

    qualifier: Qualifier | None = None
    allowed_qualifiers: tuple[str, ...] = ()
    """Qualifiers that may be printed and needn't be claimed."""
    is_optional: bool = False
    """Whether the qualifier needn't be printed."""
    is_ignored: bool = False
    """Whether the date alone is looked at."""

    def allows(self, date: Edtf, printed_value: PrintedValue) -> bool:
        """Whether the printed value is qualified as the date is; the document's own date is certain."""
        if self.is_ignored:
            return True
        if not printed_value.text:
            return not (date.approximate or date.uncertain)
        wanted = None if self.qualifier == "expected" else self.qualifier
        if date.approximate:
            if wanted not in (None, "about"):
                return False
            wanted = "about"
        printed = (
            None
            if printed_value.qualifier in self.allowed_qualifiers and printed_value.qualifier != wanted
            else printed_value.qualifier
        )
        missing = self.is_optional and printed is None and not date.approximate
        return (printed == wanted or missing) and printed_value.is_uncertain == date.uncertain


ALL_WORDS = DateWording()
"""For an entry that has all the words around its date to answer for."""
MARKS_ALONE = DateWording(
    allowed_qualifiers=("more-than", "over", "less-than", "at-least", "at-most", "nearly", "not")
)
"""For a date that can only say `~` and `?`: a term is a limit by itself."""
DATE_ALONE = DateWording(is_ignored=True)


def is_date_printed(
    date: Edtf,
    printed_values: Sequence[PrintedValue],
    inferred: Inferred | None = None,
    known: Edtf | None = None,
    *,
    exactly: bool = True,
    wording: DateWording = ALL_WORDS,
) -> bool:
    """Whether the printed_values print a date, but for what was inferred of it.

    What is inferred of a date is inferred from the document's own date, `known`: that counts as
    printed then, and an inferred year is the one that brings the date nearest to it. `exactly`: a
    year is printed as a year and not only within the date of a day.
    """
    if inferred in ("date", "value"):
        return True
    return bool(find_date(date, printed_values, inferred, known, exactly=exactly, wording=wording))


def find_date(
    date: Edtf,
    printed_values: Sequence[PrintedValue],
    inferred: Inferred | None = None,
    known: Edtf | None = None,
    *,
    exactly: bool = True,
    wording: DateWording = ALL_WORDS,
) -> list[PrintedValue]:
    """The printed_values that print a date, of an interval those of its beginning; see `date_printed`."""
    dates = [printed_value for printed_value in printed_values if printed_value.kind == "date"]
    if inferred and known:
        dates.append(_as_printed_value(known))
    if date.is_span:
        found = _find_interval(date, dates, inferred, known, wording, exactly=exactly)
        return found or _find_period(date, dates, inferred, wording)
    return [dates[i] for i in _find_indexes(date, dates, inferred, known, wording, exactly=exactly)]


def _find_interval(
    date: Edtf,
    dates: Sequence[PrintedValue],
    inferred: Inferred | None,
    known: Edtf | None,
    wording: DateWording,
    *,
    exactly: bool,
) -> list[PrintedValue]:
    """The beginnings of what prints both ends, in their order, with no other date of the same list beyond.

    An interval without an end says "at least" by itself, one without a beginning "at most".
    """
    starts = ends = list(range(len(dates)))
    if date.start and inferred != "start":
        more = _OPEN_END if date.end is None else ()
        fitting = _find_indexes(
            date.start, dates, inferred, known, _allow_qualifiers(wording, more), exactly=exactly
        )
        starts = [i for i in fitting if inferred or not dates[i].continues_list]
    if date.end and inferred != "end":
        more = _OPEN_START if date.start is None else ()
        around = replace(_allow_qualifiers(wording, more), is_optional=date.start is not None)
        fitting = _find_indexes(date.end, dates, inferred, known, around, exactly=exactly)
        last = len(dates) - 1
        ends = [i for i in fitting if inferred or i == last or not dates[i + 1].continues_list]
    if inferred or date.start is None or date.end is None:
        found = [dates[i] for i in (ends if date.start is None else starts)] if starts and ends else []
        return (
            found
            if inferred
            else [printed_value for printed_value in found if _is_open_interval(date, printed_value)]
        )
    return [dates[start] for start in starts if start < max(ends, default=-1)]


def _is_open_interval(date: Edtf, printed_value: PrintedValue) -> bool:
    """Whether a date is printed as the one end of an interval that has no other: "since 2013"."""
    bound, names = ("since", _OPEN_END) if date.end is None else ("until", _OPEN_START)
    return printed_value.bound == bound or printed_value.qualifier in names


def _allow_qualifiers(wording: DateWording, more: tuple[str, ...]) -> DateWording:
    return replace(wording, allowed_qualifiers=(*wording.allowed_qualifiers, *more))


def _find_period(
    date: Edtf, dates: Sequence[PrintedValue], inferred: Inferred | None, wording: DateWording
) -> list[PrintedValue]:
    """What prints an interval as one thing: a season, quarter or half year by its months, "2013/14"."""
    found: list[PrintedValue] = []
    if date.start is None or date.end is None:
        return found
    for printed_value in dates:
        months = _months_of_period(printed_value.month)
        if months and (printed_value.year or inferred == "year"):
            year = printed_value.year or date.year
            first, last = parse_date(f"{year:04d}-{months[0]:02}"), months[1]
            end = parse_date(f"{year + (last > 12):04d}-{(last - 1) % 12 + 1:02}")
            same = (first.lower, end.upper) == (date.lower, date.upper)
        else:
            same = bool(printed_value.period) and printed_value.period == _text_without_marks(date)
        if same and wording.allows(date, printed_value):
            found.append(printed_value)
    return found


def _months_of_period(number: int | None) -> tuple[int, int] | None:
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


def _text_without_marks(date: Edtf) -> str:
    return re.sub("[~?%]", "", date.text)


def _find_indexes(
    date: Edtf,
    dates: Sequence[PrintedValue],
    inferred: Inferred | None,
    known: Edtf | None,
    wording: DateWording,
    *,
    exactly: bool = False,
) -> list[int]:
    """The indexes of the printed values that print a date that is no interval."""
    if date.precision in ("decade", "century"):
        return [
            i
            for i, printed_value in enumerate(dates)
            if _is_period(date, printed_value, inferred, known, wording)
        ]
    year, month, day = date_parts(date)
    years = {printed_value.year for printed_value in dates if printed_value.year}
    near = inferred == "year" and (known is None or _days_apart(date, known) <= _HALF_A_YEAR)
    exactly = exactly and not inferred

    def fits(printed_value: PrintedValue) -> bool:
        if printed_value.period:
            return False
        if printed_value.year is None:
            in_time = printed_value.month is not None and (near or years == {year})
        else:
            in_time = printed_value.year == year
        finer = (month is None and printed_value.month) or (day is None and printed_value.day)
        if exactly and finer:
            return False
        in_month = month is None or inferred == "month" or printed_value.month == month
        in_day = day is None or inferred in ("day", "month") or printed_value.day == day
        marked = date.approximate or date.uncertain
        concluded = inferred is not None and not printed_value.text
        is_worded_alike = concluded or (finer and not marked) or wording.allows(date, printed_value)
        return in_time and in_month and in_day and bool(is_worded_alike)

    return [index for index, printed_value in enumerate(dates) if fits(printed_value)]


def _is_period(
    date: Edtf,
    printed_value: PrintedValue,
    inferred: Inferred | None,
    known: Edtf | None,
    wording: DateWording,
) -> bool:
    """Whether a printed value is this decade or century; "the nineties" leaves the century out."""
    text = _text_without_marks(date)
    if len(printed_value.period) == 2:
        same = text[2:] == printed_value.period and (
            inferred == "year" or text == _resolve_decade(printed_value.period, known)
        )
    else:
        same = text == printed_value.period
    return same and wording.allows(date, printed_value)


def _resolve_decade(period: str, known: Edtf | None) -> str | None:
    """Which decade "9X" is on the day of the document: the last that has begun, if that is the nearest."""
    if known is None:
        return None
    year, decade = known.lower.year, int(period[0]) * 10
    first = year - (year - decade) % 100
    return f"{first // 10:03}X" if year - (first + 9) < first + 100 - year else None


def _days_apart(one: Edtf, other: Edtf) -> int:
    """The days between two dates; 0 where they overlap."""
    return max((one.lower - other.upper).days, (other.lower - one.upper).days, 0)


def resolve_years(printed_values: Iterable[PrintedValue], known: Edtf) -> tuple[PrintedValue, ...]:
    """The dates among the printed_values as read on the day `known`: its year where none is printed."""
    dates = (printed_value for printed_value in printed_values if printed_value.kind == "date")
    bare = (t if t.year or t.period else replace(t, year=known.year) for t in dates)
    return (_as_printed_value(known), *bare)


def _as_printed_value(date: Edtf) -> PrintedValue:
    if date.precision in ("decade", "century"):
        return PrintedValue("date", "", 0, 0, period=_text_without_marks(date))
    year, month, day = date_parts(date)
    return PrintedValue("date", "", 0, 0, year=year, month=month, day=day)


def date_parts(date: Edtf) -> tuple[int, int | None, int | None]:
    """Year, month (or EDTF's number of a season or quarter) and day of a date, as far as it is given."""
    figures = [int(part) for part in re.findall(r"\d+", date.text)]
    finer = date.precision in ("day", "month", "season", "quarter")
    month = figures[1] if finer and len(figures) > 1 else None
    return date.lower.year, month, date.lower.day if date.precision == "day" else None
