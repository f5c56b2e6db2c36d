"""The site's part of a Caddyfile: the content of the block of an address.

`route` keeps the order of its lines; outside of it Caddy sorts them.

Source: Caddy, "Caddyfile Directives": handle_path, route, header, redir, error, file_server, handle_errors.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from urllib.parse import unquote

from dossier_timeline.output.hosts.headers import (
    ALLOW_ORIGIN,
    CACHE,
    EMBEDS,
    FINGERPRINTED,
    IMMUTABLE,
    NO_CACHE,
    OPEN_DATA,
    SPECIAL_TYPES,
    TYPE,
    TYPES,
    UNKNOWN_TYPE,
    common_headers,
    embed_headers,
    pattern_to_regex,
)
from dossier_timeline.output.hosts.setup import HostSetup
from dossier_timeline.site.permalinks import MISSING_PAGE, permalink_of

_FILE_SERVER = ["file_server {", "\tprecompressed br gzip", "}"]


_HIDDEN_FILES = [
    "@hidden {",
    '\tpath "*/.*"',
    '\tnot path "/.well-known/*"',
    "}",
    'error @hidden "Not found" 404',
]
"""Hides names that begin with a point, except for the one that RFC 8615 makes public."""


def caddy_config(setup: HostSetup, root: str) -> str:
    """The configuration; `root` is the folder that holds the published files."""
    base = unquote(setup.base_path)
    lines = [
        "# Made by `dossier-timeline server caddy`: import it in the block of the site's address.",
        "# Made anew when an address has moved or the site's own address changes.",
    ]
    if base != "/":
        lines.append(f'redir "{base.rstrip("/")}" "{setup.base_path}" 301')
    route = _block(
        "route",
        [
            f'root * "{root}"',
            *_header_lines(setup),
            *_type_lines(),
            *_redirect_lines(setup),
            *_HIDDEN_FILES,
            *_FILE_SERVER,
        ],
    )
    lines += _block(f'handle_path "{base}*"', route)
    lines += _block("handle_errors", _error_lines(setup, base, root))
    return "\n".join(lines) + "\n"


def _header_lines(setup: HostSetup) -> Iterator[str]:
    headers = {**common_headers(setup.header_settings), CACHE: NO_CACHE, "Vary": "Accept-Encoding"}
    yield from _block("header", [f'{name} "{value}"' for name, value in headers.items()])
    patterns = "|".join(pattern_to_regex(pattern).removesuffix("$") for pattern in FINGERPRINTED)
    yield f'@fingerprinted path_regexp "^/(?:{patterns})$"'
    yield f'header @fingerprinted {CACHE} "{IMMUTABLE}"'
    yield f'header "/{OPEN_DATA}" {ALLOW_ORIGIN} "*"'
    for name, value in embed_headers().items():
        yield f'header "/{EMBEDS}" {name} "{value}"'


def _type_lines() -> Iterator[str]:
    types = {
        "*/": TYPES["html"],
        **{f"*.{ending}": media_type for ending, media_type in TYPES.items()},
        **SPECIAL_TYPES,
    }
    yield f'header {TYPE} "{UNKNOWN_TYPE}"'
    for number, (pattern, media_type) in enumerate(types.items(), start=1):
        yield f"@type{number} path {pattern}"
        yield f'header @type{number} {TYPE} "{media_type}"'


def _redirect_lines(setup: HostSetup) -> Iterator[str]:
    for path, target in setup.moved.targets.items():
        yield f'redir "{permalink_of(path)}" "{setup.redirect_target(target)}" 301'
    for path in setup.moved.gone_paths:
        yield f'error "{permalink_of(path)}" "Gone" 410'


def _error_lines(setup: HostSetup, base: str, root: str) -> Iterator[str]:
    """The page that says that nothing is there, in the language of the address."""
    headers = [f'header {TYPE} "{TYPES["html"]}"', f'header {CACHE} "{NO_CACHE}"']
    for folder in (*(f"{code}/" for code in setup.languages), ""):
        lines = [f'root * "{root}"', f'rewrite * "/{folder}{MISSING_PAGE}"', *headers, *_FILE_SERVER]
        yield from _block(f'handle "{base}{folder}*"', _block("route", lines))


def _block(name: str, lines: Iterable[str]) -> list[str]:
    return [f"{name} {{", *(f"\t{line}" for line in lines), "}"]
