"""The headers under which the site is served: the one description of which all else is made.

`_headers`, the configurations of nginx and Caddy, the policy in the pages themselves and the servers
of the tests all come from here.

Sources: Content Security Policy Level 3; Fetch (`nosniff`); Referrer Policy; Permissions Policy; HTML
(cross-origin opener policy); RFC 6797 (HSTS); RFC 9111 and RFC 8246 (caching).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase, translate
from pathlib import PurePosixPath
from types import MappingProxyType

CACHE, POLICY = "Cache-Control", "Content-Security-Policy"
TYPE = "Content-Type"
NO_CACHE = "no-cache"
"""Kept, but asked for again each time: a page and the data may change with every release."""
IMMUTABLE = "public, max-age=31536000, immutable"
"""Kept for a year: the name says what is in it."""
FINGERPRINTED = (
    f"assets/*.{'[0-9a-f]' * 8}.*",
    "pagefind/fragment/*",
    "pagefind/index/*",
    "pagefind/pagefind.*_*.pf_meta",
)
"""The files that are named after what is in them."""
_FINGERPRINTED = re.compile("|".join(translate(pattern) for pattern in FINGERPRINTED))
OPEN = "data/*"
"""Data that pages of other hosts may read."""

_SOURCES = (
    "default-src 'none'",
    "connect-src 'self'",  # also for tools that fetch robots.txt in the name of a page
    "style-src 'self'",
    "img-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
)
_FRAMES = "frame-ancestors 'none'"
_FEATURES = (
    "accelerometer", "autoplay", "camera", "display-capture", "encrypted-media", "fullscreen", "geolocation",
    "gyroscope", "magnetometer", "microphone", "midi", "payment", "usb", "xr-spatial-tracking",
)  # fmt: skip

TYPES: Mapping[str, str] = MappingProxyType(
    {
        "bib": "application/x-bibtex; charset=utf-8",
        "css": "text/css; charset=utf-8",
        "csv": "text/csv; charset=utf-8",
        "html": "text/html; charset=utf-8",
        "ico": "image/vnd.microsoft.icon",
        "js": "text/javascript; charset=utf-8",
        "json": "application/json",
        "md": "text/markdown; charset=utf-8",
        "png": "image/png",
        "ris": "application/x-research-info-systems; charset=utf-8",
        "svg": "image/svg+xml; charset=utf-8",
        "txt": "text/plain; charset=utf-8",
        "wasm": "application/wasm",
        "webp": "image/webp",
        "woff2": "font/woff2",
        "xml": "application/xml; charset=utf-8",
        "zip": "application/zip",
    }
)
"""Media types by ending. JSON is always in UTF-8 (RFC 8259) and its type has no charset."""
UNKNOWN_TYPE = "application/octet-stream"
SPECIAL_TYPES: Mapping[str, str] = MappingProxyType(
    {
        "*/feed.json": "application/feed+json",
        "*/feed.xml": "application/atom+xml; charset=utf-8",
        "*/citation.json": "application/vnd.citationstyles.csl+json",
        "*/this-page.json": "application/vnd.citationstyles.csl+json",
    }
)
"""Media types of files whose ending says less than their name."""


@dataclass(frozen=True, slots=True)
class HeaderSettings:
    """What the headers depend on.

    `search` is whether there is a search page; `hsts` is for how many seconds browsers shall ask for the
    site by https only, 0 for nothing said.
    """

    search: bool = True
    hsts: int = 0


def content_security_policy(serving: HeaderSettings) -> str:
    """The policy of every file: nothing inline runs, nothing comes from or goes to another host.

    The search runs a compiled program (WebAssembly), in a worker whose policy only a header can give; so
    the header allows that, and the pages without a search forbid it again.
    """
    return "; ".join((*_policy(serving.search), _FRAMES))


def page_security_policy(*, searches: bool) -> str:
    """The policy in a page itself, for hosts that send no headers; of both, the stricter part counts.

    Which pages may frame this one can't be said there.
    """
    return ";".join(_policy(searches))


def _policy(searches: bool) -> tuple[str, ...]:
    first, *others = _SOURCES
    if searches:
        return (first, "script-src 'self' 'wasm-unsafe-eval'", *others)
    return (first, "script-src 'self'", *others)


def common_headers(serving: HeaderSettings) -> dict[str, str]:
    """The headers of every answer."""
    headers = {
        POLICY: content_security_policy(serving),
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Permissions-Policy": ", ".join(f"{feature}=()" for feature in _FEATURES),
        "Cross-Origin-Opener-Policy": "same-origin",
    }
    if serving.hsts:
        headers["Strict-Transport-Security"] = f"max-age={serving.hsts}"
    return headers


def is_fingerprinted(path: str) -> bool:
    """Whether a file of the site is named after what is in it."""
    return _FINGERPRINTED.match(path) is not None


def pattern_to_regex(pattern: str) -> str:
    """The pattern of a path as a regular expression, without a beginning; an end it has."""
    parts = re.split(r"(\*|\[[^]]+\])", pattern)
    kept = (".*" if part == "*" else part if part.startswith("[") else re.escape(part) for part in parts)
    return "".join(kept) + "$"


def media_type(path: str) -> str:
    """The type under which a file of the site is served."""
    for pattern, special in SPECIAL_TYPES.items():
        if fnmatchcase(path, pattern):
            return special
    return TYPES.get(PurePosixPath(path).suffix.removeprefix("."), UNKNOWN_TYPE)


def file_headers(path: str, serving: HeaderSettings) -> dict[str, str]:
    """Every header that says how a file of the site is to be taken."""
    headers = common_headers(serving)
    headers[TYPE] = media_type(path)
    headers[CACHE] = IMMUTABLE if is_fingerprinted(path) else NO_CACHE
    if fnmatchcase(path, OPEN):
        headers["Access-Control-Allow-Origin"] = "*"
    return headers
