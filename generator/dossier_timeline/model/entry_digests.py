"""Digests of what a dossier holds: of an entry without what is written in it, and of that by field."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from dossier_timeline.model.base import Entry
from dossier_timeline.model.documents import Document, Page, Prose, Summary
from dossier_timeline.model.relations import relations_of
from dossier_timeline.read_recorder import hash_text

OWNED_ENTRIES = tuple(relation.field for relation in relations_of(Document).owned)
"""The fields of a document with entries that are written in it."""
OWNED_FIELDS = (*OWNED_ENTRIES, "waived")
"""The fields of a document that have digests of their own, because few of its readers read them."""


class EntryDigests:
    """Digests of values of a dossier, each computed once.

    A text has the digest of its front matter and its path: its words have one of their own.
    """

    def __init__(self) -> None:
        self._known: dict[tuple[int, str], tuple[object, str]] = {}

    def of(self, value: Any) -> str:
        """The digest of a value: of a document without the fields that have their own digests."""
        return self.of_part(value, "") if isinstance(value, Entry) else hash_text(self.describe(value))

    def of_part(self, entry: Entry, name: str) -> str:
        """The digest of an entry without the fields that have their own, or of such a field by its name."""
        key = id(entry), name
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = entry, hash_text(self._describe_part(entry, name))
        return known[1]

    def add(self, entry: Entry, name: str, digest: str) -> None:
        """Take a digest that was computed before: of an entry, or of a field of it that has its own."""
        self._known[id(entry), name] = entry, digest

    def of_each(self, values: Iterable[Any]) -> str:
        """The digest of several values, in order."""
        return hash_text("\n".join(self.of(value) for value in values))

    def describe(self, value: Any) -> str:  # noqa: PLR0911 -- one for each kind
        """A text that differs when a value does, but of documents only what has no digest of its own.

        So its documents must be such whose reads are noted.
        """
        match value:
            case str():
                return repr(value)
            case Entry():
                return self.of_part(value, "")
            case Prose():
                return repr((value.language, value.path, value.head))
            case Summary():
                return f"{value.document}{self.describe(value.texts)}"
            case frozenset() | set():
                return "".join(sorted(self.describe(one) for one in value))
            case tuple() | list():
                return "".join([f"{self.describe(one)}," for one in value])
            case Mapping():
                return "".join([f"{key!r}:{self.describe(one)}," for key, one in value.items()])
            case _ if is_dataclass(value) and not isinstance(value, type):
                return "".join([f"{self.describe(getattr(value, one.name))};" for one in fields(value)])
        return repr(value)

    def _describe_part(self, entry: Entry, name: str) -> str:
        values = entry.__dict__
        if name:
            return repr(values[name])
        if isinstance(entry, Page):
            return self.describe(entry.texts)
        left_out = OWNED_FIELDS if isinstance(entry, Document) else ()
        shown = [(field, values[field]) for field in type(entry).model_fields if field not in left_out]
        return f"{_name_type(entry)}{shown!r}"


def _name_type(entry: Entry) -> str:
    """The name of an entry's type in the model."""
    return "Document" if isinstance(entry, Document) else type(entry).__name__
