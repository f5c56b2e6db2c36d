"""The parts of a text, of which a number and what is glued to it are two: "25k", "5EUR", "200万円"."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from dossier_timeline.notation.atoms import Atom, AtomKind, split_atoms
from dossier_timeline.notation.comparable_text import fold_phrase
from dossier_timeline.notation.lexicon import Lexicon

DIRECTION_SIGNS = "\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
"""Signs of direction that may stand between a number and its sign, and say nothing."""

_RUN = re.compile(r"\d(?:[\d.,'’٫٬]*\d)?|\D+")
_FIGURES = re.compile(r"\d(?:[\d.,'’٫٬]*\d)?")
_LETTERS = re.compile(r"[^\W\d_]+(?=\d)")
_LONGEST = 8


def split_parts(text: str, lexicon: Lexicon) -> Iterator[Atom]:
    """The parts of a normalised text, numbers apart from a scale or currency that is glued to them."""
    figures = False
    for atom in split_atoms(text):
        if atom.text in DIRECTION_SIGNS:
            continue
        behind = text[atom.end : atom.end + 1].strip()
        money = _leading_currency_letters(atom, lexicon) if atom.kind == "mixed" else 0
        scale = _leading_scale_letters(atom, behind, lexicon) if atom.kind == "word" and figures else 0
        if money:
            yield _cut_atom(atom, 0, money, "word")
            rest = atom.text[money:]
            yield from _divide_atom(_cut_atom(atom, money, len(atom.text), _atom_kind(rest)), behind, lexicon)
        elif scale:
            yield _cut_atom(atom, 0, scale, "word")
            yield _cut_atom(atom, scale, len(atom.text), "word")
        elif atom.kind == "mixed" and (atom.text[0].isdecimal() or _is_unspaced(atom.text)):
            yield from _divide_atom(atom, behind, lexicon)
        else:
            yield atom
        figures = atom.text[-1].isdecimal() or (figures and atom.key in lexicon.scales.words)


def _leading_currency_letters(atom: Atom, lexicon: Lexicon) -> int:
    """How many letters before figures are a currency: 3 in "EUR6.7M"."""
    letters = _LETTERS.match(atom.text)
    known = letters is not None and lexicon.currencies.code_of_sign(letters[0]) is not None
    return letters.end() if letters and known else 0


def _leading_scale_letters(atom: Atom, behind: str, lexicon: Lexicon) -> int:
    """How many letters before a currency are a power of ten: 1 in "kEUR" and "MUS$"."""
    for end in ("", behind):
        if lexicon.currencies.code_of_sign(atom.text + end) is not None:
            return 0
        for length in (1, 2):
            sign, money = atom.text[:length], atom.text[length:]
            currencies = lexicon.currencies
            known = (
                currencies.code_of_sign(money + end) is not None
                or currencies.code_of_name(fold_phrase(money)) is not None
            )
            if money and known and sign in lexicon.scales.signs:
                return length
    return 0


def _atom_kind(text: str) -> AtomKind:
    return "figures" if _FIGURES.fullmatch(text) else "mixed"


def _cut_atom(atom: Atom, start: int, end: int, kind: AtomKind) -> Atom:
    text = atom.text[start:end]
    return Atom(kind, text, atom.start + start, atom.start + end, fold_phrase(text))


def _divide_atom(atom: Atom, after: str, lexicon: Lexicon) -> Iterator[Atom]:
    """A number and what is glued to it; `after` is the sign behind it, as "$" in "5US$"."""
    if atom.kind == "figures":
        yield atom
        return
    runs = list(_RUN.finditer(atom.text))
    rest = atom.text[runs[0].end() :]
    behind = [run[0] for run in runs[1:] if not run[0][0].isdecimal()]
    if is_fraction(rest) or (atom.text[0].isdecimal() and _is_unit_or_money(rest, after, lexicon)):
        lengths = [runs[0].end(), len(rest)]
    elif all(map(_is_unspaced, behind)) and not any(_is_date_letter(run, lexicon) for run in behind):
        lengths = [length for run in runs for length in _run_lengths(run[0], lexicon)]
    else:
        lengths = [len(atom.text)]
    start = 0
    for length in lengths:
        kind: AtomKind = "figures" if atom.text[start].isdecimal() else "word"
        yield _cut_atom(atom, start, start + length, atom.kind if length == len(atom.text) else kind)
        start += length


def is_fraction(text: str) -> bool:
    """Whether this is a sign for a part of one: "½"."""
    return len(text) == 1 and unicodedata.category(text) == "No" and 0 < unicodedata.numeric(text, 0) < 1


def _is_unspaced(text: str) -> bool:
    """Whether the text begins with a letter of a script that may have no spaces between words."""
    return unicodedata.category(text[0]) == "Lo"


def _is_unit_or_money(word: str, after: str, lexicon: Lexicon) -> bool:
    return _is_unit_word(word, lexicon) or (
        after != "" and lexicon.currencies.code_of_sign(word + after) is not None
    )


def _is_unit_word(word: str, lexicon: Lexicon) -> bool:
    key = fold_phrase(word)
    if lexicon.scales.power_of(word, key) is not None or key in lexicon.scales.money:
        return True
    return (
        lexicon.currencies.code_of_sign(word) is not None or lexicon.currencies.code_of_name(key) is not None
    )


def _is_date_letter(letters: str, lexicon: Lexicon) -> bool:
    """Whether the letters after figures make them a time: "3日", "5月"."""
    return letters[0] in lexicon.date_letters


def _run_lengths(run: str, lexicon: Lexicon) -> Iterator[int]:
    """How a run of letters is divided: scales and currencies at its beginning, then the rest."""
    if run[0].isdecimal():
        yield len(run)
        return
    at = 0
    while at < len(run):
        known = (
            end for end in range(min(len(run), at + _LONGEST), at, -1) if _is_unit_word(run[at:end], lexicon)
        )
        end = next(known, None)
        if end is None:
            yield len(run) - at
            return
        yield end - at
        at = end
