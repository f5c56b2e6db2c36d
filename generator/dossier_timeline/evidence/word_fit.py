"""Whether a printed value is the one that a summary means, by the words around it and around all others."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from dossier_timeline.evidence.counted_nouns import find_counted_noun
from dossier_timeline.evidence.idle_numbers import is_idle_number
from dossier_timeline.evidence.passages import SourcePassage
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
from dossier_timeline.model.facts import FactKind, FactValue, Unit
from dossier_timeline.notation.cursor import PrintedValue
from dossier_timeline.notation.lexicon import Lexicon

_LEAST = 0.4
"""With less, the words have too little in common."""
_NEAR = 0.35
"""What a word must count for to be near a value; one of a heading isn't."""
_LEAST_BESIDE_UNIT = 0.25
"""With less, the words beside what is counted don't tell the values of a source apart that count the same."""
_OF_SAME_YEAR = 1.0
"""What the same year beside a value counts for."""


@dataclass(frozen=True, slots=True)
class WordFit:
    """How well the words around a printed value fit those around one of the summaries.

    `score` grows with the words that both have, the nearer and rarer the more. `rival` is another value of
    the source around which the words fit as well; `names_unit` says that what is counted is named near it in
    both; `is_of_other_year` that other years stand beside it. `alike` is another value of the source that
    counts the same and that the summaries have nowhere, where only what is counted speaks for the one sought.
    """

    score: float
    rival: str = ""
    names_unit: bool = True
    is_of_other_year: bool = False
    alike: str = ""

    @property
    def doubt(self) -> str:
        """What speaks against it; "" for nothing."""
        if self.is_of_other_year:
            return "another year stands beside it there"
        if self.rival:
            return f"the words of the summary stand around “{self.rival}” there, too"
        if not self.names_unit:
            return "what it counts isn't named beside it in both"
        if self.alike:
            return f"only what is counted is named in both, and “{self.alike}” counts the same there"
        return "" if self.score >= _LEAST else "the words around it aren't those of the summary"


@dataclass(frozen=True, slots=True)
class _Around:
    """A printed value of the source with what stands around it."""

    passage: SourcePassage
    printed: PrintedValue
    words: WordWeights
    years: frozenset[int]
    unit: str | None


@dataclass(frozen=True, slots=True)
class StatedSurroundings:
    """A value of the summaries, with what it counts and the words and years around it.

    `named_parts` are the parts of the source that its sentence names.
    """

    value: FactValue | None
    words: WordWeights
    years: frozenset[int]
    unit: str | None
    named_parts: frozenset[tuple[str, str]] = frozenset()


