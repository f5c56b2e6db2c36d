"""In which order words stand in a register, in each language, on every machine alike.

Neither Babel nor the standard library sorts by language (`locale.strxfrm` depends on the machine).
PyICU needs a C library of the machine's, and its version decides the order; pyuca brings 1.4 MB of
the default table, takes a second to load it, has had no release since 2017 and knows no language's
own rules. Registers of some hundreds of names need less: the levels of the Unicode Collation
Algorithm (UTS 10: letters, then accents, then capitals) over the alphabet that the language's
catalogue gives, so that an "ą" comes after every "a" in Polish and with it elsewhere. As in CLDR's
root order, spaces and punctuation come before digits and digits before letters; a row of digits
counts as a number, of any length.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

SortKey = tuple[tuple[tuple[int, int, str], ...], str, str, str]
"""What is compared: letters, accents, capitals, and the text itself, so that no two texts tie."""

_LONGEST = 999_999
"""What places of accents count down from: "coté" has its first one later than "côte", and comes before it."""
_SPACE, _PUNCTUATION, _NUMBER, _LETTER, _OTHER = range(5)
_EXPANSIONS = str.maketrans(
    {"æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "þ": "th", "ı": "i"}
)
"""Letters that Unicode doesn't decompose but its default table sorts by these."""

_VOWEL_SIGNS = frozenset({0, 9, 84, 91, 103, 118, 129, 130, 132})
"""The combining classes of marks that are letters in their scripts: vowel signs, and the sign for none.

UTS 10 compares these as letters, and accents, tone marks and points after them. Source: Unicode's
`DerivedCombiningClass.txt`; 0 is that of most Indic vowel signs, 9 the virama, 84 to 132 are vowels of
Telugu, Thai, Lao and Tibetan.
"""
_SELECTORS = re.compile("[\u034f\u180b-\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef]")
"""Marks that only choose how a sign looks, or join two: no part of the word."""


@lru_cache(maxsize=8192)
def make_sort_key(text: str, alphabet: str) -> SortKey:
    """The key by which `text` sorts in a language with this `alphabet` (letters between spaces)."""
    ranks, pattern = _alphabet_ranks(alphabet)
    composed = unicodedata.normalize("NFC", text)
    primary: list[tuple[int, int, str]] = []
    accents: list[str] = []
    for piece in pattern.findall(composed.casefold()):
        if piece in ranks:
            primary.append((_LETTER, ranks[piece], ""))
        elif piece[0].isdecimal():
            digits = "".join(str(unicodedata.decimal(digit)) for digit in piece).lstrip("0")
            primary.append((_NUMBER, len(digits), digits))
        else:
            _decompose(piece, ranks, primary, accents)
    return tuple(primary), "".join(accents), composed.swapcase(), text


def _decompose(
    piece: str, ranks: dict[str, int], primary: list[tuple[int, int, str]], accents: list[str]
) -> None:
    for character in unicodedata.normalize("NFKD", piece).translate(_EXPANSIONS):
        kind = unicodedata.category(character)
        if kind.startswith("M") and unicodedata.combining(character) not in _VOWEL_SIGNS:
            accents.append(f"{_LONGEST - len(primary):06}{character}")
        elif character in ranks:
            primary.append((_LETTER, ranks[character], ""))
        elif kind.startswith("Z"):
            primary.append((_SPACE, 0, ""))
        elif kind.startswith(("L", "M")) and not _SELECTORS.match(character):
            primary.append((_OTHER, 0, character))
        elif not kind.startswith("C"):
            primary.append((_PUNCTUATION, 0, character))


@lru_cache(maxsize=16)
def _alphabet_ranks(alphabet: str) -> tuple[dict[str, int], re.Pattern[str]]:
    letters = unicodedata.normalize("NFC", alphabet).casefold().split()
    ranks = {letter: rank for rank, letter in enumerate(letters)}
    longest = sorted((letter for letter in ranks if len(letter) > 1), key=lambda s: (-len(s), s))
    return ranks, re.compile("|".join([*map(re.escape, longest), r"\d+", "."]), re.DOTALL)
