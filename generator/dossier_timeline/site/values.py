"""The value of a fact, as a text in the page's language writes it."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

from dossier_timeline.languages import N_, NP_
from dossier_timeline.model.dates import Edtf
from dossier_timeline.model.facts import Duration, Fact, FactValue, Qualifier, Unit

if TYPE_CHECKING:
    from dossier_timeline.languages import Language

REFERENCE_FORMS = ("", "unit", "value", "words", "date", "year")
"""How a fact can be written: `[[id]]`, `[[id.unit]]`, `[[id.value]]`…"""

_QUALIFIER_WORDS: Mapping[Qualifier, str] = {
    "about": NP_("qualifier", "about %(value)s"),
    "more-than": NP_("qualifier", "more than %(value)s"),
    "over": NP_("qualifier", "over %(value)s"),
    "less-than": NP_("qualifier", "less than %(value)s"),
    "at-least": NP_("qualifier", "at least %(value)s"),
    "at-most": NP_("qualifier", "at most %(value)s"),
    "expected": NP_("qualifier", "%(value)s (forecast)"),
    "nearly": NP_("qualifier", "nearly %(value)s"),
}
_DATE_QUALIFIER_WORDS: Mapping[Qualifier, str] = {
    "about": N_("about %(date)s"),
    "expected": N_("%(date)s (expected)"),
    "more-than": N_("after %(date)s"),
    "over": N_("after %(date)s"),
    "less-than": N_("before %(date)s"),
    "at-least": N_("no earlier than %(date)s"),
    "at-most": N_("no later than %(date)s"),
}
"""Qualifiers that read otherwise before a date."""


def write_value(
    value: FactValue, fact: Fact, units: Mapping[str, Unit], language: Language, form: str = ""
) -> str:
    """The text that a reference to a fact is replaced by.

    `value` is the fact's own or the derived one. Forms: "" is the qualifier and the value, with its
    percent sign or currency ("ruim 150", "30,8%", "€ 2 miljoen"); "unit" adds the unit, inflected
    ("ruim 150 deelnemers", "één zaak"); "value" leaves the qualifier out; "words" writes the number
    out ("drie"); "date" is the fact's date and "year" its year. `ValueError` for another form, or
    for a date where the fact has none.
    """
    if form in {"date", "year"}:
        return _write_date(value, fact, language, form)
    if form not in REFERENCE_FORMS:
        raise ValueError(f"a fact has no form “{form}”")
    text = _write_bare_value(value, fact, language, form)
    if form == "unit" and isinstance(value, Decimal) and fact.kind in {"number", "ordinal"}:
        text = _add_unit(text, value, fact, units, language)
    return text if form == "value" else _add_qualifier(text, value, fact, language)


def _write_bare_value(value: FactValue, fact: Fact, language: Language, form: str) -> str:
    if isinstance(value, Edtf):
        return language.date(value)
    if isinstance(value, Duration):
        return language.duration(value, words=form == "words")
    if fact.kind == "share":
        return language.percent(value, signed=fact.signed)
    if fact.kind == "amount":
        return language.amount(value, fact.unit or "", signed=fact.signed)
    return _write_number(value, fact, language, form)


def _write_number(value: Decimal, fact: Fact, language: Language, form: str) -> str:
    is_whole = value == value.to_integral_value()
    if is_whole and fact.kind == "ordinal":
        return language.ordinal(int(value), words=True if form == "words" else None)
    if form == "unit" and value == 1:
        return language.one
    if is_whole and form == "words":
        return language.in_words(int(value))
    return language.number(value, signed=fact.signed, rounded=not fact.signed)


def _add_unit(text: str, value: Decimal, fact: Fact, units: Mapping[str, Unit], language: Language) -> str:
    """The number with its unit in the plural form that it asks for.

    Where some of a language's forms hold `{n}`, one without it says the number itself ("jedna
    sprawa", a dual); where none does, each stands after the number.
    """
    unit = units.get(fact.unit or "")
    forms = unit and (unit.name.get(language.code) or unit.name.get(language.fallback or ""))
    if not forms:
        return text
    category = "one" if fact.kind == "ordinal" else language.plural(value)
    words = next((words for name, words in forms.items() if name == category), None) or forms.get("other", "")
    if any("{n}" in form for form in forms.values()):
        return words.replace("{n}", text)
    return f"{text} {words}".strip()


def _add_qualifier(text: str, value: FactValue, fact: Fact, language: Language) -> str:
    if fact.qualifier is None:
        return text
    if isinstance(value, Edtf) and fact.qualifier in _DATE_QUALIFIER_WORDS:
        return language.qualify_date(_DATE_QUALIFIER_WORDS[fact.qualifier], value, text)
    return language.pgettext("qualifier", _QUALIFIER_WORDS[fact.qualifier], value=text)


def _write_date(value: FactValue, fact: Fact, language: Language, form: str) -> str:
    date = value if isinstance(value, Edtf) else fact.date
    if date is None:
        raise ValueError(f"the fact “{fact.id}” has no date of its own")
    return language.date(date) if form == "date" else language.year(date)
