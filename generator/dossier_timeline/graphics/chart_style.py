"""What bars, dots and lines have alike: letters, colours, and a scale that holds zero and every value."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

FONT = "Liberation Sans"
FONT_SIZE = 13
"""The size of letters in the drawing, in CSS pixels."""
LINES = ("var(--series-1)", "var(--series-3)", "var(--series-4)", "var(--series-2)")


def scale_extent(rows: Iterable[Mapping[str, Any]]) -> tuple[float, float]:
    """The least and the greatest value of a scale, with zero in it; never one point."""
    values = [0.0, *(row["value"] for row in rows)]
    low, high = min(values), max(values)
    return (low, high) if low < high else (0.0, 1.0)


def specify_zero_line(axis: str, encoding: Mapping[str, Any], low: float) -> list[dict[str, Any]]:
    """A line where zero is on an axis, if there is something below it."""
    if low >= 0:
        return []
    return [
        {
            "data": {"values": [{"zero": 0}]},
            "mark": {"type": "rule", "stroke": "var(--soft)"},
            "encoding": {axis: {**encoding, "field": "zero"}},
        }
    ]
