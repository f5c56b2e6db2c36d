"""Where entries that are too heavy for one page are cut, so that a new entry changes the page that holds it.

By time: a decade is a piece, and where it is too heavy it is halved at a year, a year at a month, and a month
is cut by number. By name: each initial is a piece. A piece that is cut later keeps its address for its first
part.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Generic, TypeVar

_MONTHS_OF_YEAR = 12
_MOST_INITIALS = 100
"""So many initials have pages of their own. A script with more of them, as Chinese has, is cut by number."""

AnyItem = TypeVar("AnyItem")


@dataclass(frozen=True, slots=True)
class TimePiece(Generic[AnyItem]):
    """The items of some months: `first` and `last` are pairs of year and month.

    `number` counts the pieces of one month, from 1.
    """

    first: tuple[int, int]
    last: tuple[int, int]
    number: int
    items: tuple[AnyItem, ...] = field(repr=False)

    @property
    def slug(self) -> str:
        """The last part of its address: "2010", "2014-07", or "2014-07-2" for a second piece of a month."""
        year, month = self.first
        slug = f"{year}-{month:02}" if month > 1 or self.number > 1 else str(year)
        return f"{slug}-{self.number}" if self.number > 1 else slug


def cut_by_time(
    items: Iterable[AnyItem],
    find_month: Callable[[AnyItem], tuple[int, int]],
    weigh: Callable[[AnyItem], int],
    most: int,
    years: int = 10,
) -> Iterator[TimePiece[AnyItem]]:
    """Yield items, given in the order of their months, in pieces of at most the weight `most`.

    A piece holds at most so many years, and begins where a row of as many years begins.
    """
    counted = [(_count_months(find_month(item)), weigh(item), item) for item in items]
    months = years * _MONTHS_OF_YEAR
    for row, group in groupby(counted, lambda one: one[0] // months):
        yield from _halve(list(group), most, row * months, row * months, months)


def _count_months(month: tuple[int, int]) -> int:
    return month[0] * _MONTHS_OF_YEAR + month[1] - 1


def _halve(
    counted: Sequence[tuple[int, int, AnyItem]], most: int, named: int, first: int, months: int
) -> Iterator[TimePiece[AnyItem]]:
    """Yield the pieces of so many months from `first` on, counted from the year 0.

    The first piece is named after `named`, an earlier month where nothing stood between.
    """
    last = first + months - 1
    if sum(weight for _, weight, _ in counted) <= most:
        yield TimePiece(_split_month(named), _split_month(last), 1, tuple(item for *_, item in counted))
    elif months == 1:
        groups = cut_by_number([item for *_, item in counted], [weight for _, weight, _ in counted], most)
        for number, group in enumerate(groups, start=1):
            name = named if number == 1 else first
            yield TimePiece(_split_month(name), _split_month(last), number, group)
    else:
        half = months // (2 * _MONTHS_OF_YEAR) * _MONTHS_OF_YEAR or months // 2
        earlier = [one for one in counted if one[0] < first + half]
        later = counted[len(earlier) :]
        if earlier:
            yield from _halve(earlier, most, named, first, half)
        if later:
            yield from _halve(later, most, first + half if earlier else named, first + half, months - half)


def _split_month(months: int) -> tuple[int, int]:
    year, month = divmod(months, _MONTHS_OF_YEAR)
    return year, month + 1


def cut_by_number(
    items: Sequence[AnyItem], weights: Sequence[int], most: int
) -> Iterator[tuple[AnyItem, ...]]:
    """Yield items in their order in groups that are as full as may be; one that is too heavy stands alone."""
    group: list[AnyItem] = []
    total = 0
    for item, weight in zip(items, weights, strict=True):
        if group and total + weight > most:
            yield tuple(group)
            group, total = [], 0
        group.append(item)
        total += weight
    if group:
        yield tuple(group)


def cut_by_initial(
    items: Sequence[AnyItem],
    find_name: Callable[[AnyItem], str],
    weigh: Callable[[AnyItem], int],
    most: int,
) -> Iterator[tuple[str, int, tuple[AnyItem, ...]]]:
    """Yield items, given by name, as initial, number among the pieces of that initial, and items.

    The initial is "" where the script has too many initials.
    """
    groups: dict[str, list[AnyItem]] = {}
    for item in items:
        groups.setdefault(find_initial(find_name(item)), []).append(item)
    if len(groups) > _MOST_INITIALS:
        groups = {"": list(items)}
    for initial, group in groups.items():
        pieces = cut_by_number(group, [weigh(item) for item in group], most)
        for number, piece in enumerate(pieces, start=1):
            yield initial, number, piece


def find_initial(name: str) -> str:
    """Return the letter under which a name is found, as a capital without marks; "0" for what has no letter.

    Marks are taken off letters of the Latin script only: in other scripts they may make another letter.
    """
    for sign in unicodedata.normalize("NFC", name):
        if sign.isalpha():
            base = unicodedata.normalize("NFD", sign)[0]
            letter = base if "LATIN" in unicodedata.name(base, "") else sign
            return letter.upper()[:1]
        if sign.isalnum():
            return "0"
    return "0"
