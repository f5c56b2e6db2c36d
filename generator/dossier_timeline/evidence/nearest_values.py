"""What a source text prints that is nearest to a value which it doesn't print."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from dossier_timeline.evidence.date_matching import date_parts
from dossier_timeline.evidence.passages import SourcePassage
from dossier_timeline.evidence.shared_values import SharedValue
from dossier_timeline.evidence.verification_state import PassageValues
from dossier_timeline.model.dates import Edtf
from dossier_timeline.notation.cursor import PrintedValue

NearValue = tuple[SourcePassage, PrintedValue]


def find_nearest_value(shared: SharedValue, printed: Iterable[PassageValues]) -> NearValue | None:
    """The printed value of the same kind that differs least; one with the same figures comes first."""
    scored = list(_score_values(shared, printed))
    return min(scored, key=lambda item: item[0])[1] if scored else None


def _score_values(
    shared: SharedValue, printed: Iterable[PassageValues]
) -> Iterator[tuple[Decimal, NearValue]]:
    for source_passage, printed_values in printed:
        for printed_value in printed_values:
            distance = _measure_distance(shared, printed_value)
            if distance is not None:
                yield distance, (source_passage, printed_value)


def _measure_distance(shared: SharedValue, printed_value: PrintedValue) -> Decimal | None:
    if printed_value.kind == "date":
        return _days_between(shared, printed_value)
    value = printed_value.possible_value if printed_value.value is None else printed_value.value
    if value is None or not isinstance(shared.value, Decimal) or printed_value.kind == "work":
        return Decimal(0) if value is None and shared.text == printed_value.text else None
    if value == shared.value:
        return Decimal(0)
    if printed_value.kind != shared.kind:
        return None
    return abs(value - shared.value) / max(abs(value), abs(shared.value), Decimal(1)) + 1


def _days_between(shared: SharedValue, printed_value: PrintedValue) -> Decimal | None:
    if shared.kind != "date" or shared.month_and_day is None or printed_value.month is None:
        return None
    year = date_parts(shared.value)[0] if isinstance(shared.value, Edtf) else None
    years = abs((printed_value.year or year or 0) - (year or printed_value.year or 0))
    month, day = shared.month_and_day
    return Decimal(
        365 * years + 30 * abs(printed_value.month - month) + abs((printed_value.day or 15) - (day or 15))
    )
