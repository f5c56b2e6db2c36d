"""Files compressed beforehand, as Brotli and as gzip, for servers that send them as they are.

The .gz files have no name and no time in them. How well gzip packs is up to the zlib that Python came
with: with another one their bytes differ, and what they unpack to doesn't.
"""

from __future__ import annotations

import gzip
import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from importlib.metadata import version
from io import BytesIO
from pathlib import PurePosixPath

import brotli

from dossier_timeline.cache.store import Cache, code_fingerprint
from dossier_timeline.publishing.site_files import SiteFiles

_TEXTS = frozenset(
    (".bib", ".css", ".csv", ".html", ".ico", ".js", ".json", ".md", ".ris", ".svg", ".txt", ".wasm", ".xml")
)
"""What gets smaller; pictures, archives and Pagefind's own files are packed already."""
_SMALLEST = 256
"""Below so many bytes nothing is gained: an answer has about as many in its headers."""
_GAIN = 0.9
"""A compressed file is worth a place when it is smaller than so much of the other."""


def compress_files(files: SiteFiles, cache: Cache | None = None) -> dict[str, bytes]:
    """The compressed files beside these, by path; without what wouldn't get smaller.

    `memory` saves compressing anew what has not changed.
    """
    made_by = f"{version('brotli')} {code_fingerprint([__file__])}"
    shelf = (cache or Cache()).bucket("compressed", made_by)
    digests = {
        path: files.digest(path)
        for path in files
        if files.size(path) >= _SMALLEST and PurePosixPath(path).suffix in _TEXTS
    }
    wanted = {digest + ending: (path, ending) for path, digest in digests.items() for ending in _FORMS}
    new = [key for key in wanted if key not in shelf]
    for key, small in zip(
        new, _by_threads(lambda key: _FORMS[wanted[key][1]](files[wanted[key][0]]), new), strict=True
    ):
        shelf[key] = small
    beside = {path + ending: (path, digest + ending) for path, digest in digests.items() for ending in _FORMS}
    return {
        name: shelf[key] for name, (path, key) in beside.items() if len(shelf[key]) < _GAIN * files.size(path)
    }


def _by_threads(work: Callable[[str], bytes], keys: Sequence[str]) -> list[bytes]:
    """What work makes of each key, by as many threads as there are processors, or as the system allows."""
    try:
        with ThreadPoolExecutor(os.cpu_count()) as hands:
            return list(hands.map(work, keys))
    except RuntimeError:  # no thread can be started
        return [work(key) for key in keys]


def _brotli(content: bytes) -> bytes:
    packed: bytes = brotli.compress(content, mode=brotli.MODE_TEXT, quality=11)
    return packed


def _gzip(content: bytes) -> bytes:
    packed = BytesIO()
    with gzip.GzipFile(filename="", mode="wb", fileobj=packed, compresslevel=9, mtime=0) as file:
        file.write(content)
    return packed.getvalue()


_FORMS = {".br": _brotli, ".gz": _gzip}
"""By the ending of a compressed file: how it is made, as small as can be, and always the same."""
