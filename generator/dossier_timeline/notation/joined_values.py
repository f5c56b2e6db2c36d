"""What is printed once for several values: "2 to 3 million", "€2-3 bn", "5, 6 and 7 November 2014"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from typing import Literal

from dossier_timeline.languages.spelled_numbers import spell_ordinal
from dossier_timeline.notation.comparable_text import fold_phrase
from dossier_timeline.notation.cursor import PrintedValue
from dossier_timeline.notation.lexicon import HALF_YEARS, QUARTERS, Lexicon
from dossier_timeline.notation.numerals import SEVERAL
from dossier_timeline.notation.qualifiers import REACH, read_qualification
from dossier_timeline.notation.quantities import DASHES

Joint = Literal["", "comma", "and", "range", "ratio"]
"""What stands between two values: nothing that joins them, a comma, "and", a dash or "to", "in"."""

_UNITS = "YMWDH"
_MEASURED = ("share", "amount", "duration")
_COUNTED = ("number", "fraction", *_MEASURED)
_HUNDRED = 100
_THOUSAND = 1000
_MAX_RATIO = 100
"""How many times the one number of a range may be the other where one scale is printed for both."""

ONE_SCALE = "whether the power of ten after the next number goes for this one too can't be known"
ONE_UNIT = "whether what is printed after the next number goes for this one too can't be known"
RATIO = "it is one half of a ratio"
ONE_CURRENCY = "whether the currency before the number before it goes for this one too can't be known"
_WORD_BEFORE = re.compile(r"(\S+) $")
_WORD_AFTER = re.compile(r" ([^\W\d_]+)")
_YEAR_BEFORE = re.compile(r"\d{4}[^\s,;]{0,6} (?:[^\s,;]{1,8} )?$")
_INTO_DASHES = str.maketrans(dict.fromkeys(DASHES, " ") | {",": " "})


def share_joined_parts(
    printed_values: Sequence[PrintedValue], text: str, lexicon: Lexicon
) -> list[PrintedValue]:
    """The values of a text, each with what is printed once for it and its neighbours."""
    found = _join_ranks(printed_values, text, lexicon)
    joints = [_joint_of(_text_between(a, b, text), lexicon) for a, b in pairwise(found)]
    for index in range(len(joints) - 1, -1, -1):
        listed = index + 1 < len(joints) and joints[index + 1] != ""
        dated = found[index + 1].kind == "date" and _has_date_before(text, found[index].start, lexicon)
        if joints[index] and not dated:
            second = _share_money_scale(found[index], found[index + 1], joints[index], lexicon)
            found[index], found[index + 1] = _share_pair(found[index], second, joints[index], listed)
            found[index] = _add_half(found[index], found[index + 1], joints[index], text, lexicon)
        elif fold_phrase(_text_between(found[index], found[index + 1], text)) in lexicon.words.among:
            found[index] = _refuse_scale_of_whole(found[index], found[index + 1])
        elif _is_decimal_in_words(found[index], found[index + 1], text):
            found[index + 1] = _refuse(found[index + 1], SEVERAL)
        elif text[found[index].end : found[index + 1].start] == " ":
            found[index], found[index + 1] = _refuse_adjacent(found[index], found[index + 1], lexicon)
    for index, joint in enumerate(joints):
        first, second = found[index], found[index + 1]
        between = text[first.end : second.start]
        if joint:
            second = _share_qualifier(first, second, joint, text, lexicon)
            dashed = between.strip() in DASHES
            second = _continue_list(first, second, dashed=dashed)
        if _is_smaller_unit(first, second, between, lexicon):
            second = replace(second, continues_duration=True)
        found[index + 1] = second
    return found


def _join_ranks(printed_values: Sequence[PrintedValue], text: str, lexicon: Lexicon) -> list[PrintedValue]:
    """The values with ranks of several words put together: "one hundred and first"."""
    found: list[PrintedValue] = []
    for printed_value in printed_values:
        last = found[-1] if found else None
        if last is None or not _is_rank(last, printed_value, text[last.end : printed_value.start], lexicon):
            found.append(
                _refuse(printed_value, SEVERAL)
                if _continues_scale(printed_value, text, lexicon)
                else printed_value
            )
            continue
        value = (last.value or Decimal(0)) + (printed_value.value or Decimal(0))
        rank_text = text[last.start : printed_value.end]
        spelled = spell_ordinal(int(value), lexicon.code.replace("-", "_"))
        sound = spelled is not None and fold_phrase(spelled) == fold_phrase(rank_text)
        joined_rank = replace(printed_value, text=rank_text, start=last.start, qualifier=last.qualifier)
        found[-1] = replace(joined_rank, value=value) if sound else _refuse(joined_rank, SEVERAL)
    return found


def _continues_scale(printed_value: PrintedValue, text: str, lexicon: Lexicon) -> bool:
    """Whether a spelled value stands behind a power of ten without a number: "the hundred and fifth"."""
    if not printed_value.is_spelled or printed_value.kind not in ("number", "ordinal"):
        return False
    words = fold_phrase(text[max(0, printed_value.start - REACH) : printed_value.start]).split()
    if words and words[-1] in lexicon.conjunctions:
        words.pop()
    return bool(words) and words[-1] in lexicon.scales.words and text[printed_value.start - 1] in " -"


def _is_rank(first: PrintedValue, second: PrintedValue, between: str, lexicon: Lexicon) -> bool:
    """Whether a rank goes on the number before it, or may do so."""
    if not (first.kind == "number" and first.is_spelled and second.kind == "ordinal" and second.is_spelled):
        return False
    if fold_phrase(between) not in ("", *lexicon.conjunctions) or first.value is None or second.value is None:
        return False
    return first.value >= _HUNDRED and first.value % 10 == 0 and second.value < _HUNDRED


def _text_between(first: PrintedValue, second: PrintedValue, text: str) -> str:
    """What stands between two values, without the point of a rank: "18.–20. Dezember"."""
    between = text[first.end : second.start]
    return between.removeprefix(".") if (first.kind, second.kind) == ("number", "date") else between


def _joint_of(between: str, lexicon: Lexicon) -> Joint:
    joining_words = between.strip()
    words = fold_phrase(between.translate(_INTO_DASHES))
    if not words:
        return "comma" if joining_words == "," else "range" if len(joining_words) == 1 else ""
    if words in lexicon.conjunctions:
        return "and"
    if words in lexicon.words.connectors:
        return "range"
    return "ratio" if words in lexicon.words.ratios else ""


def _share_pair(
    first: PrintedValue, second: PrintedValue, joint: Joint, listed: bool
) -> tuple[PrintedValue, PrintedValue]:
    """Two values that are joined, with the unit and scale that is printed for both.

    `listed`: the second is joined to a third, so that a comma before it makes a list.
    """
    if "date" in (first.kind, second.kind):
        return _share_date(first, second), second
    if first.kind not in _COUNTED or second.kind not in _COUNTED:
        return first, second
    if joint == "ratio":
        return _refuse_ratio(first, second)
    loose_comma = joint == "comma" and not listed
    of_two = first.kind == second.kind == "amount" and first.unit != second.unit
    if (
        first.kind == "amount"
        and first.has_leading_currency
        and second.kind == "number"
        and not second.why_unread
    ):
        if joint == "range" or (second.scale and not loose_comma):
            second = replace(second, kind="amount", unit=first.unit)
        else:
            small = loose_comma and second.scale and first.value is not None and first.value < _THOUSAND
            first = _refuse(first, ONE_SCALE) if small and not first.scale else first
            second = _refuse(second, ONE_CURRENCY)
    elif (
        first.kind == "amount"
        and first.has_leading_currency
        and joint == "range"
        and second.why_unread
        and second.noun
    ):
        first = _refuse(first, ONE_SCALE)
    elif second.noun and first.kind == "number" and not (first.why_unread or first.scale):
        return replace(
            _refuse(first, second.why_unread), possible_value=first.value, noun=second.noun
        ), second
    own = first.kind in _MEASURED and not first.has_leading_currency
    both = first.kind == "amount" and second.kind == "amount" and second.has_leading_currency
    first = _share_scale(first, second, joint, own=own, both=both, loose=loose_comma or of_two)
    if first.kind == "number" and second.kind in _MEASURED and not first.why_unread:
        if loose_comma and second.kind != "duration":
            return _refuse(first, ONE_UNIT), second
        first = replace(first, kind=second.kind, unit=second.unit)
    return first, second


def _share_money_scale(
    first: PrintedValue, second: PrintedValue, joint: Joint, lexicon: Lexicon
) -> PrintedValue:
    """The end of a range of sums with a sign that is a power of ten beside a currency: "€5-6m"."""
    power = lexicon.scales.signs.get(second.noun)
    in_money = (
        joint == "range" and first.kind == "amount" and first.has_leading_currency and second.kind == "number"
    )
    if not in_money or power is None or second.possible_value is None or not second.why_unread:
        return second
    value = second.possible_value * 10**power
    return replace(
        second,
        kind="amount",
        unit=first.unit,
        value=value,
        scale=power,
        why_unread="",
        possible_value=None,
        noun="",
    )


def _add_half(
    first: PrintedValue, second: PrintedValue, joint: Joint, text: str, lexicon: Lexicon
) -> PrintedValue:
    """A duration with a part of its unit behind it: "a year and a half"."""
    if (first.kind, second.kind) != ("duration", "fraction") or joint == "ratio" or first.value is None:
        return first
    following = _WORD_AFTER.match(text, second.end)
    alone = following is None or fold_phrase(following[1]) not in lexicon.words.particles
    if joint == "and" and alone and second.value is not None and second.value < 1 and first.unit in "YW":
        return replace(first, value=first.value + second.value)
    return _refuse(first, ONE_UNIT)


def _refuse_adjacent(
    first: PrintedValue, second: PrintedValue, lexicon: Lexicon
) -> tuple[PrintedValue, PrintedValue]:
    """Two values with nothing but a space between them, which may be one: "5 dozen", "5 euro 50".

    So may figures and a word that is a power of ten: "3 honderdduizend".
    """
    dozens = first.kind == second.kind == "number" and fold_phrase(second.text) in lexicon.words.numbers
    cents = first.kind == "amount" and not first.has_leading_currency and second.kind == "number"
    cents = cents and len(second.text) == 2 and second.text.isdecimal()
    raised = first.kind == "number" and not first.is_spelled and second.kind in ("number", "amount")
    raised = raised and second.is_spelled and str(second.value).strip("0") == "1" and second.value != 1
    if not (dozens or cents or raised):
        return first, second
    return _refuse(first, SEVERAL), _refuse(second, SEVERAL)


def _refuse_scale_of_whole(first: PrintedValue, second: PrintedValue) -> PrintedValue:
    """A number that is counted among one with a power of ten, which may go for both: "5 out of 6 million"."""
    plain = first.kind == second.kind == "number" and first.value is not None and not first.scale
    if not plain or not second.scale or second.value is None or first.value is None:
        return first
    mantissa = abs(second.value.scaleb(-second.scale))
    return _refuse(first, ONE_SCALE) if abs(first.value) < mantissa * _MAX_RATIO else first


def _is_decimal_in_words(first: PrintedValue, second: PrintedValue, text: str) -> bool:
    """Whether a word that the first can't be read with joins two spelled numbers: "five point three"."""
    spelled = first.is_spelled and second.is_spelled and first.noun != ""
    return spelled and fold_phrase(_text_between(first, second, text)) == fold_phrase(first.noun)


