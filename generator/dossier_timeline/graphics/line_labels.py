"""Which labels of a line chart are written, and where, so that none meets another or leaves the drawing.

A value that finds no room is left to the table beside the chart. Coordinates are those of the plot, in
CSS pixels, from its upper left corner.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from dossier_timeline.graphics.label_layout import LabelBox, stack_labels
from dossier_timeline.graphics.text_width import estimate_width

ABOVE, BELOW = -8, 9
"""From a point to the label above or below it."""
DOT_RADIUS = 5.0
"""From the middle of a point to its edge."""
MAX_ALL_LABELLED = 12
"""Up to so many rows every label is written that finds room."""
VALUE_LABEL_GAP = 1.5
"""At least this much between two labels."""
_NEAR = 0.12
"""Points nearer to each other than this part of the scale have their labels on either side."""


@dataclass(frozen=True, slots=True)
class LinePoint:
    """A point of a line: its row and series by number, its value, and how that reads."""

    row: int
    series: int
    value: float
    label: str


@dataclass(frozen=True, slots=True)
class Plot:
    """Where the points of a chart are: the middle of each row, and the scale of the values."""

    keys: Sequence[str]
    width: float
    height: float
    low: float
    high: float
    size: float
    """The size of letters."""

    @property
    def step(self) -> float:
        """From one row to the next: a third of that is left free at the start, and less at the end."""
        return self.width / (len(self.keys) - 1 + PADDING + END_PADDING)

    def x(self, row: float) -> float:
        """Where a row is."""
        return self.step * (PADDING + row)

    def y(self, value: float) -> float:
        """Where a value is."""
        return self.height * (self.high - value) / (self.high - self.low)


PADDING, END_PADDING = 0.3, 0.08
"""The part of a step that is left free at each end of the axis."""


def choose_axis_rows(plot: Plot) -> list[int]:
    """The rows that the axis names: all, or every second, fifth, tenth… so that there is room."""
    widest = max((estimate_width(key, plot.size) for key in plot.keys), default=0.0) + 2 * VALUE_LABEL_GAP
    for step in (1, 2, 5, 10, 20, 50, 100):
        if widest <= step * plot.step or step >= len(plot.keys):
            return list(range(_first_round_row(plot.keys, step), len(plot.keys), step))
    return [0] if plot.keys else []


def _first_round_row(keys: Sequence[str], step: int) -> int:
    """The first row to name: a year that the step divides, where the rows are years."""
    if not all(key.isdecimal() for key in keys):
        return 0
    return next((at for at, key in enumerate(keys) if int(key) % step == 0), 0)


def place_axis_names(plot: Plot, named: Iterable[int], below: float) -> list[LabelBox]:
    """The room that the names of the rows take under the plot."""
    top = plot.height + below
    return [
        _centred_box(plot.x(row), top, estimate_width(plot.keys[row], plot.size), plot.size) for row in named
    ]


def place_series_names(plot: Plot, ends: Sequence[LinePoint], heights: Sequence[float]) -> list[float]:
    """The tops of the names of the series: below each other, each as near to its last point as can be."""
    order = sorted(range(len(ends)), key=lambda at: (plot.y(ends[at].value), at))
    sizes = [heights[at] for at in order]
    wanted = [plot.y(ends[at].value) - heights[at] / 2 for at in order]
    tops = list(stack_labels(wanted, sizes, 2 * VALUE_LABEL_GAP))
    limit = plot.height
    for at in reversed(range(len(tops))):
        tops[at] = min(tops[at], limit - sizes[at])
        limit = tops[at] - 2 * VALUE_LABEL_GAP
    limit = -plot.size
    for at, size in enumerate(sizes):
        tops[at] = max(tops[at], limit)
        limit = tops[at] + size + 2 * VALUE_LABEL_GAP
    top_of = dict(zip(order, tops, strict=True))
    return [top_of[at] for at in range(len(ends))]


def place_value_labels(
    plot: Plot, points: Sequence[LinePoint], taken: Sequence[LabelBox], room: LabelBox
) -> list[tuple[LinePoint, bool]]:
    """The points that have a label, each with whether it stands above its point.

    Where there are many rows, only the ends and extremes of each series have one, so that the line can be
    seen. The last point of a series has its value beside the name. `taken` is where there are other labels,
    `room` the drawing.
    """
    ends = {point.series: point for point in points}
    chosen = points if len(plot.keys) <= MAX_ALL_LABELLED else _choose_points(points)
    wanted = [point for point in chosen if point is not ends[point.series]]
    return _place_wanted(plot, wanted, points, taken, room)


def _place_wanted(
    plot: Plot,
    wanted: Iterable[LinePoint],
    points: Sequence[LinePoint],
    taken: Sequence[LabelBox],
    room: LabelBox,
) -> list[tuple[LinePoint, bool]]:
    """The labels that find room, one after the other, each with whether it stands above its point."""
    boxes, chosen = list(taken), list[tuple[LinePoint, bool]]()
    dots = [
        _centred_box(plot.x(one.row), plot.y(one.value) - DOT_RADIUS, 2 * DOT_RADIUS, 2 * DOT_RADIUS)
        for one in points
    ]
    for point in wanted:
        for above in _prefers_above(points, point, plot):
            box = _box_at_point(plot, point, above=above)
            if box.is_within(room) and not any(box.overlaps(other, VALUE_LABEL_GAP) for other in boxes):
                if any(box.overlaps(dot) for dot in dots):
                    continue
                boxes.append(box)
                chosen.append((point, above))
                break
    return chosen


def _box_at_point(plot: Plot, point: LinePoint, *, above: bool) -> LabelBox:
    x, y = plot.x(point.row), plot.y(point.value)
    top = y + ABOVE - plot.size if above else y + BELOW
    return _centred_box(x, top, estimate_width(point.label, plot.size), plot.size)


def _centred_box(x: float, top: float, width: float, height: float) -> LabelBox:
    return LabelBox(x - width / 2, top, x + width / 2, top + height)


def _prefers_above(points: Sequence[LinePoint], point: LinePoint, plot: Plot) -> tuple[bool, bool]:
    """Above a point, but below where another lies close above it or its line comes down to it and goes up."""
    near = (plot.high - plot.low) * _NEAR
    close = any(o.row == point.row and 0 < o.value - point.value < near for o in points)
    return (False, True) if close or _is_valley(points, point) else (True, False)


def _is_valley(points: Sequence[LinePoint], point: LinePoint) -> bool:
    own = [one for one in points if one.series == point.series]
    at = own.index(point)
    return 0 < at < len(own) - 1 and min(own[at - 1].value, own[at + 1].value) > point.value


def _choose_points(points: Sequence[LinePoint]) -> Iterator[LinePoint]:
    """The last, first, highest and lowest point of each series, each once."""
    series: dict[int, list[LinePoint]] = {}
    for point in points:
        series.setdefault(point.series, []).append(point)
    for own in series.values():
        values = [point.value for point in own]
        marked = (len(own) - 1, 0, values.index(max(values)), values.index(min(values)))
        yield from (own[at] for at in dict.fromkeys(marked))
