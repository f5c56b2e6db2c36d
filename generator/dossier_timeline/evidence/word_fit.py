"""Whether a printed value is the one that a summary means, by the words around it and around all others."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from dossier_timeline.evidence.counted_nouns import find_counted_noun
from dossier_timeline.evidence.idle_numbers import is_idle_number
from dossier_timeline.evidence.passages import SourcePassage
from dossier_timeline.evidence.shared_values import SharedValue
from dossier_timeline.evidence.stated_values import find_years_beside
from dossier_timeline.evidence.surrounding_words import (
    WordKin,
    WordWeights,
    grade_kinship,
    split_into_words,
    weigh_words,
)
from dossier_timeline.evidence.table_cells import find_year_of_row, is_head_of_row, list_heads
from dossier_timeline.evidence.unit_nouns import unit_name_forms
from dossier_timeline.evidence.verification_state import PassageValues
from dossier_timeline.model.facts import FactValue, Unit
from dossier_timeline.notation.cursor import PrintedValue
from dossier_timeline.notation.lexicon import Lexicon

_LEAST = 0.4
"""With less, the words have too little in common."""
_NEAR = 0.35
"""What a word must count for to be near a value; one of a heading isn't."""
_MAY_FIT_BETTER = 1.25
"""So many times better may a value fit that the summaries have in another place."""
_OF_SAME_YEAR = 1.0
"""What the same year beside a value counts for."""


@dataclass(frozen=True, slots=True)
class WordFit:
    """How well the words around a printed value fit those around one of the summaries.

    `score` grows with the words that both have, the nearer and rarer the more. `rival` is another value of
    the source around which the words fit as well; `is_only_one` says that the source prints no other of its
    kind; `names_unit` that what is counted is named near it in both; `is_of_other_year` that other years
    stand beside it.
    """

    score: float
    rival: str = ""
    is_only_one: bool = False
    names_unit: bool = True
    is_of_other_year: bool = False

    @property
    def doubt(self) -> str:
        """What speaks against it; "" for nothing."""
        if self.is_of_other_year:
            return "another year stands beside it there"
        if self.rival:
            return f"the words of the summary stand around “{self.rival}” there, too"
        if not self.names_unit:
            return "what it counts isn't named beside it in both"
        has_words = self.score >= _LEAST or self.is_only_one
        return "" if has_words else "the words around it aren't those of the summary"


@dataclass(frozen=True, slots=True)
class _Around:
    """A printed value of the source with what stands around it."""

    passage: SourcePassage
    printed: PrintedValue
    words: WordWeights
    years: frozenset[int]
    unit: str | None


