"""What stands at an address, where that is known: a web page or a PDF."""

from __future__ import annotations

from pathlib import PurePosixPath
from urllib.parse import urldefrag, urlsplit

PDF = "application/pdf"
_WEB_PAGES = frozenset(("text/html", "application/xhtml+xml"))
_SUFFIXES = {".pdf": PDF, **dict.fromkeys((".html", ".htm", ".xhtml", ".shtml"), "text/html")}


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
