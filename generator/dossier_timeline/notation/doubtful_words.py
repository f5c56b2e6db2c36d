"""Words that may be numbers and may be something else: Roman numerals, and words within a name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dossier_timeline.notation.comparable_text import make_word_comparable
from dossier_timeline.notation.no_claims import NoClaims
from dossier_timeline.notation.roman_numerals import read_roman_numeral

_ROMAN = re.compile(
    r"(?<![\w-])(?=[MDCLXVI]{2})M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})(?![\w-])"
)
_SMALL = frozenset("IVX")
_BEFORE = re.compile(r"([^\W\d_]+)[\s*_]{1,3}$")
_AFTER = re.compile(r"[\s*_]{1,3}([^\W\d_]+)")
_BEGINNING = re.compile(r"(?:^|[.!?:…\n|#>“”„\"«»(\[]|(?:^|\n)[ \t]*(?:[-*+]|\d{1,3}[.)]))[\s*_]*$")
_SENTENCE = re.compile(r"[.!?\n|]")
_NEAR = 80


def find_roman_numerals(text: str, no_claims: NoClaims) -> Iterator[tuple[int, int, int, bool]]:
    """Roman numerals that may count something, with what they say and whether they surely do.

    One does before what is counted; one of I, V and X may between two words without capitals. Others
    are labels, like the number of a king or of a chapter.
    """
    for match in _ROMAN.finditer(text):
        counts = no_claims.is_counted(text, match.end())
        if counts or (_SMALL.issuperset(match[0]) and _is_between_small_words(match, no_claims)):
            yield match.start(), match.end(), read_roman_numeral(match[0]), counts


def is_part_of_name(text: str, start: int, end: int) -> bool:
    """Whether a word has a capital within a sentence, beside another that has one: "the Second Chamber"."""
    word = text[start:end]
    if not word[0].isupper() or word.isupper():
        return False
    before = text[max(start - _NEAR, 0) : start]
    if _BEGINNING.search(before):
        return False
    after = _AFTER.match(text, end)
    previous = _BEFORE.search(before)
    has_capital_neighbour = (after is not None and after[1][0].isupper()) or (
        previous is not None
        and previous[1][0].isupper()
        and not _BEGINNING.search(before[: previous.start()])
    )
    return has_capital_neighbour and _has_plain_words(text, start, end)


def _has_plain_words(text: str, start: int, end: int) -> bool:
    """Whether the sentence has a longer word without a capital: in a title all may have one."""
    before = _SENTENCE.split(text[max(start - _NEAR, 0) : start])[-1]
    after = _SENTENCE.split(text[end : end + _NEAR])[0]
    return any(len(word) > 3 and word[0].islower() for word in re.findall(r"[^\W\d_]+", f"{before} {after}"))


def _is_between_small_words(match: re.Match[str], no_claims: NoClaims) -> bool:
    before = _BEFORE.search(match.string, max(match.start() - _NEAR, 0), match.start())
    after = _AFTER.match(match.string, match.end())
    if before is None or after is None or not before[1].islower() or not after[1].islower():
        return False
    small = no_claims.particles | no_claims.connectors
    previous, following = make_word_comparable(before[1]), make_word_comparable(after[1])
    return (
        previous not in no_claims.pointer_words
        and previous not in no_claims.connectors
        and following not in small
    )
