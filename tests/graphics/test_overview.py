"""The overview: labels never meet, whatever the dates; nothing is lost; the same input draws the same."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations, pairwise
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dossier_timeline.graphics.label_layout import LabelBox, PlacedLabel, merge_clusters, stack_labels
from dossier_timeline.graphics.overview import (
    EDGE,
    MAX_HORIZONTAL_LABEL,
    TITLE,
    WIDTH,
    DocumentLabel,
    DocumentMark,
    EventMark,
    OverviewWords,
    draw_overview_svg,
    draw_vertical,
    make_labels,
    place_horizontal_labels,
    place_vertical_labels,
)
from dossier_timeline.graphics.overview_years import TimeAxis, choose_years
from dossier_timeline.graphics.text_width import estimate_width, wrap_text
from tests.helpers.html import select, text_of, texts, values

WORDS = OverviewWords("Ten years")
SIXTY = "A title of sixty letters, no more and no less, of some words"
START, END = 2010, 2018
DAYS = st.dates(date(START, 1, 1), date(END, 12, 31))


def _scale(low: float, high: float) -> TimeAxis:
    return TimeAxis(date(START, 1, 1), date(END, 12, 31), low, high)


def _documents(days: list[date], label: str = SIXTY) -> list[DocumentMark]:
    return [
        DocumentMark(day, label, day.strftime("%d %B %Y"), f"#d{index}")
        for index, day in enumerate(sorted(days))
    ]


def _texts(days: list[date], label: str = SIXTY) -> list[DocumentLabel]:
    return make_labels(_documents(days, label), TITLE, MAX_HORIZONTAL_LABEL, 2)


def _stretched(flag: PlacedLabel, factor: float) -> PlacedLabel:
    shift = flag.x * factor - flag.x
    box = flag.box
    return PlacedLabel(
        flag.x + shift,
        flag.side,
        flag.leader_side,
        LabelBox(box.left + shift, box.top, box.right + shift, box.bottom),
    )


def _no_label_is_touched(flags: tuple[PlacedLabel, ...]) -> None:
    for one, other in combinations(flags, 2):
        assert not one.box.overlaps(other.box), "two labels overlap"
        stem = LabelBox(one.x - 1, min(0.0, one.end), one.x + 1, max(0.0, one.end))
        stem_of_other = LabelBox(other.x - 1, min(0.0, other.end), other.x + 1, max(0.0, other.end))
        assert not stem.overlaps(other.box), "a leader runs through a label"
        assert not stem_of_other.overlaps(one.box), "a leader runs through a label"


@given(
    st.lists(DAYS, max_size=14),
    st.sampled_from([SIXTY, "Brief", "Two words"]),
    st.sampled_from([1.0, 1.6, 2.5]),
)
@settings(deadline=None, max_examples=150)
def test_no_two_labels_overlap(days: list[date], label: str, factor: float) -> None:
    flags = place_horizontal_labels(_texts(days, label), _scale(EDGE, WIDTH - EDGE))
    assert len(flags) == len(days)
    stretched = tuple(_stretched(flag, factor) for flag in flags)
    _no_label_is_touched(stretched)
    for flag in stretched:
        assert flag.box.left >= 0
        assert flag.box.right <= WIDTH * factor
        assert flag.box.bottom < 0 or flag.box.top > 0, "a label lies on the axis"


@given(DAYS, st.integers(2, 12), st.integers(0, 5))
@settings(deadline=None, max_examples=80)
def test_documents_days_apart_with_sixty_letters_do_not_collide(first: date, count: int, apart: int) -> None:
    days = [first + timedelta(days=apart * index) for index in range(count)]
    _no_label_is_touched(place_horizontal_labels(_texts(days), _scale(EDGE, WIDTH - EDGE)))


@given(st.lists(DAYS, max_size=14))
@settings(deadline=None)
def test_no_two_labels_of_the_standing_drawing_overlap(days: list[date]) -> None:
    texts = make_labels(_documents(days), 15, 198, 3)
    boxes = place_vertical_labels(texts, _scale(0, 360))
    assert [text.mark.href for text in texts] == [f"#d{index}" for index in range(len(days))]
    for one, other in pairwise(boxes):
        assert other.top >= one.bottom + 10


@given(st.lists(st.floats(0, 500), min_size=1, max_size=20).map(sorted))
def test_labels_that_have_room_stay_where_they_belong(wanted: list[float]) -> None:
    tops = stack_labels(wanted, [20.0] * len(wanted), 5)
    apart = [b - a for a, b in pairwise(wanted)]
    assert all(b - a >= 25 - 1e-6 for a, b in pairwise(tops))
    if all(gap >= 25 for gap in apart):
        assert tops == pytest.approx(wanted)
    assert sum(tops) == pytest.approx(sum(wanted))


@given(st.lists(st.floats(0, 1000), max_size=50))
def test_crowds_merge_and_nothing_is_lost(places: list[float]) -> None:
    merged = merge_clusters(places, 12)
    assert all(any(a <= place <= b for a, b in merged) for place in places)
    assert all(later[0] - earlier[1] >= 12 for earlier, later in pairwise(merged))


@given(
    st.lists(st.tuples(DAYS, DAYS), max_size=12),
    st.lists(DAYS, max_size=8),
    st.sampled_from(["ltr", "rtl"]),
)
@settings(deadline=None, max_examples=50)
def test_the_drawing_is_well_formed_and_links_every_document(
    spans: list[tuple[date, date]], days: list[date], direction: str
) -> None:
    marks = [EventMark(min(span), max(span)) for span in spans]
    documents = _documents(days, 'Brief & "antwoord" <1>')
    drawn = draw_overview_svg(marks, documents, START, END, words=OverviewWords("Ten years", direction))
    root = ET.fromstring(drawn)
    for drawing in root:
        assert drawing.get("aria-label") == "Ten years"
        assert sorted(a.get("href", "") for a in drawing.iter("a")) == sorted(d.href for d in documents)
    assert "style=" not in drawn
    assert "nan" not in drawn
    assert drawn == draw_overview_svg(
        marks[::-1], documents[::-1], START, END, words=OverviewWords("Ten years", direction)
    )


def test_years_with_events_are_links_and_have_a_veil_each() -> None:
    hrefs = {START + 1: "#year-a", START + 2: "#year-b"}
    drawn = draw_overview_svg([], [], START, START + 4, words=replace(WORDS, year_hrefs=hrefs))
    for drawing in ET.fromstring(drawn):
        links = [(one.get("href"), "".join(one.itertext()).strip()) for one in drawing.iter("a")]
        assert links == [("#year-a", str(START + 1)), ("#year-b", str(START + 2))]
        veils = [one.get("class") for one in drawing.iter("rect") if "veil" in (one.get("class") or "")]
        assert veils == ["veil", f"veil year-{START + 1}", f"veil year-{START + 2}", "veil"]


def test_a_screen_reader_hears_the_whole_title() -> None:
    mark = DocumentMark(date(2015, 6, 1), "Brief van de minister " * 5, "juni 2015", "#a", "De hele titel")
    drawn = draw_overview_svg([], [mark], START, END, words=WORDS)
    label = f"{'Brief van de minister ' * 5} juni 2015: De hele titel"
    assert label in values(drawn, "[aria-label]", "aria-label")
    assert any(text.endswith("…") for text in texts(drawn, "text"))


def test_dates_outside_the_years_stay_on_the_axis() -> None:
    scale = _scale(10, 110)
    assert scale(date(1900, 1, 1)) == 10
    assert scale(date(2100, 1, 1)) == 110


def test_only_as_many_years_are_named_as_there_is_room_for() -> None:
    assert choose_years(2010, 2018, 20) == list(range(2010, 2019))
    assert choose_years(1950, 2024, 20) == [
        1950,
        1955,
        1960,
        1965,
        1970,
        1975,
        1980,
        1985,
        1990,
        1995,
        2000,
        2005,
        2010,
        2015,
        2020,
    ]
    assert len(choose_years(1500, 2024, 20)) <= 20


@pytest.mark.parametrize(
    "text", ["", "word", SIXTY, "Een buitengewoonlangwoorddatnietpast in de regel", "日本語のタイトル" * 6]
)
def test_lines_fit_their_room(text: str) -> None:
    lines = wrap_text(text, 16, 200, 2)
    assert len(lines) <= 2
    assert all(estimate_width(line, 16) <= 200 for line in lines)
    if not any(line.endswith("…") for line in lines):
        assert " ".join(lines) == text


def test_the_same_input_draws_the_same() -> None:
    documents = _documents([date(2012, 12, 4), date(2014, 9, 30), date(2014, 11, 5)], "Brief")
    drawn = draw_overview_svg([], documents, START, END, words=WORDS)
    assert drawn == draw_overview_svg([], list(reversed(documents)), START, END, words=WORDS)
    assert len(select(drawn, "svg[class]")) == 2


@given(st.lists(DAYS, min_size=1, max_size=40), st.lists(DAYS, max_size=6))
@settings(deadline=None, max_examples=80)
def test_each_event_is_drawn_or_counted_in_a_number_that_no_document_covers(
    days: list[date], of_documents: list[date]
) -> None:
    marks = [EventMark(day, day) for day in days]
    documents = [DocumentMark(day, "Brief", "2015", "#d") for day in of_documents]
    drawn = draw_vertical(marks, documents, START, END, WORDS)
    numbers = select(drawn, "text.number")
    assert len(select(drawn, "circle.mark")) + sum(int(text_of(one)) for one in numbers) == len(days)
    squares = [float(one.get("y") or 0) + 7 for one in select(drawn, "rect.square")]
    heights = [float(one.get("y") or 0) - 4 for one in numbers]
    assert all(abs(height - square) > 12 for height in heights for square in squares)
    assert all(later - earlier > 11 for earlier, later in pairwise(sorted(heights)))
