"""From how many digits a language groups the digits of a number.

Some write 1000 and 10.000: CLDR's `minimumGroupingDigits` says how many digits must stand before
the first separator. Babel neither applies it nor has it in its data, in any release up to 2.19. Libraries
that do (PyICU, icu4py) bring the whole of ICU, with other formats than Babel's in the rest. So the value
is kept in `grouping.json`, with its source, for the few locales in which it isn't 1 or that of the locale
they inherit from; a test compares every locale of Babel with CLDR's list.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from babel.core import get_global

if TYPE_CHECKING:
    from babel import Locale


_GROUP = 3
"""The digits in the last group: three in every locale of CLDR."""


def is_grouped(digits: int, locale: Locale) -> bool:
    """Whether a number with so many digits before its decimals is written in groups."""
    return digits >= _GROUP + minimum_grouping_digits(str(locale))


@lru_cache(maxsize=2048)
def minimum_grouping_digits(locale: str) -> int:
    """How many digits stand before the first separator of groups, at least."""
    known = _load_minimums()
    while locale and locale != "root":
        if locale in known:
            return known[locale]
        parent = get_global("parent_exceptions").get(locale)
        locale = parent or locale.rpartition("_")[0]
    return 1


@cache
def _load_minimums() -> Mapping[str, int]:
    text = files(__package__).joinpath("grouping.json").read_text(encoding="utf-8")
    found: Mapping[str, int] = json.loads(text)["minimumGroupingDigits"]
    return found


def number_sign(locale: Locale, plus_or_minus: str) -> str:
    """The sign to write before the figures of a number.

    A sign belongs to neither direction of writing. Where the script runs from right to left, a mark
    before it keeps it at the left of the digits, as in CLDR's signs for Arabic, Hebrew and Persian.
    """
    return f"\N{LEFT-TO-RIGHT MARK}{plus_or_minus}" if locale.text_direction == "rtl" else plus_or_minus
