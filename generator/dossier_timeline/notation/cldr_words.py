"""Words that CLDR has for what numbers count: times and measures."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

from babel import Locale

from dossier_timeline.notation.comparable_text import fold_phrase

if TYPE_CHECKING:
    from babel import Locale


DurationUnit = Literal["Y", "M", "W", "D", "H"]

_DURATION_UNITS: dict[DurationUnit, str] = {"Y": "year", "M": "month", "W": "week", "D": "day", "H": "hour"}
_MEASURES = frozenset(
    {
        *("length", "area", "volume", "mass", "temperature", "energy", "power", "speed", "pressure"),
        *("electric", "frequency", "light", "digital"),
    }
)
"""The kinds of units that measure something and count no things."""
_MEASURES_OF_OTHER_KINDS = frozenset(
    {
        *("duration-minute", "duration-second", "duration-decade", "duration-century", "duration-night"),
        *("concentr-permille", "concentr-permillion", "angle-degree"),
    }
)
"""Those of other kinds; years to hours are read as durations."""

_MAX_SYMBOL_LETTERS = 2
"""Up to so many letters, a unit is a sign, and its capitals count."""


def measure_units(locale: Locale) -> Iterator[str]:
    for unit, lengths in locale._data["unit_patterns"].items():
        if unit.partition("-")[0] not in _MEASURES and unit not in _MEASURES_OF_OTHER_KINDS:
            continue
        for length in ("long", "short"):
            for category, pattern in lengths.get(length, {}).items():
                word = str(pattern).replace("{0}", "").strip(" \u200e\u200f")
                if word and category != "per":
                    yield fold_phrase(word) if len(word) > _MAX_SYMBOL_LETTERS else word


def date_letters(locale: Locale) -> Iterator[str]:
    patterns = (locale.date_formats["long"].pattern, locale.time_formats["full"].pattern)
    yield from (letter for pattern in patterns for letter in pattern if unicodedata.category(letter) == "Lo")


def duration_words(locale: Locale) -> Iterator[tuple[str, DurationUnit]]:
    for unit, name in _DURATION_UNITS.items():
        lengths = locale._data["unit_patterns"].get(f"duration-{name}", {})
        for length in ("long", "short"):
            for category, pattern in lengths.get(length, {}).items():
                word = str(pattern).replace("{0}", "").strip()
                if category != "per" and word.isalpha() and len(word) > 1:
                    yield fold_phrase(word), unit


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


def list_alternatives(locale: Locale) -> Iterator[str]:
    """What stands between two things of which one is so: "or"."""
    pattern = locale.list_patterns.get("or", {}).get("2", "")
    word = pattern.replace("{0}", " ").replace("{1}", " ").strip(" ,")
    if word.isalpha():
        yield word


def eras_before_year_one(locale: Locale) -> tuple[str, ...]:
    """How CLDR writes that a year is before the first: "BC"."""
    eras = locale.eras
    return tuple({str(eras[width][0]) for width in ("wide", "abbreviated") if 0 in eras.get(width, {})})
