"""The order of dates of which not all is known."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dossier_timeline.model.date_order import order_days
from dossier_timeline.model.dates import Edtf, parse_date
from tests.helpers.date_strategies import EDTF, MARKS


def ordered(*texts: str) -> list[str]:
    """The dates of a file in order of time."""
    dates = [parse_date(text) for text in texts]
    days = list(order_days(dates))
    return [dates[at].text for at in sorted(range(len(dates)), key=lambda at: (days[at], at))]


@pytest.mark.parametrize(
    ("in_the_file", "in_time"),
    [
        (["2025-01-29", "2025"], ["2025-01-29", "2025"]),
        (["2025", "2025-01-29"], ["2025", "2025-01-29"]),
        (
            ["2024-12-20", "2025-01-29", "2025", "2025-06-01"],
            ["2024-12-20", "2025-01-29", "2025", "2025-06-01"],
        ),
        (["2025-06-01", "2025-01", "2025-01-29"], ["2025-01", "2025-01-29", "2025-06-01"]),
        (["2025-01-29", "2025-01~", "2025-21"], ["2025-01-29", "2025-01~", "2025-21"]),
        (["2014-05-01", "201X", "2012-03"], ["201X", "2012-03", "2014-05-01"]),
        (["2012/2014", "2013"], ["2012/2014", "2013"]),
        (["2026", "2025-06-01"], ["2025-06-01", "2026"]),
        (["../2014", "2013-05-01"], ["2013-05-01", "../2014"]),
    ],
)
def test_an_inferred_year_stands_where_the_file_has_it(in_the_file: list[str], in_time: list[str]) -> None:
    """An entry into force "in 2025" comes after the adoption on 29 January, before which it isn't written."""
    assert ordered(*in_the_file) == in_time


def of_start(value: Edtf) -> Edtf:
    return value.start or value.end or value


@given(st.lists(EDTF, min_size=2, max_size=8))
@settings(max_examples=300, deadline=None)
def test_what_must_be_earlier_is_earlier(dates: list[Edtf]) -> None:
    days = list(order_days(dates))
    for one, day in zip(dates, days, strict=True):
        assert of_start(one).lower <= day <= of_start(one).upper
        assert day.year == one.year
    for one, first in zip(dates, days, strict=True):
        for other, second in zip(dates, days, strict=True):
            if of_start(one).upper < of_start(other).lower:
                assert first < second


WITHIN_A_YEAR = st.builds(
    lambda day, length, mark: parse_date(day.isoformat()[:length] + mark),
    st.dates(date(2025, 1, 1), date(2025, 12, 31)),
    st.sampled_from([4, 7, 10]),
    MARKS,
)


@given(st.lists(WITHIN_A_YEAR, min_size=2, max_size=8))
@settings(max_examples=300, deadline=None)
def test_the_order_of_the_file_is_kept_where_nothing_speaks_against_it(dates: list[Edtf]) -> None:
    kept: list[Edtf] = []
    for one in dates:
        if not any(one.upper < other.lower for other in kept):
            kept.append(one)
    days = list(order_days(kept))
    assert all(first <= second for first, second in pairwise(days))


@given(st.lists(EDTF, min_size=1, max_size=8), st.integers(0, 7))
@settings(max_examples=100, deadline=None)
def test_what_follows_never_moves_what_stands_before(dates: list[Edtf], at: int) -> None:
    assert list(order_days(dates))[:at] == list(order_days(dates[:at]))
