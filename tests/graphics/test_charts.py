import random
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import chain, pairwise, product

import html5lib
import pytest

from dossier_timeline.graphics.chart_data import Chart, ChartRow, ChartShape, Point, Series
from dossier_timeline.graphics.chart_files import ChartFileText, draw_chart_file
from dossier_timeline.graphics.charts import WIDTHS, draw_chart
from dossier_timeline.graphics.palette import make_palette
from dossier_timeline.model.style import Colours
from tests.graphics.drawn_charts import SHAPES, drawings, faults, measured, random_chart
from tests.helpers.html import select, texts, values


def points(*values: float | None) -> tuple[Point, ...]:
    return tuple(Point(None) if v is None else Point(Decimal(str(v)), f"about {v:,}") for v in values)


def rows(*labels: str) -> tuple[ChartRow, ...]:
    return tuple(ChartRow(label) for label in labels)


COLOURS = make_palette(Colours()).file_colours
BARS = Chart(
    "bars",
    rows("2012", "2013", "2016", "2017"),
    (
        Series("seen", "result", points(2000, None, 12000, None)),
        Series("expected", "forecast", points(None, None, None, 20000)),
    ),
    "not in the source",
)
LINES = Chart(
    "lines",
    rows("2012", "2013"),
    (Series("one", "result", points(10.5, 20)), Series("two", "result", points(11, 3))),
    "not in the source",
)


@pytest.mark.parametrize("chart", [BARS, LINES])
def test_a_drawing_is_valid_and_carries_every_label_twice(chart: Chart) -> None:
    drawn = str(draw_chart(chart))
    html5lib.HTMLParser(strict=True).parseFragment(drawn)
    shown = " ".join(texts(drawn, "text"))
    for series in chart.series:
        for point in series.points:
            if point.value is not None:
                assert shown.count(point.label) == len(WIDTHS)


def test_a_gap_is_said_and_a_forecast_is_drawn_as_one() -> None:
    drawn = str(draw_chart(BARS))
    assert sum("not in the source" in words for words in texts(drawn, "text")) == 2
    assert len(select(drawn, "[stroke-dasharray]")) == 2


def test_nothing_inline_and_no_ids() -> None:
    drawn = str(draw_chart(BARS)) + str(draw_chart(LINES))
    assert not re.search(r'\sstyle="|\son\w+="|<style|<script', drawn)
    assert values(drawn, "[id]", "id") == []


def test_a_narrow_drawing_is_narrow() -> None:
    widths = [float(width) for width in values(str(draw_chart(BARS)), "svg", "width")]
    assert widths[0] <= 640
    assert widths[1] <= 300


def test_words_are_escaped() -> None:
    chart = Chart("bars", rows("<a>"), (Series("s", "result", (Point(Decimal(1), "<b>", "<i>&"),)),), "")
    text = ChartFileText("<title>", "&", "", "", ("<source>",), "en", "ltr", COLOURS)
    for drawn in (str(draw_chart(chart)), draw_chart_file(chart, text)):
        assert not re.search("<[abi]>|<source>|&(?!\\w+;)", drawn)


def test_a_target_is_an_upright_line_beside_the_result_and_takes_no_bar_of_its_own() -> None:
    target = Series("target", "target", points(594), of=0)
    chart = Chart("bars", rows("2014"), (Series("result", "result", points(560)), target), "")
    for drawing in drawings(chart):
        labels, marks = measured(drawing)
        (bar,) = [box for name, box in marks if name == "a mark"]
        ticks = [box for name, box in marks if name == "a line" and box.top < bar.top]
        assert {box.left for box in ticks if box.bottom > bar.bottom and box.left > bar.right}
        assert not any("about 594" in words for words, _ in labels)


def test_a_forecast_and_its_outcome_share_a_row() -> None:
    forecast = Series("expected", "forecast", points(20000), of=0)
    outcome = Series(
        "reports", "result", (Point(Decimal(18000), "nearly 18,000", "20,000 had been expected"),)
    )
    for drawing in drawings(Chart("bars", rows("2017"), (outcome, forecast), "")):
        labels, marks = measured(drawing)
        outline, bar = (box for name, box in marks if name == "a mark")
        assert outline.top < bar.top < bar.bottom < outline.bottom
        assert outline.right > bar.right
        assert "20,000 had been expected" in " ".join(words for words, _ in labels)


