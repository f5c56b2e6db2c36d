"""Tables of a PDF that have lines drawn around their cells."""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import pypdfium2.raw as pdfium

_MOST_OBJECTS = 20_000
_MOST_SEGMENTS = 20_000
_MOST_RULINGS = 4_000
_MOST_LINES_OF_A_GRID = 400
_STRAIGHT = 1.0
"""In points: how far the ends of a straight line may be off."""
_LEAST_LENGTH = 4.0
_SNAP = 3.0
"""In points: lines that are nearer than this are one, or meet."""


@dataclass(frozen=True, slots=True)
class Ruling:
    """A straight line that is drawn: from `start` to `end` at the height or place `at`, in points."""

    is_level: bool
    at: float
    start: float
    end: float


@dataclass(slots=True)
class TableGrid:
    """The places of the lines of one table: heights from the top, and places from the left."""

    heights: list[float]
    places: list[float]
    rulings: list[Ruling] = field(default_factory=list)

    def find_cell(self, x: float, y: float) -> tuple[int, int] | None:
        """The row and column in which a point lies, or None outside of the table."""
        row = next(
            (n for n in range(len(self.heights) - 1) if self.heights[n + 1] < y <= self.heights[n]), None
        )
        column = next(
            (n for n in range(len(self.places) - 1) if self.places[n] <= x < self.places[n + 1]), None
        )
        return (row, column) if row is not None and column is not None else None

    def first_of_merged(self, row: int, column: int) -> tuple[int, int]:
        """The first cell of those that aren't divided from this one by a line."""
        while column > 0 and not self._is_divided(row, column, is_level=False):
            column -= 1
        while row > 0 and not self._is_divided(row, column, is_level=True):
            row -= 1
        return row, column

    def _is_divided(self, row: int, column: int, *, is_level: bool) -> bool:
        """Whether a line is drawn above a cell, or to the left of it."""
        at = self.heights[row] if is_level else self.places[column]
        middle = (
            (self.places[column] + self.places[column + 1]) / 2
            if is_level
            else (self.heights[row] + self.heights[row + 1]) / 2
        )
        return any(
            ruling.is_level == is_level
            and abs(ruling.at - at) <= _SNAP
            and ruling.start - _SNAP <= middle <= ruling.end + _SNAP
            for ruling in self.rulings
        )


def find_table_grids(page: Any) -> list[TableGrid]:
    """The tables with drawn lines of a page, those of two columns and two rows at least."""
    if page.get_rotation():
        return []
    rulings: list[Ruling] = []
    for ruling in _list_rulings(page):
        rulings.append(ruling)
        if len(rulings) > _MOST_RULINGS:
            return []
    return [grid for group in _group_rulings(rulings) if (grid := _make_grid(group)) is not None]


def _list_rulings(page: Any) -> Iterator[Ruling]:
    raw = page.raw
    count = min(_MOST_OBJECTS, pdfium.FPDFPage_CountObjects(raw))
    for index in range(count):
        thing = pdfium.FPDFPage_GetObject(raw, index)
        if pdfium.FPDFPageObj_GetType(thing) == pdfium.FPDF_PAGEOBJ_PATH:
            yield from _list_straight_lines(thing)


def _list_straight_lines(path: Any) -> Iterator[Ruling]:
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(path, matrix)
    x, y = ctypes.c_float(), ctypes.c_float()
    before: tuple[float, float] | None = None
    begin: tuple[float, float] | None = None
    for index in range(min(_MOST_SEGMENTS, pdfium.FPDFPath_CountSegments(path))):
        segment = pdfium.FPDFPath_GetPathSegment(path, index)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        point = (
            matrix.a * x.value + matrix.c * y.value + matrix.e,
            matrix.b * x.value + matrix.d * y.value + matrix.f,
        )
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            begin = point
        elif kind == pdfium.FPDF_SEGMENT_LINETO and before is not None:
            yield from _make_ruling(before, point)
        before = point
        if pdfium.FPDFPathSegment_GetClose(segment) and begin is not None:
            yield from _make_ruling(point, begin)
            before = begin


def _make_ruling(first: tuple[float, float], second: tuple[float, float]) -> Iterator[Ruling]:
    across, up = abs(first[0] - second[0]), abs(first[1] - second[1])
    if up <= _STRAIGHT and across >= _LEAST_LENGTH:
        yield Ruling(True, first[1], min(first[0], second[0]), max(first[0], second[0]))
    elif across <= _STRAIGHT and up >= _LEAST_LENGTH:
        yield Ruling(False, first[0], min(first[1], second[1]), max(first[1], second[1]))


def _group_rulings(rulings: Sequence[Ruling]) -> list[list[Ruling]]:
    """The lines that touch each other, together."""
    left = set(range(len(rulings)))
    groups: list[list[Ruling]] = []
    while left:
        open_numbers, group = [left.pop()], []
        while open_numbers:
            ruling = rulings[open_numbers.pop()]
            group.append(ruling)
            near = [number for number in left if _touch(ruling, rulings[number])]
            left.difference_update(near)
            open_numbers += near
        groups.append(group)
    return groups


def _touch(one: Ruling, other: Ruling) -> bool:
    if one.is_level == other.is_level:
        return (
            abs(one.at - other.at) <= _SNAP
            and one.start - _SNAP <= other.end
            and other.start <= one.end + _SNAP
        )
    return (
        one.start - _SNAP <= other.at <= one.end + _SNAP
        and other.start - _SNAP <= one.at <= other.end + _SNAP
    )


def _make_grid(rulings: Sequence[Ruling]) -> TableGrid | None:
    heights = _snap(ruling.at for ruling in rulings if ruling.is_level)[::-1]
    places = _snap(ruling.at for ruling in rulings if not ruling.is_level)
    if len(heights) < 3 or len(places) < 3 or max(len(heights), len(places)) > _MOST_LINES_OF_A_GRID:
        return None
    return TableGrid(heights, places, list(rulings))


def _snap(values: Iterable[float]) -> list[float]:
    """The values from the least, those that are near each other as one."""
    snapped: list[float] = []
    for value in sorted(values):
        if not snapped or value - snapped[-1] > _SNAP:
            snapped.append(value)
    return snapped
