"""Changes to files as a whole: everything is written, or nothing is."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from dossier_timeline.content.reading import ContentReading, read_content_folder
from dossier_timeline.file_reading import LARGEST_LIST, read_plain_file


class ChangeError(Exception):
    """A change could not be made; nothing was changed."""


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """Files to write, by path below a root, and folders to move first; paths are those afterwards."""

    writes: Mapping[str, bytes]
    moves: Sequence[tuple[str, str]] = ()

    def describe(self, root: Path) -> list[str]:
        """What they do, a line a file; asked for before they're made."""
        lines = [f"moved {old} to {new}" for old, new in self.moves]
        for path in self.writes:
            before = _before(path, self.moves)
            lines.append(f"{'changed' if (root / before).exists() else 'wrote'} {path}")
        return lines


def _before(path: str, moves: Sequence[tuple[str, str]]) -> str:
    """Where a file stood before the moves."""
    for old, new in moves:
        if PurePosixPath(path).is_relative_to(new):
            return (PurePosixPath(old) / PurePosixPath(path).relative_to(new)).as_posix()
    return path


@dataclass(slots=True)
class _Made:
    """What has been done so far, to be undone."""

    moves: list[tuple[Path, Path]] = field(default_factory=list)
    folders: list[Path] = field(default_factory=list)
    scratch: list[Path] = field(default_factory=list)
    replaced: list[tuple[Path, bytes | None]] = field(default_factory=list)

    def undo(self) -> None:
        for file, content in reversed(self.replaced):
            with suppress(OSError):
                file.unlink() if content is None else file.write_bytes(content)
        for file in self.scratch:
            with suppress(OSError):
                file.unlink(missing_ok=True)
        for folder in reversed(self.folders):
            with suppress(OSError):
                folder.rmdir()
        for old, new in reversed(self.moves):
            with suppress(OSError):
                new.rename(old)


def apply_changes(root: Path, changes: ChangeSet) -> None:
    """Make the changes below `root`; raises `ChangeError`, and then nothing is changed.

    Every file is written beside its place first, so that what is left is renaming.
    """
    made = _Made()
    try:
        for old, new in changes.moves:
            (root / old).rename(root / new)
            made.moves.append((root / old, root / new))
        pairs = [_beside((root / path).resolve(), content, made) for path, content in changes.writes.items()]
        for scratch, file in pairs:
            before = read_plain_file(file, LARGEST_LIST) if file.exists() else None
            scratch.replace(file)
            made.replaced.append((file, before))
    except OSError as error:
        made.undo()
        reason = error.strerror or type(error).__name__
        raise ChangeError(f"nothing was changed: {reason}: {error.filename}") from error
    except BaseException:
        made.undo()
        raise


def _beside(file: Path, content: bytes, made: _Made) -> tuple[Path, Path]:
    for folder in reversed([parent for parent in file.parents if not parent.exists()]):
        folder.mkdir()
        made.folders.append(folder)
    handle, name = tempfile.mkstemp(prefix=".", suffix=".new", dir=file.parent)
    scratch = Path(name)
    made.scratch.append(scratch)
    with os.fdopen(handle, "wb") as opened:
        opened.write(content)
    if file.exists():
        shutil.copymode(file, scratch)
    else:
        scratch.chmod(0o666 & ~_umask())
    return scratch, file


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current


def read_after_changes(root: Path, content: str, changes: ChangeSet) -> ContentReading:
    """What reading the content would give after the changes; made in a copy."""
    with tempfile.TemporaryDirectory(prefix="dossier-") as folder:
        copy = Path(folder)
        shutil.copytree(root / content, copy / content, symlinks=True)
        apply_changes(copy, changes)
        return read_content_folder(copy, content=content)
