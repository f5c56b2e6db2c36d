"""Numbers as a text prints them, in figures and words, with their fractions and powers of ten."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from dossier_timeline.languages.spelled_numbers import spell_cardinal
from dossier_timeline.notation.atoms import parse_figures
from dossier_timeline.notation.comparable_text import fold_phrase
from dossier_timeline.notation.cursor import Cursor
from dossier_timeline.notation.number_parts import is_fraction
from dossier_timeline.notation.unknown_abbreviations import may_be_scale

_WORDS_OF_A_NUMBER = 9
_NUMBERS_OF_A_NUMBER = 8
_DENOMINATORS = range(3, 13)
_LONGEST_COMPOUND = 40

MAY_BE_SCALE = (
    "“{}” after the number may be a power of ten or a unit: name it in `scales` of evidence.yml, "
    "or in `abbreviations` where it is none, or give the fact a unit with that name or symbol"
)
NOT_EXACT = "this part of one can't be written exactly as a decimal number"
SEVERAL = "several numbers stand one after the other, and what they say together can't be read"


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number that begins at a part, without what it counts."""

    value: Fraction
    end: int
    """The index of the atom after it."""
    mantissa: Fraction = Fraction(0)
    """The number without its power of ten."""
    scale: int = 0
    is_spelled: bool = False
    may_be_article: bool = False
    """An article that may be the number one."""
    is_fraction: bool = False
    """A part of one: "half"."""
    is_money_scale: bool = False
    """Has a power of ten that only sums have."""
    why_unread: str = ""
    """Why it can't be read."""
    noun: str = ""
    """The word behind it that may be its unit."""


def exact_decimal(value: Fraction) -> Decimal | None:
    """A fraction as a decimal number; `None` where it has no end."""
    rest = value.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    if rest != 1:
        return None
    places = 0
    while (value * 10**places).denominator != 1:
        places += 1
    return Decimal(int(value * 10**places)).scaleb(-places)


def read_numeral(cursor: Cursor, index: int, *, money: bool = False) -> Numeral | None:
    """The number that begins here; `money` says that a currency stands before it."""
    found = _read_single(cursor, index, money=money)
    if found is None or (found.may_be_article and found.why_unread):
        return None
    found = _read_continuation(cursor, index, found, money=money)
    if found.may_be_article and not found.scale and not cursor.find_duration_unit(found.end):
        return None
    return found


def _read_single(cursor: Cursor, index: int, *, money: bool) -> Numeral | None:
    found = _read_base(cursor, index)
    if found is None:
        return None
    return _apply_scales(cursor, _add_fraction(cursor, found), money=money)


def _read_base(cursor: Cursor, index: int) -> Numeral | None:
    atom = cursor.at(index)
    if atom is None:
        return None
    if atom.kind == "figures":
        value = parse_figures(atom.text, cursor.lexicon)
        found = None if value is None else Numeral(Fraction(value), index + 1)
    else:
        found = _read_spelled(cursor, index)
    return _read_fraction(cursor, index, found) or found


def _read_spelled(cursor: Cursor, index: int) -> Numeral | None:
    atom, lexicon = cursor.parts[index], cursor.lexicon
    if atom.kind != "word":
        return None
    known = atom.key in lexicon.beginnings
    for after in range(min(index + _WORDS_OF_A_NUMBER, len(cursor.parts)), index, -1) if known else ():
        run = cursor.parts[index:after]
        if all(part.kind == "word" or part.text == "-" for part in run) and run[-1].kind == "word":
            value = lexicon.cardinals.get(fold_phrase(" ".join(part.text for part in run)))
            if (
                value is not None
                and fold_phrase(" ".join(part.text for part in run)) not in lexicon.words.articles
            ):
                return Numeral(Fraction(value), after, is_spelled=True)
    if atom.key in lexicon.words.articles:
        return Numeral(Fraction(1), index + 1, is_spelled=True, may_be_article=True)
    value = _parse_compound(cursor, atom.key)
    return None if value is None else Numeral(Fraction(value), index + 1, is_spelled=True)


def _parse_compound(cursor: Cursor, key: str) -> int | None:
    """A word that is put together of numbers: "vierentwintighonderd", "tweeduizendvijfhonderd"."""
    cardinals, scales = cursor.lexicon.cardinals, cursor.lexicon.scales.words
    if len(key) > _LONGEST_COMPOUND:
        return None
    for at in range(len(key) - 1):
        first, rest = cardinals.get(key[:at]) if at else 1, key[at:]
        if first is None:
            continue
        if cardinals.get(rest) == 100 and 10 < first < 100:
            return first * 100
        for word, power in scales.items():
            more = cardinals.get(rest.removeprefix(word)) if rest.startswith(word) else None
            if more is not None and more < 10**power:
                return int(first * 10**power + more)
            if at and rest == word:
                return int(first * 10**power)
    return None


