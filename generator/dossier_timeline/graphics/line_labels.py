"""Which labels of a line chart are written, and where, so that none meets another or leaves the drawing.

A value that finds no room is left to the table beside the chart. Coordinates are those of the plot, in
CSS pixels, from its upper left corner.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dossier_timeline.graphics.label_layout import LabelBox, stack_labels
from dossier_timeline.graphics.text_width import estimate_width

ABOVE, BELOW = -8, 9
"""From a point to the label above or below it."""
DOT_RADIUS = 5.0
"""From the middle of a point to its edge."""
MAX_ALL_LABELLED = 12
"""Up to so many keys every label is written that finds room."""
VALUE_LABEL_GAP = 1.5
"""At least this much between two labels."""
NAME_DISTANCE = 12
"""From the last point to the name of its series."""
_NEAR = 0.12
"""Points nearer to each other than this part of the scale have their labels on either side."""

DataRow = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Plot:
    """Where the points of a chart are: the middle of each key, and the scale of the values."""

    keys: Sequence[str]
    width: float
    height: float
    low: float
    high: float
    size: float
    """The size of letters."""

    @property
    def step(self) -> float:
        """From one key to the next: a third of that is left free at each end."""
        return self.width / (len(self.keys) - 1 + 2 * PADDING)

    def x(self, key: str) -> float:
        """Where a key is."""
        return self.step * (PADDING + self.keys.index(key))

    def y(self, value: float) -> float:
        """Where a value is."""
        return self.height * (self.high - value) / (self.high - self.low)


PADDING = 0.3
"""The part of a step that is left free at each end of the axis."""


def choose_axis_keys(plot: Plot) -> list[str]:
    """The keys that the axis names: all, or every second, fifth, tenth… so that there is room."""
    widest = max((estimate_width(key, plot.size) for key in plot.keys), default=0.0) + 2 * VALUE_LABEL_GAP
    for step in (1, 2, 5, 10, 20, 50, 100):
        if widest <= step * plot.step or step >= len(plot.keys):
            first = _first_round_key(plot.keys, step)
            return list(plot.keys[first::step])
    return list(plot.keys[:1])


def _first_round_key(keys: Sequence[str], step: int) -> int:
    """The first key to name: a year that the step divides, where the keys are years."""
    if not all(key.isdecimal() for key in keys):
        return 0
    return next((at for at, key in enumerate(keys) if int(key) % step == 0), 0)


def place_axis_names(plot: Plot, named: Iterable[str], below: float) -> list[LabelBox]:
    """The room that the names of the keys take under the plot."""
    top = plot.height + below
    return [_centred_box(plot.x(key), top, estimate_width(key, plot.size), plot.size) for key in named]


def place_series_names(plot: Plot, ends: Sequence[DataRow]) -> list[tuple[float, float]]:
    """Where the names of the series stand, in one column at the right, each near its last point."""
    order = sorted(range(len(ends)), key=lambda at: (plot.y(ends[at]["value"]), at))
    heights = [plot.size] * len(ends)
    tops = stack_labels(
        [plot.y(ends[at]["value"]) - plot.size / 2 for at in order], heights, 2 * VALUE_LABEL_GAP
    )
    over = max(0.0, tops[-1] + plot.size - plot.height) if tops else 0.0
    tops = stack_labels([top - over for top in tops], heights, 2 * VALUE_LABEL_GAP)
    under = min(0.0, tops[0]) if tops else 0.0
    centres = {at: top - under + plot.size / 2 for at, top in zip(order, tops, strict=True)}
    return [(plot.width + NAME_DISTANCE, centres[at]) for at in range(len(ends))]


def place_value_labels(
    plot: Plot, rows: Sequence[DataRow], taken: Sequence[LabelBox], room: LabelBox
) -> tuple[list[DataRow], list[DataRow]]:
    """The rows whose label stands above their point, and those whose label stands below.

    Where there are many keys, only the ends and extremes of each series have one, so that the line can be
    seen. `taken` is where there are other labels, `room` the drawing.
    """
    wanted = rows if len(plot.keys) <= MAX_ALL_LABELLED else _choose_rows(rows)
    chosen = _place_wanted(plot, wanted, rows, taken, room)
    return [row for row, above in chosen if above], [row for row, above in chosen if not above]


def _place_wanted(
    plot: Plot, wanted: Iterable[DataRow], rows: Sequence[DataRow], taken: Sequence[LabelBox], room: LabelBox
) -> list[tuple[DataRow, bool]]:
    """The labels that find room, one after the other, each with whether it stands above its point."""
    boxes, chosen = list(taken), list[tuple[DataRow, bool]]()
    points = [
        _centred_box(plot.x(row["key"]), plot.y(row["value"]) - DOT_RADIUS, 2 * DOT_RADIUS, 2 * DOT_RADIUS)
        for row in rows
    ]
    for row in wanted:
        for above in _prefers_above(rows, row, plot):
            box = _box_at_point(plot, row, above=above)
            if box.is_within(room) and not any(box.overlaps(other, VALUE_LABEL_GAP) for other in boxes):
                if any(box.overlaps(point) for point in points):
                    continue
                boxes.append(box)
                chosen.append((row, above))
                break
    return chosen


def _box_at_point(plot: Plot, row: DataRow, *, above: bool) -> LabelBox:
    x, y = plot.x(row["key"]), plot.y(row["value"])
    top = y + ABOVE - plot.size if above else y + BELOW
    return _centred_box(x, top, estimate_width(row["label"], plot.size), plot.size)


def _centred_box(x: float, top: float, width: float, height: float) -> LabelBox:
    return LabelBox(x - width / 2, top, x + width / 2, top + height)


def _prefers_above(rows: Sequence[DataRow], row: DataRow, plot: Plot) -> tuple[bool, bool]:
    """Above a point, but below where another lies close above it or its line comes down to it and goes up."""
    near = (plot.high - plot.low) * _NEAR
    close = any(o["key"] == row["key"] and 0 < o["value"] - row["value"] < near for o in rows)
    return (False, True) if close or _is_valley(rows, row) else (True, False)


def _is_valley(rows: Sequence[DataRow], row: DataRow) -> bool:
    own = [one for one in rows if one["series"] == row["series"]]
    at = own.index(row)
    return 0 < at < len(own) - 1 and min(own[at - 1]["value"], own[at + 1]["value"]) > row["value"]


def _choose_rows(rows: Sequence[DataRow]) -> Iterator[DataRow]:
    """The last, first, highest and lowest row of each series, each once."""
    series: dict[str, list[DataRow]] = {}
    for row in rows:
        series.setdefault(row["series"], []).append(row)
    for own in series.values():
        values = [row["value"] for row in own]
        marked = (len(own) - 1, 0, values.index(max(values)), values.index(min(values)))
        yield from (own[at] for at in dict.fromkeys(marked))
