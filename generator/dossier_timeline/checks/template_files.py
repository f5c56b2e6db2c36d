"""The files of a dossier's own templates: what can't be read, or leads out of their folder, is told."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from dossier_timeline.diagnostics.diagnostic import Diagnostic
from dossier_timeline.diagnostics.os_errors import diagnose_unread_file
from dossier_timeline.file_reading import (
    LARGEST_ASSET,
    FileRefusedError,
    is_within,
    link_boundary,
    not_plain_error,
    outside_folder_error,
    too_large_error,
)


def check_template_files(folders: Iterable[Path], root: Path) -> list[Diagnostic]:
    """A problem for each file of the own folders that must not be read."""
    return [
        diagnose_unread_file(error, _shown_path(error.filename, root))
        for folder in folders
        if link_boundary(folder)
        for error in _find_refused(folder)
    ]


def _find_refused(folder: Path) -> Iterator[FileRefusedError]:
    for place, folders, files in os.walk(folder):
        folders.sort()
        for name in sorted((*files, *folders)):
            path = f"{place}/{name}"
            if os.path.islink(path) and not is_within(path, folder):  # noqa: PTH114
                yield outside_folder_error(path)
            elif name in files:
                yield from _find_unreadable(path)


def _find_unreadable(path: str) -> Iterator[FileRefusedError]:
    found = os.stat(path)  # noqa: PTH116
    if not stat.S_ISREG(found.st_mode):
        yield not_plain_error(path)
    elif found.st_size > LARGEST_ASSET:
        yield too_large_error(path, LARGEST_ASSET)


def _shown_path(path: str, root: Path) -> str:
    file = Path(path)
    return file.relative_to(root).as_posix() if file.is_relative_to(root) else file.as_posix()
