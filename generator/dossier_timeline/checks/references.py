"""Ids that fields hold: each names an entry, of a type that the field may name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from dossier_timeline.diagnostics.codes import Code
from dossier_timeline.diagnostics.diagnostic import Diagnostic, Position
from dossier_timeline.diagnostics.suggestions import find_nearest_word
from dossier_timeline.model.base import Entry
from dossier_timeline.model.documents import Document, Page
from dossier_timeline.model.dossier import Dossier
from dossier_timeline.model.facts import Fact
from dossier_timeline.model.field_types import IdForm
from dossier_timeline.model.located_values import LocatedValue
from dossier_timeline.model.registers import KindName
from dossier_timeline.model.relations import IdRelation, find_ids, relations_of
from dossier_timeline.model.source_positions import SourcePositions
from dossier_timeline.model.sources import Identifiers

_LISTED = 12
"""So many ids that would be right are listed."""

_CHECKED_HERE = (IdForm.ID, IdForm.KEYS)

_WHERE = {
    Document: "documents/, in a folder of this name",
    Page: "pages/, in a folder of this name",
    Fact: "`facts` of a document.yml",
}
"""Where an entry is added that isn't in a register of its own."""


def check_references(
    dossier: Dossier, positions: SourcePositions, values: Iterable[LocatedValue]
) -> Iterator[Diagnostic]:
    """Each id that names nothing, or something of another type (`dangling-reference`, `wrong-kind`).

    Units and the facts of arithmetic have checks of their own.
    """
    index, unread = dossier.by_id, positions.unread_ids
    for located in values:
        for relation, path, name in find_ids(located.value, _CHECKED_HERE):
            entry = index.get(name)
            if name in unread or (entry is not None and relation.accepts(entry)):
                continue
            if relation.form is IdForm.ID:
                position = positions.of(located.entry, *located.path, *path)
                yield _diagnose_wrong_id(position, index, name, relation)
            else:
                position = positions.of(located.entry, *located.path, *path, key=True)
                message = f"there is no kind “{name}” of official number"
                yield Diagnostic(position, Code.DANGLING_REFERENCE, message, _propose_number(index, name))


def _propose_number(index: Mapping[str, Entry], name: str) -> str:
    own = list(Identifiers.model_fields)
    known = [*own, *(other for other, entry in index.items() if isinstance(entry, KindName))]
    if close := find_nearest_word(name, known):
        return f"did you mean “{close}”?"
    return f"use {', '.join(own)}, or the id of a kind in kinds.yml"


def _diagnose_wrong_id(
    position: Position, index: Mapping[str, Entry], name: str, relation: IdRelation
) -> Diagnostic:
    """What is wrong with an id that does not name what it should."""
    known = [other for other, entry in index.items() if relation.accepts(entry)]
    close, where = find_nearest_word(name, known), _where_to_add(relation)
    hint = f"did you mean “{close}”?" if close else _list_right_ids(known, _describe_types(relation))
    entry = index.get(name)
    if entry is None:
        if where:
            hint += (" Or" if close else "; or") + f" add it to {where}, if it is new"
        return Diagnostic(position, Code.DANGLING_REFERENCE, f"nothing is called “{name}”", hint)
    if where and not close:
        hint += f"; it stands in {where}"
    return Diagnostic(
        position, Code.WRONG_KIND, f"“{name}” is {describe_type(type(entry), getattr(entry, 'of', ''))}", hint
    )


def _list_right_ids(known: list[str], what: str) -> str:
    if not known:
        return f"here belongs {what}, and there is none yet"
    if len(known) <= _LISTED:
        return f"here belongs {what}: {', '.join(sorted(known))}"
    return f"here belongs {what}"


def _where_to_add(relation: IdRelation) -> str:
    """The file in which an entry is added that a field may name; "" where that may be any file."""
    if Entry in relation.types:
        return ""
    first, *others = relation.types
    return _file_of(first) + (", or the file of what it is" if others else "")


def _file_of(kind: type[Entry]) -> str:
    """Where entries of a type are written."""
    registers = (owned.key for owned in relations_of(Dossier).owned if owned.type is kind)
    return _WHERE.get(kind) or f"{next(registers)}.yml"


def _describe_types(relation: IdRelation) -> str:
    """What a field may name, with an article: "a term, actor or work"."""
    if Entry in relation.types:
        return "anything"
    first, *others = (describe_type(kind, relation.subject) for kind in relation.types)
    names = [first, *(other.partition(" ")[2] for other in others)]
    return names[0] if not others else f"{', '.join(names[:-1])} or {names[-1]}"


def describe_type(kind: type[Entry], subject: str = "") -> str:
    """What an entry is, with its article; `subject` is of what a kind is a kind."""
    if kind is KindName:
        return f"a kind of {subject}"
    name = kind.__name__.lower()
    article = "a" + "n" * (name[0] in "aeio")
    return f"{article} {name}"
