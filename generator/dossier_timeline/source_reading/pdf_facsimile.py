"""The first page of a PDF as an image, drawn by PDFium in a process of its own, within bounds."""

from __future__ import annotations

import io
import json
import subprocess
import sys

from dossier_timeline.process_limits import REFUSED_EXIT_CODE, limit_this_process, run_module_apart
from dossier_timeline.source_reading.unreadable import UnreadableDocumentError

_WIDTH = 1600
"""Pixels: as wide the page is drawn."""
_MAX_RATIO = 4
"""So many times as high as wide a page may be."""
_SECONDS, _MB = 60, 1 << 20
_HINT = "save the page as an image, and describe it with `dossier-timeline new image`"


def draw_first_page(content: bytes) -> bytes:
    """The first page as PNG. Raises `UnreadableDocumentError`."""
    try:
        code, drawn = run_module_apart(__name__, (), content, timeout=4 * _SECONDS)
    except subprocess.TimeoutExpired:
        raise UnreadableDocumentError("drawing this page takes too long", _HINT) from None
    if code == REFUSED_EXIT_CODE:
        raise UnreadableDocumentError(json.loads(drawn), _HINT)
    if code:
        raise UnreadableDocumentError("this PDF makes its reader crash or takes too much", _HINT)
    return drawn


def _draw(content: bytes) -> bytes:
    """The first page as PNG. Raises `ValueError` with the reason where that can't be."""
    import pypdfium2 as pdfium

    try:
        page = pdfium.PdfDocument(content)[0]
    except (pdfium.PdfiumError, IndexError):
        raise ValueError("this PDF is broken, locked or empty") from None
    width, height = page.get_size()
    if not 0 < height <= _MAX_RATIO * width:
        raise ValueError("the first page is far higher than wide")
    written = io.BytesIO()
    # PDFium rounds up.
    page.render(scale=(_WIDTH - 0.5) / width, may_draw_forms=False).to_pil().convert("RGB").save(
        written, "PNG"
    )
    return written.getvalue()


def run_drawing() -> int:
    """Draw the first page of the PDF at the standard input; returns the exit code."""
    limit_this_process(_SECONDS, 2048 * _MB, 64 * _MB)
    try:
        drawn = _draw(sys.stdin.buffer.read())
    except ValueError as error:
        json.dump(str(error), sys.stdout)
        return REFUSED_EXIT_CODE
    except ModuleNotFoundError as error:
        json.dump(f"this needs the library {error.name}, which `make sources` installs", sys.stdout)
        return REFUSED_EXIT_CODE
    sys.stdout.buffer.write(drawn)
    sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(run_drawing())
