"""The overview of a large dossier: a bounded number of columns, each with its years and number in words."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from hypothesis import given, settings
from hypothesis import strategies as st

from dossier_timeline.graphics.overview import OverviewWords
from dossier_timeline.graphics.overview_columns import (
    MOST_COLUMNS,
    YearColumn,
    choose_column_years,
    draw_overview_columns,
)
from tests.helpers.html import select, texts, values

NUMBERS = st.lists(st.integers(0, 10**6), min_size=1, max_size=MOST_COLUMNS).filter(any)


@given(st.integers(1, 9999), st.integers(0, 9998))
def test_there_are_as_many_columns_as_fit_and_no_fewer_than_half(first: int, more: int) -> None:
    last = first + more
    years = choose_column_years(first, last)
    columns = last // years - first // years + 1
    assert columns <= MOST_COLUMNS
    assert years == 1 or columns * 2.5 + 3 >= MOST_COLUMNS / 2


@given(NUMBERS, st.sampled_from(["ltr", "rtl"]))
@settings(deadline=None, max_examples=50)
def test_each_column_with_an_event_is_a_link_that_says_its_years_and_number(
    numbers: list[int], direction: str
) -> None:
    columns = [
        YearColumn(f"{1990 + at}", number, str(number), f"{number} events", f"{1990 + at}/")
        for at, number in enumerate(numbers)
    ]
    drawn = draw_overview_columns(columns, "What it shows.", OverviewWords("All of it", direction))
    ET.fromstring(drawn)
    filled = [column for column in columns if column.number]
    for drawing in ("svg.wide", "svg.narrow"):
        assert values(drawn, f"{drawing} a", "href") == [column.href for column in filled]
        assert values(drawn, f"{drawing} a", "aria-label") == [
            f"{column.label}: {column.name}" for column in filled
        ]
        assert len(select(drawn, f"{drawing} a > rect.column")) == len(filled)
    assert texts(drawn, "p") == ["What it shows."]
    heights = [float(one.get("height", "")) for one in select(drawn, "svg.wide rect.column")]
    assert [one.number for one in filled if one.number == max(numbers)]
    for one, height in zip(filled, heights, strict=True):
        assert abs(height - max(heights) * one.number / max(numbers)) < 0.02
