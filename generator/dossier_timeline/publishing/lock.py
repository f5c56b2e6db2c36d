"""The lock file beside a site: which process publishes now, and a record of the last publication.

Each line of the file is a record in JSON, and the last whole line counts. So when a build is killed while it
writes a record, the record before it is still valid. A path that isn't a plain file, such as a link, is
refused.
"""

from __future__ import annotations

import json
import os
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from dossier_timeline.publishing import PublishError

_RESTART_SIZE = 1 << 18
"""Bytes: a longer lock file is emptied before the next record is written."""
_MAX_SIZE = 1 << 24
"""Bytes: nothing is read from a longer lock file."""


@dataclass(frozen=True, slots=True)
class PublicationRecord:
    """What a publication left: its own id, the top names that builds made, and entries on their way.

    `own_names` is `None` when nobody knows them. `moved_entries` are entries of others that may lie in the
    staging tree while the two trees are exchanged.
    """

    publication_id: str = ""
    own_names: frozenset[str] | None = None
    moved_entries: tuple[str, ...] = ()


class PublicationLock:
    """A lock file that this process holds; `record` is the record in it."""

    def __init__(self, handle: int) -> None:
        self._handle = handle
        self.record = _parse_last_record(_read_all(handle))

    def write_record(self, record: PublicationRecord) -> None:
        """Write a new record. Raises `OSError`; the record before it stays in the file."""
        own_names = None if record.own_names is None else sorted(record.own_names)
        values = {"mark": record.publication_id, "made": own_names, "moved": record.moved_entries}
        if os.fstat(self._handle).st_size > _RESTART_SIZE and not self.record.moved_entries:
            os.ftruncate(self._handle, 0)
        line = b"\n" + json.dumps(values).encode() + b"\n"
        while line:
            line = line[os.write(self._handle, line) :]
        self.record = record

    def write_final_record(self, record: PublicationRecord) -> None:
        """Write the record of a finished publication; if that fails, empty the file instead."""
        if self.record == record:
            return
        try:
            self.write_record(record)
        except OSError:
            self.record = record
            with suppress(OSError):
                os.ftruncate(self._handle, 0)


def read_record(path: Path) -> PublicationRecord:
    """The record in a lock file; an empty record when there is no such file."""
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
    """Hold the lock while the block runs; the system also releases it when the process ends."""
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
    """Raise `PublishError` unless a file mode is that of a plain file."""
    if not stat.S_ISREG(mode):
        raise PublishError(
            f"“{path}” should be a file of this program's own, and is something else (such as a link). "
            f"Nothing was published and nothing was changed: move it away, and build again."
        )


def _read_all(handle: int) -> bytes:
    """The content of the file; nothing when it's too large."""
    size = os.fstat(handle).st_size
    os.lseek(handle, 0, os.SEEK_SET)
    return os.read(handle, size) if size <= _MAX_SIZE else b""


def _parse_last_record(content: bytes) -> PublicationRecord:
    """The last whole record; files of an older version hold nothing but the id of the publication."""
    lines = content.split(b"\n")
    for line in reversed(lines[:-1]):
        with suppress(ValueError, TypeError, KeyError, AttributeError, RecursionError):
            values = json.loads(line)
            own_names = values["made"]
            names = [*(own_names or ()), *values["moved"], values["mark"]]
            if all(isinstance(name, str) for name in names):
                known_names = None if own_names is None else frozenset(own_names)
                return PublicationRecord(values["mark"], known_names, tuple(values["moved"]))
    with suppress(ValueError):
        return PublicationRecord(content.decode("ascii") if len(content) == _ID_LENGTH else "")
    return PublicationRecord()


_ID_LENGTH = 16
"""The number of characters in the id of a publication."""
