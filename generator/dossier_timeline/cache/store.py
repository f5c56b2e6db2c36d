"""The store: what earlier builds worked out, in one SQLite file, which may be deleted at any time.

An entry stands in a bucket under a key. Each carries an authentication code (`cache/seals.py`), so that an
entry counts only where this user's own builds put it: the store lies below the project, where an archive, a
proposed change or another machine could put any file. A store with another schema, a damaged one, a link or
a device is removed or left alone, and counts as empty. SQLite itself is told to trust nothing of the file.
Source: "Defense Against The Dark Arts", https://www.sqlite.org/security.html.

Two builds at once may share a store: an entry is written whole or not at all, and what one can't write at
once isn't kept. When `.cache` or a folder in it is a link, nothing is: what is there isn't the project's own.
"""

from __future__ import annotations

import logging
import os
import sqlite3
import stat
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

from dossier_timeline.cache.seals import is_sealed, seal

log = logging.getLogger("mkdocs.plugins.dossier_timeline.cache")
"""A child of the logger that MkDocs shows."""

CACHE_FOLDER = Path(".cache", "dossier")
"""The folder of the cache, below the folder of mkdocs.yml."""
STORE_FILE = "store.sqlite"

MAX_STORE_SIZE = 4 << 30
"""Bytes: a larger store is removed."""
_SCHEMA = (
    "CREATE TABLE entries (bucket TEXT NOT NULL, key TEXT NOT NULL, version TEXT NOT NULL, "
    "used INTEGER NOT NULL, seal BLOB NOT NULL, value BLOB NOT NULL, PRIMARY KEY (bucket, key)) WITHOUT ROWID"
)
_STEPS_BETWEEN_CALLS, _MOST_CALLS = 1_000_000, 5_000
"""A statement on a file that leads SQLite in circles is ended after so many steps of its virtual machine."""
_UNUSABLE = (sqlite3.Error, OSError, UnicodeDecodeError)
"""What SQLite raises for a file that is damaged or isn't to be opened; some of its texts are none then."""
_LARGEST_BUILD = 1 << 50
"""A larger number of a build, or time in milliseconds, was written by somebody else."""


