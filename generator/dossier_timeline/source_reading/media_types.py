"""Media types of the documents that are read, and of what stands at an address where that is known."""

from __future__ import annotations

from pathlib import PurePosixPath
from urllib.parse import urldefrag, urlsplit

PDF = "application/pdf"
HTML = "text/html"
XHTML = "application/xhtml+xml"
WORD_DOCUMENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
OPEN_DOCUMENT = "application/vnd.oasis.opendocument.text"
MARKDOWN = "text/markdown"
PLAIN_TEXT = "text/plain"
_WEB_PAGES = frozenset((HTML, XHTML))
_SUFFIXES = {".pdf": PDF, **dict.fromkeys((".html", ".htm", ".xhtml", ".shtml"), HTML)}


def find_media_type(url: str, known_address: str = "", known_type: str = "") -> str:
    """The media type of what stands at an address; "" where nobody knows.

    It's known where the source text was fetched at this address, or by the ending of the address.
    """
    if known_address and urldefrag(url).url == urldefrag(known_address).url:
        return known_type
    return _SUFFIXES.get(PurePosixPath(urlsplit(url).path).suffix.casefold(), "")


def is_web_page(media_type: str) -> bool:
    """Whether a browser shows it as a page in which it can look for words."""
    return media_type in _WEB_PAGES
