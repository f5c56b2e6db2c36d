"""Numbers in words, and the words that are numbers."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any

from dossier_timeline.languages.scripts import scripts_in, scripts_of

MAX_SPELLED_ORDINAL = 20
"""Up to here, an ordinal reads better in words than in figures."""

_MAGNITUDES = (100, 1_000, 1_000_000, 1_000_000_000)


@lru_cache(maxsize=4096)
def spell_cardinal(value: int, locale: str) -> str | None:
    """A whole number in words: 3 → "drie"; `None` where the language has no rules for it."""
    return _spell(value, locale, "cardinal")


@lru_cache(maxsize=1024)
def spell_ordinal(value: int, locale: str) -> str | None:
    """A rank in words: 6 → "zesde"."""
    return _spell(value, locale, "ordinal")


@lru_cache(maxsize=1024)
def format_ordinal(value: int, locale: str) -> str | None:
    """A rank in figures: 21 → "21e"; `None` where the figures would read as a plain number."""
    text = _spell(value, locale, "ordinal_num")
    return text if text and text != str(value) and any(map(str.isdigit, text)) else None


@lru_cache(maxsize=16)
def list_number_words(locale: str, others: str) -> dict[str, int]:
    """Words that say a number, folded, with what they say: "zesde" → 6, "miljoen" → 1000000.

    Cardinals from 0 and ordinals from 1 up to 100, the large numbers, and `others`: a catalogue's
    own list of words and numbers, "dozen 12, score 20".
    """
    words: dict[str, int] = {}
    for word, value in _number_word_entries(locale, others):
        for form in (word, word.replace("-", " ")):
            words.setdefault(fold_word(form), value)
    return words


def fold_word(word: str) -> str:
    """How a word is written in the lexicon: composed, without capitals."""
    return unicodedata.normalize("NFC", word).casefold()


def _number_word_entries(locale: str, others: str) -> Iterator[tuple[str, int]]:
    spell: tuple[tuple[Callable[[int, str], str | None], int], ...] = (
        (spell_cardinal, 0),
        (spell_ordinal, 1),
    )
    for say, first in spell:
        for value in range(first, 101):
            word = say(value, locale)
            if word:
                yield word, value
    for value in _MAGNITUDES:
        word = spell_cardinal(value, locale)
        if word:
            yield word.split()[-1], value
    for entry in others.split(","):
        word, _, figures = entry.strip().rpartition(" ")
        if word and figures.isascii() and figures.isdigit():
            yield word, int(figures)


def _spell(value: int, locale: str, to: str) -> str | None:
    """The words of num2words, if it knows the language by its whole code.

    It takes the first two letters of a code that it doesn't know, and so gives Cebuano the
    words of Chechen. It knows languages only, so for Serbian it has Latin letters beside Cyrillic text.
    """
    num2words, known = _num2words()
    for code in dict.fromkeys((locale, locale.split("_", maxsplit=1)[0])):
        if code not in known:
            continue
        try:
            words = str(num2words(value, lang=code, to=to))
        except (NotImplementedError, LookupError, TypeError, ValueError, ArithmeticError, AttributeError):
            continue
        if scripts_in(words) <= scripts_of(locale):
            return words
    return None


@lru_cache(maxsize=1)
def _num2words() -> tuple[Any, frozenset[str]]:
    """The function, and the codes that it knows."""
    from num2words import CONVERTER_CLASSES, num2words

    return num2words, frozenset(CONVERTER_CLASSES)
