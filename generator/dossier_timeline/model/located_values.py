"""Every value of a dossier with the place where it is written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dossier_timeline.model.base import Entry, ModelValue
from dossier_timeline.model.documents import Document
from dossier_timeline.model.dossier import Dossier
from dossier_timeline.model.relations import Path, find_ids, find_parts
from dossier_timeline.model.remembering import remember_each, remember_last
from dossier_timeline.model.source_positions import SETTINGS


@dataclass(frozen=True, slots=True)
class LocatedValue:
    """A value of the model: the entry it belongs to, the keys and indexes below that, and where.

    `document` is the one in which it is written, `None` elsewhere.
    """

    entry: str
    path: Path
    value: ModelValue
    document: Document | None


@remember_last
def walk_values(dossier: Dossier) -> tuple[LocatedValue, ...]:
    """The settings, the entries and everything inside them, but for words and Markdown."""
    return tuple(_walk_all(dossier))


def _walk_all(dossier: Dossier) -> Iterator[LocatedValue]:
    yield from walk_value(SETTINGS, dossier.settings)
    inside = dossier.document_of
    for entry in dossier.entries():
        yield from _list_values(entry, inside.get(entry.id))


@remember_each
def _list_values(entry: Entry, document: Document | None) -> tuple[LocatedValue, ...]:
    """An entry, which is written in a document or in none, and everything inside it."""
    return tuple(walk_value(entry.id, entry, (), document))


def walk_value(
    entry_id: str, value: ModelValue, path: Path = (), document: Document | None = None
) -> Iterator[LocatedValue]:
    """An entry, or a value below it, and everything inside it but for the entries that are written in it."""
    yield LocatedValue(entry_id, path, value, document)
    for below, part in find_parts(value):
        yield from walk_value(entry_id, part, (*path, *below), document)


def find_named_ids(dossier: Dossier) -> Iterator[tuple[str, Path, str]]:
    """Find every id that a field of the dossier holds: the entry, the path of the id below it, and the id."""
    for located in walk_values(dossier):
        yield from _list_named_ids(located)


@remember_each
def _list_named_ids(located: LocatedValue) -> tuple[tuple[str, Path, str], ...]:
    """The ids that the fields of a value hold."""
    return tuple((located.entry, (*located.path, *path), name) for _, path, name in find_ids(located.value))
