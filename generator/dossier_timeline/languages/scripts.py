"""The scripts of texts and languages, by the names that Unicode gives to letters."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from babel import Locale, UnknownLocaleError


def scripts_in(text: str) -> frozenset[str]:
    """The scripts of the letters in a text: the first word of each letter's name."""
    plain = unicodedata.normalize("NFKD", text)
    return frozenset(unicodedata.name(sign, "").split(" ")[0] for sign in plain if sign.isalpha())


@lru_cache(maxsize=256)
def scripts_of(locale: str) -> frozenset[str]:
    """The scripts that a locale writes in: those of its months and days; none where it's unknown."""
    try:
        parsed = Locale.parse(locale.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return frozenset()
    named = (parsed.months["format"]["wide"], parsed.days["format"]["wide"])
    return scripts_in("".join(word for words in named for word in words.values()))
