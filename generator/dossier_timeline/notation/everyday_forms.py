"""Everyday forms of numbers that claim nothing: labels, codes, ordinals of floors, decades, numbers to call.

Which words make each form is data of a language (`number_words`). What follows the number is looked at by
`no_claims`: before what is counted none of these is free.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from dossier_timeline.notation.comparable_text import words_compared
from dossier_timeline.notation.number_words import NumberWords

HOUR = r"(?:[01]?\d|2[0-4])"
END = r"(?![\w%‰]|[.,:/]\d|[ \u00a0\u202f]\d{3}(?!\d))"
"""Where a number ends, and nothing of it follows."""

_LEAD = r"(?<![\w.,:/+€$£¥−-])(?<![€$£¥]\s)"
_NEXT_WORD = re.compile(r"[^\W\d_]+")
_YEAR = r"(?:19|20)\d0"
_TENS = r"[1-9]0"
_TENS_MARK = " {tens}"
_LAST_HOUR = 24
_NEAR = 40


def any_of(words: Iterable[str]) -> str:
    """A pattern for any of some words, the longest first; a space in one is any space."""
    ordered = sorted(dict.fromkeys(words), key=lambda word: (-len(word), word))
    return "|".join(r"\s".join(map(re.escape, word.split())) for word in ordered)


def stops(text: str, end: int) -> bool:
    """Whether a text ends here, or a sign of punctuation follows."""
    rest = text[end : end + 40]
    return not rest.strip() or rest.lstrip(" \u00a0*_”’\"'")[:1] in "\n.,;:!?)]|–—…"


def following_word(text: str, end: int) -> str:
    """The word that follows, folded."""
    following = _NEXT_WORD.match(text[end : end + 40].lstrip())
    return "" if following is None else words_compared(following[0])


def labels(words: NumberWords) -> Iterator[re.Pattern[str]]:
    """ "phase 2"."""
    if words.labels:
        yield re.compile(rf"(?<!\w)(?:{any_of(words.labels)})\s\d{{1,3}}[a-z]?{END}", re.I)


def called(words: NumberWords) -> Iterator[re.Pattern[str]]:
    """ "Call 112"."""
    if words.calls:
        yield re.compile(rf"(?<!\w)(?:{any_of(words.calls)})\s\d{{3,6}}{END}", re.I)


def codes(words: NumberWords) -> Iterator[re.Pattern[str]]:
    """ "5G", "4x4"."""
    if words.codes:
        yield re.compile(rf"{_LEAD}(?:{any_of(words.codes)})(?![\w%‰]|[.,/]\d)")


def ordinals(words: NumberWords) -> Iterator[re.Pattern[str]]:
    """ "the 3rd floor"."""
    endings, nouns = any_of(words.ordinals.endings), any_of(words.ordinals.nouns)
    if endings and nouns:
        yield re.compile(rf"{_LEAD}\d{{1,3}}(?:{endings})\s(?:{nouns})(?!\w)", re.I)


def decades(words: NumberWords) -> Iterator[re.Pattern[str]]:
    """ "the 1990s", "the nineties" in figures; plain years are free too."""
    for form in words.decades:
        pattern = r"\s".join(map(re.escape, form.split()))
        pattern = pattern.replace(re.escape("{year}"), _YEAR).replace(re.escape("{tens}"), _TENS)
        yield re.compile(rf"{_LEAD}{pattern}{END}", re.I)


def hours(words: NumberWords, until: str) -> Iterator[re.Pattern[str]]:
    """ "from 10 to 12 o'clock"."""
    before, after = any_of(words.times.between), any_of(words.times.hours)
    if before and after:
        one = rf"{HOUR}(?:[.:][0-5]\d)?"
        yield re.compile(
            rf"(?<!\w)(?:{before})\s{one}(?:\s?(?:{after}))?{until}{one}\s?(?:{after})(?!\w)", re.I
        )


def may_open(text: str, start: int, words: NumberWords) -> bool:
    """Whether a sentence or clause begins here, or a word such as "open" or a weekday stands before."""
    before = text[max(start - _NEAR, 0) : start].rstrip(" \u00a0*_")
    return not before or before[-1] in "\n.,;:!?(|\u2013\u2014" or _ends(_folded(before), words.times.opening)


def is_spelled_time(text: str, start: int, end: int, value: int, words: NumberWords) -> bool:
    """ "at eleven o'clock"."""
    return (
        value <= _LAST_HOUR
        and _begins(_after(text, end), words.times.hours)
        and _ends(_before(text, start), words.times.at)
    )


def is_spelled_ordinal(text: str, start: int, end: int, words: NumberWords) -> bool:
    """ "the third floor", "the nineteenth century"."""
    endings = tuple(ending for ending in words.ordinals.endings if len(ending) > 1)
    return _folded(text[start:end]).endswith(endings) and _begins(_after(text, end), words.ordinals.nouns)


def is_spelled_decade(text: str, start: int, value: int, words: NumberWords) -> bool:
    """Decades that are written like a number of ten."""
    leads = [form.removesuffix(_TENS_MARK) for form in words.decades if form.endswith(_TENS_MARK)]
    return value in range(10, 100, 10) and _ends(_before(text, start), leads)


def _before(text: str, start: int) -> str:
    return _folded(text[max(start - _NEAR, 0) : start])


def _after(text: str, end: int) -> str:
    return _folded(text[end : end + _NEAR])


def _folded(text: str) -> str:
    return words_compared(" ".join(text.split()))


def _begins(text: str, words: Iterable[str]) -> bool:
    return any(re.match(rf"{re.escape(_folded(word))}(?!\w)", text) for word in words)


def _ends(text: str, words: Iterable[str]) -> bool:
    return any(re.search(rf"(?<!\w){re.escape(_folded(word))}$", text) for word in words)
