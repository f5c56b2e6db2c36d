"""Where a source text prints a value that the summaries of its document state: candidates for a fact."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import cast

from pydantic import ValidationError

from dossier_timeline.evidence.counted_nouns import CountedNoun, find_counted_noun
from dossier_timeline.evidence.date_matching import date_parts
from dossier_timeline.evidence.duration_matching import is_duration_part
from dossier_timeline.evidence.passage_location import find_passage
from dossier_timeline.evidence.passages import SourcePassage
from dossier_timeline.evidence.shared_values import SharedValue
from dossier_timeline.evidence.stated_values import find_years_beside, write_date_parts
from dossier_timeline.evidence.table_cells import find_year_of_row, name_row
from dossier_timeline.evidence.verification import proves_fact
from dossier_timeline.evidence.verification_state import PassageValues, VerificationState
from dossier_timeline.evidence.word_fit import WordFit
from dossier_timeline.model.base import Words
from dossier_timeline.model.dates import Edtf, parse_date
from dossier_timeline.model.documents import Document
from dossier_timeline.model.facts import Duration, Fact, FactValue, Qualifier
from dossier_timeline.model.sources import Passage
from dossier_timeline.notation.cursor import PrintedValue
from dossier_timeline.notation.printed_values import read_values

_NO_LABEL = "-"
_SMALL_NUMBER = 13
_SURE_FIT = 4.0
"""With as much, words say of a small number what it counts, though the name of that isn't right behind it."""
_MUCH_MORE = 1.5
_NOT_MUCH_LESS = 0.5
_LONGEST_QUOTE = 8
"""So many words around a value stand for a passage whose place isn't its alone."""


@dataclass(frozen=True, slots=True)
class ValueCandidate:
    """A passage that prints a value, and the fact that it would prove, without its label and id.

    `counts_same` says that the name of the unit that the summaries name stands behind the printed value,
    `counts_other` that another unit's does; `has_same_year` that the passage prints a year of the summary's
    sentence, `is_qualified_alike` that the summary has the words around the value that the passage has.
    `is_in_named_part` says that it stands in the article, paragraph or other part that the sentence of the
    summary names, or that this names none of the document, `is_pointed_to` that it names one; `is_whole` that
    it's all of what it counts there, and a part of it in the summary; `is_of_other_years` that its passage
    prints years, and none of the summary's.
    """

    fact: Fact
    source_passage: SourcePassage
    printed_value: PrintedValue
    counts_same: bool = True
    counts_other: bool = False
    has_same_year: bool = True
    is_qualified_alike: bool = True
    is_in_named_part: bool = True
    is_pointed_to: bool = False
    is_whole: bool = False
    is_of_other_years: bool = False
    open_years: frozenset[int] = frozenset()
    """The years that its passage prints where no words say that it belongs to one of them."""
    fit: WordFit | None = None
    """How well the words around it fit those of the summaries; `None` where there are none."""

    @property
    def doubt(self) -> str:
        """Why it isn't sure though no other passage prints the value; "" where it is."""
        return next((why for is_so, why in self._doubts if is_so), self.fit.doubt if self.fit else "")

    @property
    def _doubts(self) -> tuple[tuple[bool, str], ...]:
        """What may speak against it beside the words around it, and whether it does."""
        is_unclear = _is_small(self.fact) and not self.counts_same and not self._is_named_around
        says = f"the source says “{self.fact.qualifier}” of it, and the summary doesn't"
        return (
            (self.counts_other, "it counts something else there"),
            (not self.is_in_named_part, "it stands in another part than the summary names"),
            (
                is_unclear,
                "so small a number may count anything, and its unit doesn't stand behind it there",
            ),
            (self.is_whole, "the summary says that it is a part of what is counted, and the source doesn't"),
            (self.is_of_other_years, "its passage is of other years than the summary names"),
            (
                not self.is_qualified_alike and not self.is_pointed_to,
                says if self.fact.qualifier else "the summary qualifies it, and the source doesn't",
            ),
        )

    @property
    def _is_named_around(self) -> bool:
        """Whether what it counts is named near it in both, and much else that both have."""
        fit = self.fit
        return bool(self.fact.unit and fit and fit.names_unit and fit.score >= _SURE_FIT)

    @property
    def signs(self) -> tuple[bool, ...]:
        """What speaks for it; running text says more clearly what a value is than a table or footnote."""
        is_prose = not self.source_passage.rows and self.source_passage.footnote is None
        return (
            self.is_in_named_part,
            not self.counts_other,
            self.fit.names_unit if self.fit else self.counts_same,
            self.has_same_year,
            self.is_qualified_alike,
            is_prose,
        )


def read_passages(state: VerificationState, document: Document) -> tuple[PassageValues, ...]:
    """The passages of a document's source text with what each prints."""
    return tuple(
        (source_passage, state.read_values_in(source_passage, document))
        for source_passage in state.texts.segmentations[document.id].passages
    )


