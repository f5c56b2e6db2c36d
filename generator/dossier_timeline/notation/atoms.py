"""The smallest parts of a text that values are read from: figures, words, codes, dates in figures."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Literal

from dossier_timeline.notation.comparable_text import fold_phrase
from dossier_timeline.notation.lexicon import Lexicon

AtomKind = Literal["figures", "mixed", "word", "code", "date", "time", "sign"]


@dataclass(frozen=True, slots=True)
class Atom:
    """A part of a text between `start` and `end`; `key` is folded."""

    kind: AtomKind
    text: str
    start: int
    end: int
    key: str


_DATE_OR_TIME = r"""
      (?P<date> (?<![\w/.-])(?:\d{4}-\d{2}-\d{2}|\d{1,2}([./-])\d{1,2}\2\d{4})(?![\w/-]) )
    | (?P<time> (?<![\w:])\d{1,2}:\d{2}(?::\d{2})?(?![\w:]) )
    """
_CODE = r"(?P<code> (?:\w++(?:\(\d+\))?/)+\w++ )"
_REST = r"""
      (?P<figures> (?<!\w)\d(?:[\d.,'’٫٬]*\d)? )
    | (?P<word> [^\W\d_]+(?:['’.][^\W\d_]+)*(?:\d\w*(?:[.,]\d+\w*)*|\w*) )
    | (?P<mixed> \w+ )
    | (?P<sign> [^\s\w] | \t )
    """
_PATTERN = re.compile(f"{_DATE_OR_TIME} | {_CODE} | {_REST}", re.X)
_WITHOUT_CODES = re.compile(f"{_DATE_OR_TIME} | {_REST}", re.X)


def split_atoms(text: str) -> list[Atom]:
    """The parts of a normalised text in order, white space left out.

    A tab stands between the cells of a table and is a sign, so that nothing is read across it.
    """
    found: list[Atom] = []
    for match in _match_atoms(text):
        kind: AtomKind = match.lastgroup  # type: ignore[assignment]
        if kind == "word" and any(character.isdigit() for character in match[0]):
            kind = "mixed"
        last = found[-1] if found else None
        if kind in ("mixed", "word") and last and last.kind == "figures" and last.end == match.start():
            found[-1] = _make_atom("mixed", last.text + match[0], last.start)
            continue
        found.append(_make_atom(kind, match[0], match.start()))
    return _join_digit_groups(found)


def _match_atoms(text: str) -> Iterator[re.Match[str]]:
    """The parts as they match; words with slashes between them are a code only where they hold a figure."""
    for match in _PATTERN.finditer(text):
        if match.lastgroup == "code" and not any(map(str.isdigit, match[0])):
            yield from _WITHOUT_CODES.finditer(text, match.start(), match.end())
        else:
            yield match


def _make_atom(kind: AtomKind, text: str, start: int) -> Atom:
    return Atom(kind, text, start, start + len(text), fold_phrase(text))


def _join_digit_groups(found: list[Atom]) -> list[Atom]:
    """Figures grouped by spaces are one number: "50 000"."""
    result: list[Atom] = []
    index = 0
    while index < len(found):
        after = index + 1
        if found[index].kind == "figures" and _BEFORE_GROUPS.fullmatch(found[index].text):
            while after < len(found) and _is_next_digit_group(found[after - 1], found[after]):
                after += 1
                if not found[after - 1].text.isdecimal():
                    break
        run = found[index:after]
        text = " ".join(atom.text for atom in run)
        result.append(_make_atom("figures", text, run[0].start) if len(run) > 1 else run[0])
        index = after
    return result


def _is_next_digit_group(before: Atom, atom: Atom) -> bool:
    return atom.kind == "figures" and atom.start == before.end + 1 and _GROUP.fullmatch(atom.text) is not None


_BEFORE_GROUPS = re.compile(r"\d{1,3}")
_GROUP = re.compile(r"\d{3}(?:[.,٫]\d+)?")


def parse_figures(figures: str, lexicon: Lexicon) -> Decimal | None:
    """What figures say in this language: "12.000" is 12000 where the point groups, else 12.

    `None` for what is no number: "1.2.3".
    """
    plain = figures.replace(" ", "")
    marks = set(plain) - set(_digits_in(plain))
    decimal = lexicon.decimal if lexicon.decimal in ",." else "."
    decimals = marks & {decimal, "٫"}
    groups = marks - decimals
    if len(groups) == 1:
        (group,) = groups
        if _has_digit_groups(_whole_part(plain, decimals), group, lexicon):
            plain = plain.replace(group, "")
        elif group in ",." and not decimals:
            decimals = groups
        else:
            return None
    elif groups:
        return None
    for mark in decimals:
        plain = plain.replace(mark, ".")
    try:
        return Decimal(plain)
    except InvalidOperation:
        return None


def _digits_in(text: str) -> Iterator[str]:
    return filter(str.isdecimal, text)


def _whole_part(plain: str, decimals: set[str]) -> str:
    for mark in decimals:
        plain = plain.split(mark, maxsplit=1)[0]
    return plain


def _has_digit_groups(whole_part: str, group: str, lexicon: Lexicon) -> bool:
    first, *others = whole_part.split(group)
    if not first or not others or unicodedata.decimal(first[0]) == 0:
        return False
    threes = len(first) <= 3 and all(len(part) == 3 for part in others)
    twos = len(first) <= 2 and len(others[-1]) == 3 and all(len(part) == 2 for part in others[:-1])
    return threes or (lexicon.group_of_two and twos)