def _share_scale(
    first: PrintedValue, second: PrintedValue, joint: Joint, *, own: bool, both: bool, loose: bool
) -> PrintedValue:
    """The first of two values with the scale of the second, where that is printed for both."""
    if not second.scale or first.scale or own or first.value is None or second.value is None:
        return first
    mantissa, value = abs(second.value.scaleb(-second.scale)), abs(first.value)
    if (value >= _THOUSAND > mantissa) or (both and joint != "range"):
        return first
    alike = mantissa > 0 and value < mantissa * _MAX_RATIO and mantissa < value * _MAX_RATIO
    if both or loose or not alike:
        return _refuse(first, ONE_SCALE)
    return replace(first, value=first.value * 10**second.scale, scale=second.scale)


def _refuse_ratio(first: PrintedValue, second: PrintedValue) -> tuple[PrintedValue, PrintedValue]:
    """Two numbers of which the one is counted among the other: "one in five"."""
    numbers = first.kind == second.kind == "number"
    if not numbers or first.value is None or second.value is None or first.value >= second.value:
        return first, second
    return _refuse(first, RATIO), _refuse(second, RATIO)


def _refuse(printed_value: PrintedValue, why: str) -> PrintedValue:
    return replace(printed_value, value=None, why_unread=why)


def _has_date_before(text: str, start: int, lexicon: Lexicon) -> bool:
    """Whether a month or year stands right before, so that a value has its date from there."""
    before = text[max(0, start - REACH) : start]
    word = _WORD_BEFORE.search(before)
    month = word is not None and fold_phrase(word[1].rstrip(".")) in lexicon.month_parts
    return month or _YEAR_BEFORE.search(before) is not None


