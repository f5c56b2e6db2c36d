"""Dates that are read by patterns: those of CLDR, decades, centuries, quarters, half and school years.

They are read before single years and numbers are, so that the 90 of "'90" is no number and the 2013 of
"2013/14" no year of its own. What can mean two things is a date that says none (`UNCLEAR`): it proves
nothing, and is told among the dates of its passage.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dossier_timeline.notation.comparable_text import fold_phrase
from dossier_timeline.notation.cursor import PrintedValue
from dossier_timeline.notation.lexicon import HALF_YEARS, QUARTERS, SEASONS, Lexicon
from dossier_timeline.notation.period_patterns import PeriodPattern, parse_century_numeral
from dossier_timeline.notation.qualifiers import read_qualification

UNCLEAR = "?"
DAY = "the day in front of the month is printed in a form that isn't known"
MONTH_OR_DAY = "which of its figures is the month can't be known"
_ERA = "it is before the year 1"
_CENTURY_OR_DECADE = "it may be ten years or a hundred"
_OTHER_CENTURY = "the words behind it say which century, in a way that isn't known"
_MONTH_OR_YEAR = "it may be two years or a month"
_NO_PAIR = "its years don't follow each other"
_OTHER_PERIOD = "the words beside it say that it may be another time than that year of the calendar"
YEARS = range(1500, 2101)
"""Which figures are a year by themselves."""

_PAIR = re.compile(r"(?<![\w/.,-])(\d{4})([-–—/])(\d{4}|\d{2})(?![\w/-]|[.,]\d)")
_NEAR = 40
_CLAUSE = re.compile(r"[.,;:!?]")
_MONTHS_OF_A_YEAR = 12
_FIRST_YEAR = 1000
"""From here on a year is printed with four figures, beside its month."""


def find_periods(text: str, lexicon: Lexicon) -> list[PrintedValue]:
    """The periods that a text prints, in order; where two overlap, the longer."""
    found: list[PrintedValue] = []
    for printed_value in sorted(
        _match_periods(text, lexicon), key=lambda printed_value: (printed_value.start, -printed_value.end)
    ):
        if not found or printed_value.start >= found[-1].end:
            found.append(printed_value)
    return found


def _match_periods(text: str, lexicon: Lexicon) -> Iterator[PrintedValue]:
    folded = text.casefold()
    for pattern in lexicon.periods:
        for match in pattern.search(text, folded):
            reading = _read_match(pattern, match, lexicon)
            if reading is not None:
                yield _make_value(text, match.start(), match.end(), reading, lexicon)
    for form in lexicon.date_patterns:
        for start, end, year, month, day in form.search(text):
            if not year:
                yield _make_value(text, start, end, unclear_reading(DAY), lexicon)
            elif year in YEARS or (month is not None and year >= _FIRST_YEAR):
                yield _make_value(text, start, end, PeriodReading("", year, month, day), lexicon)
    for match in _PAIR.finditer(text):
        yield from _read_year_pair(text, match, lexicon)


@dataclass(frozen=True, slots=True)
class PeriodReading:
    """The period, or year, month (EDTF's number of a quarter or half year) and day."""

    period: str = ""
    year: int | None = None
    month: int | None = None
    day: int | None = None
    why: str = ""
    """Why it isn't clear, in words."""


def unclear_reading(why: str) -> PeriodReading:
    """A date that says none."""
    return PeriodReading(UNCLEAR, why=why)


def _make_value(text: str, start: int, end: int, reading: PeriodReading, lexicon: Lexicon) -> PrintedValue:
    if is_before_year_one(text, end, lexicon):
        reading = unclear_reading(_ERA)
    around = read_qualification(text, start, end, "date", lexicon)
    return PrintedValue(
        "date",
        text[start:end],
        start,
        end,
        year=reading.year,
        month=reading.month,
        day=reading.day,
        period=reading.period,
        qualifier=around.qualifier,
        is_uncertain=around.is_doubted,
        bound=around.bound,
        why_unread=reading.why,
    )


def is_before_year_one(text: str, end: int, lexicon: Lexicon) -> bool:
    """Whether what is printed next makes a date one before the year 1."""
    after = fold_phrase(text[end : end + _NEAR])
    return any(after.startswith(era) and not after[len(era) :][:1].isalnum() for era in lexicon.eras_before)


def _read_match(pattern: PeriodPattern, match: re.Match[str], lexicon: Lexicon) -> PeriodReading | None:
    groups = {name: text for name, text in match.groupdict().items() if text is not None}
    rank = _rank_of(groups, lexicon)
    year = int(groups["year"]) if "year" in groups else None
    if year is not None and year not in YEARS:
        return None
    match pattern.period:
        case "decade":
            return _decade_of(groups, rank, match, lexicon)
        case "century":
            return PeriodReading(f"{rank - 1:02}XX") if rank and rank <= YEARS[-1] // 100 + 1 else None
        case "quarter":
            quarter = pattern.quarter or rank or 0
            return (
                PeriodReading(year=year, month=QUARTERS[quarter - 1])
                if 1 <= quarter <= len(QUARTERS)
                else None
            )
        case "half":
            return PeriodReading(year=year, month=HALF_YEARS[rank - 1]) if rank in (1, 2) else None
        case "pair" | "other":
            return _read_years_of_two(groups)


def _read_years_of_two(groups: dict[str, str]) -> PeriodReading:
    """A school year and the like: as an interval where both of its years are printed."""
    if "first" not in groups:
        return unclear_reading(_OTHER_PERIOD)
    years = _consecutive_years(groups["first"], groups["last"])
    return PeriodReading(years) if years else unclear_reading(_NO_PAIR)


def _rank_of(groups: dict[str, str], lexicon: Lexicon) -> int | None:
    """The rank or number that a pattern has."""
    if "ordinal" in groups:
        figures = re.match(r"\d+", groups["ordinal"])
        return int(figures[0]) if figures else lexicon.ordinals[fold_phrase(groups["ordinal"])]
    if "roman" in groups:
        return parse_century_numeral(groups["roman"])
    if "cardinal" in groups:
        return lexicon.cardinals[fold_phrase(groups["cardinal"])] + 1
    return int(groups["number"]) if "number" in groups else None


def _decade_of(
    groups: dict[str, str], century: int | None, match: re.Match[str], lexicon: Lexicon
) -> PeriodReading | None:
    """The decade; "9X" where no century is printed, and nothing where "1900s" may be a century."""
    figures = groups.get("decade", "").lstrip("'’‘´`") or groups.get("tens", "")
    tens = int(figures[-2:]) if figures else lexicon.decade_words[fold_phrase(groups["word"])]
    if len(figures) == 4:
        if int(figures) not in YEARS:
            return None
        both = tens == 0 and figures < "2000"
        return unclear_reading(_CENTURY_OR_DECADE) if both else PeriodReading(f"{figures[:3]}X")
    if century is not None:
        return PeriodReading(f"{century - 1:02}{tens // 10}X")
    rest = _CLAUSE.split(match.string[match.end() : match.end() + _NEAR])[0]
    elsewhere = any(word in fold_phrase(rest) for word in lexicon.century_words)
    return unclear_reading(_OTHER_CENTURY) if elsewhere else PeriodReading(f"{tens // 10}X")


def _consecutive_years(first: str, last: str) -> str | None:
    """Two years that follow each other, as an interval: 2013/14 is 2013/2014."""
    begin = int(first)
    end = int(last) if len(last) == 4 else begin // 100 * 100 + int(last)
    end += 100 if len(last) == 2 and end < begin else 0
    return f"{begin}/{end}" if end == begin + 1 and begin in YEARS else None


def _read_year_pair(text: str, match: re.Match[str], lexicon: Lexicon) -> Iterator[PrintedValue]:
    """Two years with a sign between them, and no word that says what they are: "2013/14", "2012-14"."""
    first, sign, last = match.groups()
    start, end = match.span()
    if int(first) not in YEARS or _is_beside_month(text, start, end, lexicon):
        return
    following = _consecutive_years(first, last)
    winter = _find_winter_before(text, start, lexicon)
    if winter is not None and following:
        yield _make_value(text, winter, end, PeriodReading(year=int(first), month=SEASONS["winter"]), lexicon)
    elif len(last) == 4:
        if sign == "/" and following:
            yield _make_value(text, start, end, PeriodReading(following), lexicon)
    elif int(last) > _MONTHS_OF_A_YEAR:
        span = following or (f"{first}/{first[:2]}{last}" if sign != "/" and last > first[2:] else None)
        if span:
            yield _make_value(text, start, end, PeriodReading(span), lexicon)
    elif last > first[2:]:
        yield _make_value(text, start, end, unclear_reading(_MONTH_OR_YEAR), lexicon)
    elif sign == "-" and last != "00":
        yield _make_value(text, start, end, PeriodReading(year=int(first), month=int(last)), lexicon)


def _is_beside_month(text: str, start: int, end: int, lexicon: Lexicon) -> bool:
    """Whether a month stands right before or after, so that the figures are of a day: "7 nov 1907–20 okt"."""
    before = re.search(r"([^\W\d_]+)\.? $", text[max(0, start - _NEAR) : start])
    after = re.match(r"\.? ([^\W\d_]+)", text[end : end + _NEAR])
    words = [fold_phrase(match[1]) for match in (before, after) if match]
    return any(word in lexicon.months or word in lexicon.short_months for word in words)


def _find_winter_before(text: str, start: int, lexicon: Lexicon) -> int | None:
    """Where the word for winter begins that stands right before."""
    before = text[max(0, start - _NEAR) : start]
    words = "|".join(map(re.escape, lexicon.words.seasons.get("winter", ())))
    match = re.search(rf"(?<!\w)(?:{words}) $", before, re.I) if words else None
    return start - (len(before) - match.start()) if match else None
