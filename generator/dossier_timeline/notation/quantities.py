"""Numbers with all that is printed with them (sign, currency, percent), or why they can't be read."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from dossier_timeline.notation.currencies import UNKNOWN_CURRENCY
from dossier_timeline.notation.cursor import PERCENT_SIGNS, Cursor, PrintedValue, ValueKind, is_money_sign
from dossier_timeline.notation.numerals import (
    MAY_BE_SCALE,
    NOT_EXACT,
    SEVERAL,
    Numeral,
    exact_decimal,
    read_numeral,
)
from dossier_timeline.notation.printed_dates import read_date
from dossier_timeline.notation.unknown_abbreviations import may_be_scale

DASHES = "-‐‑‒–—―−﹘﹣－"
_MINUS = "−"
_LONG_DASHES = "‒–—―"
_PLUS = "+＋﹢"
_OPENERS = "([{“„«‘"
_ENDS_OF_VALUES = ")]%€$£¥.,"
_OPERATORS = "×·*÷^⋅∙±"
_CROSS = "x"
_MILLE = "‰‱؉"
_PRIMES = "°′″º"
_HOURS_OF_A_DAY = 24
_AT_LEAST_TEN = 10

UNCLEAR_SIGN = "the dash before the number may be a minus or not"
IN_BRACKETS = "a number in brackets may be below zero"
IN_CALCULATION = "the number is part of a sum, product or ratio"
IN_THOUSANDTHS = "it is in thousandths, and not in hundredths or whole"
IS_POINTS = "“{}” makes it something else than a share"
UNKNOWN_SUM = "it is a sum in a currency that isn't known: name it in `currencies` of evidence.yml"
FOLLOWED_BY_UNIT = "“{}” after the number is a unit: give the fact a unit with that name or symbol"


@dataclass(frozen=True, slots=True)
class _Start:
    """Where a value begins, what its sign makes of it (1 or -1), and what of that is unclear."""

    first: int
    factor: int = 1
    why_unread: str = ""


def read_quantity(cursor: Cursor, index: int, last: int) -> tuple[PrintedValue, int] | None:
    """The number, share, sum or duration that begins here, and the index after it.

    `last` is the index after the value before it, with which a dash may make a range.
    """
    sign, after = _read_sign(cursor, index, last)
    if index < after < len(cursor.parts) and _is_date(cursor, after, unclear=bool(sign.why_unread)):
        return None
    power = _leading_scale(cursor, after)
    number_at = after + bool(power)
    currency = cursor.find_leading_currency(number_at) or ("", 0)
    if currency[0]:
        number_at += currency[1]
        if sign.factor == 1 and not sign.why_unread:
            sign, number_at = _read_sign(cursor, number_at, -1)
    start = _Start(index, sign.factor, sign.why_unread)
    percent = not currency[0] and cursor.is_text(after, *PERCENT_SIGNS) and last != after
    found = read_numeral(cursor, after + 1 if percent else number_at, money=bool(currency[0]))
    if found is None:
        return None
    if percent:
        return _make_value(cursor, "share", start, found.end, found)
    if currency[0]:
        return _read_leading_sum(cursor, start, _raise_numeral(found, power), currency[0])
    return _read_counted(cursor, start, found)


def _is_date(cursor: Cursor, index: int, *, unclear: bool) -> bool:
    """Whether a date stands behind a dash; what looks like a year is a number behind a clear minus."""
    found = read_date(cursor, index)
    return found is not None and (unclear or found[0].month is not None or found[0].period != "")


def _leading_scale(cursor: Cursor, index: int) -> int:
    """The power of ten that is glued to a currency before a number: "M€ 2,5"."""
    atom, sign = cursor.at(index), cursor.at(index + 1)
    if atom is None or sign is None or not cursor.is_glued(index + 1) or not is_money_sign(sign.text):
        return 0
    if cursor.lexicon.currencies.code_of_sign(atom.text + sign.text):
        return 0
    return cursor.lexicon.scales.signs.get(atom.text, 0)


def _raise_numeral(found: Numeral, power: int) -> Numeral:
    if not power:
        return found
    unread = SEVERAL if found.scale else found.why_unread
    return replace(found, value=found.value * 10**power, scale=power, why_unread=unread)


def _read_sign(cursor: Cursor, index: int, last: int) -> tuple[_Start, int]:
    """What the sign here makes of the number after it, and the index of that."""
    none = (_Start(index), index)
    if cursor.folded_words(index, 1) in cursor.lexicon.words.minus:
        return _Start(index, -1), index + 1
    if (
        not cursor.is_text(index, *DASHES, *_PLUS)
        or cursor.at(index + 1) is None
        or _belongs_to_previous(cursor, index)
        or _is_plus_or_minus(cursor, index)
    ):
        return none
    text, close = cursor.parts[index].text, cursor.is_glued(index + 1)
    signed = _Start(index, 1 if text in _PLUS else -1)
    if cursor.is_text(index - 1, *DASHES, *_PLUS, "/", "±") and cursor.is_glued(index):
        unclear = True
    elif text in _PLUS or text == _MINUS:
        unclear = False
    elif last == index:
        if not close:
            return none
        unclear = True
    elif close:
        unclear = False
    elif text in _LONG_DASHES and _follows_text(cursor, index):
        return none
    else:
        unclear = True
    return replace(signed, why_unread=UNCLEAR_SIGN if unclear else ""), index + 1


def _belongs_to_previous(cursor: Cursor, index: int) -> bool:
    """Whether a sign belongs to what is before it, as in "2012-2014"."""
    before = cursor.at(index - 1)
    if before is None or not cursor.is_glued(index):
        return False
    return before.text[-1].isalnum() or before.text in _ENDS_OF_VALUES


def _is_plus_or_minus(cursor: Cursor, index: int) -> bool:
    """Whether a dash is the end of "+/-", which says "about"."""
    return (
        cursor.is_text(index - 2, "+")
        and cursor.is_text(index - 1, "/")
        and cursor.is_glued(index - 1)
        and cursor.is_glued(index)
    )


def _follows_text(cursor: Cursor, index: int) -> bool:
    """Whether something stands before a dash, so that it may divide a sentence."""
    before = cursor.at(index - 1)
    return before is not None and before.text not in _OPENERS and before.text != "\t"


def _read_leading_sum(
    cursor: Cursor, start: _Start, found: Numeral, currency: str
) -> tuple[PrintedValue, int]:
    """A sum with its currency before it, and perhaps behind it once more."""
    behind = cursor.find_currency(found.end)
    after = found.end + (behind[1] if behind and behind[0] in (currency, UNKNOWN_CURRENCY) else 0)
    more = UNKNOWN_SUM if currency == UNKNOWN_CURRENCY else _why_joined_scale(cursor, after)
    printed_value, after = _make_value(cursor, "amount", start, after, found, unit=currency, why_unread=more)
    return replace(printed_value, has_leading_currency=True), after


def _read_counted(cursor: Cursor, start: _Start, found: Numeral) -> tuple[PrintedValue, int]:
    """A number with what follows it."""
    percent = cursor.count_percent_atoms(found.end)
    if percent:
        return _read_share(cursor, start, found, found.end + percent)
    if found.is_money_scale or cursor.find_currency(found.end):
        return _read_trailing_sum(cursor, start, found)
    unit_at = found.end + 1 if cursor.is_text(found.end, "-") else found.end
    unit = cursor.find_duration_unit(unit_at) or _ending_of(cursor, unit_at)
    if unit == "H" and _may_be_time_of_day(cursor, start.first, found):
        return cursor.make_value("number", start.first, unit_at + 1)
    if unit and " " not in cursor.find_measure(unit_at):
        # Time isn't below zero, so that a dash with a space behind it is no minus.
        timed = _Start(start.first + 1) if start.why_unread == UNCLEAR_SIGN else start
        unread = IN_CALCULATION if _is_calculation(cursor, start.first, unit_at + 1) else ""
        return _make_value(cursor, "duration", timed, unit_at + 1, found, unit=unit, why_unread=unread)
    return _read_bare(cursor, start, found)


def _read_trailing_sum(cursor: Cursor, start: _Start, found: Numeral) -> tuple[PrintedValue, int]:
    """A sum with its currency behind it, or with none but a scale of sums; or a word that may be one."""
    code, count = cursor.find_currency(found.end) or (UNKNOWN_CURRENCY, 0)
    if count and code == UNKNOWN_CURRENCY and cursor.parts[found.end].kind == "word":
        noun = cursor.parts[found.end].text
        return _make_value(cursor, "number", start, found.end, found, why_unread=UNKNOWN_SUM, noun=noun)
    more = UNKNOWN_SUM if count and code == UNKNOWN_CURRENCY else ""
    after = found.end + count
    if count and not found.scale and may_be_scale(cursor, after, money=True):
        more = MAY_BE_SCALE.format(cursor.parts[after].text)
    if count and (measure := cursor.find_measure(after)):
        more = FOLLOWED_BY_UNIT.format(measure)
    return _make_value(cursor, "amount", start, after, found, unit=code, why_unread=more)


def _read_share(cursor: Cursor, start: _Start, found: Numeral, after: int) -> tuple[PrintedValue, int]:
    """A share; a word that is joined to the percent sign makes it something else."""
    points = cursor.folded_words(after, 1)
    if points and _is_points_word(points, cursor):
        return _make_value(cursor, "share", start, after + 1, found, why_unread=IS_POINTS.format(points))
    points = cursor.folded_words(after + 1, 1)
    if points and cursor.is_text(after, *DASHES) and cursor.is_glued(after) and cursor.is_glued(after + 1):
        return _make_value(cursor, "share", start, after + 2, found, why_unread=IS_POINTS.format(points))
    return _make_value(cursor, "share", start, after, found)


def _is_points_word(word: str, cursor: Cursor) -> bool:
    """Whether a word makes a share the points of a measure, as "points" in "percentage points"."""
    words = cursor.lexicon.words
    joined = {share + word for share in words.percent}
    apart = [name for name in words.measures if name.startswith(words.percent) and name.endswith(f" {word}")]
    return bool(apart) or not joined.isdisjoint(words.measures)


def _read_bare(cursor: Cursor, start: _Start, found: Numeral) -> tuple[PrintedValue, int]:
    """A number without a unit that is known; what is printed right around it may say more."""
    after = found.end
    if cursor.is_text(after, *_MILLE):
        return _make_value(cursor, "share", start, after + 1, found, why_unread=IN_THOUSANDTHS)
    if cursor.is_text(after, *_PRIMES):
        sign = cursor.parts[after].text
        return _make_value(
            cursor, "number", start, after, found, why_unread=FOLLOWED_BY_UNIT.format(sign), noun=sign
        )
    hyphen = _is_hyphen(cursor, after)
    if joined_scale := _why_joined_scale(cursor, after):
        word = cursor.parts[after + 1].text
        return _make_value(cursor, "number", start, after, found, why_unread=joined_scale, noun=word)
    measure = cursor.find_measure(after + 1 if hyphen else after)
    if measure:
        return _make_value(
            cursor, "number", start, after, found, why_unread=FOLLOWED_BY_UNIT.format(measure), noun=measure
        )
    unread = IN_CALCULATION if _is_calculation(cursor, start.first, after) else ""
    if _is_rough(cursor, found):
        printed_value, after = _make_value(cursor, "number", start, after + 2, found, why_unread=unread)
        return replace(printed_value, qualifier=printed_value.qualifier or "about"), after
    kind: ValueKind = "fraction" if found.is_fraction and not found.scale else "number"
    return _make_value(cursor, kind, start, after, found, why_unread=unread)


def _is_hyphen(cursor: Cursor, index: int) -> bool:
    """Whether a hyphen joins what is before it to what is behind it."""
    return cursor.is_text(index, "-") and cursor.is_glued(index) and cursor.is_glued(index + 1)


def _why_joined_scale(cursor: Cursor, index: int) -> str:
    """Why a number can't be read to which a hyphen joins its power of ten: "5-million", "€5-million"."""
    if not (_is_hyphen(cursor, index) and cursor.find_scale(index + 1)):
        return ""
    return MAY_BE_SCALE.format(cursor.parts[index + 1].text)


