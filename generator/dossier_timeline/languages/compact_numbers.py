"""Numbers that are round in millions, in a language's own words: 2000000 → "2 miljoen", "200万".

Babel's `format_compact_decimal` rounds what doesn't fit, and fails where a language has no long forms.
Here a number is either said exactly or not at all.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from dossier_timeline.languages.number_symbols import number_sign

if TYPE_CHECKING:
    from babel import Locale
    from babel.numbers import NumberPattern

MILLION = 1_000_000

_CompactForms = Mapping[str, Mapping[str, "NumberPattern"]]
"""CLDR's patterns: by plural category, then by magnitude (a power of ten)."""


def format_round_millions(value: Decimal | int, locale: Locale) -> str | None:
    """A number that is round in millions, in words: 2000000 → "2 miljoen"; otherwise `None`.

    Round means at most one decimal in the language's own magnitude: 2.5 million, but not 2.25 million.
    """
    exact = Decimal(value)
    forms = _compact_forms(locale)
    if exact.copy_abs() < MILLION or not forms:
        return None
    magnitude = max((one for one in map(int, forms["other"]) if one <= exact.copy_abs()), default=0)
    pattern = forms["other"].get(str(magnitude))
    if pattern is None or not _is_word(pattern.pattern):
        return None
    digits = pattern.pattern.count("0")
    tenths, rest = divmod(int(exact.copy_abs()) * 10, magnitude // 10 ** (digits - 1))
    if exact != exact.to_integral_value() or rest or tenths >= 10 ** (digits + 1):
        return None
    count = Decimal(tenths).scaleb(-1) if tenths % 10 else Decimal(tenths // 10)
    chosen = forms.get(str(locale.plural_form(count)), {}).get(str(magnitude), pattern)
    text = chosen.apply(count, locale, decimal_quantization=False, numbering_system="latn")
    minus = number_sign(locale, "\N{MINUS SIGN}") if exact < 0 else ""
    return re.sub(r"(?=\d)", minus, text.replace(" ", "\N{NO-BREAK SPACE}"), count=1)


def _is_word(pattern: str) -> bool:
    """Whether a form says its magnitude in a word, and not in a letter or two right beside the figures."""
    neighbours = re.search(r"(\w?)0+(\w?)", pattern)
    letters = filter(str.isalpha, neighbours.groups() if neighbours else ())
    return any(map(str.isalpha, pattern)) and all(map(_is_ideograph, letters))


def _is_ideograph(letter: str) -> bool:
    """Whether a letter is of a script in which words need no space and no abbreviation, like Chinese."""
    return unicodedata.category(letter) == "Lo"


@lru_cache(maxsize=256)
def _compact_forms(locale: Locale) -> _CompactForms | None:
    """The long forms; where a language has none, its short ones if these are words too.

    A short form is an abbreviation ("2M"), but in a script without an alphabet, like the Chinese, a word.
    """
    lengths = locale.compact_decimal_formats
    if "long" in lengths:
        long: _CompactForms = lengths["long"]
        return long
    short: _CompactForms = lengths.get("short", {})
    pattern = short.get("other", {}).get(str(MILLION))
    letters = filter(str.isalpha, pattern.pattern) if pattern else ()
    return short if any(map(_is_ideograph, letters)) else None
