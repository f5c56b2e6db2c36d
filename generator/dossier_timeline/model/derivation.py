"""The value of a fact: its own, or computed from other facts."""

from __future__ import annotations

from decimal import Decimal

from dossier_timeline.model.arithmetic import MOST_DEPTH, DerivationError, evaluate_expression
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

    def operand(name: str) -> Decimal:
        entry = dossier.by_id.get(name)
        if not isinstance(entry, Fact):
            raise DerivationError(f"“{name}” in `{fact.derived}` is not a fact")
        value = _compute_value(dossier, entry, (*above, fact.id))
        if not isinstance(value, Decimal):
            raise DerivationError(f"“{name}” in `{fact.derived}` is not a number but {value}")
        return value

    return evaluate_expression(fact.derived or "", operand)