def _is_rough(cursor: Cursor, found: Numeral) -> bool:
    """Whether an ending after a hyphen makes the number a rough one: "12-tal" is about twelve."""
    ending = cursor.folded_words(found.end + 1, 1) if _is_hyphen(cursor, found.end) else ""
    return ending in cursor.lexicon.words.approximate and found.value >= _AT_LEAST_TEN


def _is_calculation(cursor: Cursor, index: int, after: int) -> bool:
    """Whether a sign of arithmetic or of a ratio joins the number to another."""
    return _joins_numbers(cursor, index - 1, index - 2) or _joins_numbers(cursor, after, after + 1)


def _joins_numbers(cursor: Cursor, sign_at: int, other_at: int) -> bool:
    sign, other = cursor.at(sign_at), cursor.at(other_at)
    if sign is None or other is None or not (other.kind == "figures" or other.text[0].isdecimal()):
        return False
    if sign.text == ":":
        return cursor.is_glued(sign_at) and cursor.is_glued(sign_at + 1)
    return sign.text in _OPERATORS or sign.key == _CROSS


def _ending_of(cursor: Cursor, index: int) -> str | None:
    atom = cursor.at(index)
    for unit, endings in cursor.lexicon.words.duration_endings.items():
        if atom and atom.key in endings:
            return unit
    return None


