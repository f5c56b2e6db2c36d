"""Words behind a number that make it a quantity in any dossier."""

from __future__ import annotations

from dossier_timeline.notation.cldr_words import duration_words
from dossier_timeline.notation.comparable_text import fold_phrase
from dossier_timeline.notation.currencies import load_currencies
from dossier_timeline.notation.evidence_words import EvidenceWords
from dossier_timeline.notation.lexicon import parse_locale


def counted_words(code: str, words: EvidenceWords) -> frozenset[str]:
    """Words and signs after a number that make it a quantity in any dossier, folded.

    They are those for percent, powers of ten, times that pass, and the last words of currencies.
    """
    locale = parse_locale(code)
    spans = (
        *dict(duration_words(locale)),
        *(word for several in words.durations.values() for word in several),
    )
    money = load_currencies(str(locale), words.currencies)
    every = (*money.signs.items(), *money.names.items())
    named = (name for name, currency in every if not currency.startswith("X"))
    found = (*words.percent, *words.scales, *words.money_scales, *spans, *named)
    return frozenset(last.strip(".()") for word in found if (last := fold_phrase(word).rpartition(" ")[2]))
