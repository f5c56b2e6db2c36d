"""Where the labels of the overview go, so that none meets another whatever the dates.

A label hangs like a flag from a leader that stands on its mark: above or below the axis, to the right
or to the left of its leader, in the lane nearest to the axis that is free. Coordinates are those of the
drawing (`y` is 0 on the axis and grows downward).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations, product
from typing import Literal

LabelSide = Literal[-1, 1]
"""-1 above the axis or left of the leader, 1 below it or right of it."""

LABEL_SIDES: tuple[LabelSide, LabelSide] = (-1, 1)

MAX_SEARCHED = 12
"""Up to so many labels a placement is searched for."""
LEADER_GAP = 10.0
"""Between a leader and its own label."""
LABEL_GAP = 8.0
"""At least this much between two labels."""
LEADER_CLEARANCE = 3.0
"""No closer than this does a leader pass a label that isn't its own."""
ABOVE, BELOW = 34.0, 38.0
"""From the axis to the first lane; the spans stand above the axis, the years under it."""
LANES, TRIES = 3, 2000
"""So many lanes, and so many steps of the search in each, before the stairs are taken."""


@dataclass(frozen=True, slots=True)
class LabelBox:
    """A rectangle."""

    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: LabelBox, clear: float = 0.0) -> bool:
        """Whether the two come closer than `clear`."""
        return (
            self.left < other.right + clear
            and other.left < self.right + clear
            and self.top < other.bottom + clear
            and other.top < self.bottom + clear
        )

    def is_within(self, room: LabelBox) -> bool:
        """Whether all of it lies in a room."""
        across = room.left <= self.left and self.right <= room.right
        return across and room.top <= self.top and self.bottom <= room.bottom


@dataclass(frozen=True, slots=True)
class PlacedLabel:
    """A label in its place: on `x` stands the leader, from the axis to `end`."""

    x: float
    side: LabelSide
    leader_side: LabelSide
    box: LabelBox

    @property
    def end(self) -> float:
        """Where the leader ends: at the far edge of the label."""
        return self.box.top if self.side < 0 else self.box.bottom

    @property
    def leader(self) -> LabelBox:
        """The leader, with what must stay free beside it."""
        return LabelBox(
            self.x - LEADER_CLEARANCE, min(0.0, self.end), self.x + LEADER_CLEARANCE, max(0.0, self.end)
        )

    @property
    def reach(self) -> LabelBox:
        """The label, up to its leader."""
        box = self.box
        return LabelBox(min(self.x, box.left), box.top, max(self.x, box.right), box.bottom)

    def overlaps(self, other: PlacedLabel) -> bool:
        """Whether one's label or leader runs into the other's label, here or where there is more room.

        Two on the same day may share a leader.
        """
        if self.side != other.side:
            return False
        if self.box.overlaps(other.box, LABEL_GAP) or 0 < abs(self.x - other.x) < LEADER_CLEARANCE:
            return True
        return self.x != other.x and (self.leader.overlaps(other.reach) or other.leader.overlaps(self.reach))


@dataclass(frozen=True, slots=True)
class LabelRoom:
    """What a label has to fit in: the drawing's edges, and what already stands in it."""

    left: float
    right: float
    lane: float
    taken: tuple[LabelBox, ...] = ()

    def place_label(
        self, x: float, size: tuple[float, float], side: LabelSide, hand: LabelSide, lane: int
    ) -> PlacedLabel:
        """A label of this size, hung in this lane."""
        width, height = size
        left = x + LEADER_GAP if hand > 0 else x - LEADER_GAP - width
        near = (ABOVE if side < 0 else BELOW) + lane * self.lane
        top = -near - height if side < 0 else near
        return PlacedLabel(x, side, hand, LabelBox(left, top, left + width, top + height))

    def fits(self, flag: PlacedLabel) -> bool:
        """Whether the label is inside and its leader passes nothing that already stands there."""
        inside = self.left <= flag.box.left and flag.box.right <= self.right
        return inside and not any(flag.leader.overlaps(box) for box in self.taken)


def place_labels(
    xs: Sequence[float], sizes: Sequence[tuple[float, float]], room: LabelRoom
) -> tuple[PlacedLabel, ...]:
    """A place for each label, in order; `xs` ascend, and no label is wider than half the room."""
    for lanes in range(1, LANES + 1 if len(xs) <= MAX_SEARCHED else 1):
        options = [_placement_options(x, size, room, lanes) for x, size in zip(xs, sizes, strict=True)]
        found = _search_placement(_find_clashes(options))
        if found is not None:
            return tuple(flags[index] for flags, index in zip(options, found, strict=True))
    return _place_in_stairs(xs, sizes, room)


