"""The smallest parts of a text that values are read from: figures, words, codes, dates in figures."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Literal

from generator.dossier.lexicon import Lexicon, fold

AtomKind = Literal["figures", "mixed", "word", "code", "date", "time", "sign"]


@dataclass(frozen=True, slots=True)
class Atom:
    """A part of a text between `start` and `end`; `key` is folded."""

    kind: AtomKind
    text: str
    start: int
    end: int
    key: str


_PATTERN = re.compile(
    r"""
      (?P<date> (?<![\w/.-])(?:\d{4}-\d{2}-\d{2}|\d{1,2}([./-])\d{1,2}\2\d{4})(?![\w/-]) )
    | (?P<time> (?<![\w:])\d{1,2}:\d{2}(?::\d{2})?(?![\w:]) )
    | (?P<code> (?=[\w/()-]*\d)(?:\w+(?:\(\d+\))?/)+\w+ )
    | (?P<figures> (?<!\w)\d(?:[\d.,'’]*\d)? )
    | (?P<word> [^\W\d_]+(?:['’.][^\W\d_]+)*\w* )
    | (?P<mixed> \w+ )
    | (?P<sign> [^\s\w] )
    """,
    re.X,
)


def atoms(text: str) -> list[Atom]:
    """The parts of a normalised text in order, white space left out."""
    found: list[Atom] = []
    for match in _PATTERN.finditer(text):
        kind: AtomKind = match.lastgroup  # type: ignore[assignment]
        if kind == "word" and any(character.isdigit() for character in match[0]):
            kind = "mixed"
        last = found[-1] if found else None
        if kind in ("mixed", "word") and last and last.kind == "figures" and last.end == match.start():
            found[-1] = _atom("mixed", last.text + match[0], last.start)
            continue
        found.append(_atom(kind, match[0], match.start()))
    return _grouped(found)


def _atom(kind: AtomKind, text: str, start: int) -> Atom:
    return Atom(kind, text, start, start + len(text), fold(text))


def _grouped(found: list[Atom]) -> list[Atom]:
    """Figures grouped by spaces are one number: "50 000"."""
    result: list[Atom] = []
    for atom in found:
        last = result[-1] if result else None
        if (
            last
            and last.kind == atom.kind == "figures"
            and re.fullmatch(r"\d{1,3}(?: \d{3})*", last.text)
            and re.fullmatch(r"\d{3}(?:[.,]\d+)?", atom.text)
            and atom.start == last.end + 1
        ):
            result[-1] = _atom("figures", f"{last.text} {atom.text}", last.start)
        else:
            result.append(atom)
    return result


def number(figures: str, lexicon: Lexicon) -> Decimal | None:
    """What figures say in this language: "12.000" is 12000 where the point groups, else 12.

    `None` for what is no number: "1.2.3".
    """
    plain = figures.replace(" ", "").replace("'", "").replace("’", "")
    other = {",": ".", ".": ","}
    decimal = lexicon.decimal if lexicon.decimal in other else "."
    group = other[decimal]
    if re.fullmatch(rf"\d{{1,3}}(?:{re.escape(group)}\d{{3}})+(?:{re.escape(decimal)}\d+)?", plain):
        plain = plain.replace(group, "")
    elif plain.count(group) == 1 and decimal not in plain:
        plain = plain.replace(group, decimal)
    try:
        return Decimal(plain.replace(decimal, "."))
    except InvalidOperation:
        return None
