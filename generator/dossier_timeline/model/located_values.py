"""Every part of a dossier with the place where it is written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, get_args

from dossier_timeline.model.base import Entry, ModelValue, Words
from dossier_timeline.model.documents import Document, Prose
from dossier_timeline.model.dossier import Dossier
from dossier_timeline.model.source_positions import SETTINGS

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class LocatedValue:
    """A value of the model: the entry it belongs to, the keys and indexes below that, and where.

    `document` is the one in which it is written, `None` elsewhere.
    """

    entry: str
    path: Path
    value: ModelValue
    document: Document | None

    def path_of(self, name: str) -> Path:
        """The path of one of its fields, by the field's name in the model."""
        return (*self.path, find_key(type(self.value), name))


def walk_values(dossier: Dossier) -> Iterator[LocatedValue]:
    """Settings, entries and everything inside them, but for words and Markdown."""
    yield from _inside(SETTINGS, dossier.settings, (), None)
    inside = dossier.document_of
    for entry in dossier.entries():
        yield from _inside(entry.id, entry, (), inside.get(entry.id))


def _inside(entry: str, value: ModelValue, path: Path, document: Document | None) -> Iterator[LocatedValue]:
    yield LocatedValue(entry, path, value, document)
    for name, key in _holders(type(value)):
        field = getattr(value, name)
        if isinstance(field, ModelValue):
            yield from _inside(entry, field, (*path, key), document)
        elif field:
            pairs = field.items() if isinstance(field, Mapping) else enumerate(field)
            for step, item in pairs:
                if isinstance(item, ModelValue):
                    yield from _inside(entry, item, (*path, key, step), document)


@lru_cache(maxsize=1024)
def _holders(kind: type[ModelValue]) -> tuple[tuple[str, str], ...]:
    """The fields of a type that may hold parts without an id of their own, and their keys."""
    return tuple(
        (name, find_key(kind, name))
        for name, field in kind.model_fields.items()
        if any(_is_part(inner) for inner in find_types(field.annotation))
    )


def find_types(annotation: Any) -> Iterator[Any]:
    """The types that an annotation speaks of, at any depth."""
    yield annotation
    for inner in get_args(annotation):
        yield from find_types(inner)


def _is_part(kind: Any) -> bool:
    return (
        isinstance(kind, type)
        and issubclass(kind, ModelValue)
        and not issubclass(kind, Entry | Words | Prose)
    )


@lru_cache(maxsize=1024)
def find_key(kind: type[ModelValue], name: str) -> str:
    """The key under which content writes a field of the model."""
    field = kind.model_fields.get(name)
    return field.alias if field and field.alias else name
