"""Which ids name what: for each field of the model that holds ids, the kinds of entry it may name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from dossier_timeline.diagnostics.codes import Code
from dossier_timeline.diagnostics.diagnostic import Diagnostic
from dossier_timeline.diagnostics.suggestions import nearest
from dossier_timeline.model.base import Entry, ModelValue
from dossier_timeline.model.documents import Document, Page
from dossier_timeline.model.dossier import Dossier, HelpLine, Settings
from dossier_timeline.model.facts import CellFact, Column, Fact, Figure
from dossier_timeline.model.located_values import LocatedValue, Path, walk_values
from dossier_timeline.model.registers import Actor, Country, KindName, Role, Term, Theme, Work
from dossier_timeline.model.source_positions import SourcePositions
from dossier_timeline.model.sources import Identifiers, Passage
from dossier_timeline.model.story import Commitment, Correction, Difference, Event, Outcome, Side


@dataclass(frozen=True, slots=True)
class Target:
    """What a field may name: any of `kinds`, called `what`; of kind names those `of` one sort."""

    what: str
    kinds: tuple[type[Entry], ...]
    of: str = ""
    where: str = ""
    """Where one that is not there yet is added."""

    def takes(self, entry: Entry) -> bool:
        """Whether the entry is of the right kind."""
        return isinstance(entry, self.kinds) and not (
            self.of and isinstance(entry, KindName) and entry.of != self.of
        )


_KINDS = "kinds.yml"
_ACTOR = Target("an actor or country", (Actor, Country), where="actors.yml")
_FACT = Target("a fact", (Fact,), where="`facts` of a document.yml")
_THEME = Target("a theme", (Theme,), where="themes.yml")
_WORK = Target("a work", (Work,), where="works.yml")
_COUNTRY = Target("a country", (Country,), where="countries.yml")
_DOCUMENT = Target("a document", (Document,), where="documents/, in a folder of this name")
_ANY = Target("anything", (Entry,))

Fields: TypeAlias = Mapping[str, Target]

TARGETS: Mapping[type[ModelValue], Fields] = {
    Settings: {
        "key_facts": _FACT,
        "pages": Target("a page", (Page,), where="pages/, in a folder of this name"),
    },
    HelpLine: {"country": _COUNTRY},
    Document: {
        "kind": Target("a kind of document", (KindName,), "document", _KINDS),
        "sender": _ACTOR,
        "recipient": _ACTOR,
        "publisher": _ACTOR,
        "themes": _THEME,
        "actors": _ACTOR,
        "works": _WORK,
        "key_facts": _FACT,
    },
    Passage: {"document": _DOCUMENT},
    CellFact: {"fact": _FACT},
    Event: {
        "kind": Target("a kind of event", (KindName,), "event", _KINDS),
        "themes": _THEME,
        "actors": _ACTOR,
        "works": _WORK,
        "facts": _FACT,
        "work": _WORK,
    },
    Commitment: {"by": _ACTOR, "to": _ACTOR, "themes": _THEME},
    Outcome: {"facts": _FACT, "work": _WORK},
    Side: {"facts": _FACT, "work": _WORK},
    Difference: {"concerns": _ANY},
    Correction: {"concerns": _ANY},
    Actor: {"country": _COUNTRY},
    Role: {"body": Target("an actor", (Actor,), where="actors.yml")},
    Work: {
        "kind": Target("a kind of work", (KindName,), "work", _KINDS),
        "author": _ACTOR,
        "document": _DOCUMENT,
    },
    Term: {
        "see": Target(
            "a term, actor, country, work or document",
            (Term, Actor, Country, Work, Document),
            where="terms.yml, or the file of what it is",
        )
    },
}
"""By type of the model and name of the field; units and derivations are looked at elsewhere."""


_UNITS: Mapping[type[ModelValue], tuple[str, ...]] = {
    Fact: ("unit",),
    Figure: ("unit", "n"),
    Column: ("unit", "n"),
}
"""Fields that hold the id of a unit, `percent` or a currency."""


def find_named_ids(dossier: Dossier) -> Iterator[tuple[str, Path, str]]:
    """Every id that a field holds: the entry, the path of the id below it, and the id itself."""
    for part in walk_values(dossier):
        for name in (*TARGETS.get(type(part.value), {}), *_UNITS.get(type(part.value), ())):
            field = getattr(part.value, name)
            if isinstance(field, tuple):
                for place, reference in enumerate(field):
                    yield part.entry, (*part.path_of(name), place), reference
            elif field is not None:
                yield part.entry, part.path_of(name), field


def check_references(
    dossier: Dossier, positions: SourcePositions, walked: Iterable[LocatedValue]
) -> Iterator[Diagnostic]:
    """Each id that names nothing, or something of another kind (`dangling-reference`, `wrong-kind`)."""
    index, failed = dossier.by_id, positions.unread_ids
    for part in walked:
        for name, target in TARGETS.get(type(part.value), {}).items():
            field = getattr(part.value, name)
            many = isinstance(field, tuple)
            for place, reference in enumerate(field if many else (field,)):
                if reference is None or reference in failed:
                    continue
                entry = index.get(reference)
                if entry is None or not target.takes(entry):
                    path = (*part.path_of(name), place) if many else part.path_of(name)
                    code, message, hint = _said(index, reference, target)
                    yield Diagnostic(positions.of(part.entry, *path), code, message, hint)
        if isinstance(part.value, Identifiers):
            yield from _registers(index, part, part.value, positions)


def _registers(
    index: Mapping[str, Entry], part: LocatedValue, numbers: Identifiers, positions: SourcePositions
) -> Iterator[Diagnostic]:
    """Each number by kind has a kind."""
    own = list(Identifiers.model_fields)
    for name in numbers.by_kind:
        if name not in positions.unread_ids and not isinstance(index.get(name), KindName):
            known = [*own, *(other for other, entry in index.items() if isinstance(entry, KindName))]
            close = nearest(name, known)
            hint = (
                f"did you mean “{close}”?"
                if close
                else f"use {', '.join(own)}, or the id of a kind in kinds.yml"
            )
            position = positions.of(part.entry, *part.path_of(name), key=True)
            yield Diagnostic(
                position, Code.DANGLING_REFERENCE, f"there is no kind “{name}” of official number", hint
            )


def _said(index: Mapping[str, Entry], reference: str, target: Target) -> tuple[Code, str, str]:
    """The code, message and hint for an id that does not name what it should."""
    known = [name for name, other in index.items() if target.takes(other)]
    close = nearest(reference, known)
    hint = f"did you mean “{close}”?" if close else _belongs(known, target)
    entry = index.get(reference)
    if entry is None:
        if target.where:
            hint += (" Or" if close else "; or") + f" add it to {target.where}, if it is new"
        return Code.DANGLING_REFERENCE, f"nothing is called “{reference}”", hint
    if target.where and not close:
        hint += f"; it stands in {target.where}"
    return Code.WRONG_KIND, f"“{reference}” is {describe_type(entry)}", hint


def _belongs(known: list[str], target: Target) -> str:
    if not known:
        return f"here belongs {target.what}, and there is none yet"
    if len(known) <= 12:
        return f"here belongs {target.what}: {', '.join(sorted(known))}"
    return f"here belongs {target.what}"


_CALLED = {
    "KindName": "a kind of {of}",
    "Event": "an event",
    "Actor": "an actor",
}


def describe_type(entry: Entry) -> str:
    """What an entry is, with its article."""
    name = type(entry).__name__
    return _CALLED.get(name, f"a {name.lower()}").format(of=getattr(entry, "of", ""))
