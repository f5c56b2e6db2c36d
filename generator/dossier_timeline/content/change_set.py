"""A set of changes to files: either all of them are written, or none."""

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
from dossier_timeline.file_writing import write_new_file


class ChangeError(Exception):
    """A change couldn't be made, and nothing was changed."""


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """The files to write, by path below a root after the moves, and the folders to move first.

    `removals` are files that go, by path below the root; none of them is written or moved.
    """

    writes: Mapping[str, bytes]
    moves: Sequence[tuple[str, str]] = ()
    removals: Sequence[str] = ()

    def describe(self, root: Path) -> list[str]:
        """One line for each move and each file that changes. To be called before the changes are made."""
        lines = [f"moved {old} to {new}" for old, new in self.moves]
        for path, content in self.writes.items():
            file = root / _path_before_moves(path, self.moves)
            if not file.exists():
                lines.append(f"wrote {path}")
            elif not _has_content(file, content):
                lines.append(f"changed {path}")
        return [*lines, *(f"removed {path}" for path in self.removals)]


def _path_before_moves(path: str, moves: Sequence[tuple[str, str]]) -> str:
    """The path that a file had before the moves."""
    for old, new in moves:
        if PurePosixPath(path).is_relative_to(new):
            return (PurePosixPath(old) / PurePosixPath(path).relative_to(new)).as_posix()
    return path


@dataclass(slots=True)
class _UndoLog:
    """What has been done so far, so that it can be undone."""

    moves: list[tuple[Path, Path]] = field(default_factory=list)
    made_folders: list[Path] = field(default_factory=list)
    scratch_files: list[Path] = field(default_factory=list)
    replaced_files: list[tuple[Path, bytes | None]] = field(default_factory=list)
    hidden_files: list[tuple[Path, Path]] = field(default_factory=list)

    def undo(self) -> None:
        for hidden, file in self.hidden_files:
            with suppress(OSError):
                hidden.replace(file)
        for file, content in reversed(self.replaced_files):
            with suppress(OSError):
                file.unlink() if content is None else file.write_bytes(content)
        for file in self.scratch_files:
            with suppress(OSError):
                file.unlink(missing_ok=True)
        for folder in reversed(self.made_folders):
            with suppress(OSError):
                folder.rmdir()
        for old, new in reversed(self.moves):
            with suppress(OSError):
                new.rename(old)


def apply_changes(root: Path, changes: ChangeSet) -> None:
    """Make the changes below `root`. Raises `ChangeError` after undoing all of them.

    Every file is first written beside its place, so that only renaming is left. A file that has its content
    already is left as it is. Folders that removals leave empty go with them.
    """
    undo_log = _UndoLog()
    try:
        for old, new in changes.moves:
            (root / old).rename(root / new)
            undo_log.moves.append((root / old, root / new))
        pairs = [
            _write_scratch_file((root / path).resolve(), content, undo_log)
            for path, content in changes.writes.items()
            if not _has_content(root / path, content)
        ]
        for path in changes.removals:
            file = root / path
            hidden = file.with_name(f".{file.name}.removed")
            file.rename(hidden)
            undo_log.hidden_files.append((hidden, file))
        for scratch_file, file in pairs:
            content_before = read_plain_file(file, LARGEST_LIST) if file.exists() else None
            scratch_file.replace(file)
            undo_log.replaced_files.append((file, content_before))
    except OSError as error:
        undo_log.undo()
        reason = error.strerror or type(error).__name__
        where = f": {error.filename}" if error.filename else ""
        raise ChangeError(f"nothing was changed: {reason}{where}") from error
    except BaseException:
        undo_log.undo()
        raise
    for hidden, _ in undo_log.hidden_files:
        hidden.unlink()
    for path in changes.removals:
        with suppress(OSError):
            for folder in PurePosixPath(path).parents[:-1]:
                (root / folder).rmdir()


def _has_content(file: Path, content: bytes) -> bool:
    return file.is_file() and read_plain_file(file, LARGEST_LIST) == content


def _write_scratch_file(file: Path, content: bytes, undo_log: _UndoLog) -> tuple[Path, Path]:
    """Write a file's new content beside it; the path of what was written, and the file's own path."""
    for folder in reversed([parent for parent in file.parents if not parent.exists()]):
        folder.mkdir()
        undo_log.made_folders.append(folder)
    scratch_file = write_new_file(file, content)
    undo_log.scratch_files.append(scratch_file)
    if file.exists():
        shutil.copymode(file, scratch_file)
    else:
        scratch_file.chmod(0o666 & ~_current_umask())
    return scratch_file, file


def _current_umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current


def read_after_changes(root: Path, content: str, changes: ChangeSet) -> ContentReading:
    """Read the content as it would be after the changes, which are made in a copy."""
    with tempfile.TemporaryDirectory(prefix="dossier-") as folder:
        copied_root = Path(folder)
        shutil.copytree(root / content, copied_root / content, symlinks=True)
        apply_changes(copied_root, changes)
        return read_content_folder(copied_root, content=content)
