"""Writing files in steps that leave no half-written file in a place."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path


def write_new_file(target: Path, content: bytes) -> Path:
    """Write a new hidden file in the folder of another file, so that it can take its place by renaming.

    Only this user may read it. Raises `OSError` after removing what was written.
    """
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.", suffix=".new")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return Path(name)


def replace_file(file: Path, content: bytes) -> None:
    """Write a file in one step: a reader finds the old content or the new. Raises `OSError`."""
    new_file = write_new_file(file, content)
    try:
        new_file.replace(file)
    except BaseException:
        new_file.unlink(missing_ok=True)
        raise
