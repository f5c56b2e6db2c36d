"""A language's words for numbers and months, with the names and units of a dossier."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from dossier_timeline.notation.comparable_text import MARKS, make_word_comparable
from dossier_timeline.notation.no_claims import NoClaims

DIGIT = re.compile(r"[\d\u00bc-\u00be\u2150-\u215f]")
WORD = re.compile(rf"[^\W\d_]+(?:[{MARKS}]+[^\W\d_]*)*")
"""A word, with the marks on its letters that can't be composed with them."""


@dataclass(frozen=True)
class Vocabulary:
    """A language's words for numbers and months, all folded, and its decimal mark.

    `nouns` are the names of units: "2000 reports" is a number, "2000" a year. `names` may hold
    numbers and are left alone wherever they begin a word; so are their inflected forms. `pointers`
    are what stands before the number of a paper, as it is written. `no_claims` has the forms of numbers
    that claim nothing; `seldom` and `sometimes` are homographs (see `number_words.Homographs`).
    """

    words: Mapping[str, int]
    months: Mapping[str, int]
    decimal: str = "."
    nouns: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    pointers: tuple[str, ...] = ()
    no_claims: NoClaims = field(default_factory=NoClaims)
    seldom: frozenset[str] = frozenset()
    sometimes: frozenset[str] = frozenset()
    scales: tuple[int, ...] = field(default=(100, 1_000, 1_000_000, 1_000_000_000))

    @cached_property
    def number_word_pattern(self) -> frozenset[str]:
        """The words for numbers, to see at once that a text has none."""
        return frozenset(self.words)

    @cached_property
    def paper_number_pattern(self) -> re.Pattern[str] | None:
        """Numbers of papers: "12 345, no. 6", "no. 7 and 8"; `None` where nothing points to them."""
        if not self.pointers:
            return None
        each = "|".join(re.escape(word) for word in sorted(self.pointers, key=len, reverse=True))
        return re.compile(
            rf"\b\d{{2}}\s\d{{3}}(?:-[A-Z0-9]+)?(?=,?\s(?:{each})(?!\w))"
            rf"|(?<!\w)(?:{each})\s\d+(?:(?:,|\s?[–&-]|\s[^\W\d_]{{1,3}})\s?\d+\b(?!\s\d{{3}}))*"
        )

    @cached_property
    def name_pattern(self) -> re.Pattern[str] | None:
        """Names with a number in them, the longest first; `None` when there are none."""
        telling = {name for name in self.names if DIGIT.search(name) or self._has_number_in(name)}
        if not telling:
            return None
        each = "|".join(re.escape(name) for name in sorted(telling, key=lambda name: (-len(name), name)))
        return re.compile(rf"(?<![\w/])(?:{each})(?![\d/])", re.I)

    @cached_property
    def non_ascii_name_pattern(self) -> re.Pattern[str] | None:
        """Names with a letter beyond ASCII, which may mix scripts; `None` when there are none."""
        each = "|".join(re.escape(name) for name in sorted(self.names) if not name.isascii())
        return re.compile(each) if each else None

    @cached_property
    def date_pattern(self) -> re.Pattern[str] | None:
        """Days and months, with or without a year, whichever comes first."""
        if not self.months:
            return None
        names = "|".join(re.escape(name) for name in sorted(self.months, key=lambda name: (-len(name), name)))
        day, month, year = r"(?P<{0}>\d{{1,2}})", rf"(?P<{{0}}>{names})\b\.?", r"(?P<{0}>(?:19|20)\d\d)\b"
        ordinal = r"(?:st|nd|rd|th|er|e|\.|º|ª)?"
        until = rf"(?:\s*[-–/]\s*\d{{1,2}}{ordinal})?"
        return re.compile(
            rf"(?<![\w.,])(?:{day.format('day')}{ordinal}{until}\s+{month.format('month')}"
            rf"(?:,?\s+{year.format('year')})?"
            rf"|{month.format('month2')}\s+(?:{day.format('day2')}{ordinal}{until}(?!\d)"
            rf"(?:,?\s+{year.format('year2')})?|{year.format('year3')}))",
            re.I,
        )

    def _has_number_in(self, name: str) -> bool:
        return any(make_word_comparable(word[0]) in self.words for word in WORD.finditer(name))
