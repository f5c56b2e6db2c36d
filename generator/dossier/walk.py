"""Every part of a dossier with the place where it is written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from generator.dossier.base import Entry, Named, Words
from generator.dossier.documents import Document, Prose
from generator.dossier.model import Dossier
from generator.dossier.places import SETTINGS

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A value of the model: the entry it belongs to, the keys and indexes below that, and where.

    `document` is the one in which it is written, `None` elsewhere.
    """

    entry: str
    path: Path
    value: Entry
    document: Document | None

    def at(self, name: str) -> Path:
        """The path of one of its fields, by the field's name in the model."""
        return (*self.path, written(type(self.value), name))


def parts(dossier: Dossier) -> Iterator[Part]:
    """Settings, entries and everything inside them, but for words and Markdown."""
    yield from _inside(SETTINGS, dossier.settings, (), None)
    inside = dossier.document_of
    for entry in dossier.entries():
        yield from _inside(entry.id, entry, (), inside.get(entry.id))


def _inside(entry: str, value: Entry, path: Path, document: Document | None) -> Iterator[Part]:
    yield Part(entry, path, value, document)
    for name, field in value.__dict__.items():
        if isinstance(field, tuple):
            if field and isinstance(field[0], Entry) and not isinstance(field[0], Named):
                for index, item in enumerate(field):
                    yield from _inside(entry, item, (*path, written(type(value), name), index), document)
        elif isinstance(field, dict):
            for key, item in field.items():
                if isinstance(item, Entry) and not isinstance(item, Prose):
                    yield from _inside(entry, item, (*path, written(type(value), name), key), document)
        elif isinstance(field, Entry) and not isinstance(field, Words):
            yield from _inside(entry, field, (*path, written(type(value), name)), document)


@lru_cache(maxsize=1024)
def written(kind: type[Entry], name: str) -> str:
    """The key under which content writes a field of the model."""
    field = kind.model_fields.get(name)
    return field.alias if field and field.alias else name
