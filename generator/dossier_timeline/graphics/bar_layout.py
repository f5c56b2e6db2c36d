"""Where the bars of a chart and their labels go: beside each other, or the labels above where room is short.

Lengths are in CSS pixels.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from dossier_timeline.graphics.chart_data import Chart, ChartRow, Point
from dossier_timeline.graphics.chart_style import FONT_SIZE
from dossier_timeline.graphics.rich_text import Span, TextLine, measure_line, wrap_spans
from dossier_timeline.graphics.text_width import estimate_width

BAR_LABEL_GAP = 9.0
"""From the end of a bar to its label, and from the label of a row to the bars."""
_EDGE = 6.0
"""What is left free at an edge, for half of a dot or of a target's line."""
_MAX_KEY_PART = 0.3
"""The part of the width that the labels of rows may take beside the bars."""
_MIN_PLOT_PART = 0.4
"""The part of the width that the whole scale takes at least, where labels stand beside it."""
_MIN_WRAPPED = 120.0
"""The least room for a label beside a bar that is broken into lines."""
_MAX_BESIDE = 3
"""So many lines a label beside a bar may have."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of a row, with the target and the forecast that its value is held against."""

    series: int
    point: Point
    target: float | None
    forecast: float | None
    label: TextLine

    @property
    def value(self) -> float:
        """The length of the bar on the scale; that of its forecast or target where there is no value."""
        return self._ends[0]

    @property
    def _own_value(self) -> float | None:
        return None if self.point.value is None else float(self.point.value)

    @property
    def far_end(self) -> float:
        """The value farthest from zero, on the side of the bar."""
        return min(self._ends) if self.value < 0 else max(self._ends)

    @property
    def near_end(self) -> float:
        """The value at the other end, which may be on the other side of zero."""
        return max(self._ends) if self.value < 0 else min(self._ends)

    @property
    def _ends(self) -> list[float]:
        return [v for v in (self._own_value, self.forecast, self.target) if v is not None]


@dataclass(frozen=True, slots=True)
class BarRow:
    """A row with its bars; none where the source has no value."""

    row: ChartRow
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class BarLayout:
    """The scale, and whether labels stand above their bars; `zero` is where zero is."""

    width: float
    left: float
    zero: float
    scale: float
    is_above: bool
    label_lines: Mapping[tuple[int, int], tuple[TextLine, ...]]
    """The label of each bar, by the numbers of its row and of the bar in it."""

    def x(self, value: float) -> float:
        """Where a value is."""
        return self.zero + value * self.scale


def list_bar_rows(chart: Chart) -> list[BarRow]:
    """The rows of a chart with their bars, each with its label."""
    named: set[int] = set()
    rows = []
    for index, row in enumerate(chart.rows):
        present = [at for at, _ in _find_bars(chart, index)]
        bars = tuple(_make_bar(chart, index, at, present, named) for at in present)
        rows.append(BarRow(row, bars))
    return rows


def _find_bars(chart: Chart, row: int) -> Iterator[tuple[int, Point]]:
    """Yield the series that have a bar at a row: a target or forecast has one with the series it is of."""
    for number, series in enumerate(chart.series):
        if series.of is None:
            compared = [o for o in chart.series if o.of == number and o.points[row].value is not None]
            if series.points[row].value is not None or compared:
                yield number, series.points[row]


def _make_bar(chart: Chart, row: int, number: int, present: Sequence[int], named: set[int]) -> Bar:
    series = chart.series[number]
    point = series.points[row]
    compared = {
        other.role: other.points[row]
        for other in chart.series
        if other.of == number and other.points[row].value is not None
    }
    target, forecast = (_value_of(compared.get(role)) for role in ("target", "forecast"))
    shown = point if point.value is not None else (compared.get("forecast") or compared["target"])
    note = point.note or shown.note
    if not note and _is_named(chart, number, present, named):
        note = series.name
        named.add(number)
    label = (Span(shown.label, is_bold=True), *([Span(f" · {note}")] if note else []))
    return Bar(number, point, target, forecast, label)


def _value_of(point: Point | None) -> float | None:
    return None if point is None or point.value is None else float(point.value)


