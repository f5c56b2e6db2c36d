"""The headers with which a site is served: one description for all hosts and servers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase, translate
from pathlib import PurePosixPath
from types import MappingProxyType

from dossier_timeline.media.download_types import DOWNLOAD_TYPES
from dossier_timeline.site.embed_pages import EMBED_FOLDER

CACHE, POLICY = "Cache-Control", "Content-Security-Policy"
TYPE = "Content-Type"
NO_CACHE = "no-cache"
"""Kept, but asked for again each time: a page and the data may change with every release."""
IMMUTABLE = "public, max-age=31536000, immutable"
"""Cached for a year: the name of such a file changes with its content."""
FINGERPRINTED = (
    f"assets/*.{'[0-9a-f]' * 8}.*",
    "pagefind/*fragment/*",
    "pagefind/*index/*",
    "pagefind/*pagefind.*_*.pf_meta",
)
"""Patterns of the files that are named after their content."""
_FINGERPRINTED = re.compile("|".join(translate(pattern) for pattern in FINGERPRINTED))
OPEN_DATA = "data/*"
"""The data that pages of other hosts may read."""
EMBEDS = f"{EMBED_FOLDER}/*"
"""The pages that pages of other hosts may frame, and what programs read of them."""
ALLOW_ORIGIN = "Access-Control-Allow-Origin"

_CONTENT_SOURCES = (
    "default-src 'none'",
    "connect-src 'self'",  # also for tools that fetch robots.txt in the name of a page
    "style-src 'self'",
    "img-src 'self'",
    "font-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
)
_NO_FRAMES, _ALL_FRAMES = "frame-ancestors 'none'", "frame-ancestors *"
_DENIED_FEATURES = (
    "accelerometer", "autoplay", "camera", "display-capture", "encrypted-media", "fullscreen", "geolocation",
    "gyroscope", "magnetometer", "microphone", "midi", "payment", "usb", "xr-spatial-tracking",
)  # fmt: skip

_OWN_TYPES = {
    "avif": "image/avif",
    "bib": "application/x-bibtex; charset=utf-8",
    "css": "text/css; charset=utf-8",
    "html": "text/html; charset=utf-8",
    "ico": "image/vnd.microsoft.icon",
    "ics": "text/calendar; charset=utf-8",
    "jpg": "image/jpeg",
    "js": "text/javascript; charset=utf-8",
    "md": "text/markdown; charset=utf-8",
    "png": "image/png",
    "ris": "application/x-research-info-systems; charset=utf-8",
    "svg": "image/svg+xml; charset=utf-8",
    "wasm": "application/wasm",
    "webp": "image/webp",
    "woff2": "font/woff2",
    "xml": "application/xml; charset=utf-8",
    "zip": "application/zip",
}
_DOWNLOAD_TYPES = {suffix: kind.media_type for suffix, kind in DOWNLOAD_TYPES.items()}
TYPES: Mapping[str, str] = MappingProxyType(dict(sorted({**_OWN_TYPES, **_DOWNLOAD_TYPES}.items())))
"""Media types by suffix. JSON is always in UTF-8 (RFC 8259), so its type has no charset."""
UNKNOWN_TYPE = "application/octet-stream"
SPECIAL_TYPES: Mapping[str, str] = MappingProxyType(
    {
        "*/feed.json": "application/feed+json",
        "*/feed.xml": "application/atom+xml; charset=utf-8",
        "*.csl.json": "application/vnd.citationstyles.csl+json",
    }
)
"""Media types of files whose name says more than their suffix."""


@dataclass(frozen=True, slots=True)
class HeaderSettings:
    """The settings on which the headers depend.

    `search` says whether there is a search page. `hsts` is the number of seconds during which browsers shall
    ask for the site by https only; 0 says nothing.
    """

    search: bool = True
    hsts: int = 0


def content_security_policy(settings: HeaderSettings) -> str:
    """The policy of every file: nothing inline runs, and nothing comes from or goes to another host.

    The search runs a compiled program (WebAssembly) in a worker, whose policy only a header can give. So the
    header allows that, and the pages without a search forbid it again.
    """
    return "; ".join((*_policy_parts(settings.search), _NO_FRAMES))


def embed_headers() -> dict[str, str]:
    """The headers of pages to embed that aren't those of every answer: any page may frame and read them.

    Their policy allows nothing more otherwise, and less: they have no scripts.
    """
    return {POLICY: "; ".join((*_CONTENT_SOURCES, _ALL_FRAMES)), ALLOW_ORIGIN: "*"}


def page_security_policy(*, searches: bool) -> str:
    """The policy within a page, for hosts that send no headers.

    Where the headers say something too, the stricter one counts. A page can't say there which pages may
    frame it.
    """
    return ";".join(_policy_parts(searches))


def _policy_parts(searches: bool) -> tuple[str, ...]:
    first, *others = _CONTENT_SOURCES
    if searches:
        return (first, "script-src 'self' 'wasm-unsafe-eval'", *others)
    return (first, "script-src 'self'", *others)


def common_headers(settings: HeaderSettings) -> dict[str, str]:
    """The headers of every answer."""
    headers = {
        POLICY: content_security_policy(settings),
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Permissions-Policy": ", ".join(f"{feature}=()" for feature in _DENIED_FEATURES),
        "Cross-Origin-Opener-Policy": "same-origin",
    }
    if settings.hsts:
        headers["Strict-Transport-Security"] = f"max-age={settings.hsts}"
    return headers


def is_fingerprinted(path: str) -> bool:
    """Whether a file of the site is named after its content."""
    return _FINGERPRINTED.match(path) is not None


def is_embeddable(path: str) -> bool:
    """Whether pages of other hosts may frame a file of the site."""
    return fnmatchcase(path, EMBEDS)


def pattern_to_regex(pattern: str) -> str:
    """The pattern of a path as a regular expression with an end but no beginning."""
    parts = re.split(r"(\*|\[[^]]+\])", pattern)
    translated = (
        ".*" if part == "*" else part if part.startswith("[") else re.escape(part) for part in parts
    )
    return "".join(translated) + "$"


def media_type(path: str) -> str:
    """The type with which a file of the site is served."""
    for pattern, special in SPECIAL_TYPES.items():
        if fnmatchcase(path, pattern):
            return special
    return TYPES.get(PurePosixPath(path).suffix.removeprefix("."), UNKNOWN_TYPE)


def file_headers(path: str, settings: HeaderSettings) -> dict[str, str]:
    """Every header with which a file of the site is served."""
    headers = common_headers(settings)
    headers[TYPE] = media_type(path)
    headers[CACHE] = IMMUTABLE if is_fingerprinted(path) else NO_CACHE
    if fnmatchcase(path, OPEN_DATA):
        headers[ALLOW_ORIGIN] = "*"
    if is_embeddable(path):
        headers |= embed_headers()
    return headers
