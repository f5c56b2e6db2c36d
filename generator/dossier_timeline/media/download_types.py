"""What may be offered for download: documents, tables and data whose beginning says what they are.

What a browser would show as a page, or a system would run, is refused, whatever its name.
"""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from dossier_timeline.media.pdf_inspection import HiddenObjectsError, find_doings
from dossier_timeline.media.unusable_file import UnusableFileError

MAX_DOWNLOAD_BYTES = 64 << 20
_MACROS = re.compile(
    r"(^|/)vbaproject\.bin$|^(basic|scripts)/|(^|/)(activex|macrosheets)/|/embeddings/.*\.bin$|\.js$", re.I
)
"""Parts of a package that run: macros of both families of programs, controls, programs within, scripts."""
_MOST_PARTS, _MOST_BYTES = 10_000, 1 << 30


@dataclass(frozen=True, slots=True)
class DownloadType:
    """A kind of file: what it's called, its media type, and what tells whether a file is of that kind."""

    name: str
    media_type: str
    is_one: Callable[[bytes], bool]


def _is_pdf(content: bytes) -> bool:
    return content[:5] == b"%PDF-" and b"%%EOF" in content[-2048:]


def _is_text(content: bytes) -> bool:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    return "\0" not in text and not text.lstrip().startswith(("<", "#!"))


def _is_json(content: bytes) -> bool:
    try:
        json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return False
    return True


def _is_package(part: str, start: str = "") -> Callable[[bytes], bool]:
    """What tells whether a file is a package in zip with this part, whose content begins like this."""

    def is_one(content: bytes) -> bool:
        try:
            with zipfile.ZipFile(io.BytesIO(content)) as package:
                names = package.namelist()
                size = sum(one.file_size for one in package.infolist())
                if part not in names or len(names) > _MOST_PARTS or size > _MOST_BYTES:
                    return False
                with package.open(part) as opened:
                    beginning = opened.read(256)
        except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, ValueError, EOFError):
            return False
        return beginning.startswith(start.encode()) and not any(map(_MACROS.search, names))

    return is_one


def _open_document(kind: str) -> DownloadType:
    """A document of LibreOffice and others, by the end of its media type."""
    media_type = f"application/vnd.oasis.opendocument.{kind}"
    return DownloadType(_OPEN_DOCUMENT_NAMES[kind], media_type, _is_package("mimetype", media_type))


def _office_document(name: str, kind: str, part: str) -> DownloadType:
    media_type = f"application/vnd.openxmlformats-officedocument.{kind}"
    return DownloadType(name, media_type, _is_package(part))


_OPEN_DOCUMENT_NAMES = {"text": "ODT", "spreadsheet": "ODS", "presentation": "ODP"}

DOWNLOAD_TYPES: Mapping[str, DownloadType] = {
    "pdf": DownloadType("PDF", "application/pdf", _is_pdf),
    "csv": DownloadType("CSV", "text/csv; charset=utf-8", _is_text),
    "txt": DownloadType("TXT", "text/plain; charset=utf-8", _is_text),
    "json": DownloadType("JSON", "application/json", _is_json),
    "geojson": DownloadType("GeoJSON", "application/geo+json", _is_json),
    "odt": _open_document("text"),
    "ods": _open_document("spreadsheet"),
    "odp": _open_document("presentation"),
    "docx": _office_document("DOCX", "wordprocessingml.document", "word/document.xml"),
    "xlsx": _office_document("XLSX", "spreadsheetml.sheet", "xl/workbook.xml"),
    "pptx": _office_document("PPTX", "presentationml.presentation", "ppt/presentation.xml"),
    "epub": DownloadType("EPUB", "application/epub+zip", _is_package("mimetype", "application/epub+zip")),
}
"""What may be downloaded, by the ending of the file's name."""


def check_download(content: bytes, ending: str) -> DownloadType:
    """The kind of a file with this ending, where its content is of that kind. Raises `UnusableFileError`."""
    known = DOWNLOAD_TYPES.get(ending.lower())
    if known is None:
        names = ", ".join(one.name for one in DOWNLOAD_TYPES.values())
        hint = f"offer it as one of {names}; an image stands in content/images/"
        raise UnusableFileError(f"files that end in “.{ending}” aren't offered for download", hint)
    if not known.is_one(content):
        hint = "save it anew from the program that made it, without macros"
        raise UnusableFileError(f"what is in this file isn't {known.name}, or is broken", hint)
    if known.is_one is _is_pdf:
        _require_still_pdf(content)
    return known


def _require_still_pdf(content: bytes) -> None:
    hint = "print it into a new PDF, or save it as PDF/A"
    try:
        doing = find_doings(content)
    except HiddenObjectsError:
        message = "what is in this PDF can't be looked through: it's locked, or packed in an unusual way"
        raise UnusableFileError(message, hint) from None
    if doing:
        raise UnusableFileError(f"this PDF holds {doing}", hint)
