"""What happened, what was promised, where sources differ, what was corrected."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from dossier_timeline.model.base import Date, Entry, ModelValue, Words
from dossier_timeline.model.facts import Fact, Inferred
from dossier_timeline.model.field_types import IdOf, Ids, Label, OnlyKindsOf
from dossier_timeline.model.media import Image
from dossier_timeline.model.registers import Actor, Country, KindName, Theme, Work
from dossier_timeline.model.sources import Passage

OutcomeStatus = Literal["met", "partly-met", "late", "not-met", "unknown"]
DifferenceKind = Literal["values", "scope", "wording", "dates", "slip", "basis", "remark"]


DIFFERENCE_GROUPS: tuple[tuple[DifferenceKind, ...], ...] = (
    ("values", "dates"),
    ("basis", "scope"),
    ("wording",),
    ("slip",),
    ("remark",),
)
"""The kinds that are told together, those that differ most first."""


class Event(Entry):
    """Something with a date."""

    date: Date
    """When: 2014, 2014-09 or 2014-09-30, or from/until for what lasted, like 2014-11-05/2014-11-06."""
    title: Words
    """What happened, in a few words."""
    text: Words | None = None
    """One or two sentences; may hold [[references]]."""
    kind: Annotated[IdOf[KindName], OnlyKindsOf("event")]
    """An event kind from kinds.yml."""
    themes: Ids[Theme] = ()
    """The themes that it belongs to."""
    actors: Ids[Actor | Country] = ()
    """Actors and countries that took part."""
    works: Ids[Work] = ()
    """Works that it is about."""
    facts: Ids[Fact] = ()
    """Facts that belong to it."""
    place: Words | None = None
    """Where it happened."""
    images: Ids[Image] = ()
    """Pictures of it, from images.yml."""
    announced: bool = False
    """The source speaks of it as still to come."""
    inferred: Inferred | None = None
    """What of the date the source does not say and we concluded."""
    because: Words | None = None
    """Why we concluded that."""
    passage: Passage | None = None
    """Where the source says it; left out only when a work outside the documents does."""
    work: IdOf[Work] | None = None
    """The cited or related work that says it, when no document does ("we do not have this text")."""

    @model_validator(mode="after")
    def _require_source(self) -> Self:
        if (self.passage is None) == (self.work is None):
            raise ValueError("an event has either a passage or a work that says it")
        if self.inferred and self.because is None:
            raise ValueError("an inferred date says why, in `because`")
        return self


class Outcome(ModelValue):
    """What a later document or work says of a commitment."""

    status: Annotated[tuple[OutcomeStatus, ...], Field(min_length=1, max_length=2)]
    """met, partly-met, late, not-met, unknown; two where both hold, such as partly-met and late."""
    date: Date | None = None
    """To when this applies."""
    text: Words
    """What came of it; may hold [[references]]."""
    facts: Ids[Fact] = ()
    """Facts that show it."""
    passage: Passage | None = None
    """Where a document says it."""
    work: IdOf[Work] | None = None
    """A work outside the documents that says it ("we do not have this text")."""

    @model_validator(mode="after")
    def _require_source(self) -> Self:
        if self.status != ("unknown",) and self.passage is None and self.work is None:
            raise ValueError("an outcome has a passage or a work that says it, unless it is “unknown”")
        return self


class Commitment(Entry):
    """Something promised: by whom, when, due when, and what came of it."""

    title: Words
    """What is promised, in a few words."""
    text: Words | None = None
    """One or two sentences; may hold [[references]]."""
    kind: Literal["goal", "commitment", "target"] = "commitment"
    """A goal shared by many, a commitment of one, or a target in numbers."""
    by: Annotated[Ids[Actor | Country], Field(min_length=1)]
    """Who promises."""
    to: Ids[Actor | Country] = ()
    """To whom."""
    made: Date | None = None
    """When; the document's date when left out."""
    made_inferred: Words | None = None
    """Why we think it was promised then, where the source does not say so in as many words."""
    due: Date | None = None
    """By when."""
    due_inferred: Words | None = None
    """Why we think it was due then, where the source does not say so in as many words."""
    themes: Ids[Theme] = ()
    """The themes that it belongs to."""
    variant: Words | None = None
    """How a later document words the same."""
    passage: Passage
    """Where it is promised."""
    outcomes: tuple[Outcome, ...] = ()
    """Empty means: no document says anything of it."""


class Side(ModelValue):
    """One of the statements that differ."""

    text: Words
    """What this source says; may hold [[references]]."""
    facts: Ids[Fact] = ()
    """The facts in it that differ."""
    passage: Passage | None = None
    """Where a document says it."""
    work: IdOf[Work] | None = None
    """The work outside the documents that says it."""
    says: Words | None = None
    """The same in a word or a few, shown large; left out where its first fact says it."""
    is_shown: bool = False
    """Whether it is this one that we show."""


class Difference(Entry):
    """Two statements that do not agree, why that may be, and which one we show."""

    title: Words
    """What they differ about."""
    kind: DifferenceKind
    """In what: values, scope, wording, dates, a slip of one of them, what is counted, or a remark of ours."""
    sides: Annotated[tuple[Side, ...], Field(min_length=2)]
    """The statements, two or more."""
    why: Words
    """Why they may differ."""
    shown: Words
    """Which one we show, and why."""
    concerns: Ids[Entry] = ()
    """Facts and events beside which it is told."""

    @property
    def group(self) -> int:
        """The number of its group among `DIFFERENCE_GROUPS`."""
        return next(number for number, kinds in enumerate(DIFFERENCE_GROUPS) if self.kind in kinds)

    @property
    def is_contradiction(self) -> bool:
        """Whether one source gives another value or date than the other."""
        return self.kind in ("values", "dates")


class Correction(Entry):
    """A mistake and its mending: a source's own, or ours."""

    by: Literal["source", "publisher"]
    """Whose mistake it was: a source's, which we mend, or the publisher's own."""
    date: Date
    """When it was mended."""
    text: Words
    """What was wrong and what is right; may hold [[references]]."""
    concerns: Ids[Entry] = ()
    """The facts, events or documents that it touches."""
    passage: Passage | None = None
    """Where the mistake stands."""
    label: Label | None = None
    """What this correction is called in a list."""
