"""Which labels of a line chart are written, and where, so that none meets another or leaves the drawing.

A value that finds no room is left to the table beside the chart. Coordinates are those of the plot, in
CSS pixels, from its upper left corner.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from dossier_timeline.graphics.label_layout import LabelBox, stack_labels
from dossier_timeline.graphics.text_width import estimate_width

PlotPlace = tuple[float, float]

ABOVE, BELOW = -8, 9
"""From a point to the label above or below it."""
DOT_RADIUS = 5.0
"""From the middle of a point to its edge."""
MAX_ALL_LABELLED = 12
"""Up to so many rows every label is written that finds room."""
VALUE_LABEL_GAP = 1.5
"""At least this much between two labels."""
_SHIFTS = (0.0, -0.25, 0.25, -0.375, 0.375, -0.5, 0.5)
"""How far a label moves aside where a line would run through it, as parts of its width; the nearest first."""
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
) -> list[tuple[LinePoint, LabelBox]]:
    """The points that have a label, each with where that is.

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
) -> list[tuple[LinePoint, LabelBox]]:
    """The labels that find room, one after the other, where the fewest lines run through them."""
    boxes, chosen = list(taken), list[tuple[LinePoint, LabelBox]]()
    dots = [
        _centred_box(plot.x(one.row), plot.y(one.value) - DOT_RADIUS, 2 * DOT_RADIUS, 2 * DOT_RADIUS)
        for one in points
    ]
    pieces = list(_list_pieces(plot, points))
    for point in wanted:
        free = [
            box
            for box in _list_boxes(plot, point, _prefers_above(points, point, plot))
            if box.is_within(room)
            and not any(box.overlaps(other, VALUE_LABEL_GAP) for other in boxes)
            and not any(box.overlaps(dot) for dot in dots)
        ]
        if free:
            box = min(free, key=lambda one: sum(_is_crossed(one, *piece) for piece in pieces))
            boxes.append(box)
            chosen.append((point, box))
    return chosen


def _list_boxes(plot: Plot, point: LinePoint, sides: Iterable[bool]) -> Iterator[LabelBox]:
    """Where the label of a point may be, best first: straight above or below it, or moved aside."""
    width = estimate_width(point.label, plot.size)
    for shift, above in product(_SHIFTS, sides):
        top = plot.y(point.value) + (ABOVE - plot.size if above else BELOW)
        yield _centred_box(plot.x(point.row) + shift * width, top, width, plot.size)


def _list_pieces(plot: Plot, points: Sequence[LinePoint]) -> Iterator[tuple[PlotPlace, PlotPlace]]:
    """The pieces of line from each point to the next in its series."""
    before: dict[int, LinePoint] = {}
    for point in points:
        last = before.get(point.series)
        if last and last.row == point.row - 1:
            yield (plot.x(last.row), plot.y(last.value)), (plot.x(point.row), plot.y(point.value))
        before[point.series] = point


def _is_crossed(box: LabelBox, start: PlotPlace, end: PlotPlace) -> bool:
    """Whether a piece of line, which goes to the right, runs through a box."""
    left, right = max(box.left, start[0]), min(box.right, end[0])
    if left > right:
        return False
    rise = (end[1] - start[1]) / (end[0] - start[0])
    ys = sorted(start[1] + rise * (x - start[0]) for x in (left, right))
    return ys[0] < box.bottom and box.top < ys[1]


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
