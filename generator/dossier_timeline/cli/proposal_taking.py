"""Taking over what a source text says: the entries that are made, and the files that they go into."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import click

from dossier_timeline.cli.word_choice import choose_words
from dossier_timeline.content.entry_writing import EntryFields
from dossier_timeline.content.fact_writing import describe_fact
from dossier_timeline.content.figure_building import TableError, build_table, describe_figure
from dossier_timeline.content.label_proposals import propose_id, propose_label
from dossier_timeline.evidence.proposed_values import propose_fact, read_statement
from dossier_timeline.evidence.source_proposals import SourceProposal
from dossier_timeline.evidence.stated_values import SummaryReader
from dossier_timeline.evidence.value_candidates import ValueCandidate, name_passage
from dossier_timeline.evidence.verification_state import VerificationState
from dossier_timeline.model.base import Words
from dossier_timeline.model.documents import Document
from dossier_timeline.model.facts import Unit

ACTOR_KINDS = ("person", "body", "group")


class NotTakenError(Exception):
    """What a proposal lacks to become an entry."""


@dataclass(frozen=True, slots=True)
class GivenAnswers:
    """What was given on the command line for the one entry that is taken."""

    labels: Mapping[str, str] = field(default_factory=dict)
    kind: str | None = None
    unit: str | None = None
    new_id: str | None = None


@dataclass
class ProposalTaker:
    """Collects the entries that are taken over from the source text of a document."""

    state: VerificationState
    document: Document
    readers: Mapping[str, SummaryReader]
    is_asking: bool
    taken_ids: Collection[str]
    given: GivenAnswers = field(default_factory=GivenAnswers)
    entries: dict[str, list[EntryFields]] = field(default_factory=dict)
    """By key of document.yml: what is added to that list."""
    register_entries: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    """By register: the entries that are added to it."""
    new_ids: list[str] = field(default_factory=list)

    def take(self, proposal: SourceProposal) -> str:
        """Take a proposal; the id of its entry. Raises `NotTakenError`."""
        take = {
            "fact": self._take_fact,
            "event": self._take_event,
            "figure": self._take_figure,
            "actor": self._take_name,
            "work": self._take_name,
        }[proposal.kind]
        return take(proposal)

    def _take_fact(self, proposal: SourceProposal) -> str:
        candidate = self._require_candidate(proposal)
        unit_id = self.given.unit or candidate.fact.unit
        labels = self._find_words("its label", self._propose_label(proposal, unit_id))
        new_id = self._choose_id(labels, f"{self.document.id}-{candidate.fact.kind}")
        changes = {"id": new_id, "label": Words(labels), "unit": unit_id}
        self._add("facts", describe_fact(candidate.fact.model_copy(update=changes)))
        return new_id

    def _take_event(self, proposal: SourceProposal) -> str:
        candidate = self._require_candidate(proposal)
        if candidate.fact.qualifier:
            raise NotTakenError(
                f"the source says “{candidate.fact.qualifier}” of the date: write the event by hand"
            )
        passage = candidate.fact.passage
        assert passage is not None  # noqa: S101 -- a candidate has one
        kind = self._choose_kind("What kind of event", self._list_kinds("event"))
        title = self._find_words("its title", "")
        new_id = self._choose_id(title, f"{self.document.id}-event")
        fields = {"id": new_id, "date": str(candidate.fact.value), "kind": kind, "title": title}
        self._add("events", {**fields, "passage": passage.place_keys})
        return new_id

    def _take_figure(self, proposal: SourceProposal) -> str:
        source_passage = proposal.source_passage
        passage = name_passage(self.state, self.document, source_passage, 0)
        if passage is None:
            raise NotTakenError("its place isn't its alone: write the figure by hand")
        try:
            table = build_table(source_passage.rows, self.state.texts.lexicons[self.document.id])
        except TableError as error:
            raise NotTakenError(f"row {error.row + 1}, column {error.column + 1}: {error}") from error
        title = self._find_words("its title", "")
        headings = [self._find_words("the heading", one.heading, is_given=False) for one in table.columns]
        new_id = self._choose_id(title, f"{self.document.id}-figure")
        printed_heads = [one.heading for one in table.columns]
        self._add("figures", describe_figure(new_id, title, table, headings, passage, printed_heads))
        return new_id

    def _take_name(self, proposal: SourceProposal) -> str:
        """Name an entry of a register in the document, which is made where there is none."""
        register = f"{proposal.kind}s"
        new_id = proposal.entry_id
        if not new_id:
            is_actor = proposal.kind == "actor"
            kinds = ACTOR_KINDS if is_actor else self._list_kinds("work")
            kind = self._choose_kind(f"What kind of {proposal.kind} “{proposal.text}” is", kinds)
            new_id = self._choose_id({"": proposal.text}, f"{self.document.id}-{proposal.kind}")
            name = {"name" if is_actor else "title": proposal.text, "language": self.document.language}
            self.register_entries.setdefault(register, []).append({"id": new_id, "kind": kind, **name})
        self.entries.setdefault(register, []).append(new_id)
        return new_id

    def _require_candidate(self, proposal: SourceProposal) -> ValueCandidate:
        candidate, why_not = propose_fact(self.state, self.document, proposal.statements[0])
        if candidate is None:
            raise NotTakenError(why_not)
        return candidate

    def _propose_label(self, proposal: SourceProposal, unit_id: str | None) -> str:
        """A label in the language of the source, from the words around the value."""
        reader = self.readers.get(self.document.language)
        if reader is None:
            return ""
        statement = proposal.statements[0]
        stated = read_statement(self.state, self.document, statement)
        text = statement.passage.text_by_cell
        unit = self.state.dossier.by_id.get(unit_id or "")
        counted = unit if isinstance(unit, Unit) else None
        return propose_label(text, stated, lambda _: "", reader.vocabulary, reader.lexicon, counted)

    def _find_words(self, what: str, proposal: str, *, is_given: bool = True) -> dict[str, str]:
        given = self.given.labels if is_given else {}
        return choose_words(self.document, self.readers, given, what, "--label", proposal)

    def _choose_kind(self, question: str, kinds: Sequence[str]) -> str:
        kind = self.given.kind
        if kind is None and self.is_asking and kinds:
            kind = click.prompt(f"  {question}", type=click.Choice(kinds))
        if kind is None or kind not in kinds:
            known = ", ".join(kinds) or "none: add one to kinds.yml first"
            raise NotTakenError(f"say what kind it is with --as; there are {known}")
        return kind

    def _list_kinds(self, subject: str) -> tuple[str, ...]:
        return tuple(kind.id for kind in self.state.dossier.kinds if kind.of == subject)

    def _choose_id(self, labels: Mapping[str, str], fallback: str) -> str:
        new_id = self.given.new_id or propose_id(labels, fallback, {*self.taken_ids, *self.new_ids})
        self.new_ids.append(new_id)
        return new_id

    def _add(self, key: str, fields: dict[str, Any]) -> None:
        self.entries.setdefault(key, []).append(fields)
