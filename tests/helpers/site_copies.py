"""The good site in a scratch folder, with something changed in it."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from dossier_timeline.checks.dossier import check_dossier
from dossier_timeline.checks.text_units import list_text_units
from dossier_timeline.checks.unwritten_texts import check_unwritten_texts
from dossier_timeline.content.reading import ContentReading, read_content_folder
from dossier_timeline.diagnostics.diagnostic import Diagnostic, sort_diagnostics
from tests.helpers.files import GOOD


def copied(folder: Path) -> Path:
    """A copy of the good site that may be changed."""
    return Path(shutil.copytree(GOOD, folder / "site"))


def changed(root: Path, changes: list[dict[str, Any]]) -> None:
    """Apply changes: replace words in a file, write or remove one, or link to something outside."""
    for change in changes:
        path = root / "content" / change["file"]
        if "replace" in change:
            text = path.read_text("utf-8")
            assert change["replace"] in text, f"{change['replace']!r} is not in {path.name}"
            path.write_text(text.replace(change["replace"], change["with"], 1), "utf-8")
        elif "hex" in change:
            path.write_bytes(bytes.fromhex(change["hex"]) + path.read_bytes())
        elif "write" in change:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(change["write"], "utf-8")
        elif "link" in change:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.unlink(missing_ok=True)
            path.symlink_to(root.parent / change["link"])
        elif path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink()


def told(root: Path) -> tuple[ContentReading, tuple[Diagnostic, ...]]:
    """What reading and checking a site gives."""
    reading = read_content_folder(root)
    found = []
    if reading.dossier:
        found = check_dossier(reading.dossier, reading.positions)
        found += check_unwritten_texts(list_text_units(reading.dossier), reading.dossier, reading.positions)
    return reading, sort_diagnostics([*reading.problems, *found])
