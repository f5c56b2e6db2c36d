"""The files of a site, some in memory and some on disk, and the manifest that lists them with digests."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, MutableMapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

MANIFEST_PATH = "manifest.json"


class FilesChangedError(Exception):
    """A file on disk no longer has the content that it had when it was added."""


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file on disk: its path, its SHA-256 and its size in bytes.

    It was published by the last build, or `is_new`: made by this one and not published yet.
    """

    location: str
    digest: str
    size: int
    is_new: bool = False


class SiteFiles(MutableMapping[str, bytes]):
    """The contents of files by path; a file on disk is read when its content is asked for."""

    def __init__(self, files: Mapping[str, bytes] | None = None) -> None:
        self._contents: dict[str, bytes | StoredFile] = {}
        self._digests: dict[str, str] = {}
        self.update(files or {})

    @classmethod
    def from_stored(cls, stored_files: Mapping[str, StoredFile]) -> SiteFiles:
        """Files that lie on disk, by path."""
        files = cls()
        for path, stored in stored_files.items():
            files.add_stored(path, stored)
        return files

    def update(self, other: Mapping[str, bytes]) -> None:  # type: ignore[override]
        """Add all files of another mapping; files on disk stay unread."""
        if isinstance(other, SiteFiles):
            self._contents.update(other._contents)
            self._digests.update(other._digests)
        else:
            for path, content in other.items():
                self[path] = content

    def add_stored(self, path: str, stored: StoredFile) -> None:
        """Add a file that lies on disk."""
        self._contents[path], self._digests[path] = stored, stored.digest

    def add(self, path: str, content: bytes | StoredFile) -> None:
        """Add a file, whether its content is in memory or on disk."""
        if isinstance(content, StoredFile):
            self.add_stored(path, content)
        else:
            self[path] = content

    def new_location(self, path: str) -> str:
        """Where a new file lies that isn't in memory; "" for any other file."""
        entry = self._contents[path]
        return entry.location if isinstance(entry, StoredFile) and entry.is_new else ""

    def mark_published(self, folder: Path) -> None:
        """Note that all new files are published in a folder now."""
        for path, entry in self._contents.items():
            if isinstance(entry, StoredFile) and entry.is_new:
                self._contents[path] = StoredFile(f"{folder}/{path}", entry.digest, entry.size)

    def below(self, folder: str) -> SiteFiles:
        """The same files with their paths below a folder, which ends in "/"."""
        moved = SiteFiles()
        moved._contents = {f"{folder}{path}": entry for path, entry in self._contents.items()}
        moved._digests = {f"{folder}{path}": digest for path, digest in self._digests.items()}
        return moved

    def digest(self, path: str) -> str:
        """The SHA-256 of a file in hexadecimal."""
        known = self._digests.get(path)
        if known is None:
            known = self._digests[path] = sha256(self[path]).hexdigest()
        return known

    def size(self, path: str) -> int:
        """The size of a file in bytes."""
        entry = self._contents[path]
        return entry.size if isinstance(entry, StoredFile) else len(entry)

    def sorted_by_path(self) -> SiteFiles:
        """The same files in the order of their paths."""
        found = SiteFiles()
        found._contents = dict(sorted(self._contents.items()))
        found._digests = self._digests
        return found

    def __getitem__(self, path: str) -> bytes:
        entry = self._contents[path]
        return entry if isinstance(entry, bytes) else _read_stored(entry)

    def __setitem__(self, path: str, content: bytes) -> None:
        self._contents[path] = content
        self._digests.pop(path, None)

    def __delitem__(self, path: str) -> None:
        del self._contents[path]
        self._digests.pop(path, None)

    def __contains__(self, path: object) -> bool:
        return path in self._contents

    def __iter__(self) -> Iterator[str]:
        return iter(self._contents)

    def __len__(self) -> int:
        return len(self._contents)


def _read_stored(stored: StoredFile) -> bytes:
    """The content of a file on disk. Raises `FilesChangedError` when it isn't what its digest says."""
    try:
        content = Path(stored.location).read_bytes()
    except OSError as error:
        raise FilesChangedError(stored.location) from error
    if sha256(content).hexdigest() != stored.digest:
        raise FilesChangedError(stored.location)
    return content


def make_manifest(files: SiteFiles) -> bytes:
    """The manifest of these files: SHA-256 and size in bytes by path, itself left out."""
    entries = (
        f'  {json.dumps(path)}: {{\n   "sha256": "{files.digest(path)}",\n   "size": {files.size(path)}\n  }}'
        for path in sorted(files)
        if path != MANIFEST_PATH
    )
    body = ",\n".join(entries)
    return ('{\n "files": {' + (f"\n{body}\n " if body else "") + "}\n}\n").encode()
