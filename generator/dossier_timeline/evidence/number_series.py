"""The numbers and letters before passages as series that count, one within the other."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from dossier_timeline.notation.printed_marks import MarkReading, PrintedMark

_FURTHEST_SKIP = 20
"""A number that is further than this from the one before belongs to another series, or to none."""
_LEAST = 2
"""So many members make a series: one number alone may be a date or anything else."""
_RUNS_ON = 3
"""So many members make a series whose next number is missed below a new heading."""

SeriesKind = Literal["paragraph", "recital", "point"]


@dataclass(frozen=True, slots=True)
class SeriesItem:
    """A passage as series are found: what is printed before it, and what it says of those after it.

    `context` changes with every heading; an article or the like is a unit. A passage that stands aside (a
    caption, a table with one) is in no series and ends none.
    """

    context: int
    mark: PrintedMark | None
    is_in_unit: bool = False
    is_bullet: bool = False
    is_aside: bool = False
    ends_with_colon: bool = False
    opens_recitals: bool = False


@dataclass(slots=True)
class NumberSeries:
    """Numbers that count on; `parent` is the index of the passage below which they stand."""

    kind: SeriesKind
    parent: int | None
    members: list[SeriesMember] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class SeriesMember:
    """A passage in a series, with the readings of its mark that fit.

    `is_unexpected` says that another number should come here: one before it is missing, or the series begins
    again.
    """

    series: NumberSeries
    index: int
    mark: PrintedMark
    readings: tuple[MarkReading, ...]
    is_unexpected: bool = False


def find_series(items: Sequence[SeriesItem]) -> dict[int, SeriesMember]:
    """The members of all series, by the index of their passage; a mark that counts nothing has none."""
    members = _SeriesFinder(items, frozenset()).find_members()
    ignored = frozenset(index for index, one in members.items() if _is_stray(one, items[index]))
    return _SeriesFinder(items, ignored).find_members() if ignored else members


def _is_stray(member: SeriesMember, item: SeriesItem) -> bool:
    """Whether a number is the only one of its series, or a last one behind others that aren't there."""
    series = member.series.members
    is_last = series[-1] is member and member.is_unexpected and not item.is_in_unit
    return len(series) < _LEAST or is_last


class _SeriesFinder:
    """Goes through the passages with the chain of series that are open."""

    def __init__(self, items: Sequence[SeriesItem], ignored: frozenset[int]) -> None:
        self.items = items
        self.ignored = ignored
        self.chain: list[SeriesMember] = []
        self.running: SeriesMember | None = None
        """The last paragraph before this heading, which may go on below it."""
        self.last: int | None = None
        """The passage before in this context, but for bullets and what stands aside."""
        self.in_recitals = False

    def find_members(self) -> dict[int, SeriesMember]:
        members: dict[int, SeriesMember] = {}
        context = None
        for index, item in enumerate(self.items):
            if item.context != context:
                context = item.context
                self._begin_context()
            if item.is_aside or item.is_bullet:
                continue
            if item.opens_recitals:
                self.in_recitals, self.chain, self.running = True, [], None
            if item.mark and index not in self.ignored:
                members[index] = self._place(index, item.mark)
            self.last = index
        return members

    def _begin_context(self) -> None:
        bottom = self.chain[0] if self.chain else self.running
        self.running = bottom if bottom and bottom.series.kind == "paragraph" else None
        self.chain, self.last, self.in_recitals = [], None, False

    def _place(self, index: int, mark: PrintedMark) -> SeriesMember:
        for depth, before in self._list_open():
            if readings := _select_readings(mark, before, MarkReading.follows):
                return self._add(before.series, index, mark, readings, depth)
        first = tuple(one for one in mark.readings if one.is_first)
        if first:
            return self._begin(index, mark, first)
        for depth, before in self._list_open():
            runs_on = before is not self.running or len(before.series.members) >= _RUNS_ON
            if runs_on and (readings := _select_readings(mark, before, _skips_to)):
                return self._add(before.series, index, mark, readings, depth, is_unexpected=True)
        return self._push(index, mark, mark.readings, len(self.chain), is_unexpected=True)

    def _list_open(self) -> Iterator[tuple[int, SeriesMember]]:
        """The series that may go on, with their depth: the innermost first."""
        for depth in reversed(range(len(self.chain))):
            yield depth, self.chain[depth]
        if self.running is not None and not self.chain:
            yield 0, self.running

    def _begin(self, index: int, mark: PrintedMark, readings: tuple[MarkReading, ...]) -> SeriesMember:
        """Begin a series below the one that is open, or again in the place of one of its kind."""
        styles = {one.style for one in readings}
        for depth in () if self._is_introduced else reversed(range(len(self.chain))):
            if any(one.style in styles for one in self.chain[depth].readings):
                is_unexpected = depth == 0 or not self._is_below_words
                return self._push(index, mark, readings, depth, is_unexpected=is_unexpected)
        return self._push(index, mark, readings, len(self.chain))

    @property
    def _is_introduced(self) -> bool:
        """Whether the passage before ends in a colon."""
        return self.last is not None and self.items[self.last].ends_with_colon

    @property
    def _is_below_words(self) -> bool:
        """Whether words without a number stand before, below which a series may begin again."""
        return self.last is not None and all(one.index != self.last for one in self.chain)

    def _push(
        self,
        index: int,
        mark: PrintedMark,
        readings: tuple[MarkReading, ...],
        depth: int,
        *,
        is_unexpected: bool = False,
    ) -> SeriesMember:
        begins_again = depth < len(self.chain) and not self._is_below_words
        parent = self.chain[depth].series.parent if begins_again else self.last
        series = NumberSeries(self._find_kind(readings, depth), parent)
        return self._add(series, index, mark, readings, depth, is_unexpected=is_unexpected)

    def _find_kind(self, readings: tuple[MarkReading, ...], depth: int) -> SeriesKind:
        if depth == 0 and self.in_recitals:
            return "recital"
        is_figure = bool(readings) and readings[0].style[0] == "digits"
        return "paragraph" if depth == 0 and is_figure and not self._is_introduced else "point"

    def _add(
        self,
        series: NumberSeries,
        index: int,
        mark: PrintedMark,
        readings: tuple[MarkReading, ...],
        depth: int,
        *,
        is_unexpected: bool = False,
    ) -> SeriesMember:
        member = SeriesMember(series, index, mark, readings, is_unexpected)
        series.members.append(member)
        self.chain[depth:] = [member]
        return member


def _select_readings(
    mark: PrintedMark, before: SeriesMember, fits: Callable[[MarkReading, MarkReading], bool]
) -> tuple[MarkReading, ...]:
    return tuple(one for one in mark.readings if any(fits(one, other) for other in before.readings))


def _skips_to(one: MarkReading, other: MarkReading) -> bool:
    return one.is_later_than(other) and one.value[-1] - other.value[-1] <= _FURTHEST_SKIP
