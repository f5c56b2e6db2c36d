"""Values that the summaries of a document share: the same one in each language, under the same heading."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dossier_timeline.evidence.stated_values import MonthAndDay, StatedValue
from dossier_timeline.model.facts import FactKind, FactValue, Qualifier

ONE_LANGUAGE = "the other languages don't say it under this heading"


@dataclass(frozen=True, slots=True)
class SharedValue:
    """One value as the summaries state it, by language, with what all of them say of it.

    `unit` is the one that they agree on; `units_differ` says that they don't.
    """

    stated: Mapping[str, StatedValue]
    kind: FactKind
    value: FactValue | None
    month_and_day: MonthAndDay | None
    unit: str | None
    units_differ: bool
    qualifiers: frozenset[Qualifier]
    years: frozenset[int]
    named_parts: frozenset[tuple[str, str]] = frozenset()
    """The parts of the source that the sentences name, as "article" and "33"."""
    is_part: bool = False
    """Whether some language says that it's a part of what is counted: "12 of the bridges"."""

    @property
    def text(self) -> str:
        """How the first language states it."""
        return next(iter(self.stated.values())).text


@dataclass(frozen=True, slots=True)
class UnsharedValue:
    """A value of one language for which no fact can be sought, and why."""

    language: str
    stated: StatedValue
    why: str


def match_languages(
    found: Mapping[str, Sequence[StatedValue]],
) -> tuple[tuple[SharedValue, ...], tuple[UnsharedValue, ...]]:
    """The values that every language states, in the order of the first, and what only some do.

    Under each heading the same values belong together: those that count the same before others, each in the
    order in which it stands.
    """
    first, *others = found
    left = {code: [one for one in several if not one.why_not] for code, several in found.items()}
    unshared = [
        UnsharedValue(code, one, one.why_not)
        for code, several in found.items()
        for one in several
        if one.why_not
    ]
    shared: list[SharedValue] = []
    groups = {(one.section, _loose_key(one)): None for one in left[first]}
    for group in groups:
        members = {
            code: [one for one in several if (one.section, _loose_key(one)) == group]
            for code, several in left.items()
        }
        shared += [share_value(row) for row in _align(members, first, others)]
    used = {(code, one.start) for value in shared for code, one in value.stated.items()}
    unshared += [
        UnsharedValue(code, one, ONE_LANGUAGE)
        for code, several in left.items()
        for one in several
        if (code, one.start) not in used
    ]
    order = list(found)
    return (
        tuple(sorted(shared, key=lambda value: value.stated[first].start)),
        tuple(sorted(unshared, key=lambda one: (order.index(one.language), one.stated.start))),
    )


def _loose_key(stated: StatedValue) -> tuple[object, ...]:
    """The key of a value; that of a day or month without its year, so that it may lack in one language."""
    if stated.kind == "date" and stated.month_and_day is not None:
        return ("date", stated.month_and_day)
    return stated.key


def _align(
    members: Mapping[str, Sequence[StatedValue]], first: str, others: Sequence[str]
) -> list[dict[str, StatedValue]]:
    """The rows of values that belong together: one of each language."""
    rows: list[dict[str, StatedValue]] = [{first: one} for one in members[first]]
    for code in others:
        free = list(members[code])
        for is_strict in (True, False):
            for row in rows:
                if code in row:
                    continue
                fitting = (one for one in free if _belongs(one, row[first], is_strict=is_strict))
                chosen = next(fitting, None)
                if chosen is not None:
                    row[code] = chosen
                    free.remove(chosen)
    return [row for row in rows if len(row) == len(members)]


def _belongs(one: StatedValue, other: StatedValue, *, is_strict: bool) -> bool:
    if one.value is not None and other.value is not None and one.value != other.value:
        return False
    if is_strict:
        return one.unit == other.unit and one.years == other.years
    return one.unit == other.unit or None in (one.unit, other.unit)


def _names_unit(stated: StatedValue) -> bool:
    """Whether what it counts is said by itself: it isn't counted, or the name of the unit follows at once."""
    return stated.kind not in ("number", "ordinal") or stated.noun_end > stated.end


def share_value(row: Mapping[str, StatedValue]) -> SharedValue:
    """The value that languages state together."""
    several = list(row.values())
    is_agreed = all(one.unit for one in several)
    units = {one.unit for one in several if one.unit and (is_agreed or _names_unit(one))}
    value = next((one.value for one in several if one.value is not None), None)
    return SharedValue(
        row,
        several[0].kind,
        value,
        several[0].month_and_day,
        units.pop() if len(units) == 1 else None,
        len(units) > 1,
        frozenset(one.qualifier for one in several if one.qualifier),
        frozenset[int]().union(*(one.years for one in several)),
        frozenset(one.named_part for one in several if one.named_part),
        any(one.is_part for one in several),
    )
