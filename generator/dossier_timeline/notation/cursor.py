"""A text laid out in parts, and the first things that are read from it: numerals, units, qualifiers."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from dossier_timeline.notation.atoms import Atom
from dossier_timeline.notation.currencies import UNKNOWN
from dossier_timeline.notation.lexicon import Lexicon
from dossier_timeline.notation.printed_parts import IGNORED
from dossier_timeline.notation.qualifiers import qualifying

TokenKind = Literal["number", "ordinal", "share", "amount", "fraction", "date", "duration", "work"]

PERCENT_SIGNS = "%٪﹪％"
_WORDS_OF_A_PERCENT = 2
_WORDS_OF_A_MEASURE = 3
_SIGN = 2
"""Up to so many letters, a unit is a sign, and its capitals count."""


@dataclass(frozen=True, slots=True)
class Token:
    """A value that stands in a text from `start` to `end`.

    `value` is the number; `unit` a currency code or a letter of ISO 8601 (Y, M, W, D, H). A date has
    `year`, `month` (EDTF's number for a season, quarter or half year) and `day` as far as they are
    printed, or `period`, which is no year: "199X", "19XX", "2013/2014", or "9X" where no century is
    printed. `scale` is the power of ten that a word such as "million" gave. `spelled`: not in figures.
    `loose`: an article that may be the number one. `qualifier` is what is printed right before the value
    or after it. `uncertain`: a date that the text itself doubts. `bound`: something goes on "since" a date or
    "until" it. `listed`: goes on a list or range that
    the value before it began. `joined`: goes on the duration before it, "1 year and 6 months".
    `prefixed`: its currency stands before it.
    `unread` says what of the printed form can't be read; there is no `value` then, but `bare` is what it
    would be if `noun`, which follows it, is the unit of what is counted ("25 m").
    """

    kind: TokenKind
    text: str
    start: int
    end: int
    value: Decimal | None = None
    unit: str = ""
    year: int | None = None
    month: int | None = None
    day: int | None = None
    period: str = ""
    scale: int = 0
    spelled: bool = False
    loose: bool = False
    qualifier: str | None = None
    uncertain: bool = False
    bound: str = ""
    listed: bool = False
    joined: bool = False
    prefixed: bool = False
    unread: str = ""
    bare: Decimal | None = None
    noun: str = ""


@dataclass(frozen=True, slots=True)
class Cursor:
    """A text and its parts; every method reads at the index of a part."""

    text: str
    parts: Sequence[Atom]
    lexicon: Lexicon

    def at(self, index: int) -> Atom | None:
        """The part at an index, if there is one."""
        return self.parts[index] if 0 <= index < len(self.parts) else None

    def reads(self, index: int, *texts: str) -> bool:
        """Whether the part is one of these texts."""
        atom = self.at(index)
        return atom is not None and atom.text in texts

    def is_particle(self, index: int) -> bool:
        """Whether the part is a small word such as stands inside names."""
        atom = self.at(index)
        return atom is not None and atom.key in self.lexicon.words.particles

    def links_date(self, index: int) -> bool:
        """Whether the part is a word that the language's dates have between day, month and year."""
        atom = self.at(index)
        return atom is not None and atom.key in self.lexicon.date_links

    def token(self, kind: TokenKind, first: int, after: int, **fields: object) -> tuple[Token, int]:
        """A token over these parts with what qualifies it, and the index after it."""
        start, end = self.parts[first].start, self.parts[after - 1].end
        token = Token(kind, self.text[start:end], start, end, **fields)  # type: ignore[arg-type]
        around = qualifying(self.text, start, end, kind, self.lexicon)
        if token.qualifier is None:
            token = replace(token, qualifier=around.qualifier)
        return replace(token, uncertain=around.doubted, bound=around.bound), after

    def glued(self, index: int) -> bool:
        """Whether nothing stands between this part and the one before it."""
        before, atom = self.at(index - 1), self.at(index)
        if before is None or atom is None:
            return False
        return not self.text[before.end : atom.start].strip(IGNORED)

    def words(self, index: int, count: int) -> str:
        """So many parts from here, folded; empty where there aren't so many words."""
        run = self.parts[index : index + count]
        if len(run) < count or any(atom.kind not in ("word", "mixed") for atom in run):
            return ""
        return " ".join(atom.key for atom in run)

    def percent(self, index: int) -> int:
        """How many atoms say "percent" here."""
        if self.reads(index, *PERCENT_SIGNS):
            return 1
        for length in range(_WORDS_OF_A_PERCENT, 0, -1):
            if self.words(index, length) in self.lexicon.words.percent:
                return length
        return 0

    def currency(self, index: int) -> tuple[str, int] | None:
        """The code of the currency that is named here, and in how many parts.

        The code is `UNKNOWN` where money is meant, but not in a currency that the text tells.
        """
        atom, following = self.at(index), self.at(index + 1)
        if atom is None or atom.kind not in ("word", "sign"):
            return None
        signs = self.lexicon.currencies
        if following is not None and self.glued(index + 1):
            both = atom.text + following.text
            if is_money_sign(following.text) and atom.kind == "word":
                return signs.sign(both) or UNKNOWN, 2
            if is_money_sign(atom.text) and (code := signs.sign(both)):
                return code, 2
        code = signs.sign(atom.text) or (UNKNOWN if is_money_sign(atom.text) else None)
        return (code, 1) if code else self._named_currency(index)

    def _named_currency(self, index: int) -> tuple[str, int] | None:
        currencies = self.lexicon.currencies
        known = self.parts[index].key in currencies.beginnings
        for length in range(currencies.longest, 0, -1) if known else ():
            name = self.words(index, length)
            code = currencies.name(name) if name else None
            if code is not None:
                return code, length
        return None

    def scale(self, index: int) -> tuple[int, int] | None:
        """The power of ten that is named here, and in how many parts."""
        atom = self.at(index)
        if atom is None or atom.kind != "word":
            return None
        for length in range(self.lexicon.scales.longest, 1, -1):
            power = self.lexicon.scales.words.get(self.words(index, length))
            if power is not None:
                return power, length
        power = self.lexicon.scales.power(atom.text, atom.key)
        return None if power is None else (power, 1)

    def measure(self, index: int) -> str:
        """The unit of measure that is named here, as printed, in a symbol or in words; else nothing."""
        atom, lexicon = self.at(index), self.lexicon
        if atom is None or atom.key in lexicon.small:
            return ""
        for length in range(_WORDS_OF_A_MEASURE, 1, -1):
            if self.words(index, length) in lexicon.measures:
                return self.text[atom.start : self.parts[index + length - 1].end]
        known = atom.text in lexicon.measures or (len(atom.text) > _SIGN and atom.key in lexicon.measures)
        return atom.text if known else ""

    def duration(self, index: int) -> str | None:
        """The unit of time that the part says: Y, M, W, D or H."""
        atom = self.at(index)
        return self.lexicon.durations.get(atom.key) if atom else None

    def unit_follows(self, index: int) -> bool:
        """Whether the part makes the number before it a measured one."""
        atom = self.at(index)
        if atom is None:
            return False
        measured = atom.key in self.lexicon.durations or atom.key in self.lexicon.scales.money
        return measured or bool(self.scale(index) or self.percent(index) or self.currency(index))

    def currency_before_number(self, index: int) -> tuple[str, int] | None:
        """The currency that begins here, if a number may follow it: "won 3" is no sum in English."""
        found = self.currency(index)
        vague = found is not None and found[0] == UNKNOWN and self.parts[index + found[1] - 1].kind == "word"
        return None if vague else found

    def follows_currency(self, index: int) -> bool:
        """Whether the part before this one names a currency."""
        return any(
            found is not None and found[1] == length
            for length in range(1, self.lexicon.currencies.longest + 1)
            if (found := self.currency_before_number(index - length)) is not None
        )


def is_money_sign(text: str) -> bool:
    """Whether this is the sign of some currency."""
    return len(text) == 1 and unicodedata.category(text) == "Sc"
