"""A text laid out in parts, and the first things that are read from it: numerals, units, qualifiers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from generator.dossier.atoms import Atom, number
from generator.dossier.lexicon import Lexicon, fold
from generator.dossier.qualifying import qualifying

TokenKind = Literal["number", "ordinal", "share", "amount", "date", "duration", "work"]

_WORDS_OF_A_NUMBER = 6


@dataclass(frozen=True, slots=True)
class Token:
    """A value that stands in a text from `start` to `end`.

    `value` is the number; `unit` a currency code or a letter of ISO 8601 (Y, M, W, D, H). A date has
    `year`, `month` (EDTF's number for a season, quarter or half year) and `day` as far as they are
    printed, or `period`, which is no year: "199X", "19XX", "2013/2014", or "9X" where no century is
    printed. `scale` is the power of ten that a word such as "million" gave. `spelled`: not in figures.
    `loose`: an article that may be the number one. `qualifier` is what is printed right before the value
    or after it. `uncertain`: a date that the text itself doubts. `listed`: goes on a list or range that
    the value before it began. `joined`: goes on the duration before it, "1 year and 6 months".
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
    listed: bool = False
    joined: bool = False


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number that begins at a part, without what it counts."""

    value: Decimal
    end: int
    """The index of the atom after it."""
    scale: int = 0
    spelled: bool = False
    loose: bool = False
    qualifier: str | None = None


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
        qualifier, doubted = qualifying(self.text, start, end, kind, self.lexicon)
        if token.qualifier is None:
            token = replace(token, qualifier=qualifier)
        return replace(token, uncertain=doubted), after

    def percent(self, index: int) -> int:
        """How many atoms say "percent" here."""
        if self.reads(index, "%"):
            return 1
        for length in (2, 1):
            words = [atom.key for atom in self.parts[index : index + length]]
            if " ".join(words) in self.lexicon.words.percent:
                return length
        return 0

    def currency(self, index: int) -> str | None:
        """The code of the currency that the part says."""
        atom = self.at(index)
        if atom is None or atom.kind == "figures":
            return None
        if atom.text in self.lexicon.currencies:
            return self.lexicon.currencies[atom.text]
        return self.lexicon.currencies.get(atom.key) if len(atom.key) > 3 else None

    def duration(self, index: int) -> str | None:
        """The unit of time that the part says: Y, M, W, D or H."""
        atom = self.at(index)
        return self.lexicon.durations.get(atom.key) if atom else None

    def unit_follows(self, index: int) -> bool:
        """Whether the part makes the number before it a measured one."""
        atom = self.at(index)
        if atom is None:
            return False
        measured = atom.key in self.lexicon.durations or atom.key in self.lexicon.scales
        return measured or bool(self.percent(index)) or bool(self.currency(index))

    def numeral(self, index: int) -> Numeral | None:
        """The number that begins here, in figures or words, with its power of ten."""
        atom = self.at(index)
        if atom is None:
            return None
        if atom.kind == "figures":
            value = number(atom.text, self.lexicon)
            found = None if value is None else Numeral(value, index + 1)
        else:
            found = self._spelled(index)
        if found is None:
            return None
        scale, after = 0, found.end
        while (following := self.at(after)) and following.key in self.lexicon.scales:
            scale, after = scale + self.lexicon.scales[following.key], after + 1
        if found.loose and not scale and not self.duration(after):
            return None
        return replace(
            found, value=found.value.scaleb(scale) if scale else found.value, end=after, scale=scale
        )

    def _spelled(self, index: int) -> Numeral | None:
        if self.parts[index].kind != "word":
            return None
        if self.parts[index].key in self.lexicon.words.halves and self.duration(index + 1):
            return Numeral(Decimal("0.5"), index + 1, spelled=True)
        known = self.parts[index].key in self.lexicon.beginnings
        for after in range(min(index + _WORDS_OF_A_NUMBER, len(self.parts)), index, -1) if known else ():
            run = self.parts[index:after]
            if all(part.kind == "word" or part.text == "-" for part in run) and run[-1].kind == "word":
                value = self.lexicon.cardinals.get(fold(" ".join(part.text for part in run)))
                if value is not None:
                    return Numeral(Decimal(value), after, spelled=True)
        if self.parts[index].key in self.lexicon.words.articles:
            return Numeral(Decimal(1), index + 1, spelled=True, loose=True)
        return None
