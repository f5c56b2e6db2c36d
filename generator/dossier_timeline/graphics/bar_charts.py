"""Charts as Vega-Lite specifications: bars that lie down, dots and lines, labelled directly."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from dossier_timeline.graphics.chart_style import FONT, FONT_SIZE, LINES, scale_extent, specify_zero_line
from dossier_timeline.graphics.line_charts import specify_lines
from dossier_timeline.graphics.text_width import estimate_width

if TYPE_CHECKING:
    from dossier_timeline.graphics.charts import Chart, ChartShape

_COLOURS = {
    "result": "var(--series-1)",
    "target": "var(--series-2)",
    "forecast": "var(--series-1)",
    "context": "var(--series-3)",
}
_LETTERS_APART = 12
"""From what is left of the plot or right of it to its edge."""
_MIN_PLOT_WIDTH = 60
"""The least width of the plot."""


def specify_chart(chart: Chart, width: int) -> dict[str, Any]:
    """The Vega-Lite specification of a chart, `width` CSS pixels wide."""
    body = (
        specify_lines(chart, list(_data_rows(chart)), width)
        if chart.shape == "lines"
        else _specify_bars(chart, width)
    )
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "background": None,
        "autosize": {"type": "none"},
        "config": {
            "aria": False,
            "font": FONT,
            "view": {"stroke": None},
            "text": {"fontSize": FONT_SIZE, "fill": "var(--ink)"},
            "axis": {
                "labelFontSize": FONT_SIZE,
                "labelColor": "var(--ink)",
                "domain": False,
                "ticks": False,
                "grid": False,
                "title": None,
                "labelLimit": 0,
            },
        },
        **body,
    }


def _data_rows(chart: Chart) -> Iterator[dict[str, Any]]:
    for number, series in enumerate(chart.series):
        for point in series.points:
            if point.value is not None:
                yield {
                    "key": point.key,
                    "series": f"{number}",
                    "lane": f"{_series_lane(chart, number)}",
                    "role": series.role,
                    "value": float(point.value),
                    "colour": _series_colour(chart, number),
                    "label": point.label,
                }


def _series_colour(chart: Chart, number: int) -> str:
    """The colour of a series: results beside each other have one each."""
    series = chart.series[number]
    if series.role != "result":
        return _COLOURS[series.role]
    results = [i for i, other in enumerate(chart.series) if other.role == "result"]
    return LINES[results.index(number) % len(LINES)]


def _series_lane(chart: Chart, number: int) -> int:
    """Series that have no key in common lie in one lane: results and the forecast that follows them."""
    keys = [{p.key for p in series.points if p.value is not None} for series in chart.series]
    lanes: list[set[str]] = []
    for own in keys[: number + 1]:
        place = next((i for i, taken in enumerate(lanes) if not taken & own), len(lanes))
        if place == len(lanes):
            lanes.append(set())
        lanes[place] |= own
    return place


def _gap_rows(chart: Chart) -> list[str]:
    filled = {row["key"] for row in _data_rows(chart)}
    return [key for key in chart.keys if key not in filled]


def _specify_bars(chart: Chart, width: int) -> dict[str, Any]:
    """Bars (or dots) that lie down, a label at the end of each; a target is a thinner bar."""
    rows = list(_data_rows(chart))
    lanes = len({row["lane"] for row in rows}) or 1
    if lanes > 1:
        rows = [{**row, "label": f"{chart.series[int(row['series'])].name} {row['label']}"} for row in rows]
    gaps = _gap_rows(chart)
    left = _label_room(chart.keys)
    before = _label_room(row["label"] for row in rows if row["value"] < 0)
    after = _label_room(row["label"] for row in rows if row["value"] >= 0) or _LETTERS_APART
    inner = max(
        width - left - after, before + _MIN_PLOT_WIDTH, _label_room([chart.gap]) - after if gaps else 0
    )
    low, high = scale_extent(rows)
    several = lanes > 1
    step = 22 if several else 30
    height = len(chart.keys) * (lanes * step + (14 if several else 6))
    y: dict[str, Any] = {
        "field": "key",
        "type": "ordinal",
        "scale": {"domain": list(chart.keys), "paddingInner": 0.2 if several else 0.1, "paddingOuter": 0.1},
        "axis": {"labelPadding": 10},
    }
    lane = {"field": "lane", "type": "ordinal"}
    offset = {"yOffset": lane} if several else {}
    centred = {"yOffset": {**lane, "bandPosition": 0.5}} if several else {}
    scale = {"domain": [low, high], "range": [before, inner], "nice": False}
    x = {"field": "value", "type": "quantitative", "axis": None, "scale": scale}
    middle = {"bandPosition": 0.5}
    layers: list[dict[str, Any]] = specify_zero_line("x", x, low)
    layers += [
        _specify_mark(chart.shape, rows, role, {"x": x, "y": y, **offset})
        for role in _COLOURS
        if _has_role(rows, role)
    ]
    layers += [
        {
            "data": {"values": own},
            "mark": {"type": "text", "baseline": "middle", **style},
            "encoding": {
                "x": x,
                "y": y if several else {**y, **middle},
                **centred,
                "text": {"field": "label"},
            },
        }
        for own, style in _place_labels(_weigh_labels(chart, rows))
    ]
    if gaps:
        layers.append(
            {
                "data": {"values": [{"key": key, "label": chart.gap} for key in gaps]},
                "mark": {"type": "text", "align": "left", "baseline": "middle", "fill": "var(--soft)"},
                "encoding": {"x": {"value": 0}, "y": {**y, **middle}, "text": {"field": "label"}},
            }
        )
    return {
        "width": inner,
        "height": height,
        "padding": {"left": left, "right": after, "top": 2, "bottom": 2},
        "layer": layers,
    }


def _label_room(labels: Iterable[str]) -> int:
    """The room that labels need beside the plot; none where there are none."""
    widest = max((estimate_width(label, FONT_SIZE) for label in labels), default=None)
    return 0 if widest is None else round(widest) + _LETTERS_APART


def _place_labels(
    weighed: Iterable[tuple[list[Any], dict[str, str]]],
) -> Iterator[tuple[list[Any], dict[str, Any]]]:
    """The same with the side on which labels stand: left of what is below zero, right of the rest."""
    for rows, style in weighed:
        for below in (True, False):
            if own := [row for row in rows if (row["value"] < 0) == below]:
                yield own, {**style, "align": "right" if below else "left", "dx": -7 if below else 7}


def _weigh_labels(chart: Chart, rows: list[dict[str, Any]]) -> Iterator[tuple[list[Any], dict[str, str]]]:
    """Rows with the style of their labels: the one result stands out from what it is held against."""
    one = sum(series.role == "result" for series in chart.series) == 1
    results = [row for row in rows if row["role"] == "result"]
    others = [row for row in rows if row["role"] != "result"]
    if results:
        yield results, {"fontWeight": "bold"} if one else {}
    if others:
        yield others, {}


def _has_role(rows: list[dict[str, Any]], role: str) -> bool:
    return any(row["role"] == role for row in rows)


def _specify_mark(
    shape: ChartShape, rows: list[dict[str, Any]], role: str, encoding: dict[str, Any]
) -> dict[str, Any]:
    own = [row for row in rows if row["role"] == role]
    colour = {"field": "colour", "type": "nominal", "scale": None}
    if shape == "dots":
        mark: dict[str, Any] = {"type": "point", "filled": role != "forecast", "size": 90}
        return {"data": {"values": own}, "mark": mark, "encoding": {**encoding, "color": colour}}
    mark = {"type": "bar", "height": 9 if role == "target" else 16}
    if role == "forecast":
        mark |= {"fill": "transparent", "strokeWidth": 2, "strokeDash": [5, 4]}
    paint = "stroke" if role == "forecast" else "fill"
    return {"data": {"values": own}, "mark": mark, "encoding": {**encoding, paint: colour}}
