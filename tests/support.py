"""What tests of several folders share: paths of the project, and a look into a folder."""

from __future__ import annotations

import os
from pathlib import Path

ROOT = Path(__file__).parents[1]
GOOD = ROOT / "tests" / "sites" / "good"

# The source texts of the real dossier.
SOURCES = Path(os.environ.get("SOURCES") or ROOT.parent / "shared" / "sources")


def files_below(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, by its path."""
    return {
        p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()
    }
