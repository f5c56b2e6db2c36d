"""Numbers that are only a part of a longer one: "1" of "1 1/2", "10" of "10^6"."""

from __future__ import annotations

import re
from collections.abc import Mapping

from dossier_timeline.notation.cursor import PrintedValue
from dossier_timeline.notation.folding import fold
from dossier_timeline.notation.lexicon import Lexicon
from dossier_timeline.notation.numerals import SEVERAL

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
    if fraction and (fraction[1] is None or fold(fraction[1]) in lexicon.conjunctions):
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
    folded = [fold(word) for word in words]
    return folded[:2] if folded[0] in lexicon.conjunctions else folded[:1]
