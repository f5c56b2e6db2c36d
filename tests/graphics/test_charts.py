import random
import re
import xml.etree.ElementTree as ET
from decimal import Decimal

import html5lib
import pytest

from dossier_timeline.graphics.bar_charts import specify_chart
from dossier_timeline.graphics.charts import WIDTHS, Chart, ChartShape, Point, Series, draw_chart, tidy_svg
from tests.graphics.drawn_charts import SHAPES, drawings, faults, measured, random_chart
from tests.helpers.html import select, texts, values


def points(**values: float | None) -> tuple[Point, ...]:
    return tuple(
        Point(key.strip("y"), None if v is None else Decimal(str(v)), f"about {v:,}" if v else "")
        for key, v in values.items()
    )


BARS = Chart(
    "bars",
    ("2012", "2013", "2016", "2017"),
    (
        Series("seen", "result", points(y2012=2000, y2013=None, y2016=12000)),
        Series("expected", "forecast", points(y2017=20000)),
    ),
    "not in the source",
)
LINES = Chart(
    "lines",
    ("2012", "2013"),
    (
        Series("one", "result", points(y2012=10.5, y2013=20)),
        Series("two", "result", points(y2012=11, y2013=3)),
    ),
    "not in the source",
)


@pytest.mark.parametrize("chart", [BARS, LINES])
def test_a_drawing_is_valid_and_carries_every_label_twice(chart: Chart) -> None:
    drawn = str(draw_chart(chart))
    html5lib.HTMLParser(strict=True).parseFragment(drawn)
    for series in chart.series:
        for point in series.points:
            if point.value is not None:
                assert texts(drawn, "text").count(point.label) == len(WIDTHS)


def test_a_gap_is_said_and_a_forecast_is_drawn_as_one() -> None:
    drawn = str(draw_chart(BARS))
    assert texts(drawn, "text").count("not in the source") == 2
    assert len(select(drawn, "[stroke-dasharray]")) == 2


def test_nothing_inline_and_every_id_of_its_own() -> None:
    drawn = str(draw_chart(BARS)) + str(draw_chart(LINES))
    assert not re.search(r'\sstyle="|\son\w+="|<style|<script', drawn)
    ids = values(drawn, "[id]", "id")
    assert len(ids) == len(set(ids))


def test_a_narrow_drawing_is_narrow() -> None:
    widths = [float(width) for width in values(str(draw_chart(BARS)), "svg", "width")]
    assert widths[0] <= 640
    assert widths[1] <= 300


def test_a_label_is_not_taken_for_geometry() -> None:
    assert tidy_svg('<svg d="M0.12345,1"><text x="1.0001">2.000</text></svg>', "u").count(">2.000<") == 1


def test_two_results_at_one_key_lie_in_lanes_and_a_forecast_follows_in_the_same() -> None:
    lanes = {
        row["series"]: row["lane"]
        for layer in specify_chart(BARS, 600)["layer"]
        for row in layer["data"]["values"]
        if "lane" in row
    }
    assert lanes == {"0": "0", "1": "0"}


def test_results_beside_each_other_are_named_and_coloured_apart() -> None:
    both = Chart("grouped-bars", ("2012", "2013"), LINES.series, "not in the source")
    drawn = str(draw_chart(both))
    assert {"one about 10.5", "two about 3"} <= set(texts(drawn, "text"))
    assert "var(--series-1)" in drawn
    assert "var(--series-3)" in drawn


def test_the_one_result_stands_out_from_what_it_is_held_against() -> None:
    bold = texts(str(draw_chart(BARS)), "text[font-weight=bold]")
    assert set(bold) == {"about 2,000", "about 12,000"}
    both = Chart("grouped-bars", ("2012", "2013"), LINES.series, "not in the source")
    assert select(str(draw_chart(both)), "text")
    assert not select(str(draw_chart(both)), "[font-weight=bold]")


def test_the_lower_of_two_points_close_together_has_its_label_below() -> None:
    sides = {
        row["label"]: layer["mark"]["baseline"]
        for layer in specify_chart(LINES, 600)["layer"]
        if layer["mark"].get("baseline") in {"top", "bottom"}
        for row in layer["data"]["values"]
    }
    assert sides == {
        "about 10.5": "top",
        "about 11": "bottom",
        "about 20": "bottom",
        "about 3": "bottom",
    }


def changes(shape: ChartShape, *values: float, first: int = 2010) -> Chart:
    """A chart of changes in percent, a year each."""
    keys = tuple(str(first + at) for at in range(len(values)))
    found = (
        Point(k, Decimal(str(v)), f"{v:+}%".replace("-", "−")) for k, v in zip(keys, values, strict=True)
    )
    return Chart(shape, keys, (Series("change", "result", tuple(found)),), "not in the source")


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("values", [(12, -7.5, 3, -20), (-12, -7.5), (0, 0), (5,), (-5,), (0,)])
def test_values_below_zero_lie_inside_the_drawing_with_their_labels(
    shape: ChartShape, values: tuple[float, ...]
) -> None:
    chart = changes(shape, *values)
    assert list(faults(chart)) == []
    for drawing in drawings(chart):
        labels, marks = measured(drawing)
        shown = {text for text, _ in labels}
        assert {point.key for point in chart.series[0].points} <= shown
        assert {point.label for point in chart.series[0].points} <= shown
        assert len([name for name, _ in marks if name == "a mark"]) >= (
            len(values) if shape != "lines" else 1
        )


def test_a_bar_below_zero_goes_to_the_left_and_has_its_number_there() -> None:
    labels, marks = measured(drawings(changes("bars", 12, -7.5, 3, -20))[0])
    places = dict(labels)
    (zero,) = [box.left for name, box in marks if name == "a line"]
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
        assert values == {"+31%", "+50%", "+1%", "+34%"}
    assert list(faults(chart)) == []


def test_names_of_series_that_end_together_stand_apart() -> None:
    keys = ("2010", "2011")
    series = tuple(Series(f"series {at}", "result", points(y2010=1, y2011=20 + at)) for at in range(4))
    assert list(faults(Chart("lines", keys, series, "not in the source"))) == []


@pytest.mark.parametrize("seed", range(12))
def test_every_mark_and_label_of_a_random_chart_lies_inside_and_no_labels_meet(seed: int) -> None:
    assert list(faults(random_chart(random.Random(seed)))) == []


def test_what_meets_or_lies_outside_is_seen() -> None:
    svg = '<svg width="100" height="50"><g transform="translate(10,10)"><text x="0" y="20">2010</text>'
    svg += '<text x="10" y="22">2011</text><path d="M0,0h200v4h-200Z"/></g></svg>'
    labels, marks = measured(ET.fromstring(svg))
    assert labels[0][1].overlaps(labels[1][1])
    assert marks[0][1].right == 210
