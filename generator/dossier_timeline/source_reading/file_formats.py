"""Which format a document has, by its first bytes and its name."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import PurePath
from typing import Literal

from dossier_timeline.source_reading.media_types import HTML, MARKDOWN, OPEN_DOCUMENT, XHTML
from dossier_timeline.source_reading.unreadable import UnreadableDocumentError

FileFormat = Literal["pdf", "html", "docx", "odt", "markdown", "text"]

_GIVE_ANOTHER = "give a PDF, HTML, DOCX, ODT, Markdown or text file"
_OTHERS = (
    (b"\xd0\xcf\x11\xe0", "a document of an older word processor", "open it and save it as DOCX or ODT"),
    (b"{\\rtf", "a document in RTF", "open it and save it as DOCX or ODT"),
    (b"\x89PNG", "a picture", "make a PDF of it with text, with ocrmypdf, and give that"),
    (b"\xff\xd8\xff", "a picture", "make a PDF of it with text, with ocrmypdf, and give that"),
    (b"II*\0", "a picture", "make a PDF of it with text, with ocrmypdf, and give that"),
    (b"MM\0*", "a picture", "make a PDF of it with text, with ocrmypdf, and give that"),
    (b"%!PS", "a file in PostScript", "make a PDF of it, and give that"),
    (b"\x1f\x8b", "a packed file", "unpack it, and give what is in it"),
    (b"7z\xbc\xaf", "a packed file", "unpack it, and give what is in it"),
    (b"Rar!", "a packed file", "unpack it, and give what is in it"),
)
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_BEFORE_HTML = ((b"<!--", b"-->"), (b"<?xml", b"?>"))
"""What may stand before the first element: each with its end."""
_SUFFIXES: dict[str, FileFormat] = {
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".md": "markdown",
    ".markdown": "markdown",
}
_MEDIA_TYPES: dict[str, FileFormat] = {
    HTML: "html",
    XHTML: "html",
    MARKDOWN: "markdown",
}
_BEGINNING = 1 << 16
_LONGEST_MEDIA_TYPE = 200


def find_file_format(content: bytes, name: str, media_type: str = "") -> FileFormat:
    """The format of a file; `media_type` is what its server said. Raises `UnreadableDocumentError`."""
    if not content.strip():
        raise UnreadableDocumentError("this file is empty", _GIVE_ANOTHER)
    if b"%PDF-" in content[:1024]:
        return "pdf"
    if content.startswith(b"PK\x03\x04"):
        return _find_packed_format(content)
    for start, kind, hint in _OTHERS:
        if content.startswith(start):
            raise UnreadableDocumentError(f"this is {kind}", hint)
    if _begins_as_html(content):
        return "html"
    suffix = PurePath(name).suffix.lower()
    return _SUFFIXES.get(suffix) or _MEDIA_TYPES.get(media_type) or "text"


def _begins_as_html(content: bytes) -> bool:
    """Whether the first thing in a file, after comments, is an element of HTML."""
    beginning = content[:_BEGINNING].removeprefix(b"\xef\xbb\xbf").lstrip()
    while mark := next((marks for marks in _BEFORE_HTML if beginning.startswith(marks[0])), None):
        _, end, beginning = beginning.partition(mark[1])
        if not end:
            return False
        beginning = beginning.lstrip()
    return _HTML.match(beginning) is not None


def _find_packed_format(content: bytes) -> FileFormat:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = archive.namelist()
            if "word/document.xml" in names:
                return "docx"
            if "mimetype" in names and "content.xml" in names:
                is_short = archive.getinfo("mimetype").file_size < _LONGEST_MEDIA_TYPE
                if is_short and archive.read("mimetype").startswith(OPEN_DOCUMENT.encode()):
                    return "odt"
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, ValueError):
        raise UnreadableDocumentError(
            "this file is broken: it can't be unpacked", "fetch it once more"
        ) from None
    raise UnreadableDocumentError(
        "this is a packed file, and no DOCX or ODT", "unpack it, and give what is in it"
    )