def _share_date(first: PrintedValue, second: PrintedValue) -> PrintedValue:
    if first.kind == "number" and second.kind == "date" and second.day and not first.is_spelled:
        value = first.possible_value if first.why_unread else first.value
        if value is not None and value == int(value) and 1 <= value <= 31:
            return replace(
                first,
                kind="date",
                day=int(value),
                month=second.month,
                year=second.year,
                value=None,
                possible_value=None,
                why_unread="",
            )
    elif first.kind == "ordinal" and (second.month or 0) in (*QUARTERS, *HALF_YEARS):
        several = QUARTERS if second.month in QUARTERS else HALF_YEARS
        if first.value is not None and 1 <= first.value <= len(several):
            month = several[int(first.value) - 1]
            return replace(first, kind="date", month=month, year=second.year, value=None)
    elif first.kind == second.kind == "date" and first.year is None and first.month is not None:
        return replace(first, year=second.year)
    return first


def _share_qualifier(
    first: PrintedValue, second: PrintedValue, joint: Joint, text: str, lexicon: Lexicon
) -> PrintedValue:
    """The second of two joined values: what joins them doesn't qualify it, what qualifies both does."""
    if first.kind not in _COUNTED or second.kind not in _COUNTED:
        return second
    behind = text[second.start : second.end + REACH]
    after = read_qualification(behind, 0, second.end - second.start, second.kind, lexicon).qualifier
    together = joint == "range" or (joint == "and" and first.unit != "" and first.unit == second.unit)
    before = first.qualifier if together else None
    names = dict.fromkeys(name for names in (before, after) if names for name in names.split())
    return replace(second, qualifier=" ".join(names) or None)


def _continue_list(first: PrintedValue, second: PrintedValue, *, dashed: bool) -> PrintedValue:
    """A value that goes on a list: of dates what joins them is no qualifier, and a dash makes them one."""
    second = replace(second, continues_list=first.kind == second.kind)
    if not first.kind == second.kind == "date":
        return second
    return replace(second, qualifier=first.qualifier if dashed else None)


def _is_smaller_unit(first: PrintedValue, second: PrintedValue, between: str, lexicon: Lexicon) -> bool:
    """Whether a duration goes on with a smaller unit: "1 year and 6 months", not "6 or 12 months"."""
    if not first.kind == second.kind == "duration" or _UNITS.index(first.unit) >= _UNITS.index(second.unit):
        return False
    return fold_phrase(between).strip(", ") in ("", *lexicon.conjunctions)
