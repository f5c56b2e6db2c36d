"""EDTF as content writes it, held against the library `edtf`."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from edtf import parse_edtf
from hypothesis import given, settings
from hypothesis import strategies as st

from dossier_timeline.model.dates import parse_date

DAYS = st.dates(date(1, 1, 1), date(9998, 12, 31))
MARKS = st.sampled_from(["", "~", "?", "%"])


@given(DAYS, st.sampled_from([4, 7, 10]), MARKS)
@settings(max_examples=150, deadline=None)
def test_years_months_and_days(day: date, length: int, mark: str) -> None:
    value = parse_date(day.isoformat()[:length] + mark)
    assert value.lower <= day <= value.upper
    assert value.precision == {4: "year", 7: "month", 10: "day"}[length]
    assert (value.approximate, value.uncertain) == (mark in ("~", "%"), mark in ("?", "%"))
    assert str(value) == day.isoformat()[:length] + mark
    next_day = value.upper + timedelta(days=1)
    assert next_day.day == 1 or length == 10
    assert value.start is value.end is None
    assert not value.is_span


def _day(struct: object) -> date:
    return date(struct.tm_year, struct.tm_mon, struct.tm_mday)  # type: ignore[attr-defined]


WRITTEN = st.one_of(
    st.builds("{:04}-{}".format, st.integers(1, 9999), st.sampled_from(["21", "22", "23"])),
    st.builds("{:03}X".format, st.integers(1, 999)),
    st.builds("{:02}XX".format, st.integers(1, 99)),
    st.builds("{:04}-XX".format, st.integers(1, 9999)),
    st.builds("{:04}-{:02}-XX".format, st.integers(1, 9999), st.integers(1, 12)),
    st.builds("{:04}{}-{:02}".format, st.integers(1, 9999), st.sampled_from("~?"), st.integers(1, 12)),
    st.builds("{:04}-{}{:02}".format, st.integers(1, 9999), st.sampled_from("~?%"), st.integers(1, 12)),
)


@given(WRITTEN)
@settings(max_examples=60, deadline=None)
def test_the_library_means_the_same(text: str) -> None:
    ours, theirs = parse_date(text), parse_edtf(text)
    assert (ours.lower, ours.upper) == (_day(theirs.lower_strict()), _day(theirs.upper_strict()))


@given(DAYS, DAYS)
@settings(max_examples=100, deadline=None)
def test_an_interval_is_from_its_first_day_to_its_last(one: date, other: date) -> None:
    first, last = sorted([one, other])
    value = parse_date(f"{first}/{last}")
    assert (value.lower, value.upper, value.is_span) == (first, last, True)
    assert value.start == parse_date(str(first))
    assert value.end == parse_date(str(last))
    if first != last:
        with pytest.raises(ValueError, match="ends before it begins"):
            parse_date(f"{last}/{first}")


@pytest.mark.parametrize("text", ["2012/..", "2012/", "../2012", "/2012"])
def test_an_open_end_has_no_day(text: str) -> None:
    value = parse_date(text)
    assert value.is_span
    assert (value.start is None) == (text[0] in "./")
    assert (value.end is None) != (value.start is None)
    assert (value.lower, value.upper) == (date(2012, 1, 1), date(2012, 12, 31))


@pytest.mark.parametrize(
    ("text", "lower", "upper", "precision"),
    [
        ("2012-24", "2012-12-01", "2013-02-28", "season"),
        ("2015-24", "2015-12-01", "2016-02-29", "season"),
        ("2014-21~", "2014-03-01", "2014-05-31", "season"),
        ("2014-33", "2014-01-01", "2014-03-31", "quarter"),
        ("2016-33~", "2016-01-01", "2016-03-31", "quarter"),
        ("2014-36", "2014-10-01", "2014-12-31", "quarter"),
        ("201X", "2010-01-01", "2019-12-31", "decade"),
        ("20XX", "2000-01-01", "2099-12-31", "century"),
        ("2012-XX-XX", "2012-01-01", "2012-12-31", "year"),
        ("2016-02-XX", "2016-02-01", "2016-02-29", "month"),
        ("2012-02-29", "2012-02-29", "2012-02-29", "day"),
    ],
)
def test_bounds(text: str, lower: str, upper: str, precision: str) -> None:
    value = parse_date(text)
    assert (str(value.lower), str(value.upper), value.precision) == (lower, upper, precision)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2014-02-30", "that month has 28 days"),
        ("2016-02-30", "that month has 29 days"),
        ("2014-13", "there is no month 13"),
        ("2014-00", "there is no month 00"),
        ("2014-04-00", "that month has 30 days"),
        ("2014-22-05", "there is no month 22"),
        ("2014-25", "there is no month 25"),
        ("2014-33-05", "there is no month 33"),
        ("2014-40", "is half a year, which is written 2014-01/2014-06"),
        ("2014-41", "is half a year, which is written 2014-07/2014-12"),
        ("0000", "years count from 0001"),
        ("9999-24", "years count to 9999"),
        ("~2012", "write “2012~”"),
        ("4-11-2014", "write 2014-11-04"),
        ("04/11/2014", "write 2014-11-04"),
        ("2014-9-3", "write 2014-09-03"),
        ("2014-11-04T10:00", "has a time of day"),
        ("[2012,2013]", "an interval like 2012/2013"),
        ("2014/11", "neither a date nor two dates"),
        ("2012/2013/2014", "neither a date nor two dates"),
        ("../..", "has no date in it"),
        ("2014-13/2015", "there is no month 13"),
        ("november 2014", "write a date like"),
        ("2014-11-04\n", "not a date in EDTF"),
        ("٢٠١٤", "not a date in EDTF"),
        ("", "not a date in EDTF"),
        ("2012-%-05", "not a date in EDTF"),
    ],
)
def test_what_is_no_date_is_told_in_plain_words(text: str, said: str) -> None:
    with pytest.raises(ValueError, match="(?s)^.*" + said):
        parse_date(text)


@given(st.text("0123456789-/~?%X.TY[]{}, ", max_size=14))
@settings(max_examples=500, deadline=None)
def test_any_text_is_a_date_or_told(text: str) -> None:
    try:
        value = parse_date(text)
    except ValueError as error:
        assert "“" in str(error)
    else:
        assert value.lower <= value.upper
        assert value.text == text
        assert value.year == value.lower.year


def test_an_end_may_be_less_exact_than_its_beginning() -> None:
    assert str(parse_date("2012-06/2012").upper) == "2012-12-31"
    assert str(parse_date("2012/2012-06").upper) == "2012-06-30"
