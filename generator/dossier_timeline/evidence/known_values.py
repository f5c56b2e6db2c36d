"""What a document has already that says a value of its summaries: a fact, an event's date, its own date."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from dossier_timeline.evidence.date_matching import date_parts
from dossier_timeline.evidence.shared_values import SharedValue
from dossier_timeline.model.arithmetic import DerivationError
from dossier_timeline.model.dates import Edtf
from dossier_timeline.model.derivation import compute_value
from dossier_timeline.model.documents import Document
from dossier_timeline.model.dossier import Dossier
from dossier_timeline.model.facts import Fact, FactValue
from dossier_timeline.model.story import Event


@dataclass(frozen=True, slots=True)
class KnownValue:
    """An entry that has a value.

    `is_same_thing` says that it counts the same at that time, as exactly; `is_named` that a word near the
    value in the summaries is one of the entry's name.
    """

    target: Fact | Event | Document
    is_same_thing: bool
    is_named: bool = True


def find_known_values(
    dossier: Dossier, document: Document, facts: Iterable[Fact], shared: SharedValue
) -> tuple[KnownValue, ...]:
    """What has the value among these facts, the events of the document and its own date."""
    known = [*_find_facts(dossier, facts, shared)]
    if shared.kind == "date":
        dated = [event for event in document.events if _is_date(shared, event.date)]
        own = [document] if _is_date(shared, document.date) else []
        known += [KnownValue(event, len(dated) == 1) for event in dated]
        known += [KnownValue(entry, len(dated) != 1) for entry in own]
    return tuple(known)


def choose_known_value(known: Sequence[KnownValue], places: int) -> KnownValue | None:
    """The one that surely is meant; `None` where none or several may be.

    Of one that may count something else that is only sure where the source prints the value in one place at
    most. One of which the summaries have no word is never sure.
    """
    same = [one for one in known if one.is_same_thing]
    chosen = same[0] if len(same) == 1 else known[0] if len(known) == 1 and places <= 1 else None
    return chosen if chosen and chosen.is_named else None


def _find_facts(dossier: Dossier, facts: Iterable[Fact], shared: SharedValue) -> Iterator[KnownValue]:
    for fact in facts:
        value = find_fact_value(dossier, fact)
        if fact.kind != shared.kind or not _is_value(shared, value):
            continue
        if shared.unit is not None and fact.unit not in (shared.unit, None):
            continue
        is_counted = shared.kind in ("number", "ordinal")
        is_same_unit = not is_counted or (shared.unit is not None and fact.unit == shared.unit)
        years = {fact.date.lower.year, fact.date.upper.year} if fact.date else set()
        is_same_time = not years or not shared.years or not years.isdisjoint(shared.years)
        is_qualified_alike = not shared.qualifiers or fact.qualifier in shared.qualifiers
        yield KnownValue(fact, is_same_unit and is_same_time and is_qualified_alike)


def find_fact_value(dossier: Dossier, fact: Fact) -> FactValue | None:
    """The value of a fact, computed where it's derived; `None` where it can't be."""
    try:
        return compute_value(dossier, fact)
    except DerivationError:
        return None


def _is_value(shared: SharedValue, value: FactValue | None) -> bool:
    if isinstance(value, Edtf):
        return _is_date(shared, value)
    return value is not None and value == shared.value


def _is_date(shared: SharedValue, date: Edtf) -> bool:
    if shared.value is not None:
        return date.text == str(shared.value)
    return date_parts(date)[1:] == shared.month_and_day and not date.is_span