def _may_be_time_of_day(cursor: Cursor, index: int, found: Numeral) -> bool:
    """Whether hours are, or may be, a time of the day: "12.30 uur", "om 12 uur"."""
    before = cursor.at(index - 1)
    on_the_clock = before is not None and before.key in cursor.lexicon.words.clock
    minutes = re.fullmatch(r"\d{1,2}[.:]\d\d", cursor.parts[index].text)
    return minutes is not None or (on_the_clock and found.value <= _HOURS_OF_A_DAY)


def _make_value(
    cursor: Cursor,
    kind: ValueKind,
    start: _Start,
    after: int,
    found: Numeral,
    *,
    unit: str = "",
    why_unread: str = "",
    noun: str = "",
) -> tuple[PrintedValue, int]:
    """A printed value of a number; the value is left out where something of it can't be read."""
    value, noun = exact_decimal(found.value), "" if start.why_unread else noun or found.noun
    unread = start.why_unread or found.why_unread or why_unread or ("" if value is not None else NOT_EXACT)
    factor = start.factor
    if kind != "duration" and _is_in_brackets(cursor, start.first, after) and factor == 1:
        if kind == "amount" and cursor.lexicon.accounts_in_brackets:
            factor = -1
        else:
            unread = unread or IN_BRACKETS
    printed_value, after = cursor.make_value(
        kind,
        start.first,
        after,
        value=None if unread or value is None else factor * value,
        unit=unit,
        scale=found.scale,
        is_spelled=found.is_spelled,
        may_be_article=found.may_be_article,
        why_unread=unread,
        possible_value=_possible_value(kind, start, found, noun),
        noun=noun,
    )
    if cursor.is_text(after, *_PLUS) and cursor.is_glued(after) and not _is_glued_figure(cursor, after + 1):
        return replace(printed_value, qualifier=printed_value.qualifier or "at-least"), after + 1
    return printed_value, after


def _possible_value(kind: ValueKind, start: _Start, found: Numeral, noun: str) -> Decimal | None:
    """What a number would be if the noun were its unit, or the dash before it no minus."""
    if kind != "number" or not (noun or start.why_unread):
        return None
    return exact_decimal(found.mantissa * (start.factor if noun else 1))


def _is_in_brackets(cursor: Cursor, first: int, after: int) -> bool:
    """Whether all of the text is this value in brackets, as accounts print one below zero."""
    is_all_of_text = (first, after) == (1, len(cursor.parts) - 1)
    return is_all_of_text and cursor.is_text(0, "(") and cursor.is_text(after, ")")


def _is_glued_figure(cursor: Cursor, index: int) -> bool:
    atom = cursor.at(index)
    return atom is not None and cursor.is_glued(index) and atom.kind in ("figures", "mixed")
