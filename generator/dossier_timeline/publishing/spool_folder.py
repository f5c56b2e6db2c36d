"""Where a build that makes many files puts them until they're published: on disk, not in memory.

What can't be put there (there is no room, the folder can't be made) stays in memory, and tells of itself
when it's published. A build removes its folder, and the folders of builds that were killed: whoever still
works in one holds it locked, and a lock goes with its process. Where folders can't be locked, one that is
older than any build may take is taken for left.
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
_LEFT = 86_400
"""Seconds: a folder that is older than any build may take, where it can't be locked."""


class SpoolFolder:
    """A folder of files that are made; without one, nothing is put anywhere."""

    def __init__(self, below: Path | None = None) -> None:
        """Make a folder below another one, and remove what was left there."""
        self._folder: str | None = None
        self._lock = -1
        self._count = 0
        if below is not None:
            with suppress(OSError):
                below.mkdir(parents=True, exist_ok=True)
                _remove_abandoned_folders(below)
                self._folder = tempfile.mkdtemp(prefix=_PREFIX, dir=below)
                # A build that clears up in this instant removes the folder; then all stays in memory.
                self._lock = _lock_folder(self._folder)

    def store(self, content: bytes) -> bytes | StoredFile:
        """Put a file there; the content itself where that can't be."""
        if self._folder is None:
            return content
        self._count += 1
        # Forks of this process put theirs beside ours.
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


def _remove_abandoned_folders(below: Path) -> None:
    """Remove the folders in which no process works any more."""
    for folder in below.glob(f"{_PREFIX}*"):
        with suppress(OSError):
            try:
                lock = _lock_folder(os.fspath(folder))
            except BlockingIOError:
                continue
            try:
                if lock >= 0 or time.time() - folder.lstat().st_mtime > _LEFT:
                    shutil.rmtree(folder, ignore_errors=True)
            finally:
                if lock >= 0:
                    os.close(lock)


def _lock_folder(folder: str) -> int:
    """Lock a folder, no link to one; a handle that holds the lock, or -1 where folders can't be locked.

    Raises `BlockingIOError` where another process holds it, and `OSError` for what is no folder.
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
