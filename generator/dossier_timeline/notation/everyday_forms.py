"""Everyday forms of numbers that claim nothing: labels, codes, ordinals of floors, decades, numbers to call.

Which words make each form is data of a language (`number_words`). What follows the number is looked at by
`no_claims`: before what is counted none of these is free.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from dossier_timeline.notation.comparable_text import make_word_comparable
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


def any_word_pattern(words: Iterable[str]) -> str:
    """A pattern for any of some words, the longest first; a space in one is any space."""
    ordered = sorted(dict.fromkeys(words), key=lambda word: (-len(word), word))
    return "|".join(r"\s".join(map(re.escape, word.split())) for word in ordered)


def is_clause_end(text: str, end: int) -> bool:
    """Whether a text ends here, or a sign of punctuation follows."""
    rest = text[end : end + 40]
    return not rest.strip() or rest.lstrip(" \u00a0*_”’\"'")[:1] in "\n.,;:!?)]|–—…"


def following_word(text: str, end: int) -> str:
    """The word that follows, folded."""
    following = _NEXT_WORD.match(text[end : end + 40].lstrip())
    return "" if following is None else make_word_comparable(following[0])


def label_patterns(words: NumberWords) -> Iterator[re.Pattern[str]]:
    """ "phase 2"."""
    if words.labels:
        yield re.compile(rf"(?<!\w)(?:{any_word_pattern(words.labels)})\s\d{{1,3}}[a-z]?{END}", re.I)


def called_number_patterns(words: NumberWords) -> Iterator[re.Pattern[str]]:
    """ "Call 112"."""
    if words.calls:
        yield re.compile(rf"(?<!\w)(?:{any_word_pattern(words.calls)})\s\d{{3,6}}{END}", re.I)


def code_patterns(words: NumberWords) -> Iterator[re.Pattern[str]]:
    """ "5G", "4x4"."""
    if words.codes:
        yield re.compile(rf"{_LEAD}(?:{any_word_pattern(words.codes)})(?![\w%‰]|[.,/]\d)")


def ordinal_patterns(words: NumberWords) -> Iterator[re.Pattern[str]]:
    """ "the 3rd floor"."""
    endings, nouns = any_word_pattern(words.ordinals.endings), any_word_pattern(words.ordinals.nouns)
    if endings and nouns:
        yield re.compile(rf"{_LEAD}\d{{1,3}}(?:{endings})\s(?:{nouns})(?!\w)", re.I)


def decade_patterns(words: NumberWords) -> Iterator[re.Pattern[str]]:
    """ "the 1990s", "the nineties" in figures; plain years are free too."""
    for form in words.decades:
        pattern = r"\s".join(map(re.escape, form.split()))
        pattern = pattern.replace(re.escape("{year}"), _YEAR).replace(re.escape("{tens}"), _TENS)
        yield re.compile(rf"{_LEAD}{pattern}{END}", re.I)


def hour_range_patterns(words: NumberWords, until: str) -> Iterator[re.Pattern[str]]:
    """ "from 10 to 12 o'clock"."""
    before, after = any_word_pattern(words.times.between), any_word_pattern(words.times.hours)
    if before and after:
        one = rf"{HOUR}(?:[.:][0-5]\d)?"
        yield re.compile(
            rf"(?<!\w)(?:{before})\s{one}(?:\s?(?:{after}))?{until}{one}\s?(?:{after})(?!\w)", re.I
        )


def may_be_opening_hours(text: str, start: int, words: NumberWords) -> bool:
    """Whether a sentence or clause begins here, or a word such as "open" or a weekday stands before."""
    before = text[max(start - _NEAR, 0) : start].rstrip(" \u00a0*_")
    return (
        not before
        or before[-1] in "\n.,;:!?(|\u2013\u2014"
        or _ends_with_word(_fold_spaces(before), words.times.opening)
    )


def is_spelled_time(text: str, start: int, end: int, value: int, words: NumberWords) -> bool:
    """ "at eleven o'clock"."""
    return (
        value <= _LAST_HOUR
        and _begins_with_word(_text_after(text, end), words.times.hours)
        and _ends_with_word(_text_before(text, start), words.times.at)
    )


def is_spelled_ordinal(text: str, start: int, end: int, words: NumberWords) -> bool:
    """ "the third floor", "the nineteenth century"."""
    endings = tuple(ending for ending in words.ordinals.endings if len(ending) > 1)
    return _fold_spaces(text[start:end]).endswith(endings) and _begins_with_word(
        _text_after(text, end), words.ordinals.nouns
    )


def is_spelled_decade(text: str, start: int, value: int, words: NumberWords) -> bool:
    """Decades that are written like a number of ten."""
    leads = [form.removesuffix(_TENS_MARK) for form in words.decades if form.endswith(_TENS_MARK)]
    return value in range(10, 100, 10) and _ends_with_word(_text_before(text, start), leads)


def _text_before(text: str, start: int) -> str:
    return _fold_spaces(text[max(start - _NEAR, 0) : start])


def _text_after(text: str, end: int) -> str:
    return _fold_spaces(text[end : end + _NEAR])


def _fold_spaces(text: str) -> str:
    return make_word_comparable(" ".join(text.split()))


def _begins_with_word(text: str, words: Iterable[str]) -> bool:
    return any(re.match(rf"{re.escape(_fold_spaces(word))}(?!\w)", text) for word in words)


def _ends_with_word(text: str, words: Iterable[str]) -> bool:
    return any(re.search(rf"(?<!\w){re.escape(_fold_spaces(word))}$", text) for word in words)
