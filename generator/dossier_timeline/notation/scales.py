"""Words and signs for powers of ten in running text: "million", "thousand", "万"."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from babel import Locale

from dossier_timeline.languages.compact_scales import list_compact_scales, list_scale_words
from dossier_timeline.notation.comparable_text import fold_phrase

_MAX_SYMBOL_LETTERS = 2
"""Up to so many letters, a scale is a sign: its capitals count, as in "m" and "M"."""


@dataclass(frozen=True, slots=True)
class Scales:
    """A language's scales, to read by."""

    words: Mapping[str, int] = field(default_factory=dict)
    """Folded words, of one or several parts, with the power of ten."""
    signs: Mapping[str, int] = field(default_factory=dict)
    """Signs of one or two letters, as they are."""
    sure: frozenset[tuple[str, bool]] = frozenset()
    """The signs, without or with a space before them, that are scales where no money is spoken of."""
    money: Mapping[str, int] = field(default_factory=dict)
    """Folded words that are scales of sums alone."""
    dotted: frozenset[str] = frozenset()
    """Folded words that may be written with a full stop: "mln."."""
    longest: int = 1
    """How many parts the longest word has."""

    def power_of(self, text: str, key: str) -> int | None:
        """The power of ten that a part of a text may say."""
        sign = self.signs.get(text)
        return sign if sign is not None else self.words.get(key)

    def is_foreign(self, text: str, key: str) -> bool:
        """Whether a word is a scale in some other language, and not known in this one."""
        known = text in list_scale_words() or (
            len(text) > _MAX_SYMBOL_LETTERS and key in _foreign_scale_words()
        )
        return known and self.power_of(text, key) is None and key not in self.money


@lru_cache(maxsize=1)
def _foreign_scale_words() -> frozenset[str]:
    return frozenset(map(fold_phrase, list_scale_words()))


def load_scales(locale: Locale, words: Mapping[str, int], money: Mapping[str, int]) -> Scales:
    """A language's scales: CLDR's, and those of its file of words, which win."""
    named: dict[str, int] = {}
    signs: dict[str, int] = {}
    sure: set[tuple[str, bool]] = set()
    units = _unit_signs(locale)
    compact = list(list_compact_scales(locale))
    forms = [form.word for form in compact]
    for word, power, spaced in compact:
        plain = word.rstrip(".").rstrip()
        if " " in plain and any(map(is_symbol, plain.split())):
            continue  # "mil M" is read as "mil" and "M"
        if is_symbol(plain):
            signs.setdefault(plain, power)
            sure.add((plain, spaced))
        else:
            named.setdefault(fold_phrase(plain), power)
    for word, power in words.items():
        plain = word.rstrip(".")
        if is_symbol(plain):
            signs[plain] = power
        else:
            named[fold_phrase(plain)] = power
    sure |= {(sign, spaced) for sign in signs if sign not in units for spaced in (False, True)}
    longest = max((len(word.split()) for word in named), default=1)
    dotted = frozenset(
        fold_phrase(word.rstrip(".").rstrip()) for word in (*forms, *words, *money) if word.endswith(".")
    )
    sums = {fold_phrase(word.rstrip(".")): power for word, power in money.items()}
    return Scales(named, signs, frozenset(sure), sums, dotted, longest)


def is_symbol(word: str) -> bool:
    """Whether a scale is short and has capitals, so that it must be written just so."""
    return len(word) <= _MAX_SYMBOL_LETTERS and any(
        unicodedata.category(letter) in ("Lu", "Ll") for letter in word
    )


def _unit_signs(locale: Locale) -> frozenset[str]:
    """CLDR's signs of units, such as "m" for metres."""
    found: set[str] = set()
    for lengths in locale._data["unit_patterns"].values():
        found.update(str(pattern).replace("{0}", "").strip() for pattern in lengths.get("short", {}).values())
    return frozenset(found)
