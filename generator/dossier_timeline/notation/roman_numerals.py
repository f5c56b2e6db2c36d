"""The values of Roman numerals; which letters are one is for whoever finds them to say."""

from __future__ import annotations

_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}


def read_roman_numeral(roman_numeral: str) -> int:
    """The number that a numeral says, in capitals or small letters."""
    values = [_VALUES[letter] for letter in roman_numeral.upper()]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-value if value < following else value for value, following in pairs)
