"""The words and signs that say what a fact counts, as a source text prints them."""

from __future__ import annotations

from dossier_timeline.model.base import ModelValue, Words
from dossier_timeline.model.facts import Unit
from dossier_timeline.notation.comparable_text import fold_phrase


def unit_name_forms(unit: ModelValue | None, language: str) -> frozenset[str]:
    """The forms of a unit's name in a language, folded; none where this is no unit of the dossier."""
    if not isinstance(unit, Unit):
        return frozenset()
    return frozenset(fold_phrase(form.replace("{n}", "")) for form in unit.name.get(language, {}).values())


def unit_nouns(unit: ModelValue | None, language: str) -> frozenset[str]:
    """The same, and the unit's symbol in any language."""
    symbol = unit.symbol if isinstance(unit, Unit) else None
    texts = symbol.root.values() if isinstance(symbol, Words) else (symbol,)
    return unit_name_forms(unit, language) | {fold_phrase(text) for text in texts if text}
