"""Numbers that count nothing: parts of codes and telephone numbers, pointers to a part, and cut decimals."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from dossier_timeline.notation.cursor import Token
from dossier_timeline.notation.cut_numbers import cut
from dossier_timeline.notation.folding import fold
from dossier_timeline.notation.lexicon import Lexicon

CODE = "it is a part of a code, or has a zero before it"
CUT = "the sign right before it may be a decimal point"
TIME = "“{}” after it makes it a time of the day, and no count"
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
_LONG = re.compile(r"\d{4,6}")
_ACRONYM_BEFORE = re.compile(r"(?:([^\W\d_]{2,}) )?(?<!\w)([^\W\d_]{2,6}) $")
_FOUR = re.compile(r"[1-9]\d{3}")
_TWO_CAPITALS = re.compile(r" ?[A-Z]{2}(?![\w-])")
_DIALLED_BEFORE = re.compile(r"(?<![\w.,/-])\(?(?:\+\d|0\d)[\d ()–-]*$")
_DIALLED_AFTER = re.compile(r"[\d ()–-]*")
_DATED = re.compile(r"\d-(?:19|20)?\d\d(?!\d)")
_SHORTEST, _LONGEST = 8, 15
"""How many figures a telephone number has."""
_HOURS_OF_A_DAY = 24
_SIGN_BEFORE = re.compile(r"(§|№|(?<!\w)[Nn][°º]) ?$")
_NEAR = 40


def without_numbering(token: Token, text: str, lexicon: Lexicon) -> Token:
    """A value as it is, or without what it says where it only is a part of something else."""
    if token.value is None or token.kind not in _NUMBERS:
        return token
    before, after = text[max(0, token.start - _NEAR) : token.start], text[token.end : token.end + _NEAR]
    why = cut(token, before, after, lexicon) or _as_time(token, after, lexicon)
    why = why or _as_part(token, before, lexicon)
    if not why and not token.spelled:
        why = _numbering(token, before, after)
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


def _as_time(token: Token, after: str, lexicon: Lexicon) -> str:
    """Why a number or hours are a time of the day, where words after them say so: "10 am"."""
    hours = token.kind == "number" or (token.kind, token.unit) == ("duration", "H")
    if not hours or token.value is None or not 0 <= token.value <= _HOURS_OF_A_DAY:
        return ""
    said = fold(after)
    words = (word for word in lexicon.words.clock_after if said.startswith(word))
    found = next((word for word in words if not said[len(word) :][:1].isalnum()), "")
    return TIME.format(found) if found else ""


def _as_part(token: Token, before: str, lexicon: Lexicon) -> str:
    """Why a number is a name, or that of a part of a text: "chapter five", "§ 5", "n° 5", "version 5"."""
    sign, word = _SIGN_BEFORE.search(before), _WORD_BEFORE.search(before)
    if token.kind != "number" or not (sign or word):
        return ""
    if sign is not None:
        return POINTER.format(sign[1])
    words = lexicon.words.pointers if token.spelled else (*lexicon.words.pointers, *lexicon.words.labels)
    return POINTER.format(word[1]) if word is not None and word[1].casefold() in words else ""


def _numbering(token: Token, before: str, after: str) -> str:
    if _POINT.search(before) and token.text[0].isdecimal() and token.qualifier is None:
        return CUT
    if token.kind == "number" and _is_code(token.text, before, after):
        return CODE
    return ""


def _is_code(number: str, before: str, after: str) -> bool:
    """Whether hyphens join a number to letters before it or to two other numbers, or a zero begins it."""
    zero = _ZERO.match(number) is not None or _ZERO_BEFORE.search(before) is not None
    joined = _NUMBER_BEFORE.search(before) is not None and _NUMBER_AFTER.match(after) is not None
    chained = _CHAIN_BEFORE.search(before) is not None or _CHAIN_AFTER.match(after) is not None
    if _is_standard(number, before) or _is_postcode(number, after) or _is_telephone(number, before, after):
        return True
    return zero or joined or chained or _LETTER_BEFORE.search(before) is not None


def _is_standard(number: str, before: str) -> bool:
    """Whether an abbreviation in capitals stands before long figures without separators: "ISO 9001"."""
    word = _ACRONYM_BEFORE.search(before) if _LONG.fullmatch(number) else None
    return word is not None and word[2].isupper() and not (word[1] or "").isupper()


def _is_postcode(number: str, after: str) -> bool:
    """Whether two capitals stand behind four figures, as in a Dutch postcode."""
    return _FOUR.fullmatch(number) is not None and _TWO_CAPITALS.match(after) is not None


def _is_telephone(number: str, before: str, after: str) -> bool:
    """Whether the number is one of the groups of a telephone number that begins with 0 or +."""
    run = _DIALLED_BEFORE.search(before + number)
    following = _DIALLED_AFTER.match(after)
    if run is None or following is None or _DATED.search(run[0]):
        return False
    groups = len(re.findall(r"\d+", whole := run[0] + following[0]))
    return groups > 1 and _SHORTEST <= sum(map(str.isdecimal, whole)) <= _LONGEST
