"""The files of a dossier's own templates: what can't be read, leads out of their folder, or has no reader."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from dossier_timeline.diagnostics.codes import Code
from dossier_timeline.diagnostics.diagnostic import Diagnostic, Position, path_in_project
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

_NEW_NAMES = {
    "address": "official_address",
    "badge": "badge",
    "breadcrumbs": "breadcrumbs",
    "citation": "citation_box",
    "commitment": "commitment_card",
    "contents": "contents",
    "data_table": "data_table",
    "difference": "difference_card",
    "entry": "register_entry",
    "event": "timeline_event",
    "fact_mark": "fact_mark",
    "filters": "list_filters",
    "header": "site_header",
    "help_line": "help_banner",
    "key_figures": "key_figures",
    "language_switch": "language_switch",
    "note": "fact_note",
    "notice": "notice",
    "outcome": "outcome_badge",
    "record_card": "record_card",
    "records": "record_list",
    "timeline_filters": "list_filters",
    "year": "timeline_year",
}
"""What components are called now, by what they were called in a file or a folder of their own."""


def check_template_files(folders: Iterable[Path], root: Path) -> list[Diagnostic]:
    """Return a problem for each file of the own folders that must not be read, or that nothing reads."""
    own = [folder for folder in folders if link_boundary(folder)]
    refused = [
        diagnose_unread_file(error, path_in_project(Path(error.filename), root))
        for folder in own
        for error in _find_refused(folder)
    ]
    return refused + [problem for folder in own for problem in _find_moved_components(folder, root)]


def _find_moved_components(folder: Path, root: Path) -> Iterator[Diagnostic]:
    """Yield a problem for each file that stands where a component stood before it moved."""
    for former, name in _NEW_NAMES.items():
        alone, in_folder = (folder / "components" / part / f"{former}.html" for part in ("", former))
        file = alone if former == name or alone.is_file() else in_folder
        if file.is_file():
            place = path_in_project(folder / "components" / name / f"{name}.html", root)
            yield Diagnostic(
                Position(path_in_project(file, root)),
                Code.MOVED_COMPONENT,
                f"nothing reads this file: the component is “{name}” now and has a folder of that name",
                f"move it to {place}, and name its macro and parameters as in the packaged one",
            )


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
