"""Proving the values of a document's summaries one by one: known, found, asked for, or left open."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from dossier_timeline.cli.place_words import describe_source_place
from dossier_timeline.cli.summary_reading import DocumentSummaries
from dossier_timeline.cli.summary_surroundings import find_words_around, names_entry
from dossier_timeline.cli.value_choice import (
    ProofChoice,
    StopAskingError,
    ValueProof,
    ask_for_proof,
    ask_for_words,
    describe_proof,
    list_proofs,
)
from dossier_timeline.content.label_proposals import propose_id, propose_label
from dossier_timeline.content.proof_writing import ProvenValue
from dossier_timeline.content.reference_forms import ChosenForm, choose_form
from dossier_timeline.evidence.excerpts import quote_around
from dossier_timeline.evidence.known_values import KnownValue, find_fact_value, find_known_values
from dossier_timeline.evidence.nearest_values import find_nearest_value
from dossier_timeline.evidence.shared_values import SharedValue, match_languages
from dossier_timeline.evidence.stated_values import StatedValue
from dossier_timeline.evidence.value_candidates import (
    ValueCandidate,
    find_known_parts,
    find_value_candidates,
    rank_candidates,
    read_passages,
)
from dossier_timeline.evidence.verification_state import PassageValues, VerificationState
from dossier_timeline.evidence.word_fit import StatedSurroundings, ValueSurroundings
from dossier_timeline.model.base import Words
from dossier_timeline.model.dates import Edtf
from dossier_timeline.model.documents import Document
from dossier_timeline.model.facts import Fact, Unit
from dossier_timeline.model.references import LineIndex
from dossier_timeline.model.story import Event
from dossier_timeline.site.names import EntryNames
from dossier_timeline.site.values import write_value

NO_ANSWER = "more than one passage may be meant: run this in a terminal to choose"
ONE_DOUBTFUL = "a passage prints it, maybe of something else ({}): run this in a terminal to say so"
NOT_ASKED = "run this in a terminal, or with --yes, to take it"
SKIPPED = "it was skipped"


@dataclass(frozen=True, slots=True)
class OpenValue:
    """A value that is left as it was: in which languages it stands, and why it has no proof."""

    stated: Mapping[str, StatedValue]
    why: str


@dataclass
class ValueProver:
    """Goes through the values of a document's summaries.

    `is_asking` says that somebody is there to answer; `takes_sure_ones` that what is sure isn't asked.
    """

    state: VerificationState
    document: Document
    summaries: DocumentSummaries
    is_asking: bool
    takes_sure_ones: bool
    taken_ids: Collection[str] = ()
    proven: list[ProvenValue] = field(default_factory=list)
    open_values: list[OpenValue] = field(default_factory=list)

    @cached_property
    def names(self) -> Mapping[str, EntryNames]:
        """What entries are called, by language."""
        return {
            code: EntryNames(self.state.dossier, language)
            for code, language in self.summaries.languages.items()
        }

    @cached_property
    def _printed(self) -> tuple[PassageValues, ...]:
        return read_passages(self.state, self.document)

    _stated: tuple[StatedSurroundings, ...] = ()

    @cached_property
    def _surroundings(self) -> ValueSurroundings:
        lexicon = self.state.texts.lexicons[self.document.id]
        return ValueSurroundings(self._printed, self.state.dossier.units, lexicon, self._stated)

    @property
    def _facts(self) -> list[Fact]:
        new = [one.target for one in self.proven if one.is_new and isinstance(one.target, Fact)]
        return [*self.document.facts, *new]

    def prove_all(self) -> None:
        """Prove each value, or note why it's left open."""
        shared, unshared = match_languages(self.summaries.find_stated_values())
        self._stated = tuple(map(self._look_around, shared))
        self.open_values = [OpenValue({one.language: one.stated}, one.why) for one in unshared]
        for number, value in enumerate(shared, 1):
            try:
                why = self._prove(value, f"{number} of {len(shared)}")
            except StopAskingError:
                rest = shared[number - 1 :]
                self.open_values += [OpenValue(one.stated, SKIPPED) for one in rest]
                break
            if why:
                self.open_values.append(OpenValue(value.stated, why))

    def _prove(self, shared: SharedValue, number: str) -> str:
        """Prove one value; why it's left open, or "" for nothing."""
        known = [
            replace(one, is_named=names_entry(self.summaries, self.names, shared, one.target))
            for one in find_known_values(self.state.dossier, self.document, self._facts, shared)
        ]
        candidates = self._find_candidates(shared)
        choice = list_proofs(known, candidates)
        if not choice.proofs:
            return self._explain_absence(shared)
        proof: ValueProof | None = choice.sure
        if self.is_asking and not (proof and self.takes_sure_ones):
            code, stated = next(iter(shared.stated.items()))
            quoted = quote_around(self.summaries.texts[code].body, stated.start, stated.end)
            proof = ask_for_proof(choice, f"{number}: {self.quote_summary(shared.stated)}\n  {quoted}")
            if proof is None:
                return SKIPPED
        elif proof is None:
            places = "\n".join(f"    {describe_proof(one)}" for one in choice.proofs[:5])
            return f"{_explain_doubt(choice)}\n{places}"
        elif not self.takes_sure_ones:
            return f"{NOT_ASKED}: {describe_proof(proof)}"
        return self._take(shared, proof)

    def _find_candidates(self, shared: SharedValue) -> tuple[ValueCandidate, ...]:
        """What proves a value, with how well the words around it fit; the likeliest first."""
        stated = self._look_around(shared)
        found = find_value_candidates(self.state, self.document, shared, self._printed)
        return rank_candidates(
            replace(
                one,
                fit=self._surroundings.judge(
                    stated, shared.kind, one.source_passage, one.printed_value, one.fact.unit
                ),
            )
            for one in found
        )

    def _look_around(self, shared: SharedValue) -> StatedSurroundings:
        words = find_words_around(self.summaries, self.names, shared, self.document.language)
        named_parts = find_known_parts(shared, self._printed)
        return StatedSurroundings(shared.value, words, shared.years, shared.unit, named_parts)

    def _take(self, shared: SharedValue, proof: ValueProof) -> str:
        if isinstance(proof, KnownValue):
            self.proven.append(
                ProvenValue(shared, proof.target, False, self._choose_forms(shared, proof.target))
            )
            return ""
        labels = {code: self._find_label(code, shared, proof.fact.unit) for code in self.summaries.languages}
        missing = [code for code, label in labels.items() if not label]
        if missing:
            return (
                f"no words around it name it, for a label in {' and '.join(missing)}: run this in a terminal"
            )
        taken = {*self.taken_ids, *(one.target.id for one in self.proven)}
        new_id = propose_id(labels, f"{self.document.id}-{shared.kind}", taken)
        fact = proof.fact.model_copy(update={"id": new_id, "label": Words(labels)})
        forms = self._choose_forms(shared, fact)
        self.proven.append(ProvenValue(shared, fact, True, forms, proof.open_years))
        return ""

    def _find_label(self, code: str, shared: SharedValue, unit_id: str | None) -> str:
        """The label in a language: what is proposed, or what somebody answers."""
        reader, proposal = self.summaries.readers[code], ""
        if code in shared.stated:
            body = self.summaries.texts[code].body
            names = self.names[code]
            unit = self.state.dossier.by_id.get(unit_id or "")
            proposal = propose_label(
                body,
                shared.stated[code],
                names.write_reference,
                reader.vocabulary,
                reader.lexicon,
                unit if isinstance(unit, Unit) else None,
            )
        if not self.is_asking or (self.takes_sure_ones and proposal):
            return proposal
        return ask_for_words("its label", code, proposal, reader.vocabulary)

    def _choose_forms(self, shared: SharedValue, target: Fact | Event | Document) -> dict[str, ChosenForm]:
        return {
            code: choose_form(self.summaries.texts[code].body, stated, self._show_forms(code, target, stated))
            for code, stated in shared.stated.items()
        }

    def _show_forms(self, code: str, target: Fact | Event | Document, stated: StatedValue) -> dict[str, str]:
        """What each form of a reference shows in a language.

        Where another qualifier is written than the source has, none of them leaves that out.
        """
        names = self.names[code]
        if not isinstance(target, Fact):
            return {"date": names.write_date(target.date)}
        value = find_fact_value(self.state.dossier, target)
        assert value is not None  # noqa: S101
        is_counted = target.kind in ("number", "ordinal")
        is_contrary = stated.qualifier is not None and target.qualifier not in (stated.qualifier, None)
        forms = ["", *(["unit"] if is_counted and target.unit else []), *([] if is_contrary else ["value"])]
        is_spelled = not any(sign.isdigit() for sign in stated.text)
        forms += ["words"] if is_spelled and (is_counted or target.kind == "duration") else []
        return {form: write_value(value, target, names.units, names.language, form) for form in forms}

    def _explain_absence(self, shared: SharedValue) -> str:
        """That no passage proves a value, with what is nearest, and facts of other documents that have it."""
        near = find_nearest_value(shared, self._printed)
        nearest = ""
        if near is not None:
            quoted = quote_around(near[0].text_by_cell, near[1].start, near[1].end)
            nearest = f"; the nearest is {describe_source_place(near[0])}\n      {quoted}"
        others = [
            f"[[{fact.id}]]"
            for fact in self.state.dossier.all_facts()
            if find_fact_value(self.state.dossier, fact) == shared.value and shared.value is not None
        ]
        other = (
            f"; elsewhere {' and '.join(others[:3])} {'has' if len(others) == 1 else 'have'} it"
            if others
            else ""
        )
        return f"no passage proves it{other}{nearest}"

    def quote_summary(self, stated: Mapping[str, StatedValue]) -> str:
        """Where a value stands in the summaries, with the words of the first."""
        places = []
        for code, one in stated.items():
            prose = self.summaries.texts[code]
            line, _ = LineIndex(prose.body)(one.start)
            places.append(f"{prose.path}:{prose.line + line - 1} “{one.text}”")
        return ", ".join(places)


