"""Dates in words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

import pytest
from babel.dates import get_month_names
from hypothesis import given
from hypothesis import strategies as st

from dossier_timeline.languages import Language
from dossier_timeline.model.dates import parse_date


@dataclass(frozen=True)
class Day:
    """A date as languages see it, made without reading EDTF."""

    text: str
    lower: date
    upper: date
    precision: str = "day"
    approximate: bool = False
    uncertain: bool = False
    start: Day | None = None
    end: Day | None = None
    is_span: bool = False


def one(day: date, precision: str = "day") -> Day:
    return Day(day.isoformat(), day, day, precision)


def span(start: Day | None, end: Day | None) -> Day:
    known = start or end
    assert known
    return Day(
        "", (start or known).lower, (end or known).upper, known.precision, start=start, end=end, is_span=True
    )


@pytest.mark.parametrize(
    ("text", "dutch", "english"),
    [
        ("2014-11-05", "5 november 2014", "5 November 2014"),
        ("2014-11", "november 2014", "November 2014"),
        ("2014", "2014", "2014"),
        ("2014-33", "1e kwartaal 2014", "1st quarter 2014"),
        ("2014-33/2014-34", "1e kwartaal 2014 – 2e kwartaal 2014", "1st quarter 2014 – 2nd quarter 2014"),
        ("2013~", "circa 2013", "about 2013"),
        ("2013?", "2013 (onzeker)", "2013 (uncertain)"),
        ("2013-05%", "circa mei 2013 (onzeker)", "about May 2013 (uncertain)"),
        ("2014-11-05/2014-11-06", "5–6 november 2014", "5–6 November 2014"),
        ("2014-09-29/2014-10-01", "29 september – 1 oktober 2014", "29 September – 1 October 2014"),
        ("2014-12-30/2015-01-02", "30 december 2014 – 2 januari 2015", "30 December 2014 – 2 January 2015"),
        ("2012/2014", "2012–2014", "2012–2014"),
        ("2014-11-05/2014-11-05", "5 november 2014", "5 November 2014"),
        ("2014-11-05/2015", "5 november 2014 – 2015", "5 November 2014 – 2015"),
        ("2013~/2015", "circa 2013 – 2015", "about 2013 – 2015"),
    ],
)
def test_words(text: str, dutch: str, english: str, nl: Language, en: Language) -> None:
    assert (nl.date(parse_date(text)), en.date(parse_date(text))) == (dutch, english)


def test_short(nl: Language, en: Language) -> None:
    conference = parse_date("2014-11-05/2014-11-06")
    assert (nl.date_short(conference), en.date_short(conference)) == ("5–6 nov 2014", "5–6 Nov 2014")
    assert nl.date_short(parse_date("2013~")) == "ca. 2013"
    assert nl.month_year(conference, short=True) == "nov 2014"


def test_open_ends(nl: Language, en: Language) -> None:
    day = one(date(2012, 12, 5))
    assert nl.date(span(day, None)) == "vanaf 5 december 2012"
    assert en.date(span(None, day)) == "until 5 December 2012"
    assert en.year(replace(span(None, day), lower=date.min)) == "2012"


@pytest.mark.parametrize(
    ("number", "words"), [("21", "voorjaar"), ("22", "zomer"), ("23", "najaar"), ("24", "winter")]
)
def test_seasons(number: str, words: str, nl: Language) -> None:
    season = Day(f"2017-{number}", date(2017, 3, 1), date(2017, 5, 31), "season")
    assert nl.date(season) == f"{words} 2017"
    assert nl.date(replace(season, approximate=True)) == f"circa {words} 2017"


def test_decade_and_century(nl: Language, en: Language) -> None:
    decade = Day("201X", date(2010, 1, 1), date(2019, 12, 31), "decade")
    century = Day("19XX", date(1900, 1, 1), date(1999, 12, 31), "century")
    assert (nl.date(decade), en.date(decade)) == ("de jaren 2010", "the 2010s")
    assert (nl.date(century), en.date(century)) == ("de twintigste eeuw", "the twentieth century")


def test_another_case_and_script(pl: Language, ar: Language) -> None:
    assert pl.date(parse_date("2014-11-05")) == "5 listopada 2014"
    assert pl.date(parse_date("2014-11")) == "listopad 2014"
    assert pl.date(parse_date("2013~")) == "około 2013"
    assert ar.date(parse_date("2014-11-05/2014-11-06")) == "5–6 نوفمبر 2014"


def test_years(nl: Language) -> None:
    assert nl.year(2014) == nl.year(parse_date("2014-11-05")) == nl.year(date(2014, 1, 1)) == "2014"
    assert nl.year(parse_date("2012/2014")) == "2012–2014"
    assert nl.year(parse_date("2014-02/2014-05")) == "2014"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("201X", "the 2010s"),
        ("19XX", "the twentieth century"),
        ("2013~", "about 2013"),
        ("2013-05-04?", "2013 (uncertain)"),
        ("2013~/2015", "about 2013 – 2015"),
        ("201X/2025", "the 2010s – 2025"),
        ("2014-05-01/2014-06-02", "2014"),
    ],
)
def test_a_year_is_no_more_exact_than_its_date(text: str, words: str, en: Language) -> None:
    assert en.year(parse_date(text)) == words


days = st.dates(date(1900, 1, 1), date(2100, 1, 1))
codes = st.sampled_from(["nl", "en", "pl", "ar"])


@given(days, st.integers(1, 800), codes, st.booleans())
def test_an_interval_holds_both_ends(
    languages: dict[str, Language], first: date, length: int, code: str, short: bool
) -> None:
    language, last = languages[code], first + timedelta(days=length)
    text = (language.date_short if short else language.date)(span(one(first), one(last)))
    numbers = [int("".join(group)) for group in _digit_groups(text)]
    assert first.day in numbers and last.day in numbers
    assert {first.year, last.year} <= set(numbers)
    months = get_month_names("abbreviated" if short else "wide", "format", locale=language.locale)
    assert months[first.month] in text and months[last.month] in text
    assert text.count(str(last.year)) == 1 or first.year != last.year or last.day == last.year


@given(days, codes)
def test_a_day_is_told_apart_from_the_next(languages: dict[str, Language], day: date, code: str) -> None:
    language = languages[code]
    assert language.date(one(day)) != language.date(one(day + timedelta(days=1)))


def _digit_groups(text: str) -> list[list[str]]:
    groups: list[list[str]] = [[]]
    for character in text:
        if character.isdigit():
            groups[-1].append(character)
        elif groups[-1]:
            groups.append([])
    return [group for group in groups if group]
