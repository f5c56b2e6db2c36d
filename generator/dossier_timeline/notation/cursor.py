"""A text laid out in parts, and the first things that are read from it: numerals, units, qualifiers."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from dossier_timeline.notation.atoms import Atom
from dossier_timeline.notation.currencies import UNKNOWN_CURRENCY
from dossier_timeline.notation.lexicon import Lexicon
from dossier_timeline.notation.number_parts import DIRECTION_SIGNS
from dossier_timeline.notation.qualifiers import read_qualification

ValueKind = Literal["number", "ordinal", "share", "amount", "fraction", "date", "duration", "work"]

PERCENT_SIGNS = "%٪﹪％"
_WORDS_OF_A_PERCENT = 2
_WORDS_OF_A_MEASURE = 3
_MAX_SYMBOL_LETTERS = 2
"""Up to so many letters, a unit is a sign, and its capitals count."""


@dataclass(frozen=True, slots=True)
class PrintedValue:
    """A value that stands in a text from `start` to `end`, with what is printed around it."""

    kind: ValueKind
    text: str
    start: int
    end: int
    value: Decimal | None = None
    """The number; `None` for a date, and for what can't be read (`why_unread`)."""
    unit: str = ""
    """A currency code, or the letter of ISO 8601 of a duration: Y, M, W, D, H."""
    year: int | None = None
    month: int | None = None
    """EDTF's number: 1 to 12 for months, higher for seasons, quarters and half years."""
    day: int | None = None
    period: str = ""
    """A date that is no year: "199X", "19XX", "2013/2014", or "9X" where no century is printed."""
    scale: int = 0
    """The power of ten that a word such as "million" gave."""
    is_spelled: bool = False
    """Whether it isn't in figures."""
    may_be_article: bool = False
    """Whether it is an article that may be the number one."""
    qualifier: str | None = None
    """What is printed right before the value or after it, by the qualifier's name."""
    is_uncertain: bool = False
    """Whether the text itself doubts the date."""
    bound: str = ""
    """Whether something goes on "since" a date or "until" it."""
    continues_list: bool = False
    """Whether it goes on a list or range that the value before it began."""
    continues_duration: bool = False
    """Whether it goes on the duration before it, as "6 months" in "1 year and 6 months"."""
    has_leading_currency: bool = False
    why_unread: str = ""
    """What of the printed form can't be read; there is no `value` then."""
    possible_value: Decimal | None = None
    """What an unread number would be if `noun` is the unit of what is counted ("25 m")."""
    noun: str = ""
    """The word after an unread number that may be its unit."""