class ValueSurroundings:
    """The words of a source text around each of its values."""

    def __init__(
        self,
        printed: Sequence[PassageValues],
        units: Sequence[Unit],
        lexicon: Lexicon,
        stated: Collection[FactValue | None] = (),
    ) -> None:
        self._printed = printed
        self._units = units
        self._lexicon = lexicon
        self._stated = stated
        self._by_kind: dict[str, list[_Around]] = {}

    @cached_property
    def _rarity(self) -> Mapping[str, float]:
        """How much a word says: one that stands in few passages says more."""
        counts = Counter(
            word
            for passage, _ in self._printed
            for word in {*split_into_words(passage.text), *split_into_words(passage.section)}
        )
        return {word: math.log(1 + len(self._printed) / count) for word, count in counts.items()}

    @cached_property
    def _kin(self) -> WordKin:
        return WordKin(self._rarity)

    def judge(
        self,
        shared: SharedValue,
        words: WordWeights,
        passage: SourcePassage,
        printed: PrintedValue,
        unit: str | None,
    ) -> WordFit:
        """How well a value that a passage prints fits one of the summaries and the words around that."""
        words = {**words, **dict.fromkeys(self._list_unit_words(shared.unit), 1.0)}
        alike = [one for kind in dict.fromkeys((shared.kind, printed.kind)) for one in self._list_kind(kind)]
        own = (one for one in alike if one.passage is passage and _says_same(one.printed, printed))
        sought = max(own, key=lambda one: self._score(words, shared.years, one), default=None)
        if sought is None:
            return WordFit(0.0)
        score = self._score(words, shared.years, sought)
        rivals = [one for one in alike if not self._is_out_of_question(one, sought, shared)]
        best = max(rivals, key=lambda one: self._measure_rival(words, shared.years, one), default=None)
        best_score = self._measure_rival(words, shared.years, best) if best else 0.0
        best = best if best_score and best_score >= score else None
        return WordFit(
            score,
            best.printed.text if best else "",
            all(_says_same(one.printed, sought.printed) or _is_less_exact(one, sought) for one in alike),
            self._names_unit(unit, sought.words) and self._names_unit(unit, words),
            bool(shared.years and sought.years and shared.years.isdisjoint(sought.years)),
        )

    def _is_out_of_question(self, one: _Around, sought: _Around, shared: SharedValue) -> bool:
        """Whether another value surely isn't meant: the same, or of another unit, year or kind of date."""
        is_other_unit = shared.kind == "number" and one.unit is not None and one.unit != shared.unit
        is_other_year = bool(shared.years and one.years and shared.years.isdisjoint(one.years))
        is_not_meant = is_other_unit or is_other_year or _is_less_exact(one, sought)
        return is_not_meant or _says_same(one.printed, sought.printed)

    def _measure_rival(self, words: WordWeights, years: frozenset[int], one: _Around) -> float:
        """How well another value fits; one that the summaries have somewhere may fit a little better."""
        score = self._score(words, years, one)
        return score / _MAY_FIT_BETTER if one.printed.value in self._stated else score

    def _score(self, words: WordWeights, years: frozenset[int], one: _Around) -> float:
        of_words = sum(weight * self._find_best(word, one) for word, weight in words.items())
        return of_words + (_OF_SAME_YEAR if len(years) == 1 and years == one.years else 0)

    def _find_best(self, word: str, one: _Around) -> float:
        """How much the words around a printed value say of a word."""
        kin = self._kin.find_kin(word).items()
        return max(
            (one.words[other] * self._rarity[other] * grade for other, grade in kin if other in one.words),
            default=0.0,
        )

    def _names_unit(self, unit_id: str | None, words: WordWeights) -> bool:
        """Whether some words name a unit, if that has a name in the language of the source."""
        names = self._list_unit_words(unit_id)
        return not names or any(
            weight >= _NEAR and grade_kinship(name, word) for word, weight in words.items() for name in names
        )

    def _list_unit_words(self, unit_id: str | None) -> list[str]:
        unit = next((one for one in self._units if one.id == unit_id), None)
        return [
            word
            for form in sorted(unit_name_forms(unit, self._lexicon.code))
            for word in split_into_words(form)
        ]

    def _list_kind(self, kind: str) -> list[_Around]:
        if kind not in self._by_kind:
            self._by_kind[kind] = [
                self._look_around(passage, several, one)
                for passage, several in self._printed
                for one in several
                if one.kind == kind and not is_idle_number(one, passage, self._lexicon)
            ]
        return self._by_kind[kind]

    def _look_around(
        self, passage: SourcePassage, several: Sequence[PrintedValue], one: PrintedValue
    ) -> _Around:
        text = passage.text_by_cell
        heads = " ".join(list_heads(passage.rows, one.start)) if passage.rows else ""
        words = weigh_words(text[: one.start], text[one.end :], passage.section, self._lexicon)
        if passage.rows:
            words |= weigh_words("", heads, "", self._lexicon)
        noun = find_counted_noun(text, one.end, self._units, self._lexicon, one.value, has_compounds=True)
        row_year = find_year_of_row(passage.rows, one.start)
        years = (
            frozenset({row_year} if row_year else ())
            or _list_years_of_head(passage, several, one)
            or find_years_beside(text, one.start, one.end, several)
        )
        return _Around(passage, one, words, years, noun.unit if noun else None)


def _list_years_of_head(
    passage: SourcePassage, several: Sequence[PrintedValue], one: PrintedValue
) -> frozenset[int]:
    """The years in the first cell of the row of a table in which a value stands."""
    return frozenset(
        date.year for date in several if date.year and is_head_of_row(passage.rows, date.start, one.start)
    )


def _is_less_exact(one: _Around, other: _Around) -> bool:
    """Whether one of two dates is a year alone, and the other isn't."""
    return one.printed.kind == "date" and (one.printed.month is None) != (other.printed.month is None)


def _says_same(one: PrintedValue, other: PrintedValue) -> bool:
    parts = [
        (each.value or each.possible_value, each.year, each.month, each.day, each.period)
        for each in (one, other)
    ]
    return parts[0] == parts[1]
