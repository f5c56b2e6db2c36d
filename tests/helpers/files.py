"""What tests of several folders share: paths of the project, and a look into a folder."""

from __future__ import annotations

import os
import stat
from pathlib import Path

ROOT = Path(__file__).parents[2]
GOOD = ROOT / "tests" / "sites" / "good"

# The source texts of the real dossier.
SOURCES = Path(os.environ.get("SOURCES") or ROOT.parent / "shared" / "sources")


_LARGEST_READ = 1 << 28


def files_below(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, by its path."""
    return {
        p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()
    }


def entries_below(folder: Path) -> dict[str, object]:
    """What lies below a folder, by its path: where a link leads, a file's bytes, of others the kind.

    Of a file that is larger than memory may be, its size.
    """
    return {path.relative_to(folder).as_posix(): _describe_entry(path) for path in sorted(folder.rglob("*"))}


def _describe_entry(path: Path) -> object:
    found = path.lstat()
    if stat.S_ISLNK(found.st_mode):
        return path.readlink()
    if not stat.S_ISREG(found.st_mode):
        return stat.S_IFMT(found.st_mode)
    return path.read_bytes() if found.st_size < _LARGEST_READ else found.st_size
