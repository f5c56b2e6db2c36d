"""Making the files of an image in a process of its own, within bounds."""

from __future__ import annotations

import json
import struct
import subprocess
import sys
from dataclasses import dataclass

from dossier_timeline.media.renditions import ImageRenditions, Rendition, make_renditions
from dossier_timeline.media.unusable_file import UnusableFileError
from dossier_timeline.process_limits import REFUSED_EXIT_CODE, limit_this_process, run_module_apart

_MB = 1 << 20
_LENGTH = struct.Struct(">I")
_HINT = "open it in a program for images and save it anew, as JPEG or PNG"


@dataclass(frozen=True, slots=True)
class ImageBounds:
    """What making the files of one image may take at most: seconds of processor, bytes."""

    seconds: int = 120
    memory: int = 3072 * _MB
    result: int = 192 * _MB


def make_renditions_apart(content: bytes, ending: str, bounds: ImageBounds | None = None) -> ImageRenditions:
    """The files of an image, as `make_renditions` makes them. Raises `UnusableFileError`."""
    bounds = bounds or ImageBounds()
    words = [ending, str(bounds.seconds), str(bounds.memory), str(bounds.result)]
    try:
        code, result = run_module_apart(__name__, words, content, timeout=4 * bounds.seconds)
    except subprocess.TimeoutExpired:
        raise UnusableFileError("making this image takes too long", _HINT) from None
    return _parse_result(code, result)


def _parse_result(code: int, result: bytes) -> ImageRenditions:
    if code == REFUSED_EXIT_CODE:
        raise UnusableFileError(*json.loads(result))
    if code:
        message = "this image makes its reader crash or takes too much: it's broken, or made to do so"
        raise UnusableFileError(message, _HINT)
    return parse_renditions(result)


def write_renditions(renditions: ImageRenditions) -> bytes:
    """The files of an image in one piece: the length of a head in JSON, the head, and each file."""
    sizes = [(one.format, one.width, one.height, len(one.content)) for one in renditions.files]
    head = json.dumps([renditions.has_alpha, sizes]).encode()
    return b"".join([_LENGTH.pack(len(head)), head, *(one.content for one in renditions.files)])


def parse_renditions(content: bytes) -> ImageRenditions:
    """The files that `write_renditions` put into one piece."""
    place = _LENGTH.size + _LENGTH.unpack_from(content)[0]
    has_alpha, sizes = json.loads(content[_LENGTH.size : place])
    renditions = []
    for name, width, height, length in sizes:
        renditions.append(Rendition(name, width, height, content[place : place + length]))
        place += length
    return ImageRenditions(has_alpha, tuple(renditions))


def run_image_process(words: list[str]) -> int:
    """Read an image at the standard input, and write its files; returns the exit code."""
    ending, *bounds = words
    limit_this_process(*map(int, bounds))
    try:
        renditions = make_renditions(sys.stdin.buffer.read(), ending)
    except UnusableFileError as error:
        json.dump((error.message, error.hint), sys.stdout)
        return REFUSED_EXIT_CODE
    sys.stdout.buffer.write(write_renditions(renditions))
    sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(run_image_process(sys.argv[1:]))
