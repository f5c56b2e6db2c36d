"""The files of a site: what was made, in memory, and what stays as it stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, MutableMapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path


class FilesChangedError(Exception):
    """A file that was to stay as it stands isn't what it was any more."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A file on disk: where it stands, the SHA-256 that it has, and its size in bytes.

    It's one of the last build, or `new`.
    """

    file: str
    digest: str
    size: int
    new: bool = False


class Files(MutableMapping[str, bytes]):
    """Contents by path; one that stands is read when somebody asks for it."""

    def __init__(self, files: Mapping[str, bytes] | None = None) -> None:
        self._made: dict[str, bytes | Standing] = {}
        self._digests: dict[str, str] = {}
        self.update(files or {})

    def update(self, other: Mapping[str, bytes]) -> None:  # type: ignore[override]
        """Take over all of these; what stands stays unread."""
        if isinstance(other, Files):
            self._made.update(other._made)
            self._digests.update(other._digests)
        else:
            for path, content in other.items():
                self[path] = content

    def stand(self, path: str, standing: Standing) -> None:
        """Say that a file stays as it stands."""
        self._made[path], self._digests[path] = standing, standing.digest

    def put(self, path: str, content: bytes | Standing) -> None:
        """Add a file, whether it's in memory or stands somewhere."""
        if isinstance(content, Standing):
            self.stand(path, content)
        else:
            self[path] = content

    def new(self, path: str) -> str:
        """Where a file stands that was made and isn't in memory; "" for any other."""
        one = self._made[path]
        return one.file if isinstance(one, Standing) and one.new else ""

    def settle(self, folder: Path) -> None:
        """Say that what was made is published in a folder."""
        for path, one in self._made.items():
            if isinstance(one, Standing) and one.new:
                self._made[path] = Standing(f"{folder}/{path}", one.digest, one.size)

    def digest(self, path: str) -> str:
        """The SHA-256 of a file, in hexadecimal digits."""
        known = self._digests.get(path)
        if known is None:
            known = self._digests[path] = sha256(self[path]).hexdigest()
        return known

    def size(self, path: str) -> int:
        """How many bytes a file has."""
        one = self._made[path]
        return one.size if isinstance(one, Standing) else len(one)

    def in_order(self) -> Files:
        """The same, by path."""
        found = Files()
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


def _read(one: Standing) -> bytes:
    try:
        content = Path(one.file).read_bytes()
    except OSError as error:
        raise FilesChangedError(one.file) from error
    if sha256(content).hexdigest() != one.digest:
        raise FilesChangedError(one.file)
    return content
