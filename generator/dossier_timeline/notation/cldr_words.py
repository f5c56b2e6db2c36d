"""Words that CLDR has for what numbers count: times and measures."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Literal

from babel import Locale

from dossier_timeline.notation.folding import fold

DurationUnit = Literal["Y", "M", "W", "D", "H"]

_DURATIONS: dict[DurationUnit, str] = {"Y": "year", "M": "month", "W": "week", "D": "day", "H": "hour"}
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
                    yield fold(word) if len(word) > _MAX_SYMBOL_LETTERS else word


def date_letters(locale: Locale) -> Iterator[str]:
    patterns = (locale.date_formats["long"].pattern, locale.time_formats["full"].pattern)
    yield from (letter for pattern in patterns for letter in pattern if unicodedata.category(letter) == "Lo")


def duration_words(locale: Locale) -> Iterator[tuple[str, DurationUnit]]:
    for unit, name in _DURATIONS.items():
        lengths = locale._data["unit_patterns"].get(f"duration-{name}", {})
        for length in ("long", "short"):
            for category, pattern in lengths.get(length, {}).items():
                word = str(pattern).replace("{0}", "").strip()
                if category != "per" and word.isalpha() and len(word) > 1:
                    yield fold(word), unit
