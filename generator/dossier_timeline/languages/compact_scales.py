"""The words by which a language shortens large numbers, by CLDR's compact forms: "mln.", "Mrd.", "K"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from babel import Locale

_ZEROS = re.compile(r"0+")
_AROUND = re.compile(r"['¤\u200e\u200f\u061c]")
_FILE = Path(__file__).with_name("scale-words.txt")


class CompactScale(NamedTuple):
    """A word for a power of ten as CLDR writes it: with or without a space after the number."""

    word: str
    power: int
    spaced: bool


def list_compact_scales(locale: Locale) -> Iterator[CompactScale]:
    """Every scale word of a locale's compact forms, of numbers and of sums, with its power of ten."""
    for formats in (locale.compact_decimal_formats, locale.compact_currency_formats):
        for by_count in formats.values():
            for patterns in by_count.values():
                for magnitude, pattern in patterns.items():
                    text = str(getattr(pattern, "pattern", pattern)).split(";")[0]
                    zeros = _ZEROS.search(text)
                    word = " ".join(_AROUND.sub(" ", _ZEROS.sub(" ", text)).split())
                    if zeros and word:
                        spaced = text[zeros.end() :][:1].isspace()
                        yield CompactScale(word, len(str(magnitude)) - len(zeros[0]), spaced)


@lru_cache(maxsize=1)
def list_scale_words() -> frozenset[str]:
    """The single scale words of every language in CLDR, without the point of an abbreviation.

    They stand in a file, because reading all of CLDR takes most of a second.
    """
    return frozenset(_FILE.read_text("utf-8").split())
