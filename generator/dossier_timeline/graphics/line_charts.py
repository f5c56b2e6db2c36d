"""Line charts as Vega-Lite specifications: as many labels as fit, the series named at the right."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from dossier_timeline.graphics.chart_marks import LINES, SIZE, extent, zero_line
from dossier_timeline.graphics.line_labels import (
    ABOVE,
    BELOW,
    BESIDE,
    PADDING,
    Plot,
    axis_boxes,
    name_places,
    named_keys,
    value_labels,
)
from dossier_timeline.graphics.overview_layout import Box
from dossier_timeline.graphics.text_width import text_width

if TYPE_CHECKING:
    from dossier_timeline.graphics.charts import Chart

HEIGHT, TOP, BOTTOM, LEAST = 230, 24, 28, 120
"""The plot, what is left above and below it, and its least width."""
_UNDER = 8
"""From the plot to the names of the keys."""


def lines(chart: Chart, rows: Sequence[dict[str, Any]], width: int) -> dict[str, Any]:
    """A line a series, labels at its points, and its name beside the last one."""
    ends = [
        {**own[-1], "name": series.name}
        for number, series in enumerate(chart.series)
        if (own := [row for row in rows if row["series"] == f"{number}"])
    ]
    right = round(max((text_width(end["name"], SIZE) for end in ends), default=30)) + BESIDE + 4
    left = max(24, round(text_width(chart.keys[0], SIZE) / 2) if chart.keys else 0)
    inner = max(width - left - right, LEAST)
    low, high = extent(rows)
    plot = Plot(chart.keys, inner, HEIGHT, low, high, SIZE)
    named = named_keys(plot)
    names = name_places(plot, ends)
    taken = axis_boxes(plot, named, _UNDER)
    taken += [
        Box(x, y - SIZE / 2, x + text_width(end["name"], SIZE), y + SIZE / 2)
        for end, (x, y) in zip(ends, names, strict=True)
    ]
    room = Box(-left, -TOP, inner + right, HEIGHT + BOTTOM)
    above, below = value_labels(plot, rows, taken, room)
    x = {
        "field": "key",
        "type": "ordinal",
        "scale": {"type": "point", "domain": list(chart.keys), "padding": PADDING},
        "axis": {"labelAngle": 0, "labelPadding": _UNDER, "values": named},
    }
    y = {"field": "value", "type": "quantitative", "axis": None, "scale": _scale(low, high)}
    layers = [
        *zero_line("y", y, low),
        *_marks(chart, x, y),
        _labels(below, x, y, {"baseline": "top", "dy": BELOW}),
        _labels(above, x, y, {"baseline": "bottom", "dy": ABOVE}),
        *(_name(end["name"], place) for end, place in zip(ends, names, strict=True)),
    ]
    return {
        "data": {"values": list(rows)},
        "width": inner,
        "height": HEIGHT,
        "padding": {"left": left, "right": right, "top": TOP, "bottom": BOTTOM},
        "layer": layers,
    }


def _scale(low: float, high: float) -> dict[str, Any]:
    return {"domain": [low, high], "nice": False}


def _marks(chart: Chart, x: dict[str, Any], y: dict[str, Any]) -> list[dict[str, Any]]:
    numbers = [f"{number}" for number in range(len(chart.series))]
    nominal: dict[str, Any] = {"field": "series", "type": "nominal", "legend": None}
    colour = {**nominal, "scale": {"domain": numbers, "range": list(LINES[: len(numbers)])}}
    shape = {**nominal, "scale": {"domain": numbers, "range": ["circle", "square", "diamond", "cross"]}}
    return [
        {"mark": {"type": "line", "strokeWidth": 2.5}, "encoding": {"x": x, "y": y, "color": colour}},
        {
            "mark": {"type": "point", "filled": True, "size": 64, "opacity": 1},
            "encoding": {"x": x, "y": y, "color": colour, "shape": shape},
        },
    ]


def _labels(
    rows: Sequence[Any], x: dict[str, Any], y: dict[str, Any], place: dict[str, Any]
) -> dict[str, Any]:
    return {
        "data": {"values": list(rows)},
        "mark": {"type": "text", **place},
        "encoding": {"x": x, "y": y, "text": {"field": "label"}},
    }


def _name(name: str, place: tuple[float, float]) -> dict[str, Any]:
    return {
        "data": {"values": [{"name": name}]},
        "mark": {"type": "text", "align": "left", "baseline": "middle"},
        "encoding": {
            "x": {"value": round(place[0], 1)},
            "y": {"value": round(place[1], 1)},
            "text": {"field": "name"},
        },
    }
