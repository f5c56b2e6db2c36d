"""Numbers that count nothing: parts of codes and telephone numbers, pointers to a part, and cut decimals."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from generator.dossier.cursor import Token
from generator.dossier.lexicon import Lexicon

CODE = "it is a part of a code, or has a zero before it"
CUT = "the sign right before it may be a decimal point"
POINTER = "“{}” before it makes it the number of a part, and no count: give both in `printed`"

_NUMBERS = ("number", "ordinal", "share", "amount", "duration")
_LETTER_BEFORE = re.compile(r"[^\W\d_][-‐‑]$")
_CHAIN_BEFORE = re.compile(r"\w[-‐‑–]\d+[-‐‑–]$")
_CHAIN_AFTER = re.compile(r"[-‐‑–]\d+[-‐‑–]\d")
_NUMBER_BEFORE = re.compile(r"\d[-‐‑–]$")
_NUMBER_AFTER = re.compile(r"[-‐‑–]\d")
_ZERO = re.compile(r"0\d")
_ZERO_BEFORE = re.compile(r"(?<![\d.,])0\d+[-‐‑–/ ]$|#$")
_POINT = re.compile(r"[.,]$")
_WORD_BEFORE = re.compile(r"([^\W\d_]+)\.? $")
_NEAR = 40


def without_numbering(token: Token, text: str, lexicon: Lexicon) -> Token:
    """A value as it is, or without what it says where it only is a part of something else."""
    if token.value is None or token.spelled or token.kind not in _NUMBERS:
        return token
    why = _numbering(token, text, lexicon)
    return replace(token, value=None, bare=token.value, unread=why) if why else token


def with_numbering(tokens: Sequence[Token], start: int) -> list[Token]:
    """The values within words that begin at `start`: "Figure 4" as a whole says 4, and "EU-27" 27."""
    numbers = [token for token in tokens if _is_numbering(token)]
    if len(numbers) != 1 or start >= numbers[0].start:
        return list(tokens)
    (number,) = numbers
    told = replace(number, value=number.bare, bare=None, unread="")
    return [told if token is number else token for token in tokens]


def _is_numbering(token: Token) -> bool:
    return token.unread == CODE or token.unread.endswith(POINTER.partition("{}")[2])


def _numbering(token: Token, text: str, lexicon: Lexicon) -> str:
    before, after = text[max(0, token.start - _NEAR) : token.start], text[token.end : token.end + _NEAR]
    if _POINT.search(before) and token.text[0].isdecimal() and token.qualifier is None:
        return CUT
    if token.kind == "number" and _is_code(token.text, before, after):
        return CODE
    word = _WORD_BEFORE.search(before)
    if token.kind == "number" and word is not None and word[1].casefold() in lexicon.words.pointers:
        return POINTER.format(word[1])
    return ""


def _is_code(number: str, before: str, after: str) -> bool:
    """Whether hyphens join a number to letters before it or to two other numbers, or a zero begins it."""
    zero = _ZERO.match(number) is not None or _ZERO_BEFORE.search(before) is not None
    joined = _NUMBER_BEFORE.search(before) is not None and _NUMBER_AFTER.match(after) is not None
    chained = _CHAIN_BEFORE.search(before) is not None or _CHAIN_AFTER.match(after) is not None
    return zero or joined or chained or _LETTER_BEFORE.search(before) is not None
