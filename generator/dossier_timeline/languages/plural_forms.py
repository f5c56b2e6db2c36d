"""Which plural forms a language has, by CLDR."""

from __future__ import annotations

from functools import lru_cache

from babel import Locale, UnknownLocaleError


@lru_cache(maxsize=64)
def list_needed_forms(code: str) -> tuple[str, ...]:
    """The plural categories of CLDR that whole numbers to 200 have in a language."""
    return tuple(sorted({*find_plural_examples(code), "other"}))


@lru_cache(maxsize=64)
def find_plural_examples(code: str) -> dict[str, int]:
    """By plural category: the first whole number that has it; nothing for an unknown language."""
    try:
        rule = Locale.parse(code, sep="-").plural_form
    except (ValueError, UnknownLocaleError):
        return {}
    examples: dict[str, int] = {}
    for number in range(201):
        examples.setdefault(rule(number), number)
    return examples
