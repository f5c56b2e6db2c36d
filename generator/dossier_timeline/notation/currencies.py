"""The currencies that a text may name, by signs, codes and words."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from babel import Locale
from babel.core import get_global
from babel.numbers import get_currency_name, get_territory_currencies, list_currencies

from dossier_timeline.notation.comparable_text import fold_phrase

UNKNOWN_CURRENCY = "?"
"""Some currency that the text doesn't tell well enough: "$" where several are called so."""


@dataclass(frozen=True, slots=True)
class Currencies:
    """A language's currencies, to read by."""

    signs: Mapping[str, str]
    """Signs and codes as they are, in compatible form, with the code."""
    names: Mapping[str, str]
    """Folded names, of one or several words."""
    vague: frozenset[str]
    """Folded words that say that money is meant, but not which: "dollar"."""
    local: frozenset[str]
    """The codes of what is or was legal tender where the language is mostly spoken."""
    longest: int
    beginnings: frozenset[str]
    """The first words of all names."""

    def code_of_sign(self, text: str) -> str | None:
        """The code of a sign or code, as it is printed."""
        return self.signs.get(normalise_sign(text))

    def code_of_name(self, words: str) -> str | None:
        """The code of a name, or that it's unknown which currency a word for money says."""
        return self.names.get(words) or (UNKNOWN_CURRENCY if words in self.vague else None)


def normalise_sign(sign: str) -> str:
    """A sign without what only tells its width: "￥" is "¥"."""
    return unicodedata.normalize("NFKC", sign).strip("\u200e\u200f\u061c .")


def load_currencies(locale: str, more: Mapping[str, str]) -> Currencies:
    """A language's currencies: CLDR's, and those of its file of words, which win."""
    signs, names, vague = _load_cldr_currencies(locale)
    signs = {**signs, **{normalise_sign(word): code for word, code in more.items()}}
    names = {**names, **{fold_phrase(word): code for word, code in more.items()}}
    longest = max((len(name.split()) for name in names), default=1)
    beginnings = frozenset(name.split()[0] for name in (*names, *vague))
    return Currencies(signs, names, vague, _local_currencies(locale), longest, beginnings)


@lru_cache(maxsize=16)
def _load_cldr_currencies(locale: str) -> tuple[dict[str, str], dict[str, str], frozenset[str]]:
    signs: dict[str, str] = {code: code for code in list_currencies()}
    names: dict[str, str] = {}
    nouns: set[str] = set()
    place = _noun_position(locale)
    for code, symbol in Locale.parse(locale).currency_symbols.items():
        signs.setdefault(normalise_sign(symbol), code)
        for count in (1, 2):
            name = fold_phrase(get_currency_name(code, count=count, locale=locale))
            names.setdefault(name, code)
            if not name.endswith(")") and not code.startswith("X"):
                nouns.add(name.split()[place])
    for code, symbol in Locale.parse("root").currency_symbols.items():
        signs.setdefault(normalise_sign(symbol), code)
    return signs, names, frozenset(nouns)


def _noun_position(locale: str) -> int:
    """Whether the word for money is the last (-1) of a currency's name or the first (0)."""
    one, other = (get_currency_name(code, locale=locale).split() for code in ("USD", "CAD"))
    return -1 if one[-1:] == other[-1:] or one[:1] != other[:1] else 0


@lru_cache(maxsize=64)
def _local_currencies(locale: str) -> frozenset[str]:
    likely = get_global("likely_subtags").get(locale, locale).split("_")
    territory = next((part for part in reversed(likely) if len(part) == 2 and part.isupper()), None)
    if territory is None:
        return frozenset()
    codes = get_territory_currencies(territory, date(1900, 1, 1), date(2100, 1, 1), tender=True)
    return frozenset(map(str, codes))
