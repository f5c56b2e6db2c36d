"""The ways in which a language prints decades, centuries, quarters, half years and school years.

A pattern is a text with slots, `{ordinal} eeuw`. It becomes a regular expression; quarters have those
of CLDR too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from babel import Locale
from babel.dates import format_skeleton

from dossier_timeline.notation.typesetting import normalise_text

PeriodKind = Literal["decade", "century", "quarter", "half", "pair", "other"]

SLOTS: dict[str, str] = {
    "year": r"(?P<year>\d{4})",
    "years": r"(?P<first>\d{4}) ?[-–—/] ?(?P<last>\d{4}|\d{2})",
    "decade": r"(?P<decade>\d{3}0|['’‘´`]\d0)",
    "tens": r"(?P<tens>\d0)",
    "number": r"(?P<number>\d{1,2})",
    "numbers": r"(?P<numbers>\d{1,2}(?:(?: ?[-–—/,] ?| )(?:[^\W\d_]{1,4}(?:/[^\W\d_])? )?\d{1,2}){1,9})",
    "roman": r"(?P<roman>[IVX]{1,5})",
}
"""What stands in each slot; those below are words of the language: `word`, `ordinal`, `cardinal`."""
WORD_SLOTS = ("word", "ordinal", "cardinal")
_SLOT = re.compile(r"\{(\w*)\}")
_LITERAL = re.compile(r"[^\W\d_]{2,}")
_MAX_RANK = 30
"""Ranks and numbers up to here count centuries and quarters."""


@dataclass(frozen=True, slots=True)
class PeriodPattern:
    """A pattern, ready to search by; `literal` is a word of it, without which it can't be there."""

    period: PeriodKind
    regex: re.Pattern[str]
    literal: str
    quarter: int = 0

    def search(self, text: str, folded: str) -> Iterator[re.Match[str]]:
        """Where the pattern stands in a text, which is also given without capitals."""
        return self.regex.finditer(text) if self.literal in folded else iter(())


def find_unknown_slot(pattern: str) -> str | None:
    """The first slot of a pattern that there is not."""
    return next((name for name in _SLOT.findall(pattern) if name not in (*SLOTS, *WORD_SLOTS)), None)


def list_slots() -> str:
    """All slots, to be told."""
    return ", ".join(f"{{{name}}}" for name in (*SLOTS, *WORD_SLOTS))


def list_patterns_of_other_years(school_years: Iterable[str]) -> Iterator[str]:
    """The patterns of years over two of the calendar, as they're printed with one figure: "season 2014"."""
    for pattern in school_years:
        yield pattern.replace("{years}", "{year}")


def pattern_words(patterns: Iterable[str]) -> Iterator[str]:
    """The words of patterns, without their slots."""
    for pattern in patterns:
        yield from _LITERAL.findall(_SLOT.sub(" ", pattern))


def compile_patterns(
    period: PeriodKind,
    patterns: Iterable[str],
    numbers: Mapping[str, Mapping[str, int]],
    endings: Iterable[str],
) -> Iterator[PeriodPattern]:
    """Patterns of one kind of period; `numbers` has the words of each slot for words, with what they say."""
    ranks = [word for word, value in numbers["ordinal"].items() if value <= _MAX_RANK]
    tens = [word for word, value in numbers["cardinal"].items() if 10 <= value < _MAX_RANK]
    figures = rf"\d{{1,2}}(?:{_any_of(endings)})"
    slots = {
        **SLOTS,
        "word": f"(?P<word>{_any_of(numbers['word'])})",
        "ordinal": f"(?P<ordinal>{figures}|{_any_of(ranks)})",
        "cardinal": f"(?P<cardinal>{_any_of(tens)})",
    }
    for pattern in patterns:
        body = "".join(
            slots[part] if place % 2 else _escape_literal(part)
            for place, part in enumerate(_SLOT.split(pattern))
        )
        yield PeriodPattern(period, _as_whole_word(body), max(pattern_words([pattern]), key=len, default=""))


def cldr_quarter_patterns(locale: Locale) -> Iterator[PeriodPattern]:
    """The quarters of a year as CLDR writes them, long and short."""
    for skeleton in ("yQQQQ", "yQQQ"):
        for quarter in range(1, 5):
            printed = normalise_text(format_skeleton(skeleton, date(2014, 3 * quarter, 1), locale=locale))
            if printed.count("2014") != 1:
                continue
            body = SLOTS["year"].join(map(_escape_literal, printed.casefold().split("2014")))
            literal = max(_LITERAL.findall(printed.casefold()), key=len, default="")
            yield PeriodPattern("quarter", _as_whole_word(body), literal, quarter)


def parse_century_numeral(roman_numeral: str) -> int:
    """What a Roman number of a century says."""
    values = [{"I": 1, "V": 5, "X": 10}[letter] for letter in roman_numeral.upper()]
    following = [*values[1:], 0]
    return sum(-one if one < other else one for one, other in zip(values, following, strict=True))


def _as_whole_word(body: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){body}(?!\w)", re.I)


def _escape_literal(text: str) -> str:
    return re.escape(text).replace(r"\ ", "[ -]").replace("'", "['’]")


def _any_of(words: Iterable[str]) -> str:
    """An expression for any of these words, the longest first; for none it never fits."""
    sorted_words = sorted(set(words), key=lambda word: (-len(word), word))
    return f"(?:{'|'.join(map(_escape_literal, sorted_words))})" if sorted_words else r"(?!)"
