"""Powers of ten that stand apart from the numbers they go for: "(x € 1.000)", "in mln.", "mln € 3"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from dossier_timeline.notation.cursor import Cursor, PrintedValue
from dossier_timeline.notation.numerals import is_sure_scale, read_numeral, skip_abbreviation_point
from dossier_timeline.notation.unknown_abbreviations import has_no_vowel

SCALE_STATED_APART = "“{}” stands apart from a number, and may be the power of ten of this one"

_CROSSES = ("x", "×", "*")
_OPENING, _CLOSING = ("(", "["), (")", "]")
_JOINING = (*_CROSSES, *_OPENING, ",", "/", "-", "–", "—")
_THOUSAND = 3
_JOINED_BY = 3
"""How many signs and words may stand between a number and the power of ten behind it."""
_NAUGHTS = re.compile(r"000(?:[., ]?000)*")
_CROSSED = re.compile(r"[x×*](1[.,]?0[\d.,]*)", re.IGNORECASE)
_RAISED = ("number", "amount", "fraction")


@dataclass(frozen=True, slots=True)
class _StatedScale:
    """A power of ten apart from a number, from one part to another, with the currency beside it."""

    first: int
    at: int
    end: int
    """The index after its word, where a currency may follow."""
    after: int
    alone: bool
    """Whether no noun follows that is counted by it, as in "in miljoenen huishoudens"."""
    short: bool
    """An abbreviation or sign."""
    stated: bool = False
    """Whether it goes for all numbers of the text."""


def read_head_power(cursor: Cursor, index: int) -> int:
    """The exponent of the power of ten that begins here in the head of a column; 0 for none."""
    atom = cursor.parts[index]
    if _follows_cross(cursor, _currency_start(cursor, index)) and atom.kind == "figures":
        found = read_numeral(cursor, index)
        return _exponent_of(found.value) if found else 0
    if _read_factor(cursor, index):
        return sum(map(str.isdecimal, atom.text.replace("1", "")))
    before, scale = cursor.at(index - 1), cursor.find_scale(index)
    if scale is None or (before is not None and before.kind == "figures"):
        return 0
    by_money = cursor.find_currency(index + scale[1]) is not None
    return scale[0] if atom.text not in cursor.lexicon.scales.signs or by_money else 0


def _exponent_of(value: Fraction) -> int:
    """The exponent of a power of ten; 0 for any other number."""
    digits = str(value)
    return len(digits) - 1 if digits.strip("0") == "1" else 0


def apply_stated_scales(printed_values: Sequence[PrintedValue], cursor: Cursor) -> list[PrintedValue]:
    """The values of a text; those for which a power of ten may go that stands apart can't be read."""
    found = list(printed_values)
    scales = list(_find_scales(cursor, found))
    if not scales:
        return found
    starts = {printed_value.start: index for index, printed_value in enumerate(found)}
    ends = {printed_value.end: index for index, printed_value in enumerate(found)}
    done: set[tuple[int, bool]] = set()
    for scale in scales:
        scale_text = cursor.text[cursor.parts[scale.at].start : cursor.parts[scale.end - 1].end]
        adjacent = set(_adjacent_values(cursor, scale, starts, ends))
        money = _is_money_scale(scale) or any(found[index].kind == "amount" for index in adjacent)
        cell = cursor.text.rfind("\t", 0, cursor.parts[scale.at].start)
        within = _values_in_cell(cursor, cell, found) if scale.stated and (cell, money) not in done else []
        done |= {(cell, money)} if scale.stated else set()
        for index in {*within, *adjacent}:
            if index in adjacent or not (money and _counts_things(cursor, found[index])):
                found[index] = _refuse(found[index], scale_text, own=_covers(cursor, found[index], scale))
    return found


def _find_scales(cursor: Cursor, printed_values: Iterable[PrintedValue]) -> Iterator[_StatedScale]:
    """The powers of ten of a text; one may be a value by itself ("duizend euro"), but not go on a number."""
    inside = {
        start for printed_value in printed_values for start in range(printed_value.start, printed_value.end)
    }
    begins = {printed_value.start for printed_value in printed_values}
    for index, atom in enumerate(cursor.parts):
        found = _read_factor(cursor, index)
        if found is None and atom.start not in inside:
            found = _read_scale_word(cursor, index)
        elif found is None and begins & {atom.start, cursor.parts[_currency_start(cursor, index)].start}:
            found = _read_scale_word(cursor, index, least=_THOUSAND)
        if found is not None:
            yield found


def _read_factor(cursor: Cursor, index: int) -> _StatedScale | None:
    """A factor that stands alone: "x 1.000", "× € 1 000", "x1000", "£000", "in '000"."""
    atom = cursor.parts[index]
    crossed = _CROSSED.fullmatch(atom.text) if atom.kind in ("mixed", "word") else None
    first = _currency_start(cursor, index)
    if crossed and not crossed[1].strip("0.,1"):
        return _StatedScale(index, index, index + 1, index + 1, alone=True, short=True, stated=True)
    if atom.kind != "figures":
        return None
    if _NAUGHTS.fullmatch(atom.text):
        quoted = cursor.is_text(index - 1, "'", "’", "‘")
        start = _currency_start(cursor, index - 1) if quoted else first
        if quoted or start < index or _is_preposition(cursor, index - 1):
            return _StatedScale(start, index, index + 1, index + 1, alone=True, short=True, stated=True)
        return None
    value = read_numeral(cursor, index) if _follows_cross(cursor, first) else None
    if value is None or not _exponent_of(value.value):
        return None
    following = cursor.at(value.end)
    counts = following is not None and following.kind == "word" and not cursor.find_currency(value.end)
    stated = not (counts or _is_figures(cursor, first - 2))
    return _StatedScale(first, index, value.end, value.end, alone=True, short=True, stated=stated)


