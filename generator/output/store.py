"""Where a build that makes many files puts them until they're published: on disk, not in memory.

What can't be put there (there is no room, the folder can't be made) stays in memory, and tells of itself
when it's published. A build removes its folder; one that was killed leaves it to a later build.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from generator.output.files import Standing

_PREFIX = "made-"
_LEFT = 86_400
"""Seconds: a folder that is older than any build may take was left by one that was killed."""


class Store:
    """A folder of files that are made; without one, nothing is put anywhere."""

    def __init__(self, below: Path | None = None) -> None:
        """Make a folder below another one, and remove what was left there."""
        self._folder: str | None = None
        self._count = 0
        if below is not None:
            with suppress(OSError):
                below.mkdir(parents=True, exist_ok=True)
                _clear(below)
                self._folder = tempfile.mkdtemp(prefix=_PREFIX, dir=below)

    def put(self, content: bytes) -> bytes | Standing:
        """Put a file there; the content itself where that can't be."""
        if self._folder is None:
            return content
        self._count += 1
        # Forks of this process put theirs beside ours.
        file = f"{self._folder}/{os.getpid()}-{self._count}"
        try:
            Path(file).write_bytes(content)
        except OSError:
            return content
        return Standing(file, sha256(content).hexdigest(), len(content), new=True)

    def close(self) -> None:
        """Remove the folder."""
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)
            self._folder = None


def _clear(below: Path) -> None:
    for folder in below.glob(f"{_PREFIX}*"):
        if time.time() - folder.stat().st_mtime > _LEFT:
            shutil.rmtree(folder, ignore_errors=True)
