"""The site's part of a Caddyfile: what stands inside the block of an address.

`route` keeps the order in which things are said; outside of it Caddy puts them in one of its own.

Source: Caddy, "Caddyfile Directives": handle_path, route, header, redir, error, file_server, handle_errors.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from urllib.parse import unquote

from dossier_timeline.output.hosts.headers import (
    CACHE,
    FINGERPRINTED,
    IMMUTABLE,
    NO_CACHE,
    OPEN,
    SPECIAL_TYPES,
    TYPE,
    TYPES,
    UNKNOWN_TYPE,
    common_headers,
    pattern_to_regex,
)
from dossier_timeline.output.hosts.setup import HostSetup
from dossier_timeline.site.permalinks import MISSING_PAGE, permalink_of

_SEND = ["file_server {", "\tprecompressed br gzip", "}"]


_HIDDEN = ["@hidden {", '\tpath "*/.*"', '\tnot path "/.well-known/*"', "}", 'error @hidden "Not found" 404']
"""What begins with a point is no reader's business, except what is for everyone by RFC 8615."""


def caddy_config(setup: HostSetup, root: str) -> str:
    """The configuration; `root` is the folder that holds the published files."""
    base = unquote(setup.base_path)
    lines = [
        "# Made by `dossier-timeline server caddy`: import it in the block of the site's address.",
        "# Made anew when an address has moved or the site's own address changes.",
    ]
    if base != "/":
        lines.append(f'redir "{base.rstrip("/")}" "{setup.base_path}" 301')
    inside = _block(
        "route", [f'root * "{root}"', *_headers(setup), *_types(), *_moved(setup), *_HIDDEN, *_SEND]
    )
    lines += _block(f'handle_path "{base}*"', inside)
    lines += _block("handle_errors", _missing(setup, base, root))
    return "\n".join(lines) + "\n"


def _headers(setup: HostSetup) -> Iterator[str]:
    said = {**common_headers(setup.header_settings), CACHE: NO_CACHE, "Vary": "Accept-Encoding"}
    yield from _block("header", [f'{name} "{value}"' for name, value in said.items()])
    patterns = "|".join(pattern_to_regex(pattern).removesuffix("$") for pattern in FINGERPRINTED)
    yield f'@fingerprinted path_regexp "^/(?:{patterns})$"'
    yield f'header @fingerprinted {CACHE} "{IMMUTABLE}"'
    yield f'header "/{OPEN}" Access-Control-Allow-Origin "*"'


def _types() -> Iterator[str]:
    known = {"*/": TYPES["html"], **{f"*.{ending}": kind for ending, kind in TYPES.items()}, **SPECIAL_TYPES}
    yield f'header {TYPE} "{UNKNOWN_TYPE}"'
    for number, (pattern, kind) in enumerate(known.items(), start=1):
        yield f"@type{number} path {pattern}"
        yield f'header @type{number} {TYPE} "{kind}"'


def _moved(setup: HostSetup) -> Iterator[str]:
    for path, target in setup.moved.targets.items():
        yield f'redir "{permalink_of(path)}" "{setup.redirect_target(target)}" 301'
    for path in setup.moved.gone_paths:
        yield f'error "{permalink_of(path)}" "Gone" 410'


def _missing(setup: HostSetup, base: str, root: str) -> Iterator[str]:
    """The page that says so where there is nothing, in the language of the address."""
    said = [f'header {TYPE} "{TYPES["html"]}"', f'header {CACHE} "{NO_CACHE}"']
    for folder in (*(f"{code}/" for code in setup.languages), ""):
        show = [f'root * "{root}"', f'rewrite * "/{folder}{MISSING_PAGE}"', *said, *_SEND]
        yield from _block(f'handle "{base}{folder}*"', _block("route", show))


def _block(name: str, lines: Iterable[str]) -> list[str]:
    return [f"{name} {{", *(f"\t{line}" for line in lines), "}"]