# Parts of one


def _read_fraction(cursor: Cursor, index: int, found: Numeral | None) -> Numeral | None:
    """A part of one that begins here: "half", "three quarters", "two thirds", "tweederde", "½"."""
    if found is None:
        alone = _read_fraction_name(cursor, index) or _parse_compound_fraction(cursor, index)
        return None if alone is None else Numeral(alone, index + 1, is_spelled=True, is_fraction=True)
    after = found.end + 1 if cursor.is_text(found.end, "-") and cursor.is_glued(found.end) else found.end
    named = _read_fraction_name(cursor, after)
    if named is not None and not is_fraction(cursor.parts[after].text):
        several = named.numerator == 1 and found.value < named.denominator
        if found.may_be_article or several:
            return Numeral(found.value * named, after + 1, is_spelled=True, is_fraction=True)
    rank = _read_denominator(cursor, after)
    if rank is None or found.value >= rank:
        return None
    if found.may_be_article and not cursor.is_particle(after + 1):
        return None
    return Numeral(found.value / rank, after + 1, is_spelled=True, is_fraction=True)


def _read_fraction_name(cursor: Cursor, index: int) -> Fraction | None:
    atom = cursor.at(index)
    if atom is None:
        return None
    if is_fraction(atom.text):
        return Fraction(unicodedata.numeric(atom.text)).limit_denominator(1000)
    words = cursor.lexicon.words
    if atom.key in words.fractions:
        return Fraction(words.fractions[atom.key])
    return Fraction(1, 2) if atom.key in words.halves else None


def _read_denominator(cursor: Cursor, index: int) -> int | None:
    """The rank that makes a part of one with the number before it."""
    atom = cursor.at(index)
    if atom is None or atom.kind != "word":
        return None
    for ending in ("", *cursor.lexicon.words.fraction_endings):
        if atom.key.endswith(ending):
            rank = cursor.lexicon.ordinals.get(atom.key.removesuffix(ending))
            if rank in _DENOMINATORS:
                return rank
    return None


def _parse_compound_fraction(cursor: Cursor, index: int) -> Fraction | None:
    """One word that is a part of one: "tweederde"."""
    key, lexicon = cursor.parts[index].key, cursor.lexicon
    if cursor.parts[index].kind != "word" or len(key) > _LONGEST_COMPOUND or key in lexicon.ordinals:
        return None
    for at in range(2, len(key) - 2):
        first = 1 if key[:at] in lexicon.words.articles else lexicon.cardinals.get(key[:at])
        rank = lexicon.ordinals.get(key[at:]) if first is not None else None
        if first is not None and rank is not None and rank in _DENOMINATORS and first < rank:
            return Fraction(first, rank)
    return None


def _add_fraction(cursor: Cursor, found: Numeral) -> Numeral:
    """A number with a part of one more: "2½", "two and three quarters"."""
    if found.is_fraction or found.may_be_article:
        return found
    if (atom := cursor.at(found.end)) and is_fraction(atom.text):
        more = _read_fraction_name(cursor, found.end) or 0
        return replace(found, value=found.value + more, end=found.end + 1)
    if cursor.folded_words(found.end, 1) not in cursor.lexicon.conjunctions:
        return found
    part = _read_base(cursor, found.end + 1)
    if (
        part is None
        or not part.is_fraction
        or part.value >= 1
        or is_fraction(cursor.parts[found.end + 1].text)
    ):
        return found
    return replace(found, value=found.value + part.value, end=part.end)


# Powers of ten


def _apply_scales(cursor: Cursor, found: Numeral, *, money: bool) -> Numeral:
    lexicon = cursor.lexicon
    after, scale, of_money = _scale_position(cursor, found), 0, False
    unread, noun = "", ""
    while (atom := cursor.at(after)) and atom.kind == "word":
        named = cursor.find_scale(after)
        if named is None and atom.key in lexicon.scales.money:
            named, of_money = (lexicon.scales.money[atom.key], 1), True
        if named is None:
            if _is_foreign_scale(cursor, after) or may_be_scale(cursor, after, money=money):
                unread, noun, after = MAY_BE_SCALE.format(atom.text), atom.text, after + 1
            break
        end = skip_abbreviation_point(cursor, after + named[1])
        if not (money or is_sure_scale(cursor, after) or cursor.find_currency(end)):
            unread, noun, after = MAY_BE_SCALE.format(atom.text), atom.text, after + 1
            break
        scale, after = scale + named[0], end
    if after == _scale_position(cursor, found):
        after = found.end
    return replace(
        found,
        mantissa=found.value,
        value=found.value * 10**scale,
        end=after,
        scale=scale,
        is_money_scale=of_money,
        why_unread=unread,
        noun=noun,
    )