@dataclass(frozen=True, slots=True)
class Cursor:
    """A text and its parts; every method reads at the index of a part."""

    text: str
    parts: Sequence[Atom]
    lexicon: Lexicon

    def at(self, index: int) -> Atom | None:
        """The part at an index, if there is one."""
        return self.parts[index] if 0 <= index < len(self.parts) else None

    def is_text(self, index: int, *texts: str) -> bool:
        """Whether the part is one of these texts."""
        atom = self.at(index)
        return atom is not None and atom.text in texts

    def is_particle(self, index: int) -> bool:
        """Whether the part is a small word such as stands inside names."""
        atom = self.at(index)
        return atom is not None and atom.key in self.lexicon.words.particles

    def is_date_link(self, index: int) -> bool:
        """Whether the part is a word that the language's dates have between day, month and year."""
        atom = self.at(index)
        return atom is not None and atom.key in self.lexicon.date_links

    def make_value(
        self, kind: ValueKind, first: int, after: int, **fields: object
    ) -> tuple[PrintedValue, int]:
        """A printed value over these parts with what qualifies it, and the index after it."""
        start, end = self.parts[first].start, self.parts[after - 1].end
        printed_value = PrintedValue(kind, self.text[start:end], start, end, **fields)  # type: ignore[arg-type]
        around = read_qualification(self.text, start, end, kind, self.lexicon)
        if printed_value.qualifier is None:
            printed_value = replace(printed_value, qualifier=around.qualifier)
        return replace(printed_value, is_uncertain=around.is_doubted, bound=around.bound), after

    def is_glued(self, index: int) -> bool:
        """Whether nothing stands between this part and the one before it."""
        before, atom = self.at(index - 1), self.at(index)
        if before is None or atom is None:
            return False
        return not self.text[before.end : atom.start].strip(DIRECTION_SIGNS)

    def folded_words(self, index: int, count: int) -> str:
        """So many parts from here, folded; empty where there aren't so many words."""
        run = self.parts[index : index + count]
        if len(run) < count or any(atom.kind not in ("word", "mixed") for atom in run):
            return ""
        return " ".join(atom.key for atom in run)

    def count_percent_atoms(self, index: int) -> int:
        """How many atoms say "percent" here."""
        if self.is_text(index, *PERCENT_SIGNS):
            return 1
        for length in range(_WORDS_OF_A_PERCENT, 0, -1):
            if self.folded_words(index, length) in self.lexicon.words.percent:
                return length
        return 0

    def find_currency(self, index: int) -> tuple[str, int] | None:
        """The code of the currency that is named here, and in how many parts.

        The code is `UNKNOWN_CURRENCY` where money is meant, but not in a currency that the text tells.
        """
        atom, following = self.at(index), self.at(index + 1)
        if atom is None or atom.kind not in ("word", "sign"):
            return None
        signs = self.lexicon.currencies
        if following is not None and self.is_glued(index + 1):
            both = atom.text + following.text
            if is_money_sign(following.text) and atom.kind == "word":
                return signs.code_of_sign(both) or UNKNOWN_CURRENCY, 2
            if is_money_sign(atom.text) and (code := signs.code_of_sign(both)):
                return code, 2
        code = signs.code_of_sign(atom.text) or (UNKNOWN_CURRENCY if is_money_sign(atom.text) else None)
        return (code, 1) if code else self._find_currency_name(index)

    def _find_currency_name(self, index: int) -> tuple[str, int] | None:
        currencies = self.lexicon.currencies
        known = self.parts[index].key in currencies.beginnings
        for length in range(currencies.longest, 0, -1) if known else ():
            name = self.folded_words(index, length)
            code = currencies.code_of_name(name) if name else None
            if code is not None:
                return code, length
        return None

    def find_scale(self, index: int) -> tuple[int, int] | None:
        """The power of ten that is named here, and in how many parts."""
        atom = self.at(index)
        if atom is None or atom.kind != "word":
            return None
        for length in range(self.lexicon.scales.longest, 1, -1):
            power = self.lexicon.scales.words.get(self.folded_words(index, length))
            if power is not None:
                return power, length
        power = self.lexicon.scales.power_of(atom.text, atom.key)
        return None if power is None else (power, 1)

    def find_measure(self, index: int) -> str:
        """The unit of measure that is named here, as printed, in a symbol or in words; else nothing."""
        atom, lexicon = self.at(index), self.lexicon
        if atom is None:
            return ""
        for length in range(_WORDS_OF_A_MEASURE, 1, -1):
            if self.folded_words(index, length) in lexicon.measures:
                return self.text[atom.start : self.parts[index + length - 1].end]
        if atom.key in lexicon.small:
            return ""
        known = atom.text in lexicon.measures or (
            len(atom.text) > _MAX_SYMBOL_LETTERS and atom.key in lexicon.measures
        )
        return atom.text if known else ""

    def find_duration_unit(self, index: int) -> str | None:
        """The unit of time that the part says: Y, M, W, D or H."""
        atom = self.at(index)
        return self.lexicon.durations.get(atom.key) if atom else None

    def is_unit(self, index: int) -> bool:
        """Whether the part makes the number before it a measured one."""
        atom = self.at(index)
        if atom is None:
            return False
        measured = atom.key in self.lexicon.durations or atom.key in self.lexicon.scales.money
        return measured or bool(
            self.find_scale(index) or self.count_percent_atoms(index) or self.find_currency(index)
        )

    def find_leading_currency(self, index: int) -> tuple[str, int] | None:
        """The currency that begins here, if a number may follow it: "won 3" is no sum in English."""
        found = self.find_currency(index)
        vague = (
            found is not None
            and found[0] == UNKNOWN_CURRENCY
            and self.parts[index + found[1] - 1].kind == "word"
        )
        return None if vague else found

    def follows_currency(self, index: int) -> bool:
        """Whether the part before this one names a currency."""
        return any(
            found is not None and found[1] == length
            for length in range(1, self.lexicon.currencies.longest + 1)
            if (found := self.find_leading_currency(index - length)) is not None
        )


def is_money_sign(text: str) -> bool:
    """Whether this is the sign of some currency."""
    return len(text) == 1 and unicodedata.category(text) == "Sc"
