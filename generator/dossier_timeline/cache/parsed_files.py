"""Files of content as an earlier build parsed them, so that only those that have changed are parsed again.

A file is known by its path and its SHA-256. Only files in which nothing is wrong are kept. With the values go
the digests of the entries and what each names, because every build needs those of all entries. While serving,
a process keeps what it read in memory.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.metadata import version
from operator import itemgetter
from pathlib import Path

from dossier_timeline.cache.buckets import fingerprint
from dossier_timeline.cache.store import Store
from dossier_timeline.cache.value_codec import UnknownTypeError, ValueCodec
from dossier_timeline.content.content_files import ContentFile
from dossier_timeline.content.entries import ParsedFile
from dossier_timeline.content.reread_files import reread_later
from dossier_timeline.content.yaml_nodes import KeyPath
from dossier_timeline.model.base import Entry
from dossier_timeline.model.documents import Document, Page, Prose
from dossier_timeline.model.dossier import Dossier, Settings, Translations
from dossier_timeline.model.entry_digests import OWNED_FIELDS, EntryDigests
from dossier_timeline.model.relations import find_owned
from dossier_timeline.model.uses import EntryMentions

_BUCKET = "content"
_LIBRARIES = ("pydantic", "PyYAML")


@dataclass(frozen=True, slots=True)
class _StoredFile:
    """A parsed file, with the digests and mentions of its values in the order in which they stand in it."""

    digest: str
    values: tuple[Settings | Dossier | Prose | Translations, ...]
    ids: tuple[tuple[str, KeyPath], ...]
    digests: tuple[str, ...]
    mentions: tuple[dict[str, tuple[str, ...]], ...]
    body_digests: tuple[str, ...]
    has_source: bool


_in_memory: dict[tuple[Path, str], tuple[str, ParsedFile, _StoredFile]] = {}
"""What this process has read, by project and path, with the digest of the file."""


def parsed_files_in_memory() -> object:
    """What this process has read."""
    return tuple(_in_memory.values())


@cache
def _codec() -> ValueCodec:
    return ValueCodec(_StoredFile)


class ParsedFileCache:
    """The parsed files of one project, and the digests and mentions of all values that were asked for."""

    def __init__(self, store: Store, root: Path, content: str, file_digests: Mapping[str, str]) -> None:
        """`content` is the folder of content below `root`.

        `file_digests` has the SHA-256 of each file of content and of the program as it is now, by its path.
        """
        self._store, self._root, self._content, self._file_digests = store, root, content, file_digests
        self._version = _describe_program(file_digests)
        self._has_memory = any(project == root for project, _ in _in_memory)
        self._new: dict[str, tuple[str, ParsedFile]] = {}
        self._seen: set[str] = set()
        self._texts: dict[str, Prose] = {}
        self.digests, self.mentions = EntryDigests(), EntryMentions()

    def find(self, file: ContentFile) -> ParsedFile | None:
        """The file as it was parsed when it was the same; `None` when it must be parsed."""
        digest = self._file_digests.get(str(file.file), "")
        known = _in_memory.get((self._root, file.path))
        if known is None or known[0] != digest:
            stored = self._load(file.path, digest)
            if stored is None:
                return None
            known = digest, _restore(file, stored), stored
            _in_memory[self._root, file.path] = known
        _, parsed, stored = known
        self._seen.add(file.path)
        self._note_text(parsed)
        digests, mentions = iter(stored.digests), iter(stored.mentions)
        for value in _walk(parsed.values):
            if isinstance(value, Entry):
                for field in _digested_fields(value):
                    self.digests.add(value, field, next(digests))
            self.mentions.add(value, next(mentions))
        return parsed

    def add(self, file: ContentFile, parsed: ParsedFile) -> None:
        """Keep a file that was parsed now, if nothing is wrong with it."""
        self._note_text(parsed)
        digest = self._file_digests.get(str(file.file))
        if digest and not parsed.problems and not parsed.failed:
            self._new[file.path] = digest, parsed

    @property
    def has_new_data(self) -> bool:
        """Whether files were parsed now that are no Markdown texts."""
        return any(not isinstance(value, Prose) for _, one in self._new.values() for value in one.values)

    @cached_property
    def content_key(self) -> str:
        """A digest of all content but the words of the Markdown texts: what they name belongs to it.

        The receipt does too. It's for when all files were asked for; "" where the files aren't known.
        """
        if not self._file_digests:
            return ""
        paths, content = {str(self._root / path) for path in self._texts}, f"{self._root / self._content}/"
        others = ((path, digest) for path, digest in self._file_digests.items() if path not in paths)
        files = sorted((path, digest) for path, digest in others if path.startswith(content))
        heads = [
            (path, self.digests.of(prose), self.mentions.find(prose), bool(prose.body.strip()))
            for path, prose in sorted(self._texts.items(), key=itemgetter(0))
        ]
        return fingerprint((files, heads))

    def _note_text(self, parsed: ParsedFile) -> None:
        self._texts.update({one.path: one for one in parsed.values if isinstance(one, Prose)})

    def save(self) -> None:
        """Write what was parsed now to the store, and forget files that aren't there any more."""
        stored_paths = self._store.list_keys(_BUCKET, self._version) if self._file_digests else {}
        removed = stored_paths.keys() - self._seen - self._new.keys()
        rows = {}
        for path, (digest, parsed) in self._new.items():
            stored = self._describe(digest, parsed)
            try:
                rows[path] = _codec().encode(stored)
            except UnknownTypeError:
                continue
            _in_memory[self._root, path] = digest, parsed, stored
        if rows or removed:
            self._store.write(_BUCKET, rows, self._version, removed=removed)

    def _load(self, path: str, digest: str) -> _StoredFile | None:
        content = self._read_stored(path) if digest else None
        if not content:
            return None
        try:
            stored = _codec().decode(content)
        except UnknownTypeError:
            return None
        return stored if isinstance(stored, _StoredFile) and stored.digest == digest else None

    def _read_stored(self, path: str) -> bytes | None:
        """The row of a file; a process that knows the other files of the project reads no more than that."""
        if self._has_memory:
            return self._store.read(_BUCKET, path, self._version)
        return self._all_stored.get(path)

    @cached_property
    def _all_stored(self) -> Mapping[str, bytes]:
        return self._store.read_all(_BUCKET, self._version)

    def _describe(self, digest: str, parsed: ParsedFile) -> _StoredFile:
        values = list(_walk(parsed.values))
        digests = (
            self.digests.of_part(value, field)
            for value in values
            if isinstance(value, Entry)
            for field in _digested_fields(value)
        )
        mentions = (dict(self.mentions.find(value)) for value in values)
        return _StoredFile(
            digest,
            parsed.values,
            parsed.ids,
            tuple(digests),
            tuple(mentions),
            tuple(value.body_digest for value in values if isinstance(value, Prose)),
            parsed.source is not None,
        )


