"""What tests of several folders share: paths of the project, and a look into a folder."""

from __future__ import annotations

import os
import stat
from pathlib import Path

ROOT = Path(__file__).parents[2]
GOOD = ROOT / "tests" / "sites" / "good"

# The source texts of the real dossier.
SOURCES = Path(os.environ.get("SOURCES") or ROOT.parent / "shared" / "sources")


def files_below(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, by its path."""
    return {
        p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()
    }


def entries_below(folder: Path) -> dict[str, object]:
    """What lies below a folder, by its path: where a link leads, a file's bytes, of others the kind."""
    found: dict[str, object] = {}
    for path in sorted(folder.rglob("*")):
        mode = path.lstat().st_mode
        if stat.S_ISLNK(mode):
            found[path.relative_to(folder).as_posix()] = path.readlink()
        else:
            plain = stat.S_ISREG(mode)
            found[path.relative_to(folder).as_posix()] = path.read_bytes() if plain else stat.S_IFMT(mode)
    return found
