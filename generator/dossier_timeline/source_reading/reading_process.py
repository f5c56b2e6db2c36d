"""Reading a document in a process of its own, within bounds."""

from __future__ import annotations

import errno
import json
import signal
import subprocess
import sys
from dataclasses import dataclass
from typing import cast

from dossier_timeline.process_limits import REFUSED_EXIT_CODE, limit_this_process, run_module_apart
from dossier_timeline.source_reading.blocks import StructuredText, parse_structured_text
from dossier_timeline.source_reading.document_reading import read_blocks
from dossier_timeline.source_reading.file_formats import FileFormat
from dossier_timeline.source_reading.unreadable import UnreadableDocumentError

_MB = 1 << 20
_TOO_LONG = REFUSED_EXIT_CODE + 1
"""The exit code of a process that can't write the text of the document."""
_CUT_HINT = "give the part that the dossier is about, or print it to PDF from another program and give that"
_INSTALL = "install it: pip install 'dossier-timeline[sources]' (in a clone of the generator: make sources)"


@dataclass(frozen=True, slots=True)
class ReadingBounds:
    """What reading one document may take at most."""

    seconds: int = 300
    memory: int = 2048 * _MB
    result: int = 192 * _MB
    """Bytes of the result."""


def read_document(
    content: bytes, file_format: FileFormat, encoding: str = "", bounds: ReadingBounds | None = None
) -> StructuredText:
    """The blocks of a document. Raises `UnreadableDocumentError`."""
    bounds = bounds or ReadingBounds()
    words = [file_format, encoding, str(bounds.seconds), str(bounds.memory), str(bounds.result)]
    try:
        code, result = run_module_apart(
            __name__, words, content, timeout=2 * bounds.seconds, max_result=bounds.result + 1
        )
    except subprocess.TimeoutExpired:
        raise _too_long_error(bounds) from None
    return _parse_result(code, result, bounds)


def _parse_result(code: int, result: bytes, bounds: ReadingBounds) -> StructuredText:
    if code == -getattr(signal, "SIGXCPU", 0) or code == -getattr(signal, "SIGKILL", 9):
        raise _too_long_error(bounds)
    if code == _TOO_LONG or len(result) > bounds.result:
        raise UnreadableDocumentError("the text of this document is too long", _CUT_HINT)
    if code not in (0, REFUSED_EXIT_CODE):
        raise UnreadableDocumentError(
            "this document makes its reader crash: it's broken, or made to do so", _CUT_HINT
        )
    data = json.loads(result)
    if code == REFUSED_EXIT_CODE:
        raise UnreadableDocumentError(*data)
    return parse_structured_text(data)


def _too_long_error(bounds: ReadingBounds) -> UnreadableDocumentError:
    return UnreadableDocumentError(
        f"reading this document takes more than {bounds.seconds} seconds", _CUT_HINT
    )


def run_reading(words: list[str]) -> int:
    """Read the document at the standard input, and write its blocks as JSON; returns the exit code."""
    file_format, encoding, seconds, memory, result = words
    limit_this_process(int(seconds), int(memory), int(result))
    refused: tuple[str, str]
    try:
        text = read_blocks(sys.stdin.buffer.read(), cast("FileFormat", file_format), encoding)
        json.dump(text.to_data(), sys.stdout)
        sys.stdout.flush()
    except UnreadableDocumentError as error:
        refused = (error.message, error.hint)
    except ModuleNotFoundError as error:
        refused = (f"reading this needs the library {error.name}, which isn't installed", _INSTALL)
    except (MemoryError, RecursionError):
        refused = ("this document takes too much memory to read", _CUT_HINT)
    except OSError as error:
        if error.errno != errno.EFBIG:
            raise
        return _TOO_LONG
    else:
        return 0
    json.dump(refused, sys.stdout)
    return REFUSED_EXIT_CODE


if __name__ == "__main__":
    sys.exit(run_reading(sys.argv[1:]))
