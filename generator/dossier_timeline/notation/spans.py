"""Stretches of a text that don't overlap, looked up by where they stand."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable


class Spans:
    """Spans of a text (start and end), in order and without overlap.

    A look-up takes a few steps, however many spans there are.
    """

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        pairs = sorted(spans)
        self._starts = [start for start, _ in pairs]
        self._ends = [end for _, end in pairs]

    def overlaps(self, start: int, end: int) -> bool:
        """Whether a span shares a sign with the stretch from `start` to `end`."""
        before = bisect_right(self._starts, end - 1)
        return before > 0 and self._ends[before - 1] > start

    def contains(self, start: int, end: int) -> bool:
        """Whether one span holds all of the stretch from `start` to `end`."""
        before = bisect_right(self._starts, start)
        return before > 0 and self._ends[before - 1] >= end
