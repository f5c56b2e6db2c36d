"""How much a reader must fetch before there is something to read."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping

import brotli

_STYLES = re.compile(rb'<link rel="stylesheet" href="([^"]+)"(?! media="print")')


def compressed(content: bytes) -> int:
    """The size in bytes, as a server sends it."""
    return len(brotli.compress(content, quality=11))


def blocking(files: Mapping[str, bytes], path: str) -> list[str]:
    """The stylesheets that a screen waits for before it shows the title of a page."""
    folder = posixpath.dirname(path)
    asked = _STYLES.findall(files[path].partition(b"<h1")[0])
    paths = [posixpath.normpath(posixpath.join(folder, one.decode())) for one in asked]
    # The page of an address that isn't there names them from the root of the host.
    return [next((file for file in files if one == file or one.endswith(f"/{file}")), one) for one in paths]


def weight(files: Mapping[str, bytes], path: str) -> int:
    """What a page and the stylesheets that it waits for come to, compressed."""
    return compressed(files[path]) + sum(compressed(files[one]) for one in blocking(files, path))