def _scale_position(cursor: Cursor, found: Numeral) -> int:
    """Where a power of ten may stand: after "half a", "a quarter of a"."""
    after = found.end
    if not found.is_fraction:
        return after
    if cursor.is_particle(after):
        after += 1
    if cursor.folded_words(after, 1) in cursor.lexicon.words.articles:
        after += 1
    return after if cursor.find_scale(after) else found.end


def is_sure_scale(cursor: Cursor, index: int) -> bool:
    """Whether a power of ten can't be a unit."""
    text, scales = cursor.parts[index].text, cursor.lexicon.scales
    return text not in scales.signs or (text, not cursor.is_glued(index)) in scales.sure


def skip_abbreviation_point(cursor: Cursor, index: int) -> int:
    """The index after the full stop of an abbreviation, where there is one."""
    key = cursor.parts[index - 1].key
    if cursor.is_text(index, ".") and cursor.is_glued(index) and key in cursor.lexicon.scales.dotted:
        return index + 1
    return index


def _is_foreign_scale(cursor: Cursor, index: int) -> bool:
    """Whether the word is a power of ten in another language, and nothing that this one knows."""
    atom, lexicon = cursor.parts[index], cursor.lexicon
    if not lexicon.scales.is_foreign(atom.text, atom.key):
        return False
    known = atom.key in lexicon.small or atom.key in lexicon.durations or atom.key in lexicon.cardinals
    return not known and cursor.find_currency(index) is None and not cursor.count_percent_atoms(index)


# Several numbers that are one: "two thousand five hundred", "2億5000万"


def _read_continuation(cursor: Cursor, first: int, found: Numeral, *, money: bool) -> Numeral:
    for count in range(len(cursor.parts)):
        index, following = _read_following(cursor, found, money=money)
        if following is None:
            break
        fits = count < _NUMBERS_OF_A_NUMBER and not (
            found.why_unread or following.why_unread or following.is_fraction
        )
        fits = fits and _fits_zeros(cursor, first, found, following, joined=index > found.end)
        found = replace(
            found,
            value=found.value + following.value,
            end=following.end,
            scale=min(found.scale, following.scale),
            may_be_article=False,
            why_unread="" if fits else SEVERAL,
        )
    return found


def _read_following(cursor: Cursor, found: Numeral, *, money: bool) -> tuple[int, Numeral | None]:
    """The number with which another goes on: at once, or after the word that joins numbers."""
    joined = found.end + 1 if cursor.folded_words(found.end, 1) in cursor.lexicon.conjunctions else found.end
    for index in dict.fromkeys((found.end, joined)):
        following = _read_single(cursor, index, money=money)
        if following is not None and _may_continue(cursor, found, following, index):
            return index, following
    return found.end, None


def _may_continue(cursor: Cursor, found: Numeral, following: Numeral, index: int) -> bool:
    """Whether two numbers are, or may be, one."""
    if following.may_be_article or (found.may_be_article and not found.scale):
        return False
    if index > found.end and found.scale and following.is_fraction:
        return not cursor.find_duration_unit(following.end)
    if index > found.end:
        return (
            found.is_spelled
            and following.is_spelled
            and not (found.scale or following.scale or following.is_fraction)
            and found.value >= 100
            and following.value < _zero_room(found)
        )
    if found.is_spelled and following.is_spelled and not following.is_fraction:
        return not found.is_fraction
    return (
        bool(found.scale)
        and (bool(following.scale) or cursor.is_glued(index))
        and following.value < found.value
    )


def _fits_zeros(cursor: Cursor, first: int, found: Numeral, following: Numeral, *, joined: bool) -> bool:
    """Whether the second number goes into the zeros of the first, in the words of the language."""
    if following.value >= _zero_room(found):
        return False
    if not joined:
        return True
    value = found.value + following.value
    spelled = spell_cardinal(int(value), cursor.lexicon.code.replace("-", "_"))
    printed_words = " ".join(part.text for part in cursor.parts[first : following.end])
    return spelled is not None and fold_phrase(spelled) == fold_phrase(printed_words)


def _zero_room(found: Numeral) -> int:
    """The power of ten below which there is only zero in a number: 1000 in 2000."""
    if found.value.denominator != 1 or not found.value:
        return 10**found.scale if found.scale else 0
    room, value = 1, int(found.value)
    while value % 10 == 0:
        room, value = room * 10, value // 10
    return room if room >= 100 or found.value < 100 else 0
