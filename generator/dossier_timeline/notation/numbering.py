"""Numbers that count nothing: parts of codes and telephone numbers, pointers to a part, and cut decimals."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from dossier_timeline.notation.comparable_text import fold_phrase
from dossier_timeline.notation.cursor import PrintedValue
from dossier_timeline.notation.lexicon import Lexicon
from dossier_timeline.notation.numerals import SEVERAL

PART_OF_CODE = "it is a part of a code, or has a zero before it"
CUT_DECIMAL = "the sign right before it may be a decimal point"
TIME_OF_DAY = "“{}” after it makes it a time of the day, and no count"
PART_NUMBER = "“{}” before it makes it the number of a part, and no count: give both in `printed`"

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


def refuse_numbering(printed_value: PrintedValue, text: str, lexicon: Lexicon) -> PrintedValue:
    """A value as it is, or without what it says where it only is a part of something else."""
    if printed_value.value is None or printed_value.kind not in _NUMBERS:
        return printed_value
    before, after = (
        text[max(0, printed_value.start - _NEAR) : printed_value.start],
        text[printed_value.end : printed_value.end + _NEAR],
    )
    why = why_partial(printed_value, before, after, lexicon) or _why_time_of_day(
        printed_value, after, lexicon
    )
    why = why or _why_part_number(printed_value, before, lexicon)
    if not why and not printed_value.is_spelled:
        why = _why_code_or_decimal(printed_value, before, after)
    return (
        replace(printed_value, value=None, possible_value=printed_value.value, why_unread=why)
        if why
        else printed_value
    )


def accept_numbering(printed_values: Sequence[PrintedValue], start: int) -> list[PrintedValue]:
    """The values within words that begin at `start`: "Figure 4" as a whole says 4, and "EU-27" 27."""
    numbers = [printed_value for printed_value in printed_values if _is_numbering(printed_value)]
    if len(numbers) != 1 or start >= numbers[0].start:
        return list(printed_values)
    (number,) = numbers
    accepted = replace(number, value=number.possible_value, possible_value=None, why_unread="")
    return [accepted if printed_value is number else printed_value for printed_value in printed_values]


def _is_numbering(printed_value: PrintedValue) -> bool:
    return printed_value.why_unread == PART_OF_CODE or printed_value.why_unread.endswith(
        PART_NUMBER.partition("{}")[2]
    )


def _why_time_of_day(printed_value: PrintedValue, after: str, lexicon: Lexicon) -> str:
    """Why a number or hours are a time of the day, where words after them say so: "10 am"."""
    hours = printed_value.kind == "number" or (printed_value.kind, printed_value.unit) == ("duration", "H")
    if not hours or printed_value.value is None or not 0 <= printed_value.value <= _HOURS_OF_A_DAY:
        return ""
    words_after = fold_phrase(after)
    words = (word for word in lexicon.words.clock_after if words_after.startswith(word))
    found = next((word for word in words if not words_after[len(word) :][:1].isalnum()), "")
    return TIME_OF_DAY.format(found) if found else ""


def _why_part_number(printed_value: PrintedValue, before: str, lexicon: Lexicon) -> str:
    """Why a number is a name, or that of a part of a text: "chapter five", "§ 5", "n° 5", "version 5"."""
    sign, word = _SIGN_BEFORE.search(before), _WORD_BEFORE.search(before)
    if printed_value.kind != "number" or not (sign or word):
        return ""
    if sign is not None:
        return PART_NUMBER.format(sign[1])
    words = (
        lexicon.words.pointers
        if printed_value.is_spelled
        else (*lexicon.words.pointers, *lexicon.words.labels)
    )
    return PART_NUMBER.format(word[1]) if word is not None and word[1].casefold() in words else ""


def _why_code_or_decimal(printed_value: PrintedValue, before: str, after: str) -> str:
    if _POINT.search(before) and printed_value.text[0].isdecimal() and printed_value.qualifier is None:
        return CUT_DECIMAL
    if printed_value.kind == "number" and _is_code(printed_value.text, before, after):
        return PART_OF_CODE
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
    groups = len(re.findall(r"\d+", dialled := run[0] + following[0]))
    return groups > 1 and _SHORTEST <= sum(map(str.isdecimal, dialled)) <= _LONGEST


FRACTION = "the fraction “{}” beside it may belong to it"
POWER = "the raised figure beside it may be a power, and then it is another number"

_FRACTION_AFTER = re.compile(r"(?:[-–]| (?:([^\W\d_]+) )?)(\d{1,2}[/⁄∕]\d{1,3})(?![\w/])")
_SLASH_AFTER = re.compile(r" ?[⁄∕]")
_SLASH_BEFORE = re.compile(r"[⁄∕] ?$")
_POWER_AFTER = re.compile(r"\^")
_POWER_BEFORE = re.compile(r"\^-?$")
_WORDS_AFTER = re.compile(r"(?:-[^\W\d_]+)+")
_WORDS_BEFORE = re.compile(r"(?:[^\W\d_]+-)+$")


def why_partial(printed_value: PrintedValue, before: str, after: str, lexicon: Lexicon) -> str:
    """Why a number may only be a part of what is printed; "" where it is whole."""
    if printed_value.is_spelled:
        return SEVERAL if _continues_in_words(before, after, lexicon) else ""
    if _POWER_AFTER.match(after) or _POWER_BEFORE.search(before):
        return POWER
    fraction = _FRACTION_AFTER.match(after)
    if fraction and (fraction[1] is None or fold_phrase(fraction[1]) in lexicon.conjunctions):
        return FRACTION.format(fraction[2])
    if _SLASH_AFTER.match(after) or _SLASH_BEFORE.search(before):
        return FRACTION.format("/")
    return ""


def _continues_in_words(before: str, after: str, lexicon: Lexicon) -> bool:
    """Whether hyphens join a spelled number to another one, with or without "and" between them."""
    behind, ahead = _WORDS_AFTER.match(after), _WORDS_BEFORE.search(before)
    near = [*_first_words(behind[0].split("-")[1:], lexicon)] if behind else []
    near += _first_words(ahead[0].split("-")[-2::-1], lexicon) if ahead else []
    return any(word in known for word in near for known in _number_words(lexicon))


def _number_words(lexicon: Lexicon) -> tuple[Mapping[str, int], ...]:
    return lexicon.cardinals, lexicon.ordinals, lexicon.scales.words


def _first_words(words: list[str], lexicon: Lexicon) -> list[str]:
    """The nearest of joined words, and the next one where that is "and"."""
    folded = [fold_phrase(word) for word in words]
    return folded[:2] if folded[0] in lexicon.conjunctions else folded[:1]