def _read_scale_word(cursor: Cursor, index: int, *, least: int = 0) -> _StatedScale | None:
    """A word or sign: "miljoenen", "mln.", "£m"; `least` is the smallest exponent that is meant."""
    named = cursor.find_scale(index)
    if named is None or named[0] < least:
        return None
    atom, scales = cursor.parts[index], cursor.lexicon.scales
    end = skip_abbreviation_point(cursor, index + named[1])
    particle = end + 1 if cursor.is_particle(end) and cursor.find_currency(end + 1) else end
    currency = cursor.find_currency(particle) or _elided_currency(cursor, end)
    after = particle + currency[1] if currency else end
    first = _currency_start(cursor, index)
    money = first < index or currency is not None
    sure = is_sure_scale(cursor, index) and (money or len(atom.text) > 1 or atom.text not in scales.signs)
    if not (sure or (money and (cursor.is_glued(index) or end == after))):
        return None
    following = cursor.at(after)
    short = atom.key in scales.dotted or atom.text in scales.signs or has_no_vowel(atom.key)
    alone = money or short or following is None or following.kind != "word"
    found = _StatedScale(first, index, end, after, alone, short)
    return replace(found, stated=alone and _is_stated(cursor, found, is_value=least > 0))


def _is_stated(cursor: Cursor, scale: _StatedScale, *, is_value: bool) -> bool:
    """Whether the words around a power of ten say that numbers are in it.

    Where it may be a value by itself, a colon says so only behind a currency: "EUR duizend: 3".
    """
    before, after = cursor.at(scale.first - 1), cursor.at(scale.after)
    closed = after is not None and after.text in _CLOSING
    if closed and (scale.short or (before is not None and before.text in _OPENING)):
        return True
    heading = after is not None and after.text == ":" and (not is_value or scale.first < scale.at)
    if heading or _is_preposition(cursor, scale.first - 1):
        return True
    if _follows_cross(cursor, scale.first) and not _is_figures(cursor, scale.first - 2):
        return True
    cell = (before is None or before.text == "\t") and (after is None or after.text == "\t")
    return cell and (scale.short or scale.first < scale.at or scale.end < scale.after)


def _adjacent_values(
    cursor: Cursor, scale: _StatedScale, starts: dict[int, int], ends: dict[int, int]
) -> Iterator[int]:
    """The values that stand right before or behind a power of ten."""
    for index in (scale.end, scale.after):
        following = cursor.at(index)
        if following is not None and following.start in starts:
            yield starts[following.start]
    if not scale.alone:
        return
    for first in {scale.first, scale.at}:
        for index in range(first - 1, max(first - 2 - _JOINED_BY, -1), -1):
            part = cursor.parts[index]
            if part.end in ends:
                yield ends[part.end]
                break
            if not (part.text in _JOINING or part.key in _CROSSES or _is_preposition(cursor, index)):
                break


def _values_in_cell(cursor: Cursor, start: int, printed_values: Sequence[PrintedValue]) -> list[int]:
    """The values in the cell of a table that begins here; in other text all."""
    end = cursor.text.find("\t", start + 1)
    return [
        i
        for i, printed_value in enumerate(printed_values)
        if start < printed_value.start and (end < 0 or printed_value.end <= end)
    ]


def _is_money_scale(scale: _StatedScale) -> bool:
    return scale.first < scale.at or scale.end < scale.after


def _counts_things(cursor: Cursor, printed_value: PrintedValue) -> bool:
    """Whether a word right behind a number names what it counts, so that it is no sum."""
    behind = cursor.text[printed_value.end : printed_value.end + 2]
    return printed_value.kind != "amount" and len(behind) == 2 and behind[0] == " " and behind[1].isalpha()


def _covers(cursor: Cursor, printed_value: PrintedValue, scale: _StatedScale) -> bool:
    return printed_value.start <= cursor.parts[scale.at].start < printed_value.end


def _refuse(printed_value: PrintedValue, scale_text: str, *, own: bool) -> PrintedValue:
    raised = (
        printed_value.kind in _RAISED and not printed_value.why_unread and (own or not printed_value.scale)
    )
    return (
        replace(
            printed_value, value=None, possible_value=None, why_unread=SCALE_STATED_APART.format(scale_text)
        )
        if raised
        else printed_value
    )


def _follows_cross(cursor: Cursor, index: int) -> bool:
    before = cursor.at(index - 1)
    return before is not None and before.key in _CROSSES


def _is_figures(cursor: Cursor, index: int) -> bool:
    atom = cursor.at(index)
    return atom is not None and atom.kind == "figures"


def _is_preposition(cursor: Cursor, index: int) -> bool:
    atom = cursor.at(index)
    return atom is not None and atom.key in cursor.lexicon.words.scale_prepositions


def _elided_currency(cursor: Cursor, index: int) -> tuple[str, int] | None:
    """The currency behind a particle without its vowel: "d'euros"."""
    atom = cursor.at(index)
    particle, _, name = re.sub("[’ʼ]", "'", atom.key if atom else "").partition("'")
    code = cursor.lexicon.currencies.code_of_name(name) if len(particle) == 1 and name else None
    return (code, 1) if code else None


def _currency_start(cursor: Cursor, index: int) -> int:
    """Where the currency right before a part begins; the part itself where there is none."""
    for length in range(1, cursor.lexicon.currencies.longest + 1):
        found = cursor.find_currency(index - length) if index >= length else None
        if found is not None and found[1] == length:
            return index - length
    return index