class ValueSurroundings:
    """The words of a source text around each of its values, and those of the summaries around theirs."""

    def __init__(
        self,
        printed: Sequence[PassageValues],
        units: Sequence[Unit],
        lexicon: Lexicon,
        stated: Sequence[StatedSurroundings] = (),
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
        stated: StatedSurroundings,
        kind: FactKind,
        passage: SourcePassage,
        printed: PrintedValue,
        unit: str | None,
    ) -> WordFit:
        """How well a value that a passage prints fits one of the summaries, as a fact with this unit."""
        values = [one for name in dict.fromkeys((kind, printed.kind)) for one in self._list_kind(name)]
        own = (one for one in values if one.passage is passage and _says_same(one.printed, printed))
        sought = max(own, key=lambda one: self._score(stated, one), default=None)
        if sought is None:
            return WordFit(0.0)
        score = self._score(stated, sought)
        rivals = [one for one in values if not _is_out_of_question(one, sought, stated, kind)]
        measured = {id(one): self._score(stated, one) - self._measure_claim(one, sought) for one in rivals}
        best = max(rivals, key=lambda one: measured[id(one)], default=None)
        best = best if best and 0 < measured[id(best)] >= score else None
        return WordFit(
            score,
            best.printed.text if best else "",
            self._names_unit(unit, sought.words) and self._names_unit(unit, self._with_unit(stated)),
            bool(stated.years and sought.years and stated.years.isdisjoint(sought.years)),
            next(self._list_alike(stated, unit, sought, rivals), ""),
        )

    def _with_unit(self, stated: StatedSurroundings) -> WordWeights:
        return {**stated.words, **dict.fromkeys(self._list_unit_words(stated.unit), 1.0)}

    def _list_alike(
        self, stated: StatedSurroundings, unit: str | None, sought: _Around, rivals: Sequence[_Around]
    ) -> Iterator[str]:
        """The values that count the same and stand nowhere in the summaries, if nothing beside that fits."""
        names = self._list_unit_words(unit)
        if names and self._score_words(stated.words, sought, without=names) < _LEAST_BESIDE_UNIT:
            yield from (
                one.printed.text for one in rivals if one.unit == unit and not [*self._list_claims(one)]
            )

    def _measure_claim(self, one: _Around, sought: _Around) -> float:
        """How much better another value fits in its own place in the summaries than the one that is sought.

        Where it's negative, both fit better when they change places.
        """
        claims = (score - self._find_best_score(stated, sought) for stated, score in self._list_claims(one))
        return max(claims, default=0.0)

    def _list_claims(self, one: _Around) -> Iterator[tuple[StatedSurroundings, float]]:
        """The places in the summaries that have a value of the source, if what is said there fits it."""
        for stated in self._stated:
            is_same = stated.value is not None and stated.value == one.printed.value
            if is_same and (one.unit is None or stated.unit in (None, one.unit)):
                score = self._find_best_score(stated, one)
                if score >= _LEAST:
                    yield stated, score

    def _find_best_score(self, stated: StatedSurroundings, one: _Around) -> float:
        """How well a value of the source fits in a place of the summaries, wherever the source prints it."""
        same = [
            other for other in self._list_kind(one.printed.kind) if _says_same(other.printed, one.printed)
        ]
        return max((self._score(stated, other) for other in same), default=0.0)

    def _score(self, stated: StatedSurroundings, one: _Around) -> float:
        names = self._list_unit_words(stated.unit)
        of_year = _OF_SAME_YEAR if len(stated.years) == 1 and stated.years == one.years else 0
        return (
            self._score_words(stated.words, one, without=names)
            + self._score_unit(names, stated, one)
            + of_year
        )

    def _score_words(self, words: WordWeights, one: _Around, *, without: Collection[str]) -> float:
        """What the words say that both have, but for those that are forms of a unit's name."""
        return sum(
            weight * self._find_best(word, one)
            for word, weight in words.items()
            if not any(grade_kinship(name, word) for name in without)
        )

    def _score_unit(self, names: Sequence[str], stated: StatedSurroundings, one: _Around) -> float:
        """What it says that both count the same."""
        if one.unit is not None and one.unit == stated.unit:
            return max((self._rarity.get(name, 0.0) for name in names), default=0.0)
        return max((self._find_best(name, one) for name in names), default=0.0)

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


def _is_out_of_question(one: _Around, sought: _Around, stated: StatedSurroundings, kind: FactKind) -> bool:
    """Whether another value surely isn't meant: the same, or of another unit, year, part or kind of date."""
    is_other_unit = kind == "number" and one.unit is not None and one.unit != stated.unit
    is_other_year = bool(stated.years and one.years and stated.years.isdisjoint(one.years))
    parts = stated.named_parts
    is_elsewhere = not parts.isdisjoint(sought.passage.part_names) and parts.isdisjoint(
        one.passage.part_names
    )
    is_not_meant = is_other_unit or is_other_year or is_elsewhere or _is_otherwise_exact(one, sought)
    return is_not_meant or _says_same(one.printed, sought.printed)


def _list_years_of_head(
    passage: SourcePassage, several: Sequence[PrintedValue], one: PrintedValue
) -> frozenset[int]:
    """The years in the first cell of the row of a table in which a value stands."""
    return frozenset(
        date.year for date in several if date.year and is_head_of_row(passage.rows, date.start, one.start)
    )


def _is_otherwise_exact(one: _Around, other: _Around) -> bool:
    """Whether two dates are exact to another unit: a year, month or day."""
    dates = (one.printed, other.printed)
    exactness = {(date.month is None, date.day is None) for date in dates}
    return one.printed.kind == "date" and len(exactness) > 1


def _says_same(one: PrintedValue, other: PrintedValue) -> bool:
    parts = [
        (each.value or each.possible_value, each.year, each.month, each.day, each.period)
        for each in (one, other)
    ]
    return parts[0] == parts[1]
