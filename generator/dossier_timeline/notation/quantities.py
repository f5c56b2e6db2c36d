"""Numbers with all that is printed with them (sign, currency, percent), or why they can't be read."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from dossier_timeline.notation.abbreviations import may_be_scale
from dossier_timeline.notation.currencies import UNKNOWN
from dossier_timeline.notation.cursor import PERCENT_SIGNS, Cursor, Token, TokenKind, is_money_sign
from dossier_timeline.notation.numerals import MAY_BE_SCALE, NOT_EXACT, SEVERAL, Numeral, exact, numeral_at
from dossier_timeline.notation.printed_dates import date_at

DASHES = "-‐‑‒–—―−﹘﹣－"
_MINUS = "−"
_LONG_DASHES = "‒–—―"
_PLUS = "+＋﹢"
_OPENERS = "([{“„«‘"
_ENDS_OF_VALUES = ")]%€$£¥.,"
_TIMES = "×·*÷^⋅∙±"
_CROSS = "x"
_MILLE = "‰‱؉"
_PRIMES = "°′″º"
_HOURS_OF_A_DAY = 24
_AT_LEAST_TEN = 10

SIGN = "the dash before the number may be a minus or not"
BRACKETS = "a number in brackets may be below zero"
SUM = "the number is part of a sum, product or ratio"
MILLE = "it is in thousandths, and not in hundredths or whole"
POINTS = "“{}” makes it something else than a share"
NO_CURRENCY = "it is a sum in a currency that isn't known: name it in `currencies` of evidence.yml"
UNIT = "“{}” after the number is a unit: give the fact a unit with that name or symbol"


@dataclass(frozen=True, slots=True)
class _Start:
    """Where a value begins, what its sign makes of it (1 or -1), and what of that is unclear."""

    first: int
    factor: int = 1
    unread: str = ""


def quantity_at(cursor: Cursor, index: int, last: int) -> tuple[Token, int] | None:
    """The number, share, sum or duration that begins here, and the index after it.

    `last` is the index after the value before it, with which a dash may make a range.
    """
    sign, after = _signed(cursor, index, last)
    if index < after < len(cursor.parts) and _is_date(cursor, after, unclear=bool(sign.unread)):
        return None
    power = _scale_before(cursor, after)
    number_at = after + bool(power)
    currency = cursor.currency_before_number(number_at) or ("", 0)
    if currency[0]:
        number_at += currency[1]
        if sign.factor == 1 and not sign.unread:
            sign, number_at = _signed(cursor, number_at, -1)
    start = _Start(index, sign.factor, sign.unread)
    percent = not currency[0] and cursor.reads(after, *PERCENT_SIGNS) and last != after
    found = numeral_at(cursor, after + 1 if percent else number_at, money=bool(currency[0]))
    if found is None:
        return None
    if percent:
        return _token(cursor, "share", start, found.end, found)
    if currency[0]:
        return _sum(cursor, start, _raised(found, power), currency[0])
    return _counted(cursor, start, found)


def _is_date(cursor: Cursor, index: int, *, unclear: bool) -> bool:
    """Whether a date stands behind a dash; what looks like a year is a number behind a clear minus."""
    found = date_at(cursor, index)
    return found is not None and (unclear or found[0].month is not None or found[0].period != "")


def _scale_before(cursor: Cursor, index: int) -> int:
    """The power of ten that is glued to a currency before a number: "M€ 2,5"."""
    atom, sign = cursor.at(index), cursor.at(index + 1)
    if atom is None or sign is None or not cursor.glued(index + 1) or not is_money_sign(sign.text):
        return 0
    if cursor.lexicon.currencies.sign(atom.text + sign.text):
        return 0
    return cursor.lexicon.scales.signs.get(atom.text, 0)


def _raised(found: Numeral, power: int) -> Numeral:
    if not power:
        return found
    unread = SEVERAL if found.scale else found.unread
    return replace(found, value=found.value * 10**power, scale=power, unread=unread)


def _signed(cursor: Cursor, index: int, last: int) -> tuple[_Start, int]:
    """What the sign here makes of the number after it, and the index of that."""
    none = (_Start(index), index)
    if cursor.words(index, 1) in cursor.lexicon.words.minus:
        return _Start(index, -1), index + 1
    if (
        not cursor.reads(index, *DASHES, *_PLUS)
        or cursor.at(index + 1) is None
        or _belongs_before(cursor, index)
        or _is_plus_or_minus(cursor, index)
    ):
        return none
    text, close = cursor.parts[index].text, cursor.glued(index + 1)
    signed = _Start(index, 1 if text in _PLUS else -1)
    if cursor.reads(index - 1, *DASHES, *_PLUS, "/", "±") and cursor.glued(index):
        unclear = True
    elif text in _PLUS or text == _MINUS:
        unclear = False
    elif last == index:
        if not close:
            return none
        unclear = True
    elif close:
        unclear = False
    elif text in _LONG_DASHES and _goes_on(cursor, index):
        return none
    else:
        unclear = True
    return replace(signed, unread=SIGN if unclear else ""), index + 1


def _belongs_before(cursor: Cursor, index: int) -> bool:
    """Whether a sign belongs to what is before it, as in "2012-2014"."""
    before = cursor.at(index - 1)
    if before is None or not cursor.glued(index):
        return False
    return before.text[-1].isalnum() or before.text in _ENDS_OF_VALUES


def _is_plus_or_minus(cursor: Cursor, index: int) -> bool:
    """Whether a dash is the end of "+/-", which says "about"."""
    return (
        cursor.reads(index - 2, "+")
        and cursor.reads(index - 1, "/")
        and cursor.glued(index - 1)
        and cursor.glued(index)
    )


def _goes_on(cursor: Cursor, index: int) -> bool:
    """Whether something stands before a dash, so that it may divide a sentence."""
    before = cursor.at(index - 1)
    return before is not None and before.text not in _OPENERS and before.text != "\t"


def _sum(cursor: Cursor, start: _Start, found: Numeral, currency: str) -> tuple[Token, int]:
    """A sum with its currency before it, and perhaps behind it once more."""
    behind = cursor.currency(found.end)
    after = found.end + (behind[1] if behind and behind[0] in (currency, UNKNOWN) else 0)
    more = NO_CURRENCY if currency == UNKNOWN else ""
    token, after = _token(cursor, "amount", start, after, found, unit=currency, unread=more)
    return replace(token, prefixed=True), after


def _counted(cursor: Cursor, start: _Start, found: Numeral) -> tuple[Token, int]:
    """A number with what follows it."""
    percent = cursor.percent(found.end)
    if percent:
        return _share(cursor, start, found, found.end + percent)
    if found.of_money or cursor.currency(found.end):
        return _paid(cursor, start, found)
    unit_at = found.end + 1 if cursor.reads(found.end, "-") else found.end
    unit = cursor.duration(unit_at) or _ending(cursor, unit_at)
    if unit == "H" and _tells_the_time(cursor, start.first, found):
        return cursor.token("number", start.first, unit_at + 1)
    if unit:
        # Time isn't below zero, so that a dash with a space behind it is no minus.
        timed = _Start(start.first + 1) if start.unread == SIGN else start
        unread = SUM if _calculates(cursor, start.first, unit_at + 1) else ""
        return _token(cursor, "duration", timed, unit_at + 1, found, unit=unit, unread=unread)
    return _bare(cursor, start, found)


def _paid(cursor: Cursor, start: _Start, found: Numeral) -> tuple[Token, int]:
    """A sum with its currency behind it, or with none but a scale of sums; or a word that may be one."""
    code, count = cursor.currency(found.end) or (UNKNOWN, 0)
    if count and code == UNKNOWN and cursor.parts[found.end].kind == "word":
        noun = cursor.parts[found.end].text
        return _token(cursor, "number", start, found.end, found, unread=NO_CURRENCY, noun=noun)
    more = NO_CURRENCY if count and code == UNKNOWN else ""
    after = found.end + count
    if count and not found.scale and may_be_scale(cursor, after, money=True):
        more = MAY_BE_SCALE.format(cursor.parts[after].text)
    return _token(cursor, "amount", start, after, found, unit=code, unread=more)


def _share(cursor: Cursor, start: _Start, found: Numeral, after: int) -> tuple[Token, int]:
    """A share; a word that is joined to the percent sign makes it something else."""
    points = cursor.words(after, 1)
    if points and _makes_points(points, cursor):
        return _token(cursor, "share", start, after + 1, found, unread=POINTS.format(points))
    points = cursor.words(after + 1, 1)
    if points and cursor.reads(after, *DASHES) and cursor.glued(after) and cursor.glued(after + 1):
        return _token(cursor, "share", start, after + 2, found, unread=POINTS.format(points))
    return _token(cursor, "share", start, after, found)


def _makes_points(word: str, cursor: Cursor) -> bool:
    """Whether a word makes a share the points of a measure, as "points" in "percentage points"."""
    words = cursor.lexicon.words
    joined = {share + word for share in words.percent}
    apart = [name for name in words.measures if name.startswith(words.percent) and name.endswith(f" {word}")]
    return bool(apart) or not joined.isdisjoint(words.measures)


def _bare(cursor: Cursor, start: _Start, found: Numeral) -> tuple[Token, int]:
    """A number without a unit that is known; what is printed right around it may say more."""
    after = found.end
    if cursor.reads(after, *_MILLE):
        return _token(cursor, "share", start, after + 1, found, unread=MILLE)
    if cursor.reads(after, *_PRIMES):
        sign = cursor.parts[after].text
        return _token(cursor, "number", start, after, found, unread=UNIT.format(sign), noun=sign)
    hyphen = cursor.reads(after, "-") and cursor.glued(after) and cursor.glued(after + 1)
    if hyphen and cursor.scale(after + 1):
        word = cursor.parts[after + 1].text
        return _token(cursor, "number", start, after, found, unread=MAY_BE_SCALE.format(word), noun=word)
    measure = cursor.measure(after + 1 if hyphen else after)
    if measure:
        return _token(cursor, "number", start, after, found, unread=UNIT.format(measure), noun=measure)
    unread = SUM if _calculates(cursor, start.first, after) else ""
    if _is_rough(cursor, found):
        token, after = _token(cursor, "number", start, after + 2, found, unread=unread)
        return replace(token, qualifier=token.qualifier or "about"), after
    kind: TokenKind = "fraction" if found.part and not found.scale else "number"
    return _token(cursor, kind, start, after, found, unread=unread)


def _is_rough(cursor: Cursor, found: Numeral) -> bool:
    """Whether an ending after a hyphen makes the number a rough one: "12-tal" is about twelve."""
    hyphen = cursor.reads(found.end, "-") and cursor.glued(found.end) and cursor.glued(found.end + 1)
    ending = cursor.words(found.end + 1, 1) if hyphen else ""
    return ending in cursor.lexicon.words.approximate and found.value >= _AT_LEAST_TEN


def _calculates(cursor: Cursor, index: int, after: int) -> bool:
    """Whether a sign of arithmetic or of a ratio joins the number to another."""
    return _joins(cursor, index - 1, index - 2) or _joins(cursor, after, after + 1)


def _joins(cursor: Cursor, sign_at: int, other_at: int) -> bool:
    sign, other = cursor.at(sign_at), cursor.at(other_at)
    if sign is None or other is None or not (other.kind == "figures" or other.text[0].isdecimal()):
        return False
    if sign.text == ":":
        return cursor.glued(sign_at) and cursor.glued(sign_at + 1)
    return sign.text in _TIMES or sign.key == _CROSS


def _ending(cursor: Cursor, index: int) -> str | None:
    atom = cursor.at(index)
    for unit, endings in cursor.lexicon.words.duration_endings.items():
        if atom and atom.key in endings:
            return unit
    return None


def _tells_the_time(cursor: Cursor, index: int, found: Numeral) -> bool:
    """Whether hours are, or may be, a time of the day: "12.30 uur", "om 12 uur"."""
    before = cursor.at(index - 1)
    on_the_clock = before is not None and before.key in cursor.lexicon.words.clock
    minutes = re.fullmatch(r"\d{1,2}[.:]\d\d", cursor.parts[index].text)
    return minutes is not None or (on_the_clock and found.value <= _HOURS_OF_A_DAY)


def _token(
    cursor: Cursor,
    kind: TokenKind,
    start: _Start,
    after: int,
    found: Numeral,
    *,
    unit: str = "",
    unread: str = "",
    noun: str = "",
) -> tuple[Token, int]:
    """A token of a number; the value is left out where something of it can't be read."""
    value, noun = exact(found.value), "" if start.unread else noun or found.noun
    unread = start.unread or found.unread or unread or ("" if value is not None else NOT_EXACT)
    factor = start.factor
    if kind != "duration" and _in_brackets(cursor, start.first, after) and factor == 1:
        if kind == "amount" and cursor.lexicon.accounts_in_brackets:
            factor = -1
        else:
            unread = unread or BRACKETS
    token, after = cursor.token(
        kind,
        start.first,
        after,
        value=None if unread or value is None else factor * value,
        unit=unit,
        scale=found.scale,
        spelled=found.spelled,
        loose=found.loose,
        unread=unread,
        bare=_bare_value(kind, start, found, noun),
        noun=noun,
    )
    if cursor.reads(after, *_PLUS) and cursor.glued(after) and not _is_glued_figure(cursor, after + 1):
        return replace(token, qualifier=token.qualifier or "at-least"), after + 1
    return token, after


def _bare_value(kind: TokenKind, start: _Start, found: Numeral, noun: str) -> Decimal | None:
    """What a number would be if the noun were its unit, or the dash before it no minus."""
    if kind != "number" or not (noun or start.unread):
        return None
    return exact(found.mantissa * (start.factor if noun else 1))


def _in_brackets(cursor: Cursor, first: int, after: int) -> bool:
    """Whether all of the text is this value in brackets, as accounts print one below zero."""
    whole = (first, after) == (1, len(cursor.parts) - 1)
    return whole and cursor.reads(0, "(") and cursor.reads(after, ")")


def _is_glued_figure(cursor: Cursor, index: int) -> bool:
    atom = cursor.at(index)
    return atom is not None and cursor.glued(index) and atom.kind in ("figures", "mixed")
