"""Bare numbers: figures, sums, dates and numbers in words that stand in our own texts.

A number in a text belongs to a fact and is written `[[fact]]`. What is left is found here, except
what is no statement: plain years (1900–2099), official numbers, standards, names of the dossier,
numbers that claim nothing by their form (`no_claims`), code, addresses and what stands inside `[[…]]`.
Texts are looked at as they are compared (`compared`), so that no script and no unseen sign hides a number.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from itertools import islice

from dossier_timeline.model.references import LineIndex
from dossier_timeline.notation.comparable_text import (
    make_comparable,
    make_word_comparable,
    without_emphasis_in_words,
)
from dossier_timeline.notation.doubtful_words import find_roman_numerals, is_part_of_name
from dossier_timeline.notation.everyday_forms import following_word
from dossier_timeline.notation.exempt_spans import blank_exempt_spans, has_number_word
from dossier_timeline.notation.vocabulary import DIGIT, WORD, Vocabulary


@dataclass(frozen=True, slots=True)
class BareNumber:
    """A bare number: as written, where it stands, and what it says.

    `value` is set for a number; `day` for a date: "2014-11-05", "2014-11" or, without a year,
    "11-05". `line` and `column` count from 1, `start` and `end` are offsets. `doubtful` says that it
    may be something else than a number; `following` is the word after it, folded.
    """

    text: str
    start: int
    end: int
    line: int
    column: int
    value: Decimal | None = None
    day: str = ""
    doubtful: bool = False
    following: str = ""


_FIGURES = re.compile(
    r"(?<![\w/])(?<!\w-)(?:[+−-])?(?:[€$£¥]\s?)?"
    r"(?:(?:[^\W\d_]+(?=\d+[.,]\d))?\d+(?:(?:[.,:/–x×-]|[\u00a0\u202f](?=\d{3}(?!\d)))\d+)*|[\u00bc-\u00be\u2150-\u215f])"
    r"(?:[%‰]|[’']?[^\W\d_]+)?"
)
_YEARS = re.compile(r"(?:19|20)\d\d(?:[–/-](?:(?:19|20)\d\d|\d\d))?")
_DECADE = re.compile(r"[’']?s\b|\s?[%‰]")
_BEFORE_SUM = re.compile(r"(?:[€$£¥]|\b[A-Z]{3})\s$")

Candidate = tuple[int, int, Decimal | None, str, bool]
"""Start and end, the number or the day, and whether it may be something else."""


def find_bare_numbers(text: str, vocabulary: Vocabulary, *, markdown: bool = False) -> tuple[BareNumber, ...]:
    """Every bare number of a text, in order. `markdown` leaves the numbers of list items alone."""
    compared = without_emphasis_in_words(make_comparable(text))
    looked_at = blank_exempt_spans(compared.text, vocabulary, markdown=markdown)
    if not looked_at:
        return ()
    everything = (*_find_dates(looked_at, vocabulary), *_find_numbers(looked_at, vocabulary))
    found = sorted(everything, key=_start_and_length)
    if not found:
        return ()
    lines = LineIndex(text)
    bare, until = [], 0
    for start, end, value, day, doubtful in found:
        if start >= until:
            start_in_text, end_in_text = compared.original_span(start, end)
            after = following_word(looked_at, end)
            bare.append(
                BareNumber(
                    text[start_in_text:end_in_text],
                    start_in_text,
                    end_in_text,
                    *lines(start_in_text),
                    value,
                    day,
                    doubtful,
                    after,
                )
            )
            until = end
    return tuple(bare)


def _start_and_length(found: Candidate) -> tuple[int, int]:
    return found[0], -found[1]


def _find_dates(text: str, vocabulary: Vocabulary) -> Iterator[Candidate]:
    if vocabulary.date_pattern is None or DIGIT.search(text) is None:
        return
    for match in vocabulary.date_pattern.finditer(text):
        month = vocabulary.months[make_word_comparable(match["month"] or match["month2"])]
        day, year = match["day"] or match["day2"], match["year"] or match["year2"] or match["year3"]
        parts = (year, f"{month:02}", f"{int(day):02}" if day else "")
        end = match.end() - match[0].endswith(".")
        yield match.start(), end, None, "-".join(part for part in parts if part), False


def _find_numbers(text: str, vocabulary: Vocabulary) -> Iterator[Candidate]:
    words: list[tuple[int, int, int]] = [
        (match.start(), match.end(), value)
        for match in (WORD.finditer(text) if has_number_word(text, vocabulary) else ())
        if (value := vocabulary.words.get(make_word_comparable(match[0]))) is not None
    ]
    taken = 0
    for match in _FIGURES.finditer(text) if DIGIT.search(text) else ():
        if _is_plain_year(match, text, vocabulary):
            continue
        figures = parse_bare_figures(match[0], vocabulary.decimal)
        until, scaled_value = _apply_scale_word(match.end(), figures, words, text, vocabulary)
        yield match.start(), until, scaled_value, "", False
    for place, (start, _, _) in enumerate(words):
        if start < taken:
            continue
        taken, spelled = _join_number_words(place, words, text, vocabulary)
        if spelled == 1 or (doubt := _is_doubtful(start, taken, spelled, text, vocabulary)) is None:
            continue
        yield start, taken, spelled, "", doubt
    for start, end, value, counts in find_roman_numerals(text, vocabulary.no_claims):
        yield start, end, Decimal(value), "", not counts


def _is_doubtful(start: int, end: int, value: Decimal, text: str, vocabulary: Vocabulary) -> bool | None:
    """Whether a number in words may be something else; `None` where it is no number or claims nothing."""
    if vocabulary.no_claims.is_spelled_form(text, start, end, int(value)):
        return None
    if vocabulary.no_claims.is_counted(text, end):
        return False
    if is_part_of_name(text, start, end):
        return None
    word = make_word_comparable(text[start:end])
    if word in vocabulary.seldom:
        return None
    if word in vocabulary.sometimes:
        return None if vocabulary.no_claims.is_ended(text, end) else True
    return False


def _is_plain_year(match: re.Match[str], text: str, vocabulary: Vocabulary) -> bool:
    if _YEARS.fullmatch(match[0]) is None or _DECADE.match(text, match.end()):
        return False
    following = WORD.match(text, match.end() + 1) if text[match.end() : match.end() + 1].isspace() else None
    if following is not None and make_word_comparable(following[0]) in vocabulary.nouns:
        return False
    return _BEFORE_SUM.search(text, max(match.start() - 4, 0), match.start()) is None


def _apply_scale_word(
    end: int,
    value: Decimal | None,
    words: list[tuple[int, int, int]],
    text: str,
    vocabulary: Vocabulary,
) -> tuple[int, Decimal | None]:
    """Figures with the word for a large number after them: "2 million"."""
    place = bisect_left(words, (end, 0, 0))
    if place < len(words) and words[place][2] in vocabulary.scales and text[end : words[place][0]].isspace():
        return words[place][1], None if value is None else value * words[place][2]
    return end, value


def _join_number_words(
    place: int, words: list[tuple[int, int, int]], text: str, vocabulary: Vocabulary
) -> tuple[int, Decimal]:
    """Number words that stand together, with spaces or hyphens between: "two hundred and ten"."""
    _, end, current = words[place]
    total = 0
    for next_start, next_end, next_value in islice(words, place + 1, place + 12):
        between = text[end:next_start]
        if between not in (" ", "-", "\u00a0", "\n"):
            break
        if next_value in vocabulary.scales:
            current *= next_value
            if next_value >= 1000:
                total, current = total + current, 0
        elif current >= 100 or (current % 10 == 0 and next_value < 10):
            current += next_value
        else:
            break
        end = next_end
    return end, Decimal(total + current)


def parse_bare_figures(text: str, decimal: str = ".") -> Decimal | None:
    """What figures say in a language with this decimal mark; `None` for what is no single number."""
    digits = re.sub(r"^[^\W\d_]+|[€$£¥%‰+\s\u00a0\u202f]|[’']?[^\W\d_]+$", "", text).replace("−", "-")
    group = "." if decimal == "," else ","
    if re.fullmatch(rf"-?\d{{1,3}}(?:{re.escape(group)}\d{{3}})+(?:{re.escape(decimal)}\d+)?", digits):
        digits = digits.replace(group, "")
    try:
        return Decimal(digits.replace(decimal, "."))
    except InvalidOperation:
        return None
