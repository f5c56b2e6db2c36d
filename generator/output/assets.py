"""Stylesheet, pictures and scripts: one file each, named after what is in it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

STYLE = "site.css"
FOLDER = "assets"
_KEPT = {".svg", ".ico", ".js", ".png", ".webp", ".woff2"}


@dataclass(frozen=True, slots=True)
class Assets:
    """The files of a site that are no pages: bytes by path, and the path of each name."""

    files: Mapping[str, bytes]
    paths: Mapping[str, str]

    def path(self, name: str) -> str:
        """Where an asset stands; "" for one that isn't there."""
        return self.paths.get(name, "")


def assets(folders: tuple[Path, ...]) -> Assets:
    """Everything under `assets/` of the template folders; the first folder that has a file wins.

    All of `assets/css/*.css` becomes one stylesheet, in the order of the file names.
    """
    found: dict[str, Path] = {}
    for folder in reversed(folders):
        base = folder / FOLDER
        for file in sorted(base.rglob("*")):
            if file.is_file():
                found[file.relative_to(base).as_posix()] = file
    named: dict[str, bytes] = {}
    styles = [found[name].read_bytes() for name in sorted(found) if _is_style(name)]
    if styles:
        named[STYLE] = b"\n".join(style.replace(b"\r\n", b"\n").strip() for style in styles) + b"\n"
    for name in sorted(found):
        if PurePosixPath(name).suffix in _KEPT:
            named[name] = found[name].read_bytes()
    paths = {name: _printed(name, content) for name, content in named.items()}
    return Assets({paths[name]: content for name, content in named.items()}, paths)


def _is_style(name: str) -> bool:
    return name.startswith("css/") and name.endswith(".css")


def _printed(name: str, content: bytes) -> str:
    """The path of an asset, with the beginning of its SHA-256 in its name."""
    path = PurePosixPath(name)
    digest = hashlib.sha256(content).hexdigest()[:8]
    return f"{FOLDER}/{path.with_suffix('')}.{digest}{path.suffix}"
