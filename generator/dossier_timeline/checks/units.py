"""What facts and columns count."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from babel.numbers import is_currency

from dossier_timeline.diagnostics.codes import Code
from dossier_timeline.diagnostics.diagnostic import Diagnostic
from dossier_timeline.diagnostics.suggestions import find_nearest_word
from dossier_timeline.languages.plural_forms import find_plural_examples, list_needed_forms
from dossier_timeline.model.dossier import Dossier
from dossier_timeline.model.facts import PERCENT, Fact, Unit
from dossier_timeline.model.field_types import IdForm
from dossier_timeline.model.located_values import LocatedValue
from dossier_timeline.model.relations import find_ids
from dossier_timeline.model.source_positions import SourcePositions

_CURRENCY = re.compile(r"[A-Z]{3}")


def check_units(
    dossier: Dossier, positions: SourcePositions, values: Iterable[LocatedValue]
) -> Iterator[Diagnostic]:
    """Units that are not there, that do not fit the kind of a fact, or that lack a plural form."""
    known = {name for unit in dossier.units for name in (unit.id, *unit.aliases)}
    for located in values:
        for _, path, name in find_ids(located.value, (IdForm.UNIT,)):
            if name in known or name in positions.unread_ids:
                continue
            if not _is_percent_or_currency(name):
                position = positions.of(located.entry, *located.path, *path)
                yield Diagnostic(
                    position, Code.UNKNOWN_UNIT, f"there is no unit “{name}”", _hint(name, known)
                )
        if isinstance(located.value, Fact):
            yield from _check_unit_of_kind(located.value, positions)
            yield from _check_compared_units(dossier, located.value, positions)
    for unit in dossier.units:
        yield from _check_plural_forms(dossier, unit, positions)


def _is_percent_or_currency(unit: str) -> bool:
    return unit == PERCENT or (bool(_CURRENCY.fullmatch(unit)) and is_currency(unit))


def _hint(unit: str, known: set[str]) -> str:
    close = find_nearest_word(unit, {*known, PERCENT})
    if close:
        return f"did you mean “{close}”? Or add it to units.yml, if it is new"
    if _CURRENCY.fullmatch(unit):
        return "a currency is three capital letters of ISO 4217, like EUR or USD"
    return (
        "add it to units.yml, with its forms like the others there; "
        "a share has the unit percent, an amount that of its currency"
    )


def _check_unit_of_kind(fact: Fact, positions: SourcePositions) -> Iterator[Diagnostic]:
    """A share is in percent, an amount in a currency; dates and durations count nothing."""
    unit = fact.unit
    wanted = ""
    if fact.kind == "share" and unit != PERCENT:
        wanted = "a share has the unit percent"
    elif fact.kind == "amount" and not (unit and _CURRENCY.fullmatch(unit)):
        wanted = "an amount has the code of a currency as its unit, like EUR"
    elif fact.kind in ("date", "duration") and unit is not None:
        wanted = f"a {fact.kind} has no unit"
    elif fact.kind == "ordinal" and unit is not None and _is_percent_or_currency(unit):
        wanted = "an ordinal counts things, not percent or money"
    if wanted:
        message = f"“{unit}” is not the unit of a fact of kind {fact.kind}" if unit else wanted
        yield Diagnostic(
            positions.of(fact.id, "unit", key=not unit), Code.UNIT_OF_KIND, message, wanted if unit else ""
        )


def _check_compared_units(dossier: Dossier, fact: Fact, positions: SourcePositions) -> Iterator[Diagnostic]:
    """What stands beside a fact, as its target does, counts the same."""
    for field in ("target", "earlier", "afterwards"):
        other = dossier.by_id.get(getattr(fact, field) or "")
        if isinstance(other, Fact) and (other.kind, other.unit) != (fact.kind, fact.unit):
            message = f"“{other.id}” counts something else than “{fact.id}”, beside which it stands"
            hint = "name a fact with the same unit"
            yield Diagnostic(positions.of(fact.id, field), Code.UNIT_OF_KIND, message, hint)


def _check_plural_forms(dossier: Dossier, unit: Unit, positions: SourcePositions) -> Iterator[Diagnostic]:
    """Each language has the plural forms that its whole numbers need."""
    for code in dossier.languages:
        if code in dossier.settings.unfinished_languages:
            continue
        forms = unit.name.get(code, {})
        if not forms:
            message = f"“name” has no words in the language “{code}”"
            yield Diagnostic(
                positions.of(unit.id, "name", key=True), Code.MISSING_LANGUAGE, message, f"add {code}: …"
            )
            continue
        for form in list_needed_forms(code):
            if form not in forms:
                message = f"the unit has no form “{form}” in the language “{code}”"
                hint = (
                    f"write the word as it is beside {find_plural_examples(code).get(form, 'other numbers')}"
                )
                yield Diagnostic(
                    positions.of(unit.id, "name", code, key=True), Code.MISSING_FORM, message, hint
                )
        for form, words in forms.items():
            if "{n}" not in words and form == "other":
                message = "this form does not say where the number stands"
                hint = "write {n} for the number"
                yield Diagnostic(positions.of(unit.id, "name", code, form), Code.MISSING_FORM, message, hint)