def _explain_doubt(choice: ProofChoice) -> str:
    """Why none of the proofs is sure."""
    if len(choice.proofs) > 1:
        return NO_ANSWER
    (proof,) = choice.proofs
    doubt = proof.doubt if isinstance(proof, ValueCandidate) else "the summary has no word of it"
    return ONE_DOUBTFUL.format(doubt)


def explain_forms(prover: ValueProver, one: ProvenValue) -> list[str]:
    """What readers will see otherwise than it was written, and words around the value that don't agree."""
    found: list[str] = []
    qualifier = one.target.qualifier if isinstance(one.target, Fact) else None
    for code, chosen in one.forms.items():
        stated = one.shared.stated[code]
        written = " ".join(prover.summaries.texts[code].body[chosen.start : chosen.end].split())
        if not chosen.is_same:
            found.append(f"in “{code}” readers see “{chosen.shown}” in the place of “{written}”")
        if stated.qualifier and qualifier is None and not isinstance(_value_of(prover, one), Edtf):
            found.append(f"in “{code}” the text says “{stated.qualifier}” of it, and the source doesn't")
        if qualifier and stated.qualifier is None and chosen.form == "value":
            found.append(f"the source says “{qualifier}” of it, and the text in “{code}” doesn't")
    if one.open_years:
        years = " and ".join(map(str, sorted(one.open_years)))
        found.append(f"it has no year: no words say that it belongs to {years}, which its passage prints")
    return found


def _value_of(prover: ValueProver, one: ProvenValue) -> object:
    return (
        find_fact_value(prover.state.dossier, one.target) if isinstance(one.target, Fact) else one.target.date
    )
