"""Charts as Vega-Lite specifications: bars that lie down, dots and lines, labelled directly."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from generator.pages.charts import Chart, Shape

FONT = "Liberation Sans"
SIZE = 13
"""The size of letters in the drawing, in CSS pixels."""
_LETTER = 0.6 * SIZE
"""A generous width of a letter, to leave room for labels."""
_COLOURS = {
    "result": "var(--series-1)",
    "target": "var(--series-2)",
    "forecast": "var(--series-1)",
    "context": "var(--series-3)",
}
_LINES = ("var(--series-1)", "var(--series-3)", "var(--series-4)", "var(--series-2)")


def specification(chart: Chart, width: int) -> dict[str, Any]:
    """The Vega-Lite specification of a chart, `width` CSS pixels wide."""
    body = _lines(chart, width) if chart.shape == "lines" else _bars(chart, width)
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "background": None,
        "autosize": {"type": "none"},
        "config": {
            "aria": False,
            "font": FONT,
            "view": {"stroke": None},
            "text": {"fontSize": SIZE, "fill": "var(--ink)"},
            "axis": {
                "labelFontSize": SIZE,
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


def _rows(chart: Chart) -> Iterator[dict[str, Any]]:
    for number, series in enumerate(chart.series):
        for point in series.points:
            if point.value is not None:
                yield {
                    "key": point.key,
                    "series": f"{number}",
                    "lane": f"{_lane(chart, number)}",
                    "role": series.role,
                    "value": float(point.value),
                    "colour": _colour(chart, number),
                    "label": point.label,
                }


def _colour(chart: Chart, number: int) -> str:
    """The colour of a series: results beside each other have one each."""
    series = chart.series[number]
    if series.role != "result":
        return _COLOURS[series.role]
    results = [i for i, other in enumerate(chart.series) if other.role == "result"]
    return _LINES[results.index(number) % len(_LINES)]


def _lane(chart: Chart, number: int) -> int:
    """Series that have no key in common lie in one lane: results and the forecast that follows them."""
    keys = [{p.key for p in series.points if p.value is not None} for series in chart.series]
    lanes: list[set[str]] = []
    for own in keys[: number + 1]:
        place = next((i for i, taken in enumerate(lanes) if not taken & own), len(lanes))
        if place == len(lanes):
            lanes.append(set())
        lanes[place] |= own
    return place


def _gaps(chart: Chart) -> list[str]:
    filled = {row["key"] for row in _rows(chart)}
    return [key for key in chart.keys if key not in filled]


def _bars(chart: Chart, width: int) -> dict[str, Any]:
    """Bars (or dots) that lie down, a label at the end of each; a target is a thinner bar."""
    rows = list(_rows(chart))
    lanes = len({row["lane"] for row in rows})
    if lanes > 1:
        rows = [{**row, "label": f"{chart.series[int(row['series'])].name} {row['label']}"} for row in rows]
    left = round(max((len(key) for key in chart.keys), default=4) * _LETTER) + 12
    right = round(max((len(row["label"]) for row in rows), default=4) * _LETTER) + 12
    inner = max(width - left - right, 60)
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
    x = {"field": "value", "type": "quantitative", "axis": None, "scale": {"domainMin": 0, "nice": False}}
    middle = {"bandPosition": 0.5}
    layers: list[dict[str, Any]] = [
        _mark(chart.shape, rows, role, {"x": x, "y": y, **offset}) for role in _COLOURS if _has(rows, role)
    ]
    layers += [
        {
            "data": {"values": own},
            "mark": {"type": "text", "align": "left", "baseline": "middle", "dx": 7, **style},
            "encoding": {
                "x": x,
                "y": y if several else {**y, **middle},
                **centred,
                "text": {"field": "label"},
            },
        }
        for own, style in _weighed(chart, rows)
    ]
    gaps = _gaps(chart)
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
        "padding": {"left": left, "right": right, "top": 2, "bottom": 2},
        "layer": layers,
    }


def _weighed(chart: Chart, rows: list[dict[str, Any]]) -> Iterator[tuple[list[Any], dict[str, str]]]:
    """Rows with the style of their labels: the one result stands out from what it is held against."""
    one = sum(series.role == "result" for series in chart.series) == 1
    results = [row for row in rows if row["role"] == "result"]
    others = [row for row in rows if row["role"] != "result"]
    if results:
        yield results, {"fontWeight": "bold"} if one else {}
    if others:
        yield others, {}


def _has(rows: list[dict[str, Any]], role: str) -> bool:
    return any(row["role"] == role for row in rows)


def _mark(shape: Shape, rows: list[dict[str, Any]], role: str, encoding: dict[str, Any]) -> dict[str, Any]:
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


def _lines(chart: Chart, width: int) -> dict[str, Any]:
    """A line a series, a label at each point, and the series' name at its last point."""
    rows = list(_rows(chart))
    under = _labelled_below(rows)
    ends = []
    for number, series in enumerate(chart.series):
        last = [row for row in rows if row["series"] == f"{number}"][-1:]
        ends += [{**row, "name": series.name} for row in last]
    right = round(max((len(end["name"]) for end in ends), default=4) * _LETTER) + 16
    left = 24
    x = {
        "field": "key",
        "type": "ordinal",
        "scale": {"type": "point", "domain": list(chart.keys), "padding": 0.3},
        "axis": {"labelAngle": 0, "labelPadding": 8},
    }
    y = {"field": "value", "type": "quantitative", "axis": None, "scale": {"domainMin": 0, "nice": False}}
    numbers = [f"{number}" for number in range(len(chart.series))]
    nominal: dict[str, Any] = {"field": "series", "type": "nominal", "legend": None}
    colour = {**nominal, "scale": {"domain": numbers, "range": list(_LINES[: len(numbers)])}}
    shape = {**nominal, "scale": {"domain": numbers, "range": ["circle", "square", "diamond", "cross"]}}
    layers: list[dict[str, Any]] = [
        {"mark": {"type": "line", "strokeWidth": 2.5}, "encoding": {"x": x, "y": y, "color": colour}},
        {
            "mark": {"type": "point", "filled": True, "size": 64, "opacity": 1},
            "encoding": {"x": x, "y": y, "color": colour, "shape": shape},
        },
        *(
            {
                "data": {"values": [row for row in rows if (row in under) == below]},
                "mark": {"type": "text", "baseline": "top" if below else "bottom", "dy": 9 if below else -8},
                "encoding": {"x": x, "y": y, "text": {"field": "label"}},
            }
            for below in (False, True)
        ),
        {
            "data": {"values": ends},
            "mark": {"type": "text", "align": "left", "baseline": "middle", "dx": 12},
            "encoding": {"x": x, "y": y, "text": {"field": "name"}},
        },
    ]
    return {
        "data": {"values": rows},
        "width": max(width - left - right, 120),
        "height": 230,
        "padding": {"left": left, "right": right, "top": 24, "bottom": 28},
        "layer": layers,
    }


def _labelled_below(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Points whose label goes below them, because another point lies close above."""
    near = max((row["value"] for row in rows), default=0) * 0.12
    return [
        row
        for row in rows
        if any(o["key"] == row["key"] and 0 < o["value"] - row["value"] < near for o in rows)
    ]
