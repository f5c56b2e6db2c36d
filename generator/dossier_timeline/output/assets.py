"""Stylesheet, pictures and scripts: one file each, named after what is in it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from dossier_timeline.file_reading import LARGEST_ASSET, link_boundary, read_plain_file

STYLE = "site.css"
"""The stylesheet of every page."""
FOLDER = "assets"
_UNCOMPILED_SUFFIXES = {".svg", ".ico", ".js", ".png", ".webp", ".woff2"}


@dataclass(frozen=True, slots=True)
class Assets:
    """The files of a site that are no pages: bytes by path, and the path of each name."""

    files: Mapping[str, bytes]
    paths: Mapping[str, str]

    def path(self, name: str) -> str:
        """Where an asset stands; "" for one that isn't there."""
        return self.paths.get(name, "")

    def content(self, name: str) -> bytes:
        """What is in an asset; nothing for one that isn't there."""
        return self.files.get(self.path(name), b"")

    def plus(self, name: str, content: bytes) -> Assets:
        """The same with one more; without it where it is empty."""
        if not content:
            return self
        path = _printed(name, content)
        return Assets({**self.files, path: content}, {**self.paths, name: path})


def assets(folders: tuple[Path, ...]) -> Assets:
    """Everything under `assets/` of the template folders; the first folder that has a file wins.

    All of `assets/css/*.css` becomes one stylesheet, in the order of the file names; each folder within,
    like `assets/css/print/`, becomes one of its own by the folder's name, which only some pages ask for.
    """
    found: dict[str, tuple[Path, Path | None]] = {}
    for folder in reversed(folders):
        base = folder / FOLDER
        for file in sorted(base.rglob("*")):
            if file.is_file():
                found[file.relative_to(base).as_posix()] = file, link_boundary(folder)
    named: dict[str, bytes] = {}
    for sheet in sorted({_sheet(name) for name in found} - {""}):
        parts = [_content(*found[name]) for name in sorted(found) if _sheet(name) == sheet]
        named[sheet] = b"".join(map(tidy, parts)) + b"\n"
    for name in sorted(found):
        if PurePosixPath(name).suffix in _UNCOMPILED_SUFFIXES:
            named[name] = _content(*found[name])
    paths = {name: _printed(name, content) for name, content in named.items()}
    return Assets({paths[name]: content for name, content in named.items()}, paths)


def _content(file: Path, within: Path | None) -> bytes:
    return read_plain_file(file, LARGEST_ASSET, within=within)


def tidy(style: bytes) -> bytes:
    """A stylesheet without what only its authors read: comments, indents, blanks beside signs.

    What stands between double quotes stays as it is.
    """
    parts = re.split(rb'("[^"]*")', re.sub(rb"/\*.*?\*/", b"", style, flags=re.DOTALL))
    for place in range(0, len(parts), 2):
        bare = re.sub(rb"\s*([{};,])\s*", rb"\1", re.sub(rb"\s+", b" ", parts[place]))
        parts[place] = bare.replace(b": ", b":").replace(b";}", b"}")
    return b"".join(parts).strip()


def _sheet(name: str) -> str:
    """The stylesheet to which a file belongs; "" for none."""
    if not (name.startswith("css/") and name.endswith(".css")):
        return ""
    folder = PurePosixPath(name).parent.name
    return STYLE if folder == "css" else f"{folder}.css"


def _printed(name: str, content: bytes) -> str:
    """The path of an asset, with the beginning of its SHA-256 in its name."""
    path = PurePosixPath(name)
    digest = hashlib.sha256(content).hexdigest()[:8]
    return f"{FOLDER}/{path.with_suffix('')}.{digest}{path.suffix}"
