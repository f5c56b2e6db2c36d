"""A dossier whose reads are noted, so that a page is made again when what it read of the dossier has changed.

It's a dossier in every other respect. Reads are noted as

- `entry id`: an entry by its id or alias, without the entries that are written in a document;
- `owned id.field`: the entries, or waivers, of one kind in a document, or one of them;
- `owner id`: the document in which an entry is written, by the document's id where there is one;
- `collection field`: all entries of a field of the dossier, documents without what is written in them.

Settings, units and kinds aren't noted: every page reads them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from dossier_timeline.model.base import Entry, ModelValue
from dossier_timeline.model.documents import Document
from dossier_timeline.model.dossier import Dossier
from dossier_timeline.model.entry_digests import OWNED_ENTRIES, OWNED_FIELDS, EntryDigests
from dossier_timeline.read_recorder import ComputedSource, ReadRecorder, RecordedMapping, Sources

READ_BY_ALL_PAGES = ("settings", "units", "kinds")
"""The fields of a dossier that every page reads."""
Recorded = TypeVar("Recorded", bound=ModelValue)

_RECORDER = " recorder"
"""Under this the recorder stands among the values of an instance: no field has a space in its name."""


class _RecordedField:
    """A field whose reads are noted; a descriptor that stands before the values of an instance."""

    def __init__(self, source: str, name: str, *, by_id: bool) -> None:
        self._source, self._name, self._by_id = source, name, by_id

    def __get__(self, instance: Any, owner: type) -> Any:
        if instance is None:
            raise AttributeError(self._name)
        values = instance.__dict__
        recorder: ReadRecorder | None = values.get(_RECORDER)
        if recorder is not None:
            subject = f"{values['id']}.{self._name}" if self._by_id else self._name
            recorder.note(f"{self._source} {subject}")
        return values[self._name]

    def __set__(self, instance: Any, value: Any) -> None:
        instance.__dict__[self._name] = value


class RecordedDocument(Document):
    """A document in which reads of the entries written in it are noted."""


class RecordedDossier(Dossier):
    """A dossier whose reads are noted."""


for _name in OWNED_FIELDS:
    setattr(RecordedDocument, _name, _RecordedField("owned", _name, by_id=True))
for _name in Dossier.model_fields.keys() - {*READ_BY_ALL_PAGES}:
    setattr(RecordedDossier, _name, _RecordedField("collection", _name, by_id=False))


def record_dossier(
    dossier: Dossier, recorder: ReadRecorder, digests: EntryDigests, shards: Mapping[str, str]
) -> RecordedDossier:
    """The same dossier, whose reads are noted by `recorder`; `shards` have the document of each entry."""
    documents = {one.id: _record_document(one, recorder) for one in dossier.documents}
    for one in dossier.documents:
        digests.add(documents[one.id], "", digests.of(one))
    recorded = _copy_values(dossier, RecordedDossier, recorder)
    values = recorded.__dict__
    values["documents"] = tuple(documents[one.id] for one in dossier.documents)

    def find_recorded(entry: Entry) -> Entry:
        return documents.get(entry.id, entry) if isinstance(entry, Document) else entry

    def find_by_id() -> dict[str, Entry]:
        return {name: find_recorded(entry) for name, entry in dossier.by_id.items()}

    def find_owners() -> Mapping[str, Document]:
        return {name: documents[owner.id] for name, owner in dossier.document_of.items()}

    values["by_id"] = _RecordedEntries("entry", recorder, find_by_id, digests.describe)
    values["by_id"].owned_reads = {
        entry.id: f"owned {document.id}.{name}"
        for document in dossier.documents
        for name in OWNED_ENTRIES
        for entry in getattr(document, name)
    }
    values["document_of"] = RecordedMapping("owner", recorder, find_owners, digests.describe, shards=shards)
    values["chronological_keys"] = RecordedMapping(
        "order", recorder, lambda: dossier.chronological_keys, repr, shards=shards
    )
    return recorded


class DossierReads:
    """A dossier whose reads are noted, with what tells whether they would give the same."""

    def __init__(self, dossier: Dossier, digests: EntryDigests, recorder: ReadRecorder | None = None) -> None:
        """`digests` are those of entries that are known."""
        self.recorder = recorder or ReadRecorder()
        self.shards = {name: document.id for name, document in dossier.document_of.items()}
        """The document in which an entry is written, by id: reads of one are noted for all of it."""
        self.dossier: Dossier = record_dossier(dossier, self.recorder, digests, self.shards)
        self.sources = Sources()
        for name in ("by_id", "document_of", "chronological_keys"):
            mapping: RecordedMapping[str, object] = getattr(self.dossier, name)
            self.sources.add(mapping.source, mapping)
        for source, digest in list_dossier_sources(dossier, digests).items():
            self.sources.add(source, ComputedSource(digest))


class _RecordedEntries(RecordedMapping[str, Entry]):
    """Entries by id; one that is written in a document is read with all of its kind there."""

    is_grouped = False
    """Few entries are read by id, and a digest of all would take longer than theirs."""
    owned_reads: Mapping[str, str]

    def _note(self, key: object) -> None:
        owned = self.owned_reads.get(key) if isinstance(key, str) else None
        if owned is None:
            super()._note(key)
        else:
            self._recorder.note(owned)


def _record_document(document: Document, recorder: ReadRecorder) -> RecordedDocument:
    return _copy_values(document, RecordedDocument, recorder)


def _copy_values(value: ModelValue, kind: type[Recorded], recorder: ReadRecorder) -> Recorded:
    """The same values in another type, with the recorder among them."""
    copy: Recorded = object.__new__(kind)
    names = type(value).model_fields
    fields = {name: content for name, content in value.__dict__.items() if name in names}
    object.__setattr__(copy, "__dict__", {**fields, _RECORDER: recorder})
    for name in ("__pydantic_fields_set__", "__pydantic_extra__", "__pydantic_private__"):
        object.__setattr__(copy, name, getattr(value, name))
    return copy


def list_dossier_sources(dossier: Dossier, digests: EntryDigests) -> Mapping[str, Callable[[str], str]]:
    """What gives the digest of a read of a field of the dossier or a document, by the source of the read."""

    def digest_owned(key: str) -> str:
        document_id, _, name = key.rpartition(".")
        document = dossier.by_id.get(document_id)
        return digests.of_part(document, name) if isinstance(document, Document) else ""

    def digest_collection(name: str) -> str:
        return digests.of_each(getattr(dossier, name))

    return {"owned": digest_owned, "collection": digest_collection}
