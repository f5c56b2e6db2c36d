"""What a PDF would do when it is opened: its scripts, programs and files within it are found by their names.

A PDF writes the names of its parts openly, or in streams of objects, which are compressed. A file with one
that can't be looked into is refused.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

_MAX_OBJECT_BYTES = 64 << 20
_DOING = {
    "JavaScript": "a script",
    "Launch": "a command that starts a program",
    "EmbeddedFile": "another file",
    "EmbeddedFiles": "another file",
    "RichMedia": "a film or program",
    "XFA": "a form with scripts",
}
"""By the name of a part: what it is."""
_OBJECT_STREAM = re.compile(rb"/ObjStm\b")
_STREAM = re.compile(rb"stream\r?\n")
_FILTER = re.compile(rb"/Filter\s*(?:\[\s*)?/FlateDecode\s*(?:[]/>\r\n]|$)")
_ESCAPE = re.compile(rb"#([0-9A-Fa-f]{2})")
_NAME = re.compile(rb"/([A-Za-z0-9#]{3,40})")
_HEAD_BYTES = 2048
"""So far before its bytes the description of a stream is looked for."""


class HiddenObjectsError(ValueError):
    """A PDF whose objects can't be looked through."""


def find_doings(content: bytes) -> str:
    """What a PDF holds that runs or hides something, in words; "" for nothing.

    Raises `HiddenObjectsError`.
    """
    if b"/Encrypt" in content:
        raise HiddenObjectsError
    for piece in (content, *_read_object_streams(content)):
        for found in _NAME.finditer(piece):
            name = _ESCAPE.sub(_unescape, found[1]).decode("latin-1")
            if name in _DOING:
                return _DOING[name]
    return ""


def _unescape(escape: re.Match[bytes]) -> bytes:
    return bytes.fromhex(escape[1].decode())


def _read_object_streams(content: bytes) -> Iterator[bytes]:
    """Yield what is in each stream of objects. Raises `HiddenObjectsError`."""
    left = _MAX_OBJECT_BYTES
    for start in _STREAM.finditer(content):
        head = content[max(0, start.start() - _HEAD_BYTES) : start.start()].rpartition(b"obj")[2]
        head = _ESCAPE.sub(_unescape, head)
        if not _OBJECT_STREAM.search(head):
            continue
        if b"/Filter" not in head:
            continue  # not compressed: it was read with all else
        if b"/DecodeParms" in head or not _FILTER.search(head):
            raise HiddenObjectsError
        try:
            piece = zlib.decompressobj().decompress(content[start.end() :], left)
        except zlib.error:
            raise HiddenObjectsError from None
        left -= len(piece)
        if left <= 0:
            raise HiddenObjectsError
        yield piece