def _placement_options(x: float, size: tuple[float, float], room: LabelRoom, lanes: int) -> list[PlacedLabel]:
    """Where a label may hang, best first: a near lane before a far one, above before below."""
    hung = (
        room.place_label(x, size, side, hand, lane)
        for lane, side, hand in product(range(lanes), LABEL_SIDES, reversed(LABEL_SIDES))
    )
    return [flag for flag in hung if room.fits(flag)]


def _find_clashes(options: Sequence[Sequence[PlacedLabel]]) -> list[list[tuple[int, int]]]:
    """For each option of each label: its own bit, and the bits of the options with which it clashes."""
    every = [(label, flag) for label, flags in enumerate(options) for flag in flags]
    clashing = [0] * len(every)
    for (a, (one_of, one)), (b, (other_of, other)) in combinations(enumerate(every), 2):
        if one_of != other_of and one.overlaps(other):
            clashing[a] |= 1 << b
            clashing[b] |= 1 << a
    bits = iter(range(len(every)))
    return [[(1 << (bit := next(bits)), clashing[bit]) for _ in flags] for flags in options]


def _search_placement(options: Sequence[Sequence[tuple[int, int]]]) -> list[int] | None:
    """The first choice of one option for each label without a clash, if it is found soon."""
    chosen: list[int] = []
    taken = [0]
    start = 0
    for _ in range(TRIES):
        if len(chosen) == len(options):
            return chosen
        label = options[len(chosen)]
        index = next((i for i in range(start, len(label)) if not taken[-1] & label[i][1]), None)
        if index is not None:
            chosen.append(index)
            taken.append(taken[-1] | label[index][0])
            start = 0
        elif chosen:
            start = chosen.pop() + 1
            taken.pop()
        else:
            return None
    return None


def _place_in_stairs(
    xs: Sequence[float], sizes: Sequence[tuple[float, float]], room: LabelRoom
) -> tuple[PlacedLabel, ...]:
    """A placement that always works: stairs toward each end, one above the axis and one below.

    Each label of the left half hangs to the right of its leader, higher than every label that begins
    beneath it, so no leader passes through a label; the right half is its mirror image below.
    """
    middle = (room.left + room.right) / 2
    left = [index for index, x in enumerate(xs) if x < middle]
    right = [index for index, x in enumerate(xs) if x >= middle]
    lanes: dict[int, int] = {}
    for half in (left[::-1], right):
        for place_, index in enumerate(half):
            reach = sizes[index][0] + LEADER_GAP + LABEL_GAP + LEADER_GAP
            beneath = [lanes[other] for other in half[:place_] if abs(xs[other] - xs[index]) <= reach]
            lanes[index] = 1 + max(beneath, default=-1)
    return tuple(
        room.place_label(x, size, *((-1, 1) if x < middle else (1, -1)), lanes[index])
        for index, (x, size) in enumerate(zip(xs, sizes, strict=True))
    )


def stack_labels(wanted: Sequence[float], heights: Sequence[float], gap: float) -> tuple[float, ...]:
    """Tops of labels in one column: in order, apart, each as near as can be to where it wants to be.

    Labels that would meet form a block whose middle is the mean of what they want (least squares).
    """
    blocks: list[tuple[float, float, int]] = []
    offset = 0.0
    for want, height in zip(wanted, heights, strict=True):
        blocks.append((want - offset, 1.0, 1))
        while len(blocks) > 1 and blocks[-2][0] >= blocks[-1][0]:
            later, weight, count = blocks.pop()
            earlier, other, before = blocks.pop()
            mean = (earlier * other + later * weight) / (other + weight)
            blocks.append((mean, other + weight, before + count))
        offset += height + gap
    tops: list[float] = []
    offset = 0.0
    for start, _, count in blocks:
        for _ in range(count):
            tops.append(start + offset)
            offset += heights[len(tops) - 1] + gap
    return tuple(tops)


def merge_clusters(places: Sequence[float], reach: float) -> tuple[tuple[float, float], ...]:
    """Marks nearer to each other than `reach`, merged into clusters: the first and last place of each."""
    merged: list[tuple[float, float]] = []
    for position in sorted(places):
        if merged and position - merged[-1][1] < reach:
            merged[-1] = (merged[-1][0], position)
        else:
            merged.append((position, position))
    return tuple(merged)


def assign_rows(spans: Sequence[tuple[float, float]], most: int) -> tuple[tuple[int, float, float], ...]:
    """Each span with a row of its own while it lasts, the last row taking what finds no other."""
    ends: list[float] = []
    spans_in_rows = []
    for start, end in sorted(spans):
        row = next((index for index, free in enumerate(ends) if free < start), len(ends))
        row = min(row, most - 1)
        ends[row : row + 1] = [end]
        spans_in_rows.append((row, start, end))
    return tuple(spans_in_rows)