def test_what_is_not_comparable_is_parted_by_a_line_that_says_so_and_hatched_where_unclear() -> None:
    parted = (ChartRow("2012", is_unclear=True), ChartRow("2014", "Not to be compared."))
    chart = Chart("bars", parted, (Series("victims", "result", points(239, 423)),), "")
    for drawing in drawings(chart):
        labels, marks = measured(drawing)
        words = dict(labels)["Not to be compared."]
        boxes = [box for name, box in marks if name == "a mark"]
        above = [box for box in boxes if box.bottom <= words.top]
        below = [box for box in boxes if box.top >= words.bottom]
        assert len(above) == 2  # an outline and the lines in it
        assert len(below) == 1
    lines = Chart("lines", parted, chart.series, "")
    (drawing, _) = drawings(lines)
    assert not [e for e in drawing.iter() if e.get("stroke-width") == "2.5"]  # no line joins the two


def test_results_beside_each_other_are_named_once_and_coloured_apart() -> None:
    both = Chart("grouped-bars", rows("2012", "2013"), LINES.series, "not in the source")
    drawn = str(draw_chart(both))
    shown = " ".join(texts(drawn, "text"))
    assert shown.count(" one") == shown.count(" two") == len(WIDTHS)
    assert "var(--series-1)" in drawn
    assert "var(--series-3)" in drawn


def test_a_series_is_named_again_where_another_is_missing() -> None:
    series = (Series("one", "result", points(1, None)), Series("two", "result", points(2, 3)))
    shown = " ".join(
        texts(
            str(
                draw_chart(Chart("grouped-bars", rows("a", "b"), series, "")),
            ),
            "text",
        )
    )
    assert shown.count(" two") == 2 * len(WIDTHS)


def test_on_a_phone_labels_stand_above_bars_that_take_the_whole_width() -> None:
    labels, marks = measured(drawings(BARS)[1])
    bars = [box for name, box in marks if name == "a mark"]
    assert min(box.left for box in bars) == 0
    assert max(box.right for box in bars) > 0.95 * WIDTHS["narrow"]
    for words, box in labels:
        if "about" in words:
            assert any(0 <= bar.top - box.bottom < 10 for bar in bars)


def test_long_labels_of_rows_stand_above_the_bars_of_a_wide_drawing_too() -> None:
    series = (Series("countries", "result", points(48)),)
    chart = Chart("bars", rows("Washington, 2014: this number and the Netherlands"), series, "")
    (label, place), *_ = measured(drawings(chart)[0])[0]
    assert label.startswith("Washington")
    assert place.bottom <= min(box.top for _, box in measured(drawings(chart)[0])[1])


def test_the_lower_of_two_points_close_together_has_its_label_below() -> None:
    labels, _ = measured(drawings(LINES)[0])
    places = dict(labels)
    assert places["about 10.5"].top > places["about 11"].bottom


def test_the_name_of_a_line_stands_at_its_end_with_the_last_value() -> None:
    for drawing in drawings(LINES):
        labels, _ = measured(drawing)
        words = " ".join(text for text, _ in labels)
        assert "one about 20" in words
        assert "two about 3" in words


def test_no_line_runs_through_a_number_where_there_is_room_beside_it() -> None:
    shares = {"spread": (11.3, 20.7, 30.8), "made": (7.9, 12.9, 14.4), "done": (15.6, 12.4, 11.4)}
    series = tuple(
        Series(name, "result", tuple(Point(Decimal(str(share)), f"{share}%") for share in found))
        for name, found in shares.items()
    )
    chart = Chart("lines", rows("2012", "2013", "2014"), series, "not in the source")
    assert list(faults(chart)) == []
    for drawing in drawings(chart):
        labels = [(text, box) for text, box in measured(drawing)[0] if text[0].isdecimal() and "%" in text]
        assert len(labels) >= 6
        paths = [e.get("d", "") for e in drawing.iter() if e.get("stroke-width") == "2.5"]
        for (text, box), (x, y) in product(labels, chain.from_iterable(map(along, paths))):
            assert not (box.left < x < box.right and box.top < y < box.bottom), text


def along(path: str) -> Iterator[tuple[float, float]]:
    """Many places on a line."""
    places = [(float(x), float(y)) for x, y in (one.split() for one in path[1:].split("L"))]
    for (x1, y1), (x2, y2) in pairwise(places):
        yield from ((x1 + (x2 - x1) * at / 200, y1 + (y2 - y1) * at / 200) for at in range(201))


