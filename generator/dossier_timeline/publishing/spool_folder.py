"""The folder on disk in which a build keeps the files that it made until they're published.

A file that can't be written there stays in memory; publishing will report what is wrong. A build removes its
folder, and the folders of builds that were killed: a process locks its folder, and the system releases the
lock when the process ends. On a system where folders can't be locked, a folder that is older than any build
may take counts as abandoned.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from dossier_timeline.publishing.site_files import StoredFile

_PREFIX = "made-"
_MAX_AGE = 86_400
"""Seconds: an older folder counts as abandoned when it can't be locked."""


class SpoolFolder:
    """A folder of new files; without a parent folder nothing is written and all files stay in memory."""

    def __init__(self, parent: Path | None = None) -> None:
        """Make a folder below `parent`, and remove abandoned ones there."""
        self._folder: str | None = None
        self._lock = -1
        self._count = 0
        if parent is not None:
            with suppress(OSError):
                parent.mkdir(parents=True, exist_ok=True)
                _remove_abandoned_folders(parent)
                self._folder = tempfile.mkdtemp(prefix=_PREFIX, dir=parent)
                # Another build may remove the folder before it's locked; then all files stay in memory.
                self._lock = _lock_folder(self._folder)

    def store(self, content: bytes) -> bytes | StoredFile:
        """Write a file there; returns the content itself when that fails."""
        if self._folder is None:
            return content
        self._count += 1
        # Forks of this process write to the same folder.
        file = f"{self._folder}/{os.getpid()}-{self._count}"
        try:
            Path(file).write_bytes(content)
        except OSError:
            with suppress(OSError):
                Path(file).unlink(missing_ok=True)
            return content
        return StoredFile(file, sha256(content).hexdigest(), len(content), is_new=True)

    def close(self) -> None:
        """Remove the folder."""
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)
            self._folder = None
        if self._lock >= 0:
            os.close(self._lock)
            self._lock = -1


def _remove_abandoned_folders(parent: Path) -> None:
    """Remove the spool folders below `parent` in which no process works any more."""
    for folder in parent.glob(f"{_PREFIX}*"):
        with suppress(OSError):
            try:
                lock = _lock_folder(os.fspath(folder))
            except BlockingIOError:
                continue
            try:
                if lock >= 0 or time.time() - folder.lstat().st_mtime > _MAX_AGE:
                    shutil.rmtree(folder, ignore_errors=True)
            finally:
                if lock >= 0:
                    os.close(lock)


def _lock_folder(folder: str) -> int:
    """Lock a folder; returns a handle that holds the lock, or -1 when folders can't be locked.

    Raises `BlockingIOError` when another process holds the lock, and `OSError` for a link or a file.
    """
    try:
        import fcntl
    except ImportError:
        return -1
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(handle)
        raise
    except OSError:
        os.close(handle)
        return -1
    return handle