def _is_named(chart: Chart, number: int, present: Sequence[int], named: set[int]) -> bool:
    """Whether a bar says to which series it belongs: the first of each, and each where others are missing."""
    own = [at for at, series in enumerate(chart.series) if series.of is None]
    return len(own) > 1 and (number not in named or len(present) < len(own))


def lay_out_bars(chart: Chart, rows: Sequence[BarRow], width: float, *, is_narrow: bool) -> BarLayout:
    """The layout in which the bars have enough room: labels beside them, broken into lines, or above."""
    keys = max((estimate_width(row.row.label, FONT_SIZE) for row in rows), default=0.0)
    left = keys + BAR_LABEL_GAP
    if not is_narrow and left <= _MAX_KEY_PART * width:
        found = _place_beside(chart, rows, width, left) or _place_wrapped(chart, rows, width, left)
        if found is not None:
            return found
    return _place_above(chart, rows, width)


def _place_beside(chart: Chart, rows: Sequence[BarRow], width: float, left: float) -> BarLayout | None:
    """Each label on one line at the end of its bar; `None` where that leaves the bars too little."""
    low, high = chart.extent
    room = width - left - _EDGE
    sides: dict[bool, list[tuple[float, float]]] = {True: [(0.0, 0.0)], False: [(0.0, 0.0)]}
    for bar in _all_bars(rows):
        sides[bar.value < 0].append((abs(bar.far_end), measure_line(bar.label, FONT_SIZE) + BAR_LABEL_GAP))
        sides[bar.near_end < 0].append((abs(bar.near_end), 0.0))
    if any(not row.bars for row in rows):
        sides[False].append((0.0, estimate_width(chart.gap, FONT_SIZE) + BAR_LABEL_GAP))
    pairs = product(sides[True], sides[False])
    scales = (
        (room - before - after) / (negative + positive)
        for (negative, before), (positive, after) in pairs
        if negative + positive > 0
    )
    scale = min(scales, default=room / (high - low))
    scale = min(scale, room / (high - low))
    if scale * (high - low) < _MIN_PLOT_PART * width:
        return None
    before = max(length * scale + label for length, label in sides[True])
    lines = {(at, number): (bar.label,) for at, row in enumerate(rows) for number, bar in enumerate(row.bars)}
    return BarLayout(width, left, left + before, scale, is_above=False, label_lines=lines)


def _place_wrapped(chart: Chart, rows: Sequence[BarRow], width: float, left: float) -> BarLayout | None:
    """Labels at the ends of their bars, in several lines; `None` where one has too little room."""
    low, high = chart.extent
    if low < 0:
        return None
    scale = _MIN_PLOT_PART * width / high
    lines: dict[tuple[int, int], tuple[TextLine, ...]] = {}
    for at, row in enumerate(rows):
        for number, bar in enumerate(row.bars):
            room = width - left - bar.far_end * scale - BAR_LABEL_GAP
            wrapped = wrap_spans(bar.label, FONT_SIZE, room)
            if room < _MIN_WRAPPED or len(wrapped) > _MAX_BESIDE:
                return None
            lines[at, number] = wrapped
    return BarLayout(width, left, left, scale, is_above=False, label_lines=lines)


def _place_above(chart: Chart, rows: Sequence[BarRow], width: float) -> BarLayout:
    """Labels above their bars, which get the whole width."""
    low, high = chart.extent
    before = _EDGE if low < 0 or chart.shape == "dots" else 0.0
    scale = (width - before - _EDGE) / (high - low)
    lines: dict[tuple[int, int], tuple[TextLine, ...]] = {}
    for at, row in enumerate(rows):
        for number, bar in enumerate(row.bars):
            key = [Span(row.row.label)] if len(row.bars) == 1 else []
            lines[at, number] = wrap_spans((*key, *bar.label), FONT_SIZE, width)
    return BarLayout(width, 0.0, before - low * scale, scale, is_above=True, label_lines=lines)


def _all_bars(rows: Sequence[BarRow]) -> Iterator[Bar]:
    for row in rows:
        yield from row.bars
