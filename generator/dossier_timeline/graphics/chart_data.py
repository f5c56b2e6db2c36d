"""What a chart is drawn from: rows, series and points, with all words in the language of the page.

Nothing in the drawing formats a number: each point brings the label that it shows.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

ChartShape = Literal["bars", "grouped-bars", "lines", "dots"]
SeriesRole = Literal["result", "target", "forecast", "context"]


@dataclass(frozen=True, slots=True)
class ChartRow:
    """A row of bars, or a place on the axis of a line chart.

    `divider` is said on a line before it, where what follows can't be compared with what comes before;
    `is_unclear` says that it isn't known how its values were counted.
    """

    label: str
    divider: str = ""
    is_unclear: bool = False


@dataclass(frozen=True, slots=True)
class Point:
    """The value of a series at a row, how it reads, and a few words beside it.

    There is no value where the source has none.
    """

    value: Decimal | None
    label: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Series:
    """A point for each row; `of` is the index of the series for which it is the target or the forecast."""

    name: str
    role: SeriesRole
    points: tuple[Point, ...]
    of: int | None = None


@dataclass(frozen=True, slots=True)
class Chart:
    """What is to be drawn; `gap` is what is said at a row for which no series has a value."""

    shape: ChartShape
    rows: tuple[ChartRow, ...]
    series: tuple[Series, ...]
    gap: str

    def has_values(self, row: int) -> bool:
        """Whether any series has a value at a row."""
        return any(series.points[row].value is not None for series in self.series)

    @property
    def extent(self) -> tuple[float, float]:
        """The least and the greatest value of the scale, with zero in it; never one point."""
        values = [float(p.value) for series in self.series for p in series.points if p.value is not None]
        low, high = min([0.0, *values]), max([0.0, *values])
        return (low, high) if low < high else (0.0, 1.0)