TEXT = ChartFileText(
    "Suspects", "a year", "34 short.", "They rose.", ("Source: a letter",), "en", "ltr", COLOURS
)


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
@pytest.mark.parametrize("chart", [BARS, LINES])
def test_a_file_stands_alone_with_title_unit_source_and_the_drawing_in_it(
    chart: Chart, direction: str
) -> None:
    drawn = draw_chart_file(chart, replace(TEXT, direction=direction))
    root = ET.fromstring(drawn)
    shown = ["".join(element.itertext()) for element in root.iter() if element.tag.endswith("}text")]
    assert {"Suspects", "a year", "34 short.", "Source: a letter"} <= set(shown)
    assert "about 20" in " ".join(shown)
    assert not re.search(r"var\(|style|href|url\(|<script", drawn)
    assert drawn == draw_chart_file(chart, replace(TEXT, direction=direction))
    for name, box in (pair for kind in measured(root) for pair in kind):
        assert box.bottom <= float(root.get("height", 0)), name


def changes(shape: ChartShape, *values: float, first: int = 2010) -> Chart:
    """A chart of changes in percent, a year each."""
    keys = tuple(str(first + at) for at in range(len(values)))
    found = tuple(Point(Decimal(str(v)), f"{v:+}%".replace("-", "−")) for v in values)
    return Chart(shape, rows(*keys), (Series("change", "result", found),), "not in the source")


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("values", [(12, -7.5, 3, -20), (-12, -7.5), (0, 0), (5,), (-5,), (0,)])
def test_values_below_zero_lie_inside_the_drawing_with_their_labels(
    shape: ChartShape, values: tuple[float, ...]
) -> None:
    chart = changes(shape, *values)
    assert list(faults(chart)) == []
    for drawing in drawings(chart):
        labels, marks = measured(drawing)
        shown = " ".join(text for text, _ in labels)
        assert all(row.label in shown for row in chart.rows)
        assert all(point.label in shown for point in chart.series[0].points)
        assert len([name for name, _ in marks if name == "a mark"]) >= (
            len(values) if shape != "lines" else 1
        )


def test_a_bar_below_zero_goes_to_the_left_and_has_its_number_there() -> None:
    labels, marks = measured(drawings(changes("bars", 12, -7.5, 3, -20))[0])
    places = dict(labels)
    zero = next(box.left for name, box in marks if name == "a line" and box.left == box.right)
    bars = sorted((box for name, box in marks if name == "a mark"), key=lambda box: box.top)
    for bar, label, positive in zip(bars, ("+12%", "−7.5%", "+3%", "−20%"), (1, 0, 1, 0), strict=True):
        assert (abs(bar.left - zero) < 1) if positive else (abs(bar.right - zero) < 1)
        assert places[label].left >= bar.right if positive else places[label].right <= bar.left
        assert all(places[label].left > places[key].right for key in ("2010", "2011", "2012", "2013"))


def test_an_axis_names_as_many_years_as_fit() -> None:
    chart = changes("lines", *(year * 7 % 50 + 1 for year in range(1990, 2020)), first=1990)
    wide, narrow = (
        [text for text, _ in measured(drawing)[0] if text.isdecimal()] for drawing in drawings(chart)
    )
    assert wide == ["1990", "1995", "2000", "2005", "2010", "2015"]
    assert narrow == ["1990", "2000", "2010"]
    for drawing in drawings(chart):
        values = {text for text, _ in measured(drawing)[0] if "%" in text}
        assert values == {"+31%", "+50%", "+1%", "change +34%"}
    assert list(faults(chart)) == []


def test_names_of_series_that_end_together_stand_apart() -> None:
    series = tuple(Series(f"series {at}", "result", points(1, 20 + at)) for at in range(4))
    assert list(faults(Chart("lines", rows("2010", "2011"), series, "not in the source"))) == []


@pytest.mark.parametrize("seed", range(12))
def test_every_mark_and_label_of_a_random_chart_lies_inside_and_no_labels_meet(seed: int) -> None:
    assert list(faults(random_chart(random.Random(seed)))) == []


def test_what_meets_or_lies_outside_is_seen() -> None:
    svg = '<svg width="100" height="50"><g transform="translate(10,10)"><text x="0" y="20">2010</text>'
    svg += '<text x="10" y="22">2011</text><path d="M0,0h200v4h-200Z"/></g></svg>'
    labels, marks = measured(ET.fromstring(svg))
    assert labels[0][1].overlaps(labels[1][1])
    assert marks[0][1].right == 210