def find_value_candidates(
    state: VerificationState, document: Document, shared: SharedValue, printed: Iterable[PassageValues]
) -> tuple[ValueCandidate, ...]:
    """Every passage of the document that proves the value as a verification does; the likeliest first."""
    printed = list(printed)
    found = [
        candidate
        for source_passage, printed_values in printed
        for candidate in _find_in_passage(state, document, shared, source_passage, printed_values)
    ]
    named = find_known_parts(shared, printed)
    if named:
        are_in = (not named.isdisjoint(one.source_passage.part_names) for one in found)
        found = [
            replace(one, is_in_named_part=is_in, is_pointed_to=is_in)
            for one, is_in in zip(found, are_in, strict=True)
        ]
    return rank_candidates(found)


def find_known_parts(shared: SharedValue, printed: Iterable[PassageValues]) -> frozenset[tuple[str, str]]:
    """The parts that the summaries name of a value, of those that the source has."""
    if not shared.named_parts:
        return frozenset()
    return shared.named_parts & {name for source_passage, _ in printed for name in source_passage.part_names}


def rank_candidates(candidates: Iterable[ValueCandidate]) -> tuple[ValueCandidate, ...]:
    """Candidates by what speaks for them, the likeliest first."""
    return tuple(sorted(candidates, key=lambda one: (-sum(one.signs), -one.fit.score if one.fit else 0.0)))


def choose_candidate(candidates: Sequence[ValueCandidate]) -> ValueCandidate | None:
    """The only candidate, or the one that more speaks for than for any other; `None` for none that is sure.

    One behind whose value another unit stands is never sure, nor one outside the part of the document that
    the summaries name. Neither is a small number of things behind which the unit doesn't stand that the
    summaries name: such numbers are printed of many things.
    """
    fitting = [one for one in candidates if not one.counts_other and one.is_in_named_part]
    for one in fitting:
        if one.doubt:
            continue
        if all(other is one or _is_better(one, other) for other in fitting):
            return one
    return None


def _is_small(fact: Fact) -> bool:
    return fact.kind == "number" and isinstance(fact.value, Decimal) and abs(fact.value) < _SMALL_NUMBER


def _is_better(one: ValueCandidate, other: ValueCandidate) -> bool:
    pairs = list(zip(one.signs, other.signs, strict=True))
    if not all(ours >= theirs for ours, theirs in pairs):
        return False
    has_more_signs = any(ours > theirs for ours, theirs in pairs)
    if one.fit and other.fit:
        return one.fit.score > other.fit.score * (_NOT_MUCH_LESS if has_more_signs else _MUCH_MORE)
    return has_more_signs


def _find_in_passage(
    state: VerificationState,
    document: Document,
    shared: SharedValue,
    source_passage: SourcePassage,
    printed_values: Iterable[PrintedValue],
) -> Iterator[ValueCandidate]:
    """The candidates of one passage, one for each way in which it qualifies the value."""
    lexicon = state.texts.lexicons[document.id]
    text = source_passage.text_by_cell
    best: dict[tuple[str | None, str], ValueCandidate] = {}
    for printed_value in printed_values:
        for value in _list_readings(printed_value, shared, document):
            counted = value if isinstance(value, Decimal) else None
            noun = find_counted_noun(
                text, printed_value.end, state.dossier.units, lexicon, counted, has_compounds=True
            )
            candidate = _make_candidate(state, document, shared, source_passage, printed_value, value, noun)
            if candidate is None:
                continue
            key = (candidate.fact.qualifier, str(value))
            if key not in best or sum(candidate.signs) > sum(best[key].signs):
                best[key] = candidate
    yield from best.values()


def _list_readings(
    printed_value: PrintedValue, shared: SharedValue, document: Document
) -> Iterator[FactValue]:
    """The values that the fact may have if this printed value is the one that is sought."""
    wanted = shared.value
    if shared.kind == "date":
        yield from _list_dates(printed_value, shared, document)
    elif isinstance(wanted, Duration):
        if printed_value.kind == "duration" and is_duration_part(wanted, printed_value):
            yield wanted
    elif isinstance(wanted, Decimal):
        printed = (printed_value.value, printed_value.possible_value)
        part = printed_value.value * 100 if printed_value.kind == "fraction" and printed_value.value else None
        if wanted in printed or (shared.kind == "share" and wanted == part):
            yield wanted


def _list_dates(printed_value: PrintedValue, shared: SharedValue, document: Document) -> Iterator[Edtf]:
    if printed_value.kind != "date" or printed_value.why_unread:
        return
    wanted = shared.value
    if isinstance(wanted, Edtf):
        year, month, day = date_parts(wanted.start or wanted)
        if printed_value.period == wanted.text or (
            (printed_value.month, printed_value.day) == (month, day) and printed_value.year in (year, None)
        ):
            yield wanted
    elif (printed_value.month, printed_value.day) == shared.month_and_day:
        year = printed_value.year or document.date.year
        try:
            yield parse_date(write_date_parts(year, printed_value.month, printed_value.day))
        except ValueError:
            return