def _restore(file: ContentFile, stored: _StoredFile) -> ParsedFile:
    source = reread_later(file) if stored.has_source else None
    texts = (value for value in stored.values if isinstance(value, Prose))
    for text, digest in zip(texts, stored.body_digests, strict=True):
        vars(text)["body_digest"] = digest
    return ParsedFile(
        file.kind, file.name, file.path, file.language, stored.values, (), source, stored.ids, frozenset()
    )


def _walk(values: tuple[object, ...]) -> Iterator[Settings | Entry | Prose]:
    """The values of a file that have digests and mentions, each with the entries that stand in it."""
    for value in values:
        if isinstance(value, Settings | Entry | Prose):
            yield value
        if isinstance(value, Entry) and not isinstance(value, Page):
            yield from find_owned(value)


def _digested_fields(entry: Entry) -> tuple[str, ...]:
    """The fields of an entry that have digests of their own; "" for all others together."""
    return ("", *OWNED_FIELDS) if isinstance(entry, Document) else ("",)


def _describe_program(file_digests: Mapping[str, str]) -> str:
    """A digest of this program and of the libraries that read values: any change there may change a value."""
    program = f"{Path(__file__).parents[1]}/"
    files = sorted(
        (path.removeprefix(program), digest)
        for path, digest in file_digests.items()
        if path.startswith(program) and path.endswith(".py")
    )
    return fingerprint((files, sys.version, [version(name) for name in _LIBRARIES]))
