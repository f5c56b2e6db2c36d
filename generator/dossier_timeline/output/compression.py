"""Files compressed in advance, as Brotli and as gzip, for servers that send them as they are.

The .gz files contain no name and no time. How well gzip packs depends on the zlib that Python comes with:
another one gives other bytes, which unpack to the same file.
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

from dossier_timeline.cache.buckets import Cache, code_fingerprint
from dossier_timeline.publishing.site_files import SiteFiles

_TEXT_SUFFIXES = frozenset(
    (
        ".bib",
        ".css",
        ".csv",
        ".html",
        ".ico",
        ".ics",
        ".js",
        ".json",
        ".md",
        ".ris",
        ".svg",
        ".txt",
        ".wasm",
        ".xml",
    )
)
"""The files that get smaller; pictures, archives and Pagefind's own files are compressed already."""
_MIN_SIZE = 256
"""Bytes: compressing a smaller file gains nothing, because the headers of an answer have about that size."""
_MAX_RATIO = 0.9
"""A compressed file is published when its size is below this part of the original's size."""


def compress_files(files: SiteFiles, cache: Cache | None = None) -> dict[str, bytes]:
    """The compressed files by path, except for those that hardly get smaller.

    With `cache`, a file that hasn't changed isn't compressed again.
    """
    version_key = f"{version('brotli')} {code_fingerprint([__file__])}"
    bucket = (cache or Cache()).bucket("compressed", version_key)
    digests = {
        path: files.digest(path)
        for path in files
        if files.size(path) >= _MIN_SIZE and PurePosixPath(path).suffix in _TEXT_SUFFIXES
    }
    wanted = {digest + ending: (path, ending) for path, digest in digests.items() for ending in _COMPRESSORS}
    new = [key for key in wanted if key not in bucket]
    for key, compressed in zip(
        new,
        _map_in_threads(lambda key: _COMPRESSORS[wanted[key][1]](files[wanted[key][0]]), new),
        strict=True,
    ):
        bucket[key] = compressed
    names = {
        path + ending: (path, digest + ending) for path, digest in digests.items() for ending in _COMPRESSORS
    }
    return {
        name: bucket[key]
        for name, (path, key) in names.items()
        if len(bucket[key]) < _MAX_RATIO * files.size(path)
    }


def _map_in_threads(task: Callable[[str], bytes], keys: Sequence[str]) -> list[bytes]:
    """The results of `work` for the keys, in as many threads as there are processors.

    When the system refuses another thread, this one does the work.
    """
    try:
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            return list(pool.map(task, keys))
    except RuntimeError:  # no thread can be started
        return [task(key) for key in keys]


def _compress_brotli(content: bytes) -> bytes:
    packed: bytes = brotli.compress(content, mode=brotli.MODE_TEXT, quality=11)
    return packed


def _compress_gzip(content: bytes) -> bytes:
    packed = BytesIO()
    with gzip.GzipFile(filename="", mode="wb", fileobj=packed, compresslevel=9, mtime=0) as file:
        file.write(content)
    return packed.getvalue()


_COMPRESSORS = {".br": _compress_brotli, ".gz": _compress_gzip}
"""The function that makes a compressed file, by its suffix: always the same bytes, and few of them."""
