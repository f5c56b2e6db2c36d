"""The files of a site: what was made, in memory, and what stays as it stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, MutableMapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path


class FilesChangedError(Exception):
    """A file that was to stay as it stands isn't what it was any more."""


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file on disk: where it stands, the SHA-256 that it has, and its size in bytes.

    It's one of the last build, or `new`.
    """

    location: str
    digest: str
    size: int
    is_new: bool = False


class SiteFiles(MutableMapping[str, bytes]):
    """Contents by path; one that stands is read when somebody asks for it."""

    def __init__(self, files: Mapping[str, bytes] | None = None) -> None:
        self._made: dict[str, bytes | StoredFile] = {}
        self._digests: dict[str, str] = {}
        self.update(files or {})

    def update(self, other: Mapping[str, bytes]) -> None:  # type: ignore[override]
        """Take over all of these; what stands stays unread."""
        if isinstance(other, SiteFiles):
            self._made.update(other._made)
            self._digests.update(other._digests)
        else:
            for path, content in other.items():
                self[path] = content

    def add_stored(self, path: str, standing: StoredFile) -> None:
        """Say that a file stays as it stands."""
        self._made[path], self._digests[path] = standing, standing.digest

    def add(self, path: str, content: bytes | StoredFile) -> None:
        """Add a file, whether it's in memory or stands somewhere."""
        if isinstance(content, StoredFile):
            self.add_stored(path, content)
        else:
            self[path] = content

    def new_location(self, path: str) -> str:
        """Where a file stands that was made and isn't in memory; "" for any other."""
        one = self._made[path]
        return one.location if isinstance(one, StoredFile) and one.is_new else ""

    def mark_published(self, folder: Path) -> None:
        """Say that what was made is published in a folder."""
        for path, one in self._made.items():
            if isinstance(one, StoredFile) and one.is_new:
                self._made[path] = StoredFile(f"{folder}/{path}", one.digest, one.size)

    def digest(self, path: str) -> str:
        """The SHA-256 of a file, in hexadecimal digits."""
        known = self._digests.get(path)
        if known is None:
            known = self._digests[path] = sha256(self[path]).hexdigest()
        return known

    def size(self, path: str) -> int:
        """How many bytes a file has."""
        one = self._made[path]
        return one.size if isinstance(one, StoredFile) else len(one)

    def sorted_by_path(self) -> SiteFiles:
        """The same, by path."""
        found = SiteFiles()
        found._made = dict(sorted(self._made.items()))
        found._digests = self._digests
        return found

    def __getitem__(self, path: str) -> bytes:
        one = self._made[path]
        return one if isinstance(one, bytes) else _read(one)

    def __setitem__(self, path: str, content: bytes) -> None:
        self._made[path] = content
        self._digests.pop(path, None)

    def __delitem__(self, path: str) -> None:
        del self._made[path]
        self._digests.pop(path, None)

    def __contains__(self, path: object) -> bool:
        return path in self._made

    def __iter__(self) -> Iterator[str]:
        return iter(self._made)

    def __len__(self) -> int:
        return len(self._made)


def _read(one: StoredFile) -> bytes:
    try:
        content = Path(one.location).read_bytes()
    except OSError as error:
        raise FilesChangedError(one.location) from error
    if sha256(content).hexdigest() != one.digest:
        raise FilesChangedError(one.location)
    return content
