"""Stylesheet, pictures and scripts: one file each, named after what is in it."""

from __future__ import annotations

import hashlib
import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from pathlib import Path, PurePosixPath

from dossier_timeline.file_reading import LARGEST_ASSET, link_boundary, read_plain_file

STYLE = "site.css"
"""The stylesheet of every page but those to embed."""
EMBED_STYLE = "embed.css"
"""The stylesheet of pages to embed."""
FOLDER = "assets"
_IMPORT = re.compile(rb'^@import "([^"]+)";$', re.MULTILINE)
_LAYER = re.compile(rb"@layer [\w-]+\{")
_NO_BRACKETS = re.compile(rb'"[^"]*"|[^{}"]+|"')
"""What is no bracket of a stylesheet's own: strings, and everything between brackets."""
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
        path = _fingerprinted_path(name, content)
        return Assets({**self.files, path: content}, {**self.paths, name: path})

    def without(self, name: str) -> Assets:
        """The same without one."""
        path = self.path(name)
        files = {one: content for one, content in self.files.items() if one != path}
        return Assets(files, {one: place for one, place in self.paths.items() if one != name})


def assets(folders: tuple[Path, ...]) -> Assets:
    """Everything under `assets/` of the template folders; the first folder that has a file wins.

    All of `assets/css/*.css` becomes one stylesheet, in the order of the file names; each folder within,
    like `assets/css/print/`, becomes one of its own by the folder's name, which only some pages ask for.
    Where such a file imports the style of a component, that stands in the place of the import; an import of
    what isn't there is left out.
    """
    found: dict[str, tuple[Path, Path | None]] = {}
    for folder in reversed(folders):
        for file in sorted((*folder.glob(f"{FOLDER}/**/*"), *folder.glob("components/*/*.css"))):
            if file.is_file():
                found[file.relative_to(folder).as_posix()] = file, link_boundary(folder)

    def read_style(name: str) -> Iterator[bytes]:
        """Yield the file in pieces: what it imports, and what stands around that."""
        for number, piece in enumerate(_IMPORT.split(_read_asset(*found[name]))):
            imported = posixpath.normpath(posixpath.join(posixpath.dirname(name), piece.decode()))
            if number % 2 == 0:
                yield piece
            elif imported in found:
                yield _read_asset(*found[imported])

    named: dict[str, bytes] = {}
    for sheet in sorted({_sheet(name) for name in found} - {""}):
        pieces = [piece for name in sorted(found) if _sheet(name) == sheet for piece in read_style(name)]
        named[sheet] = _join_layers(map(minify_style, pieces)) + b"\n"
    for name in sorted(found):
        if name.startswith(f"{FOLDER}/") and PurePosixPath(name).suffix in _UNCOMPILED_SUFFIXES:
            named[name.removeprefix(f"{FOLDER}/")] = _read_asset(*found[name])
    paths = {name: _fingerprinted_path(name, content) for name, content in named.items()}
    return Assets({paths[name]: content for name, content in named.items()}, paths)


def _read_asset(file: Path, within: Path | None) -> bytes:
    return read_plain_file(file, LARGEST_ASSET, within=within)


@lru_cache(maxsize=256)
def minify_style(style: bytes) -> bytes:
    """A stylesheet without what only its authors read: comments, indents, blanks beside signs.

    What stands between double quotes stays as it is.
    """
    parts = re.split(rb'("[^"]*")', re.sub(rb"/\*.*?\*/", b"", style, flags=re.DOTALL))
    for place in range(0, len(parts), 2):
        bare = re.sub(rb"\s*([{};,])\s*", rb"\1", re.sub(rb"\s+", b" ", parts[place]))
        parts[place] = bare.replace(b": ", b":").replace(b";}", b"}")
    return b"".join(parts).strip()


def _join_layers(pieces: Iterable[bytes]) -> bytes:
    """Join tidied pieces of a stylesheet; neighbours that are each one block of the same layer share it."""
    joined: list[bytes] = []
    for piece in filter(None, pieces):
        opening = _LAYER.match(piece)
        if opening and joined and joined[-1].startswith(opening[0]) and _is_one_block(joined[-1], piece):
            joined[-1] = joined[-1][:-1] + piece[opening.end() :]
        else:
            joined.append(piece)
    return b"".join(joined)


def _is_one_block(*pieces: bytes) -> bool:
    """Whether the bracket that each piece opens first is closed by its last byte and not before."""
    for piece in pieces:
        signs = _NO_BRACKETS.sub(b"", piece)
        depths = list(accumulate(1 if sign == ord("{") else -1 for sign in signs))
        if not piece.endswith(b"}") or depths.index(0) != len(depths) - 1:
            return False
    return True


def _sheet(name: str) -> str:
    """The stylesheet to which a file belongs; "" for none."""
    if not (name.startswith(f"{FOLDER}/css/") and name.endswith(".css")):
        return ""
    folder = PurePosixPath(name).parent.name
    return STYLE if folder == "css" else f"{folder}.css"


def _fingerprinted_path(name: str, content: bytes) -> str:
    """The path of an asset, with the beginning of its SHA-256 in its name."""
    path = PurePosixPath(name)
    digest = hashlib.sha256(content).hexdigest()[:8]
    return f"{FOLDER}/{path.with_suffix('')}.{digest}{path.suffix}"
