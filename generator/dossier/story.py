"""What happened, what was promised, where sources differ, what was corrected."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from generator.dossier.base import Date, Entry, Id, Name, Named, Words
from generator.dossier.evidence import Passage
from generator.dossier.facts import Inferred

OutcomeStatus = Literal["met", "partly-met", "late", "not-met", "unknown"]


class Event(Named):
    """Something with a date."""

    date: Date
    """EDTF; an interval for what lasted."""
    title: Words
    text: Words | None = None
    """One or two sentences; may hold [[references]]."""
    kind: Id
    """An event kind from kinds.yml."""
    themes: tuple[Id, ...] = ()
    actors: tuple[Id, ...] = ()
    """Actors and countries that took part."""
    works: tuple[Id, ...] = ()
    facts: tuple[Id, ...] = ()
    place: Words | None = None
    announced: bool = False
    """The source speaks of it as still to come."""
    inferred: Inferred | None = None
    """What of the date the source does not say and we concluded."""
    because: Words | None = None
    passage: Passage | None = None
    """Where the source says it; left out only when a work outside the documents does."""
    work: Id | None = None
    """The cited or related work that says it, when no document does ("text not held")."""

    @model_validator(mode="after")
    def _grounded(self) -> Self:
        if (self.passage is None) == (self.work is None):
            raise ValueError("an event has either a passage or a work that says it")
        if self.inferred and self.because is None:
            raise ValueError("an inferred date says why, in `because`")
        return self


class Outcome(Entry):
    """What a later document or work says of a commitment."""

    status: Annotated[tuple[OutcomeStatus, ...], Field(min_length=1, max_length=2)]
    """met, partly-met, late, not-met, unknown; two where both hold, such as partly-met and late."""
    date: Date | None = None
    text: Words
    facts: tuple[Id, ...] = ()
    passage: Passage | None = None
    work: Id | None = None
    """A work outside the documents that says it ("text not held")."""

    @model_validator(mode="after")
    def _grounded(self) -> Self:
        if self.status != ("unknown",) and self.passage is None and self.work is None:
            raise ValueError("an outcome has a passage or a work that says it, unless it is “unknown”")
        return self


class Commitment(Named):
    """Something promised: by whom, when, due when, and what came of it."""

    title: Words
    text: Words | None = None
    kind: Literal["goal", "commitment", "target"] = "commitment"
    by: Annotated[tuple[Id, ...], Field(min_length=1)]
    to: tuple[Id, ...] = ()
    made: Date | None = None
    """When; the document's date when left out."""
    due: Date | None = None
    due_inferred: Words | None = None
    """Why we think it was due then, where the source does not say so in as many words."""
    themes: tuple[Id, ...] = ()
    variant: Words | None = None
    """How a later document words the same."""
    passage: Passage
    outcomes: tuple[Outcome, ...] = ()
    """Empty means: no document says anything of it."""


class Side(Entry):
    """One of the statements that differ."""

    text: Words
    """What this source says; may hold [[references]]."""
    facts: tuple[Id, ...] = ()
    passage: Passage | None = None
    work: Id | None = None


class Difference(Named):
    """Two statements that do not agree, why that may be, and which one we show."""

    title: Words
    kind: Literal["values", "scope", "wording", "dates", "slip", "basis"]
    sides: Annotated[tuple[Side, ...], Field(min_length=2)]
    why: Words
    shown: Words
    """Which one we show, and why."""
    concerns: tuple[Id, ...] = ()
    """Facts and events that carry the mark "sources differ"."""


class Correction(Named):
    """A mistake and its mending: a source's own, or ours."""

    by: Literal["source", "publisher"]
    date: Date
    text: Words
    concerns: tuple[Id, ...] = ()
    passage: Passage | None = None
    label: Name | None = None
