"""Line charts as Vega-Lite specifications: as many labels as fit, the series named at the right."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from dossier_timeline.graphics.chart_style import FONT_SIZE, LINES, scale_extent, specify_zero_line
from dossier_timeline.graphics.label_layout import LabelBox
from dossier_timeline.graphics.line_labels import (
    ABOVE,
    BELOW,
    NAME_DISTANCE,
    PADDING,
    Plot,
    choose_axis_keys,
    place_axis_names,
    place_series_names,
    place_value_labels,
)
from dossier_timeline.graphics.text_width import estimate_width

if TYPE_CHECKING:
    from dossier_timeline.graphics.charts import Chart

HEIGHT, TOP, BOTTOM, LEAST = 230, 24, 28, 120
"""The plot, what is left above and below it, and its least width."""
_UNDER = 8
"""From the plot to the names of the keys."""


def specify_lines(chart: Chart, rows: Sequence[dict[str, Any]], width: int) -> dict[str, Any]:
    """A line a series, labels at its points, and its name beside the last one."""
    ends = [
        {**own[-1], "name": series.name}
        for number, series in enumerate(chart.series)
        if (own := [row for row in rows if row["series"] == f"{number}"])
    ]
    right = (
        round(max((estimate_width(end["name"], FONT_SIZE) for end in ends), default=30)) + NAME_DISTANCE + 4
    )
    left = max(24, round(estimate_width(chart.keys[0], FONT_SIZE) / 2) if chart.keys else 0)
    inner = max(width - left - right, LEAST)
    low, high = scale_extent(rows)
    plot = Plot(chart.keys, inner, HEIGHT, low, high, FONT_SIZE)
    named = choose_axis_keys(plot)
    names = place_series_names(plot, ends)
    taken = place_axis_names(plot, named, _UNDER)
    taken += [
        LabelBox(x, y - FONT_SIZE / 2, x + estimate_width(end["name"], FONT_SIZE), y + FONT_SIZE / 2)
        for end, (x, y) in zip(ends, names, strict=True)
    ]
    room = LabelBox(-left, -TOP, inner + right, HEIGHT + BOTTOM)
    above, below = place_value_labels(plot, rows, taken, room)
    x = {
        "field": "key",
        "type": "ordinal",
        "scale": {"type": "point", "domain": list(chart.keys), "padding": PADDING},
        "axis": {"labelAngle": 0, "labelPadding": _UNDER, "values": named},
    }
    y = {"field": "value", "type": "quantitative", "axis": None, "scale": _value_scale(low, high)}
    layers = [
        *specify_zero_line("y", y, low),
        *_specify_marks(chart, x, y),
        _specify_labels(below, x, y, {"baseline": "top", "dy": BELOW}),
        _specify_labels(above, x, y, {"baseline": "bottom", "dy": ABOVE}),
        *(_specify_name(end["name"], place) for end, place in zip(ends, names, strict=True)),
    ]
    return {
        "data": {"values": list(rows)},
        "width": inner,
        "height": HEIGHT,
        "padding": {"left": left, "right": right, "top": TOP, "bottom": BOTTOM},
        "layer": layers,
    }


def _value_scale(low: float, high: float) -> dict[str, Any]:
    return {"domain": [low, high], "nice": False}


def _specify_marks(chart: Chart, x: dict[str, Any], y: dict[str, Any]) -> list[dict[str, Any]]:
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


def _specify_labels(
    rows: Sequence[Any], x: dict[str, Any], y: dict[str, Any], place: dict[str, Any]
) -> dict[str, Any]:
    return {
        "data": {"values": list(rows)},
        "mark": {"type": "text", **place},
        "encoding": {"x": x, "y": y, "text": {"field": "label"}},
    }


def _specify_name(name: str, place: tuple[float, float]) -> dict[str, Any]:
    return {
        "data": {"values": [{"name": name}]},
        "mark": {"type": "text", "align": "left", "baseline": "middle"},
        "encoding": {
            "x": {"value": round(place[0], 1)},
            "y": {"value": round(place[1], 1)},
            "text": {"field": "name"},
        },
    }
