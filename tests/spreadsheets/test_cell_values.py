"""Dates and numbers in cells: what can be read in two ways is refused until it's told how."""

from __future__ import annotations

import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st

from dossier_timeline.spreadsheets.sheet_dates import join_dates, read_sheet_date
from dossier_timeline.spreadsheets.sheet_numbers import read_sheet_number
from dossier_timeline.spreadsheets.sheets import CellError, SheetCell, write_plain_number


def read_date(text: str, locale: str = "", kind: str = "text") -> str:
    cell = SheetCell(text, kind)  # type: ignore[arg-type]
    return read_sheet_date(cell, Locale.parse(locale) if locale else None, lambda _: "")


@pytest.mark.parametrize(
    ("text", "locale", "date"),
    [
        ("2014-12-31", "", "2014-12-31"),
        ("2014/12/31", "", "2014-12-31"),
        ("2014.1.2", "", "2014-01-02"),
        ("2014-05/2014-06", "", "2014-05/2014-06"),
        ("2013~", "", "2013~"),
        ("31/12/2014", "en_GB", "2014-12-31"),
        ("12/31/2014", "en_US", "2014-12-31"),
        ("31-12-2014", "nl", "2014-12-31"),
        ("31.12.2014", "de", "2014-12-31"),
        ("31. 12. 2014", "cs", "2014-12-31"),
        ("3 mei 2014", "nl", "2014-05-03"),
        ("mei 2014", "nl", "2014-05"),
        ("May 3, 2014", "en_US", "2014-05-03"),
        ("2014年5月3日", "ja", "2014-05-03"),
    ],
)
def test_a_date(text: str, locale: str, date: str) -> None:
    assert read_date(text, locale) == date


@pytest.mark.parametrize(
    ("text", "locale", "message"),
    [
        ("31/12/2014", "", "doesn't say which of its numbers is the month"),
        ("12/31/2014", "", "doesn't say which of its numbers is the month"),
        ("1.2.2014", "", "doesn't say which of its numbers is the month"),
        ("31/12/2014", "en_US", "has no month 31, as dates are written in “en_US”"),
        ("12/31/2014", "en_GB", "has no month 31"),
        ("31/12/2014", "ja", "isn't how dates are written in “ja”"),
        ("1/2/14", "nl", "has a year of two digits"),
        ("30/2/2014", "nl", "is not a date in the calendar"),
        ("2014-12-31T10:30", "", "has a time of day"),
        ("3 mei", "nl", "is not a date in EDTF"),
        ("3 May 2014", "nl", "is not a date in EDTF"),
        ("soon", "", "is not a date in EDTF"),
    ],
)
def test_what_is_no_date(text: str, locale: str, message: str) -> None:
    with pytest.raises(CellError) as caught:
        read_date(text, locale)
    assert message in caught.value.message


def test_a_number_is_a_year_or_no_date() -> None:
    assert read_date("2014", kind="number") == "2014"
    with pytest.raises(CellError, match="“41999” is a number, and no date"):
        read_date("41999", kind="number")


def test_the_end_of_a_date() -> None:
    assert join_dates("2014-05-03", "2014-05-03") == "2014-05-03"
    with pytest.raises(CellError, match="ends before it begins"):
        join_dates("2014-05-03", "2013")


@pytest.mark.parametrize(
    ("text", "locale", "number"),
    [
        ("12000", "", ("12000", False)),
        ("-30.8", "", ("-30.8", False)),
        ("30.8 %", "", ("30.8", True)),
        ("0.125", "plain", ("0.125", False)),
        ("12.000", "nl", ("12000", False)),
        ("12.000,5", "nl", ("12000.5", False)),
        ("12,000.5", "en_US", ("12000.5", False)),
        ("12 000,5", "fr", ("12000.5", False)),
        ("−3", "", ("-3", False)),
    ],
)
def test_a_number(text: str, locale: str, number: tuple[str, bool]) -> None:
    is_plain = locale == "plain"
    told = Locale.parse(locale) if locale and not is_plain else None
    assert read_sheet_number(SheetCell(text, "text"), told, is_plain=is_plain) == number


@pytest.mark.parametrize(
    ("text", "locale"),
    [("12.000", ""), ("30,8", ""), ("12,5.3", "en_US"), ("1.2", "nl"), ("x", "")],
)
def test_what_is_no_number(text: str, locale: str) -> None:
    with pytest.raises(CellError):
        read_sheet_number(SheetCell(text, "text"), Locale.parse(locale) if locale else None)


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=3))
def test_a_number_of_a_program_keeps_its_digits(number: object) -> None:
    assert float(write_plain_number(str(number))) == float(str(number))
