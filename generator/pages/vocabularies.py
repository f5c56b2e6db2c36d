"""What each language has for numbers, with the words of a dossier."""

from __future__ import annotations

from collections.abc import Iterable

from generator.dossier.model import Dossier
from generator.dossier.numbers import Vocabulary, fold
from generator.languages import NP_, Language

EXPRESSIONS = NP_("expressions with a number word that count nothing", "third party, third parties")
POINTERS = NP_("what stands before the number of a paper", "no., nos.")
"""Separated by commas; each language has its own."""


def vocabulary(language: Language, dossier: Dossier, allowed: Iterable[str] = ()) -> Vocabulary:
    """What a language has for numbers, with the units of the dossier and the names in `allowed`."""
    locale = language.locale
    months = {
        fold(name.rstrip(".")): number
        for context in ("format", "stand-alone")
        for width in ("wide", "abbreviated")
        for number, name in locale.months[context][width].items()
        if not name.rstrip(".").isdigit()
    }
    forms = [form for unit in dossier.units for form in unit.name.get(language.code, {}).values()]
    nouns = {fold(word) for form in forms for word in form.replace("{n}", " ").split()}
    expressions = language.own("expressions with a number word that count nothing", EXPRESSIONS)
    return Vocabulary(
        language.number_words(),
        months,
        (locale.number_symbols.get("latn") or {}).get("decimal", "."),
        frozenset(nouns),
        frozenset({*allowed, *_listed(expressions)}),
        _listed(language.own("what stands before the number of a paper", POINTERS)),
    )


def _listed(words: str) -> tuple[str, ...]:
    return tuple(each.strip() for each in words.split(",") if each.strip())