class Store:
    """The entries of one project; without a folder there are none, and none are kept."""

    def __init__(self, folder: Path | None) -> None:
        """Take the folder of the cache; nothing is opened yet."""
        self._file = folder / STORE_FILE if folder is not None else None
        self.path = os.path.abspath(self._file or "")  # noqa: PTH100 -- links are not followed
        """The path of the file."""
        self._connection: sqlite3.Connection | None = None
        self._process = 0

    def read(self, bucket: str, key: str, version: str = "") -> bytes | None:
        """The value of an entry; `None` where there is none of this version."""
        rows = self._query(
            "SELECT key, seal, value FROM entries WHERE bucket = ? AND key = ? AND version = ?",
            (bucket, key, version),
        )
        return dict(self._unseal(bucket, version, rows)).get(key)

    def read_all(self, bucket: str, version: str = "") -> dict[str, bytes]:
        """The values of all entries of a bucket that are of this version, by key."""
        rows = self._query(
            "SELECT key, seal, value FROM entries WHERE bucket = ? AND version = ?", (bucket, version)
        )
        return dict(self._unseal(bucket, version, rows))

    def list_keys(self, bucket: str, version: str = "") -> dict[str, int]:
        """The keys of a bucket, each with the number of the build that used it last."""
        rows = self._query(
            "SELECT key, used FROM entries WHERE bucket = ? AND version = ?", (bucket, version)
        )
        return {
            key: used
            for key, used in rows
            if isinstance(key, str) and isinstance(used, int) and 0 <= used <= _LARGEST_BUILD
        }

    def write(
        self,
        bucket: str,
        values: Mapping[str, bytes],
        version: str = "",
        *,
        used: int = 0,
        removed: Iterable[str] = (),
        unless_changed: tuple[str, bytes | None] | None = None,
    ) -> bool:
        """Write entries and remove others in one step; returns whether that was possible.

        Entries of the bucket that are of another version go. `unless_changed` is a key with the value that
        was read from it: where another build has written it since, nothing is written.
        """
        rows = [
            (bucket, key, version, used, seal(self._place(bucket, key, version), value), value)
            for key, value in values.items()
        ]
        guard = (bucket, unless_changed[0], version, unless_changed[1]) if unless_changed else None
        return self._change(
            ("DELETE FROM entries WHERE bucket = ? AND version != ?", [(bucket, version)]),
            ("DELETE FROM entries WHERE bucket = ? AND key = ?", [(bucket, key) for key in removed]),
            ("REPLACE INTO entries VALUES (?, ?, ?, ?, ?, ?)", rows),
            guard=guard,
        )

    def mark_used(self, bucket: str, keys: Iterable[str], used: int) -> None:
        """Note the number of the build that used entries last."""
        rows = [(used, bucket, key) for key in keys]
        self._change(("UPDATE entries SET used = ? WHERE bucket = ? AND key = ?", rows))

    def forget(self, bucket: str, owner: str) -> None:
        """Remove the entries of an owner: its own, and those that follow it after a colon or space."""
        self._change(
            (
                "DELETE FROM entries WHERE bucket = ? AND (key = ? OR substr(key, 1, ?) IN (?, ?))",
                [(bucket, owner, len(owner) + 1, f"{owner}:", f"{owner} ")],
            )
        )

    def close(self) -> None:
        """Close the file; it's opened again when it's needed."""
        if self._connection is not None and self._process == os.getpid():
            self._connection.close()
        self._connection = None

    def _unseal(
        self, bucket: str, version: str, rows: Iterable[tuple[str, bytes, bytes]]
    ) -> Iterator[tuple[str, bytes]]:
        """Those entries that this user's own builds wrote at this place."""
        for key, code, value in rows:
            if isinstance(value, bytes) and is_sealed(code, self._place(bucket, key, version), value):
                yield key, value

    def _place(self, bucket: str, key: str, version: str) -> tuple[str, ...]:
        return (self.path, bucket, key, version)

    def _query(self, statement: str, values: tuple[object, ...]) -> list[Any]:
        connection = self._open()
        if connection is None:
            return []
        try:
            return connection.execute(statement, values).fetchall()
        except sqlite3.OperationalError:  # another build writes, or the statement was ended
            return []
        except _UNUSABLE:
            self._remove()
            return []

    def _change(
        self,
        *changes: tuple[str, Sequence[tuple[object, ...]]],
        guard: tuple[str, str, str, bytes | None] | None = None,
    ) -> bool:
        """Run statements, each with the values of its rows, in one step; returns whether that worked.

        `guard` is the bucket, key, version and value of an entry that must be as it is said there.
        """
        connection = self._open(is_made=True)
        if connection is None:
            return False
        try:
            connection.execute("BEGIN IMMEDIATE")
            if guard is not None:
                bucket, key, version, value = guard
                sql = "SELECT key, seal, value FROM entries WHERE bucket = ? AND key = ? AND version = ?"
                rows_found = connection.execute(sql, (bucket, key, version)).fetchall()
                if dict(self._unseal(bucket, version, rows_found)).get(key) != value:
                    connection.execute("ROLLBACK")
                    return False
            for statement, rows in changes:
                connection.executemany(statement, rows)
            connection.execute("COMMIT")
        except _UNUSABLE as error:
            with suppress(*_UNUSABLE):
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
            if not isinstance(error, sqlite3.OperationalError):  # it's damaged; else another build writes
                self._remove()
            return False
        return True

    def _open(self, *, is_made: bool = False) -> sqlite3.Connection | None:
        """The open file; `None` where there is none, or none that may be used."""
        if self._connection is not None and self._process == os.getpid():
            return self._connection
        if self._file is None or not is_unlinked_folder(self._file.parent):
            return None
        try:
            if not _is_usable(self._file):
                if not is_made or os.path.lexists(self._file):
                    return None
                self._file.parent.mkdir(parents=True, exist_ok=True)
            self._connection, self._process = _connect(self._file), os.getpid()
        except _UNUSABLE:
            self._remove()
            return None
        return self._connection

    def _remove(self) -> None:
        """Remove a file that is no store of ours."""
        self.close()
        if self._file is not None:
            with suppress(OSError):
                self._file.unlink(missing_ok=True)


def _is_usable(file: Path) -> bool:
    """Whether a plain file of a sensible size stands there; one that is too large is removed."""
    try:
        found = file.lstat()
    except OSError:
        return False
    if stat.S_ISREG(found.st_mode) and found.st_size > MAX_STORE_SIZE:
        file.unlink()
        return False
    return stat.S_ISREG(found.st_mode)


def _connect(file: Path) -> sqlite3.Connection:
    """Open a store, or make one. Raises one of `_UNUSABLE` for a file that is no store of ours."""
    connection = sqlite3.connect(file, timeout=2, isolation_level=None)
    calls = iter(range(_MOST_CALLS))
    connection.set_progress_handler(lambda: next(calls, -1) < 0, _STEPS_BETWEEN_CALLS)
    try:
        for setting in ("trusted_schema = OFF", "cell_size_check = ON", "mmap_size = 0"):
            connection.execute(f"PRAGMA {setting}")
        connection.execute("PRAGMA journal_mode = MEMORY")
        connection.execute("PRAGMA synchronous = OFF")
        schema = connection.execute("SELECT sql FROM sqlite_schema WHERE type != 'index'").fetchall()
        if not schema:
            connection.execute(_SCHEMA.replace("CREATE TABLE", "CREATE TABLE IF NOT EXISTS"))
        elif schema != [(_SCHEMA,)]:
            raise sqlite3.DatabaseError("this store has another schema")
    except _UNUSABLE:
        connection.close()
        raise
    return connection


def is_unlinked_folder(folder: Path) -> bool:
    """Whether a folder of the cache is the project's own and not a link to another place."""
    link = next((path for path in (folder.parent, folder) if path.is_symlink()), None)
    if link is not None:
        _log_link(link)
    return link is None


@cache
def _log_link(link: Path) -> None:
    log.info("%s is a link, so nothing is remembered there; remove the link", link)
