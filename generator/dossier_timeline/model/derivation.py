"""The value of a fact: its own, or computed from other facts."""

from __future__ import annotations

from decimal import Decimal

from dossier_timeline.model.arithmetic import (
    MIXED,
    MOST_DEPTH,
    DerivationError,
    evaluate_expression,
    find_operand_ids,
    measure_expression,
)
from dossier_timeline.model.dossier import Dossier
from dossier_timeline.model.facts import Fact, FactValue


def compute_value(dossier: Dossier, fact: Fact) -> FactValue:
    """The value of a fact: its own, or computed. Raises `DerivationError`."""
    return _compute_value(dossier, fact, ())


def _compute_value(dossier: Dossier, fact: Fact, above: tuple[str, ...]) -> FactValue:
    if fact.value is not None:
        return fact.value
    if fact.id in above:
        circle = " → ".join((*above[above.index(fact.id) :], fact.id))
        raise DerivationError(f"“{fact.id}” is computed from itself: {circle}")
    if len(above) > MOST_DEPTH:
        raise DerivationError(f"“{fact.id}” rests on more than {MOST_DEPTH} derivations, one on the other")

    return evaluate_expression(
        fact.derived or "", lambda name: _compute_operand(dossier, fact, name, (*above, fact.id))
    )


def _compute_operand(dossier: Dossier, fact: Fact, name: str, above: tuple[str, ...]) -> Decimal:
    entry = dossier.by_id.get(name)
    if not isinstance(entry, Fact):
        raise DerivationError(f"“{name}” in `{fact.derived}` is not a fact")
    value = _compute_value(dossier, entry, above)
    if not isinstance(value, Decimal):
        raise DerivationError(f"“{name}” in `{fact.derived}` is not a number but {value}")
    return value


def require_sound_derivation(dossier: Dossier, fact: Fact) -> None:
    """Raise `DerivationError` where a computed value says more than the facts on which it rests.

    It rests on a fact; sums are of what is measured alike, and the fact says that measure; and where a fact
    in it is qualified, so is the value.
    """
    derived = fact.derived or ""
    operands = {name: dossier.by_id.get(name) for name in find_operand_ids(derived)}
    facts = {name: entry for name, entry in operands.items() if isinstance(entry, Fact)}
    if not facts:
        raise DerivationError(f"`{derived}` rests on no fact")
    if fact.kind in ("date", "duration"):
        raise DerivationError(f"a {fact.kind} is not computed; only numbers, shares and amounts are")
    measure = measure_expression(
        derived,
        lambda name: _compute_operand(dossier, fact, name, (fact.id,)),
        lambda name: _measure_of(facts[name]),
    )
    if measure not in (MIXED, _measure_of(fact)):
        raise DerivationError(f"`{derived}` gives {measure}, and the fact says {_measure_of(fact)}")
    for name, entry in facts.items():
        if entry.qualifier and not fact.qualifier:
            raise DerivationError(
                f"“{name}” in `{derived}` is qualified ({entry.qualifier}), and the fact isn't"
            )


def _measure_of(fact: Fact) -> str:
    """What a value is measured in: percent, a currency, or the kind of number that it is."""
    return fact.unit or fact.kind if fact.kind in ("share", "amount") else fact.kind
