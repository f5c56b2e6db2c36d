"""The numbers that a word processor prints before items and headings, counted level by level."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from dossier_timeline.source_reading.html_lists import to_letters, to_roman

MOST_LEVELS = 10

Formatter = Callable[[int], str]


def repeat_letter(number: int) -> str:
    """1 is a, 26 z, 27 aa, 28 bb: as Word counts."""
    number = max(1, number)
    return chr(ord("a") + (number - 1) % 26) * min(10, (number - 1) // 26 + 1)


FORMATTERS: Mapping[str, Formatter] = {
    "decimal": str,
    "decimalZero": lambda number: f"{number:02}",
    "lowerLetter": repeat_letter,
    "upperLetter": lambda number: repeat_letter(number).upper(),
    "lowerRoman": to_roman,
    "upperRoman": lambda number: to_roman(number).upper(),
    "1": str,
    "a": to_letters,
    "A": lambda number: to_letters(number).upper(),
    "i": to_roman,
    "I": lambda number: to_roman(number).upper(),
}
"""How each name of a format, in DOCX and in ODT, writes a number."""


@dataclass(frozen=True, slots=True)
class LevelFormat:
    """How the numbers of a level are printed.

    `template` is what's printed, with "%1" in the place of the number of the first level, and so on; `format`
    is the name of a number's format, "" for one without a number; `start` is the first number.
    """

    template: str
    format: str = "decimal"
    start: int = 1
    is_all_decimal: bool = False
    """Whether the numbers of the levels above are plain ones, whatever their format."""


@dataclass(slots=True)
class ItemCounter:
    """The numbers of one list so far, by level."""

    levels: Mapping[int, LevelFormat]
    numbers: dict[int, int] = field(default_factory=dict)

    def next_mark(self, level: int, start: int | None = None) -> str:
        """What is printed before the next item of a level; `start` begins to count anew."""
        form = self.levels.get(level, LevelFormat("", ""))
        for deeper in [other for other in self.numbers if other > level]:
            del self.numbers[deeper]
        for above in range(level):
            if above not in self.numbers and above in self.levels:
                self.numbers[above] = self.levels[above].start
        before = self.numbers.get(level)
        self.numbers[level] = start if start is not None else (form.start if before is None else before + 1)
        return self._print(form)

    def _print(self, form: LevelFormat) -> str:
        text = form.template
        for level in range(MOST_LEVELS, 0, -1):
            if f"%{level}" in text:
                own = self.levels.get(level - 1, form)
                name = "decimal" if form.is_all_decimal else own.format
                number = self.numbers.get(level - 1, own.start)
                text = text.replace(f"%{level}", format_counted(number, name))
        return text.strip()


def format_counted(number: int, name: str) -> str:
    """A number in a format; in plain figures where the format isn't known."""
    if not name or name == "none":
        return ""
    return FORMATTERS.get(name, str)(number) if number > 0 else str(number)
