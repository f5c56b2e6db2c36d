"""Line charts: as many labels as fit, and the name of each series with its last value at the right.

A line is broken where the source has no value, and where what follows can't be compared with what comes
before.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from dossier_timeline.graphics.chart_data import Chart
from dossier_timeline.graphics.chart_pen import ChartPen, MarkShape
from dossier_timeline.graphics.chart_style import FONT_SIZE, LINE_STEP, SERIES_COLOURS, Colour
from dossier_timeline.graphics.label_layout import LabelBox
from dossier_timeline.graphics.line_labels import (
    LinePoint,
    Plot,
    choose_axis_rows,
    place_axis_names,
    place_series_names,
    place_value_labels,
)
from dossier_timeline.graphics.rich_text import Span, TextLine, measure_line, wrap_spans
from dossier_timeline.graphics.text_width import estimate_width

_HEIGHT, _TOP, _BOTTOM = 230.0, 24.0, 28.0
"""The least height of the plot, and what is left above and below it."""
_UNDER = 8.0
"""From the plot to the names of the rows."""
_MAX_NAME_PART = 0.36
"""The part of the width that the names of the series may take."""
_MARK_DISTANCE, _NAME_DISTANCE = 14.0, 26.0
"""From the last point to the mark of its series beside the name, and to the name."""
_MARKS: tuple[MarkShape, ...] = ("circle", "square", "diamond", "cross")


def draw_lines(chart: Chart, width: float, colours: Mapping[Colour, str]) -> tuple[list[str], float]:
    """The elements of a line chart, and its height."""
    points = list(_list_points(chart))
    ends = list({point.series: point for point in points}.values())
    names = [_name_end(chart, end, width * _MAX_NAME_PART) for end in ends]
    widest = max((measure_line(line, FONT_SIZE) for name in names for line in name), default=0.0)
    keys = [row.label for row in chart.rows]
    left = max(26.0, estimate_width(keys[0], FONT_SIZE) / 2) if keys else 0.0
    inner = width - left - widest - _NAME_DISTANCE
    heights = [float(LINE_STEP * len(name)) for name in names]
    height = max(_HEIGHT, sum(heights) + 3 * len(heights))
    plot = Plot(keys, inner, height, *chart.extent, FONT_SIZE)
    pen = ChartPen(colours)
    _draw_axis(pen, plot, left)
    for number in range(len(chart.series)):
        own = [point for point in points if point.series == number]
        _draw_series(pen, chart, plot, own, left)
    tops = place_series_names(plot, ends, heights)
    for end, name, top in zip(ends, names, tops, strict=True):
        _write_name(pen, end, name, (left + inner, _TOP + top))
    taken = _name_boxes(inner, names, tops)
    room = LabelBox(-left, -_TOP, width - left, height + _BOTTOM)
    _write_values(pen, plot, points, taken, room)
    bottom = _draw_dividers(pen, chart, plot, left, width)
    return pen.elements, bottom


def _list_points(chart: Chart) -> Iterator[LinePoint]:
    for number, series in enumerate(chart.series):
        for row, point in enumerate(series.points):
            if point.value is not None:
                yield LinePoint(row, number, float(point.value), point.label)


def _name_end(chart: Chart, end: LinePoint, room: float) -> tuple[TextLine, ...]:
    """The name of a series with its last value, in lines."""
    name = Span(chart.series[end.series].name)
    return wrap_spans((name, Span(f" {end.label}", is_bold=True)), FONT_SIZE, room, most=3)


def _name_boxes(inner: float, names: Sequence[Sequence[TextLine]], tops: Sequence[float]) -> list[LabelBox]:
    """The room that the names of the series take beside the plot."""
    left = inner + _MARK_DISTANCE - 6
    widest = max((measure_line(line, FONT_SIZE) for name in names for line in name), default=0.0)
    right = inner + _NAME_DISTANCE + widest
    return [
        LabelBox(left, top, right, top + LINE_STEP * len(name)) for name, top in zip(names, tops, strict=True)
    ]


def _draw_axis(pen: ChartPen, plot: Plot, left: float) -> None:
    zero = _TOP + plot.y(0)
    pen.draw_line((left, zero), (left + plot.width, zero), "edge")
    for row in choose_axis_rows(plot):
        middle = _TOP + plot.height + _UNDER + FONT_SIZE / 2
        pen.write_line((Span(plot.keys[row]),), (left + plot.x(row), middle), anchor="middle")


def _draw_series(pen: ChartPen, chart: Chart, plot: Plot, own: Sequence[LinePoint], left: float) -> None:
    if not own:
        return
    number = own[0].series
    role, colour = chart.series[number].role, _choose_colour(number)
    dash = "5 4" if role == "forecast" else "2 4" if role == "target" else ""
    places = {point.row: (left + plot.x(point.row), _TOP + plot.y(point.value)) for point in own}
    for run in _list_runs(chart, own):
        if len(run) > 1:
            pen.draw_path([places[row] for row in run], colour, 2.5, dash)
    for row, place in places.items():
        is_hollow = role == "forecast" or chart.rows[row].is_unclear
        pen.draw_mark(place, _choose_mark(number), colour, is_hollow=is_hollow)


def _list_runs(chart: Chart, own: Sequence[LinePoint]) -> list[list[int]]:
    """The rows of a series that a line joins."""
    runs: list[list[int]] = []
    for point in own:
        if runs and runs[-1][-1] == point.row - 1 and not chart.rows[point.row].divider:
            runs[-1].append(point.row)
        else:
            runs.append([point.row])
    return runs


def _write_name(pen: ChartPen, end: LinePoint, name: Sequence[TextLine], at: tuple[float, float]) -> None:
    middle = at[1] + LINE_STEP / 2
    pen.draw_mark((at[0] + _MARK_DISTANCE, middle), _choose_mark(end.series), _choose_colour(end.series))
    pen.write_lines(name, (at[0] + _NAME_DISTANCE, middle))


def _write_values(
    pen: ChartPen, plot: Plot, points: Sequence[LinePoint], names: Sequence[LabelBox], room: LabelBox
) -> None:
    taken, left = [*names, *place_axis_names(plot, choose_axis_rows(plot), _UNDER)], -room.left
    for point, box in place_value_labels(plot, points, taken, room):
        middle = (left + (box.left + box.right) / 2, _TOP + (box.top + box.bottom) / 2)
        pen.write_line((Span(point.label),), middle, anchor="middle")


def _draw_dividers(pen: ChartPen, chart: Chart, plot: Plot, left: float, width: float) -> float:
    """Draw an upright line before each row that can't be compared; return the height with their words."""
    bottom = _TOP + plot.height + _BOTTOM
    for number, row in enumerate(chart.rows):
        if row.divider and number:
            x = left + plot.x(number - 0.5)
            pen.draw_line((x, 0), (x, _TOP + plot.height), "amber", 1.5, "4 3")
            lines = wrap_spans([Span(f"{row.label}: {row.divider}")], FONT_SIZE, width)
            pen.write_lines(lines, (0, bottom + LINE_STEP / 2), colour="amber")
            bottom += LINE_STEP * len(lines) + _UNDER
    return bottom


def _choose_colour(number: int) -> Colour:
    return SERIES_COLOURS[number % len(SERIES_COLOURS)]


def _choose_mark(number: int) -> MarkShape:
    return _MARKS[number % len(_MARKS)]
