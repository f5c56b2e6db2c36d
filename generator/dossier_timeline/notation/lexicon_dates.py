"""What CLDR knows of a language's dates and lists, to read them by."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from babel import Locale

_BETWEEN = re.compile("(?<=[dML]) '([^']+)' (?=[MLy])")


def month_names(locale: Locale, width: str) -> Iterator[tuple[str, int]]:
    """The names of months without the point of an abbreviation; where CLDR has several words, the last.

    A name that is a word of another month's name says neither of them.
    """
    numbers = _months_by_word(locale)
    for context in ("format", "stand-alone"):
        names = {number: str(name).rstrip(".") for number, name in locale.months[context][width].items()}
        last = {number: name.split()[-1] if name.split() else name for number, name in names.items()}
        alone = len(set(last.values())) == len(names) and all(map(str.isalpha, last.values()))
        for number, name in (last if alone else names).items():
            if numbers.get(name, {number}) == {number}:
                yield name, number


def _months_by_word(locale: Locale) -> dict[str, set[int]]:
    """The months in whose names each word stands."""
    found: dict[str, set[int]] = {}
    for context in ("format", "stand-alone"):
        for width in ("wide", "abbreviated"):
            for number, name in locale.months[context][width].items():
                for word in str(name).split():
                    found.setdefault(word.rstrip("."), set()).add(number)
    return found


def month_name_words(locale: Locale) -> Iterator[str]:
    """All words of the names of months, of whatever width."""
    yield from _months_by_word(locale)


def has_month_first(locale: Locale) -> bool:
    """Whether a date in figures may have its month before its day."""
    letters = re.sub("[^dMy]", "", locale.date_formats["short"].pattern)
    return letters.startswith("M") and letters.find("M") < letters.find("d")


def date_link_words(locale: Locale) -> Iterator[str]:
    """The words between day and month, and month and year, as many Romance languages have them."""
    for pattern in (locale.date_formats["long"].pattern, locale.datetime_skeletons.get("yMMMM")):
        yield from (word for word in _BETWEEN.findall(str(pattern or "")) if word.isalpha())
    for name in locale.months["format"]["wide"].values():
        words = str(name).split()
        yield from (word for word in words[:-1] if word.isalpha() and words[-1].isalpha())


def list_conjunctions(locale: Locale) -> Iterator[str]:
    """What stands between the last two items of a list, or between units: "and"."""
    for style in ("standard", "unit"):
        for place in ("2", "end"):
            pattern = locale.list_patterns.get(style, {}).get(place, "")
            word = pattern.replace("{0}", " ").replace("{1}", " ").strip(" ,")
            if word.isalpha():
                yield word


def eras_before_year_one(locale: Locale) -> tuple[str, ...]:
    """How CLDR writes that a year is before the first: "BC"."""
    eras = locale.eras
    return tuple({str(eras[width][0]) for width in ("wide", "abbreviated") if 0 in eras.get(width, {})})