def _make_candidate(  # noqa: PLR0917 -- what a passage says of a value
    state: VerificationState,
    document: Document,
    shared: SharedValue,
    source_passage: SourcePassage,
    printed_value: PrintedValue,
    value: FactValue,
    noun: CountedNoun | None,
) -> ValueCandidate | None:
    passage = name_passage(state, document, source_passage, printed_value.start)
    if passage is None:
        return None
    is_counted = shared.kind in ("number", "ordinal")
    unit = shared.unit if shared.kind != "ordinal" else None
    if unit is None and shared.kind == "number" and noun and not shared.units_differ:
        unit = noun.unit
    years = _list_years(state.read_values_in(source_passage, document))
    years |= _years_of_heading(state, document, source_passage)
    for date in (*_propose_dates(state, shared, source_passage, printed_value, document), None):
        fact = _make_fact(shared, value, unit, printed_value.qualifier, date, passage)
        if fact is not None and proves_fact(state, fact, source_passage, document):
            return ValueCandidate(
                fact,
                source_passage,
                printed_value,
                counts_same=not is_counted or (noun is not None and noun.unit == shared.unit),
                counts_other=is_counted
                and noun is not None
                and noun.is_adjacent
                and noun.unit != (unit or shared.unit),
                has_same_year=not shared.years or not shared.years.isdisjoint(years),
                is_qualified_alike=fact.qualifier in shared.qualifiers
                or not (fact.qualifier or shared.qualifiers),
                is_whole=shared.is_part and noun is not None and not noun.is_whole,
                is_of_other_years=bool(years) and shared.years.isdisjoint(years) and bool(shared.years),
                open_years=frozenset() if date or shared.kind == "date" else years - {document.date.year},
            )
    return None


def _make_fact(  # noqa: PLR0917 -- the fields of a fact
    shared: SharedValue,
    value: FactValue,
    unit: str | None,
    qualifier: str | None,
    date: Edtf | None,
    passage: Passage,
) -> Fact | None:
    """The fact; `None` where a fact can't have such a value or qualifier."""
    labels = dict.fromkeys(shared.stated, _NO_LABEL)
    try:
        return Fact(
            id="proposed",
            label=Words(labels),
            unit=unit,
            kind=shared.kind,
            value=cast("FactValue", str(value)),
            qualifier=cast("Qualifier | None", qualifier),
            date=date,
            passage=passage,
        )
    except ValidationError:
        return None


def name_passage(
    state: VerificationState, document: Document, source_passage: SourcePassage, start: int
) -> Passage | None:
    """How content names a passage: by its place, or by words around an offset where it isn't alone there."""
    source_passages = state.texts.segmentations[document.id].passages
    row = name_row(source_passage.rows, start)
    passage = Passage.model_validate(source_passage.place_keys | ({"row": row} if row else {}))
    if find_passage(source_passages, passage) == source_passage:
        return passage
    before = source_passage.text[:start].split()[-_LONGEST_QUOTE // 2 :]
    after = source_passage.text[start:].split()[: _LONGEST_QUOTE // 2]
    try:
        quoted = Passage(quote=" ".join((*before, *after)))
    except ValidationError:
        return None
    return quoted if find_passage(source_passages, quoted) == source_passage else None


def _list_years(printed_values: Iterable[PrintedValue]) -> frozenset[int]:
    return frozenset(one.year for one in printed_values if one.kind == "date" and one.year)


def _years_of_heading(
    state: VerificationState, document: Document, source_passage: SourcePassage
) -> frozenset[int]:
    return _list_years(read_values(source_passage.section, state.texts.lexicons[document.id]))


def _propose_dates(
    state: VerificationState,
    shared: SharedValue,
    source_passage: SourcePassage,
    printed_value: PrintedValue,
    document: Document,
) -> Iterator[Edtf]:
    """The year to which the words say that a value belongs: that of its row, or the one of its sentence.

    Where its sentence has none, it's the one that the summary names and the passage too, or the only one of a
    heading above a passage without any.
    """
    if shared.kind == "date":
        return
    row = find_year_of_row(source_passage.rows, printed_value.start)
    printed_values = state.read_values_in(source_passage, document)
    text = source_passage.text_by_cell
    fitting = find_years_beside(text, printed_value.start, printed_value.end, printed_values)
    if not fitting:
        of_passage = _list_years(printed_values)
        of_heading = _years_of_heading(state, document, source_passage)
        fitting = (of_passage | of_heading) & shared.years if shared.years else of_heading - of_passage
        fitting = fitting if shared.years or not of_passage else frozenset()
    elif shared.years:
        fitting &= shared.years
    only = row or (min(fitting) if len(fitting) == 1 else None)
    if only is not None and (only != document.date.year or row):
        yield parse_date(f"{only:04}")
