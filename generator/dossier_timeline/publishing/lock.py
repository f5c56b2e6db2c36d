"""The lock file beside a site: who publishes now, and a record of what was published last.

Each line of it is a record in JSON; the last whole one counts, so a build that is killed while it writes
one leaves the one before. A file that is no plain file of its own, such as a link, is refused.
"""

from __future__ import annotations

import json
import os
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from dossier_timeline.diagnostics.os_errors import PublishError

_LONG = 1 << 18
"""Bytes: a lock file longer than this is begun anew."""
_LONGEST = 1 << 24
"""Bytes: of a longer one nothing is read."""


@dataclass(frozen=True, slots=True)
class PublicationRecord:
    """What a publication left: a mark of its own, the names that it made, and what is on its way.

    `made` is `None` where nobody knows. `moved` are the entries of others that may lie in the spare tree
    while both change places.
    """

    publication_id: str = ""
    own_names: frozenset[str] | None = None
    moved_entries: tuple[str, ...] = ()


class PublicationLock:
    """A lock file that is held; `record` is what stands in it."""

    def __init__(self, handle: int) -> None:
        self._handle = handle
        self.record = _parse_last_record(_read_all(handle))

    def write_record(self, **changed: Any) -> None:
        """Write the record with some values changed. Raises `OSError`; what was written before stays."""
        record = replace(self.record, **changed)
        made = None if record.own_names is None else sorted(record.own_names)
        values = {"mark": record.publication_id, "made": made, "moved": record.moved_entries}
        if os.fstat(self._handle).st_size > _LONG and not self.record.moved_entries:
            os.ftruncate(self._handle, 0)
        line = b"\n" + json.dumps(values).encode() + b"\n"
        while line:
            line = line[os.write(self._handle, line) :]
        self.record = record

    def write_final_record(self, **changed: Any) -> None:
        """Write the record of what is done already; where that can't be, nothing is known any more."""
        if self.record == replace(self.record, **changed):
            return
        try:
            self.write_record(**changed)
        except OSError:
            self.record = replace(self.record, **changed)
            with suppress(OSError):
                os.ftruncate(self._handle, 0)


def read_record(path: Path) -> PublicationRecord:
    """The record in a lock file; an empty one where there is none."""
    try:
        handle = _open_plain_file(path, os.O_RDONLY)
    except (OSError, PublishError):
        return PublicationRecord()
    try:
        return _parse_last_record(_read_all(handle))
    finally:
        os.close(handle)


@contextmanager
def hold_lock(path: Path) -> Iterator[PublicationLock]:
    """Hold the lock; it goes with the process, however that ends."""
    handle = _open_plain_file(path, os.O_RDWR | os.O_CREAT | os.O_APPEND)
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(handle, msvcrt.LK_LOCK, 1)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX)
        yield PublicationLock(handle)
    finally:
        if sys.platform == "win32":
            with suppress(OSError):
                os.lseek(handle, 0, os.SEEK_SET)
                msvcrt.locking(handle, msvcrt.LK_UNLCK, 1)
        os.close(handle)


def _open_plain_file(path: Path, flags: int) -> int:
    """Open a plain file; a link is never followed. Raises `PublishError` for anything else."""
    with suppress(FileNotFoundError):
        _require_plain_file(path, path.lstat().st_mode)
    handle = os.open(path, flags | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0), 0o666)
    try:
        _require_plain_file(path, os.fstat(handle).st_mode)
    except PublishError:
        os.close(handle)
        raise
    return handle


def _require_plain_file(path: Path, mode: int) -> None:
    if not stat.S_ISREG(mode):
        raise PublishError(
            f"“{path}” should be a file of this program's own, and is something else (such as a link). "
            f"Nothing was published and nothing was changed: move it away, and build again."
        )


def _read_all(handle: int) -> bytes:
    size = os.fstat(handle).st_size
    os.lseek(handle, 0, os.SEEK_SET)
    return os.read(handle, size) if size <= _LONGEST else b""


def _parse_last_record(content: bytes) -> PublicationRecord:
    """The last whole record; of an older version there is the mark alone."""
    lines = content.split(b"\n")
    for line in reversed(lines[:-1]):
        with suppress(ValueError, TypeError, KeyError, AttributeError, RecursionError):
            found = json.loads(line)
            made = found["made"]
            names = [*(made or ()), *found["moved"], found["mark"]]
            if all(isinstance(name, str) for name in names):
                known = None if made is None else frozenset(made)
                return PublicationRecord(found["mark"], known, tuple(found["moved"]))
    with suppress(ValueError):
        return PublicationRecord(content.decode("ascii") if len(content) == _ID_LENGTH else "")
    return PublicationRecord()


_ID_LENGTH = 16
"""How many characters a mark has."""
