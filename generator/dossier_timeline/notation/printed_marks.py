"""Numbers and letters before paragraphs and items as they're printed: "5.", "(a)", "iv)", "3.2"."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from dossier_timeline.notation.roman_numerals import read_roman_numeral

_MARK = re.compile(
    r"""
    (?P<mark>
        (?P<open>[(\[])?
        (?P<number>\d{1,4}(?:\.\d{1,3}){0,4}|[^\W\d_]{1,8})
        (?:[ \xa0]?(?P<suffix>[a-z]{1,2}|bis|ter|quater|quinquies|sexies))?
        (?P<close>[.)\]°º]{1,2}|(?<=\d\.\d)|(?<=\d\.\d\d))
    )
    [\s\u200e\u200f]+(?=\S)
    """,
    re.VERBOSE,
)
_ROMAN = re.compile(r"(?=[mdclxvi])m{0,3}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})\Z")
_ALPHABETS = (
    "abcdefghijklmnopqrstuvwxyz",
    "αβγδεζηθικλμνξοπρστυφχψω",
    "абвгдежзийклмнопрстуфхцчшщэюя",
    "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя",
    "אבגדהוזחטיכלמנסעפצקרשת",
    "ابتثجحخدذرزسشصضطظعغفقكلمنهوي",
    "ابجدهوزحطيكلمنسعفصقرشتثخذضظغ",
)
"""The orders in which letters number items; of Arabic letters there are two."""
_ALIKE = str.maketrans("أإآ", "ااا")

MarkStyle = tuple[str, int, str]
"""In which kind of signs a mark counts, of how many parts it is, and the signs around it."""


@dataclass(frozen=True, slots=True)
class MarkReading:
    """One way to read a mark: "(i)" is the ninth letter or the Roman number one."""

    style: MarkStyle
    value: tuple[int, ...]
    suffix: str = ""

    @property
    def is_first(self) -> bool:
        """Whether a series may begin with it."""
        return self.value[-1] == 1 and not self.suffix

    def follows(self, other: MarkReading) -> bool:
        """Whether it's the next one of a series: 6 after 5 and after 5b, 5a after 5, 5b after 5a."""
        if self.style != other.style or self.value[:-1] != other.value[:-1]:
            return False
        if self.value == other.value:
            return bool(self.suffix) and self.suffix > other.suffix
        return self.value[-1] == other.value[-1] + 1

    def is_later_than(self, other: MarkReading) -> bool:
        """Whether it comes later in the same series, with others missing between them."""
        return (
            self.style == other.style
            and self.value[:-1] == other.value[:-1]
            and self.value[-1] > other.value[-1]
        )


@dataclass(frozen=True, slots=True)
class PrintedMark:
    """What is printed before a paragraph or item, with the ways in which it may be read.

    `label` is the mark as it's cited: with its brackets, without a full stop. `end` is where the words begin.
    """

    label: str
    number: str
    readings: tuple[MarkReading, ...]
    end: int


def read_mark(text: str) -> PrintedMark | None:
    """The mark with which a text begins; `None` for one that begins with a word."""
    match = _MARK.match(text)
    if match is None or bool(match["open"]) != (match["close"][-1:] in (")", "]") and bool(match["open"])):
        return None
    number = write_ascii_digits(match["number"])
    suffix = match["suffix"] or ""
    around = (match["open"] or "") + match["close"]
    readings = tuple(_read_number(number, suffix, around))
    if not readings:
        return None
    label = write_ascii_digits(" ".join(match["mark"].split())).rstrip(".")
    return PrintedMark(label, f"{number}{suffix}", readings, match.end())


def read_numbers(number: str) -> tuple[tuple[int, ...], ...]:
    """The values that a printed number may have, by its parts: "3.2" has two, "C" is 3 or 100."""
    plain = write_ascii_digits(number).casefold()
    digits = re.match(r"\d+(?:[.:]\d+)*", plain)
    if digits:
        return (tuple(int(part) for part in re.split("[.:]", digits[0])),)
    values = [(_ALPHABETS[0].index(plain) + 1,)] if len(plain) == 1 and plain in _ALPHABETS[0] else []
    return (*values, (read_roman_numeral(plain),)) if _ROMAN.match(plain) else tuple(values)


def follows_in_parts(value: tuple[int, ...], before: tuple[int, ...]) -> bool:
    """Whether a number in parts is the next one: 3.3 and 4.1 after 3.2, 3.2.1 too; 5 after 5 is 5a."""
    for index, (one, other) in enumerate(zip(value, before, strict=False)):
        if one != other:
            return one == other + 1 and all(part == 1 for part in value[index + 1 :])
    return all(part == 1 for part in value[len(before) :])


def _read_number(number: str, suffix: str, around: str) -> Iterator[MarkReading]:
    if number[0].isdigit():
        value = tuple(int(part) for part in number.split("."))
        yield MarkReading(("digits", len(value), around if len(value) == 1 else ""), value, suffix)
        return
    if suffix and len(number) > 1:
        return
    case = "capitals" if number.isupper() else "letters"
    folded = number.casefold().translate(_ALIKE)
    if len(folded) == 1 and not suffix:
        for index, alphabet in enumerate(_ALPHABETS):
            if folded in alphabet:
                yield MarkReading((f"{case} {index}", 1, around), (alphabet.index(folded) + 1,))
    if not suffix and _ROMAN.match(folded):
        yield MarkReading((f"roman {case}", 1, around), (read_roman_numeral(folded),))
    if len(folded) > 1 and len(set(folded)) == 1 and folded[0] in _ALPHABETS[0] and not suffix:
        # Behind the last letter, items go on with letters that are written twice.
        yield MarkReading((f"double {case}", len(folded), around), (_ALPHABETS[0].index(folded[0]) + 1,))


def write_ascii_digits(text: str) -> str:
    """The text with digits of every script as 0 to 9."""
    if text.isascii():
        return text
    return "".join(str(unicodedata.decimal(sign)) if sign.isdecimal() else sign for sign in text)
