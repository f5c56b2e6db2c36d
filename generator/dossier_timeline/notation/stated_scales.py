"""Powers of ten that stand apart from the numbers they go for: "(x € 1.000)", "in mln.", "mln € 3"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from dossier_timeline.notation.abbreviations import has_no_vowel
from dossier_timeline.notation.cursor import Cursor, Token
from dossier_timeline.notation.numerals import after_point, is_sure_scale, numeral_at

STATED = "“{}” stands apart from a number, and may be the power of ten of this one"

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
class _Scale:
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


def power_at(cursor: Cursor, index: int) -> int:
    """The exponent of the power of ten that begins here in the head of a column; 0 for none."""
    atom = cursor.parts[index]
    if _follows_cross(cursor, _before_currency(cursor, index)) and atom.kind == "figures":
        found = numeral_at(cursor, index)
        return _zeros(found.value) if found else 0
    if _in_figures(cursor, index):
        return sum(map(str.isdecimal, atom.text.replace("1", "")))
    before, scale = cursor.at(index - 1), cursor.scale(index)
    if scale is None or (before is not None and before.kind == "figures"):
        return 0
    by_money = cursor.currency(index + scale[1]) is not None
    return scale[0] if atom.text not in cursor.lexicon.scales.signs or by_money else 0


def _zeros(value: Fraction) -> int:
    """The exponent of a power of ten; 0 for any other number."""
    digits = str(value)
    return len(digits) - 1 if digits.strip("0") == "1" else 0


def with_stated_scales(tokens: Sequence[Token], cursor: Cursor) -> list[Token]:
    """The values of a text; those for which a power of ten may go that stands apart can't be read."""
    found = list(tokens)
    scales = list(_scales(cursor, found))
    if not scales:
        return found
    starts = {token.start: index for index, token in enumerate(found)}
    ends = {token.end: index for index, token in enumerate(found)}
    done: set[tuple[int, bool]] = set()
    for scale in scales:
        said = cursor.text[cursor.parts[scale.at].start : cursor.parts[scale.end - 1].end]
        beside = set(_beside(cursor, scale, starts, ends))
        money = _of_money(scale) or any(found[index].kind == "amount" for index in beside)
        cell = cursor.text.rfind("\t", 0, cursor.parts[scale.at].start)
        within = _in_cell(cursor, cell, found) if scale.stated and (cell, money) not in done else []
        done |= {(cell, money)} if scale.stated else set()
        for index in {*within, *beside}:
            if index in beside or not (money and _counts_things(cursor, found[index])):
                found[index] = _doubted(found[index], said, own=_holds(cursor, found[index], scale))
    return found


def _scales(cursor: Cursor, tokens: Iterable[Token]) -> Iterator[_Scale]:
    """The powers of ten of a text; one may be a value by itself ("duizend euro"), but not go on a number."""
    inside = {start for token in tokens for start in range(token.start, token.end)}
    begins = {token.start for token in tokens}
    for index, atom in enumerate(cursor.parts):
        found = _in_figures(cursor, index)
        if found is None and atom.start not in inside:
            found = _in_words(cursor, index)
        elif found is None and begins & {atom.start, cursor.parts[_before_currency(cursor, index)].start}:
            found = _in_words(cursor, index, least=_THOUSAND)
        if found is not None:
            yield found


def _in_figures(cursor: Cursor, index: int) -> _Scale | None:
    """A factor that stands alone: "x 1.000", "× € 1 000", "x1000", "£000", "in '000"."""
    atom = cursor.parts[index]
    crossed = _CROSSED.fullmatch(atom.text) if atom.kind in ("mixed", "word") else None
    first = _before_currency(cursor, index)
    if crossed and not crossed[1].strip("0.,1"):
        return _Scale(index, index, index + 1, index + 1, alone=True, short=True, stated=True)
    if atom.kind != "figures":
        return None
    if _NAUGHTS.fullmatch(atom.text):
        quoted = cursor.reads(index - 1, "'", "’", "‘")
        start = _before_currency(cursor, index - 1) if quoted else first
        if quoted or start < index or _is_preposition(cursor, index - 1):
            return _Scale(start, index, index + 1, index + 1, alone=True, short=True, stated=True)
        return None
    value = numeral_at(cursor, index) if _follows_cross(cursor, first) else None
    if value is None or not _zeros(value.value):
        return None
    following = cursor.at(value.end)
    counts = following is not None and following.kind == "word" and not cursor.currency(value.end)
    stated = not (counts or _is_figures(cursor, first - 2))
    return _Scale(first, index, value.end, value.end, alone=True, short=True, stated=stated)


def _in_words(cursor: Cursor, index: int, *, least: int = 0) -> _Scale | None:
    """A word or sign: "miljoenen", "mln.", "£m"; `least` is the smallest exponent that is meant."""
    named = cursor.scale(index)
    if named is None or named[0] < least:
        return None
    atom, scales = cursor.parts[index], cursor.lexicon.scales
    end = after_point(cursor, index + named[1])
    particle = end + 1 if cursor.is_particle(end) and cursor.currency(end + 1) else end
    currency = cursor.currency(particle) or _elided_currency(cursor, end)
    after = particle + currency[1] if currency else end
    first = _before_currency(cursor, index)
    money = first < index or currency is not None
    sure = is_sure_scale(cursor, index) and (money or len(atom.text) > 1 or atom.text not in scales.signs)
    if not (sure or (money and (cursor.glued(index) or end == after))):
        return None
    following = cursor.at(after)
    short = atom.key in scales.dotted or atom.text in scales.signs or has_no_vowel(atom.key)
    alone = money or short or following is None or following.kind != "word"
    found = _Scale(first, index, end, after, alone, short)
    return replace(found, stated=alone and _is_stated(cursor, found, is_value=least > 0))


def _is_stated(cursor: Cursor, scale: _Scale, *, is_value: bool) -> bool:
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


def _beside(cursor: Cursor, scale: _Scale, starts: dict[int, int], ends: dict[int, int]) -> Iterator[int]:
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


def _in_cell(cursor: Cursor, start: int, tokens: Sequence[Token]) -> list[int]:
    """The values in the cell of a table that begins here; in other text all."""
    end = cursor.text.find("\t", start + 1)
    return [i for i, token in enumerate(tokens) if start < token.start and (end < 0 or token.end <= end)]


def _of_money(scale: _Scale) -> bool:
    return scale.first < scale.at or scale.end < scale.after


def _counts_things(cursor: Cursor, token: Token) -> bool:
    """Whether a word right behind a number names what it counts, so that it is no sum."""
    behind = cursor.text[token.end : token.end + 2]
    return token.kind != "amount" and len(behind) == 2 and behind[0] == " " and behind[1].isalpha()


def _holds(cursor: Cursor, token: Token, scale: _Scale) -> bool:
    return token.start <= cursor.parts[scale.at].start < token.end


def _doubted(token: Token, said: str, *, own: bool) -> Token:
    raised = token.kind in _RAISED and not token.unread and (own or not token.scale)
    return replace(token, value=None, bare=None, unread=STATED.format(said)) if raised else token


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
    code = cursor.lexicon.currencies.name(name) if len(particle) == 1 and name else None
    return (code, 1) if code else None


def _before_currency(cursor: Cursor, index: int) -> int:
    """Where the currency right before a part begins; the part itself where there is none."""
    for length in range(1, cursor.lexicon.currencies.longest + 1):
        found = cursor.currency(index - length) if index >= length else None
        if found is not None and found[1] == length:
            return index - length
    return index
