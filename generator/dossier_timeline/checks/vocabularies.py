"""What each language has for numbers, with the words of a dossier."""

from __future__ import annotations

from collections.abc import Iterable

from babel import Locale

from dossier_timeline.languages import NP_, Language
from dossier_timeline.model.dossier import Dossier
from dossier_timeline.notation.comparable_text import make_word_comparable
from dossier_timeline.notation.counted_words import counted_words
from dossier_timeline.notation.evidence_words import EvidenceWords
from dossier_timeline.notation.no_claims import NoClaims
from dossier_timeline.notation.number_words import NumberWords
from dossier_timeline.notation.vocabulary import Vocabulary

EXPRESSIONS = NP_("expressions with a number word that count nothing", "third party, third parties")
POINTERS = NP_("what stands before the number of a paper", "no., nos.")
"""Separated by commas; each language has its own."""


def make_vocabulary(
    language: Language,
    dossier: Dossier,
    allowed: Iterable[str] = (),
    words: tuple[NumberWords, EvidenceWords] | None = None,
    others: Iterable[NumberWords] = (),
) -> Vocabulary:
    """What a language has for numbers, with the units of the dossier and the names in `allowed`.

    `words` are those of its files numbers.yml and evidence.yml; `others` are those of the dossier's other
    languages, whose addresses count in its texts too.
    """
    locale = language.locale
    months = {
        make_word_comparable(name.rstrip(".")): number
        for context in ("format", "stand-alone")
        for width in ("wide", "abbreviated")
        for number, name in locale.months[context][width].items()
        if not name.rstrip(".").isdigit()
    }
    forms = [form for unit in dossier.units for form in unit.name.get(language.code, {}).values()]
    nouns = frozenset(
        make_word_comparable(word) for form in forms for word in form.replace("{n}", " ").split()
    )
    expressions = language.own("expressions with a number word that count nothing", EXPRESSIONS)
    numbers, evidence = words or (NumberWords(), EvidenceWords())
    numbers = numbers.with_addresses(others)
    return Vocabulary(
        {make_word_comparable(word): value for word, value in language.number_words().items()},
        months,
        (locale.number_symbols.get("latn") or {}).get("decimal", "."),
        nouns,
        frozenset({*allowed, *_split_list(expressions)}),
        _split_list(language.own("what stands before the number of a paper", POINTERS)),
        _make_no_claims(language, nouns, numbers, evidence),
        frozenset(map(make_word_comparable, numbers.homographs.seldom)),
        frozenset(map(make_word_comparable, numbers.homographs.sometimes)),
    )


def _make_no_claims(
    language: Language, nouns: frozenset[str], numbers: NumberWords, evidence: EvidenceWords
) -> NoClaims:
    """The forms of numbers that claim nothing; the words of evidence.yml for such numbers are among them."""
    pointers = {"pointers": (*numbers.pointers, *evidence.pointers)}
    return NoClaims(
        numbers.model_copy(update=pointers),
        nouns | counted_words(language.code, evidence),
        frozenset(map(make_word_comparable, evidence.connectors)),
        frozenset(make_word_comparable(word) for words in evidence.particles for word in words.split()),
        (*_day_halves(language.locale), *numbers.times.halves),
        _time_separator(language.locale),
    )


def _day_halves(locale: Locale) -> tuple[str, ...]:
    """CLDR's words for before and after noon, those of one letter left out."""
    periods = locale.day_periods["format"]
    # Of CLDR's names for the parts of a day, only those of its two halves have two letters.
    found = [
        str(word)
        for width in ("wide", "abbreviated")
        for name, word in periods[width].items()
        if len(name) == 2 and word
    ]
    plain = {word.replace("\u202f", " ").replace("\u00a0", " ") for word in found}
    return tuple(sorted(word for word in plain if len(word) > 1))


def _time_separator(locale: Locale) -> str:
    """What stands between hours and minutes in CLDR's short form of a time."""
    return "." if ".mm" in str(locale.time_formats["short"]) else ":"


def _split_list(words: str) -> tuple[str, ...]:
    return tuple(each.strip() for each in words.split(",") if each.strip())
