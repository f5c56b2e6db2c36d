"""The site's part of a configuration of nginx: what stands inside a `server` block.

Headers are said again in each location that says one of its own: nginx inherits all or none of them.

Source: nginx, modules ngx_http_core, headers, gzip_static and (not nginx's own) ngx_brotli.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import unquote

from dossier_timeline.output.hosts.headers import (
    CACHE,
    FINGERPRINTED,
    IMMUTABLE,
    NO_CACHE,
    OPEN,
    SPECIAL_TYPES,
    TYPES,
    UNKNOWN_TYPE,
    common_headers,
    pattern_to_regex,
)
from dossier_timeline.output.hosts.setup import HostSetup
from dossier_timeline.site.permalinks import MISSING_PAGE, permalink_of

_HIDDEN = r"/\.(?!well-known(?:/|$))"
"""What begins with a point is no reader's business, except what is for everyone by RFC 8615."""


def nginx_config(setup: HostSetup, root: str, *, brotli: bool = False) -> str:
    """The configuration; `root` is the folder that holds the published files.

    With `brotli`, files that were compressed beforehand are also sent as Brotli, which asks for a module.
    """
    base = unquote(setup.base_path)
    inside = [
        *_files(base, root, brotli),
        "",
        *_types(),
        "",
        *_headers(setup),
        *_missing(base, f"/{MISSING_PAGE}"),
    ]
    inside += ["", *_location(f'~ "{_HIDDEN}"', [*_missing(base, f"/{MISSING_PAGE}"), "return 404;"])]
    inside += [*_fingerprinted(setup, base), *_open(setup, base)]
    for code in setup.languages:
        inside += _location(f'"{base}{code}/"', [*_missing(base, f"/{code}/{MISSING_PAGE}"), *_special()])
    inside += _moved(setup, base)
    head = [
        "# Made by `dossier-timeline server nginx`: include it in the server block of the site.",
        "# Made anew when an address has moved or the site's own address changes.",
    ]
    if base != "/":
        head += _location(
            f'= "{base.rstrip("/")}"', ["absolute_redirect off;", f'return 301 "{setup.base_path}";']
        )
    return "\n".join([*head, *_location(f'"{base}"', inside)]) + "\n"


def _files(base: str, root: str, brotli: bool) -> Iterator[str]:
    yield f'root "{root}";' if base == "/" else f'alias "{root.rstrip("/")}/";'
    yield "index index.html;"
    yield "absolute_redirect off;"
    yield "gzip off;"
    yield "gzip_static on;"
    yield "gzip_proxied any;"
    yield "gzip_vary on;"
    if brotli:
        yield "brotli_static on;"


def _types() -> list[str]:
    types = [f'"{kind}" {ending};' for ending, kind in TYPES.items()]
    return [*_block("types", types), f"default_type {UNKNOWN_TYPE};"]


def _special() -> Iterator[str]:
    """Files of a language whose name says more than its ending."""
    for pattern, kind in SPECIAL_TYPES.items():
        name = pattern.removeprefix("*")
        yield from _location(f'~ "{pattern_to_regex(name)}"', ["types { }", f'default_type "{kind}";'])


def _headers(setup: HostSetup, more: Mapping[str, str] | None = None) -> list[str]:
    headers = {**common_headers(setup.header_settings), CACHE: NO_CACHE, **(more or {})}
    return [f'add_header {name} "{value}" always;' for name, value in headers.items()]


def _missing(base: str, page: str) -> list[str]:
    return [f'error_page 404 410 "{base.rstrip("/")}{page}";']


def _fingerprinted(setup: HostSetup, base: str) -> list[str]:
    patterns = "|".join(pattern_to_regex(pattern).removesuffix("$") for pattern in FINGERPRINTED)
    said = _headers(setup, {CACHE: IMMUTABLE})
    return _location(f'~ "^{pattern_to_regex(base).removesuffix("$")}(?:{patterns})$"', said)


def _open(setup: HostSetup, base: str) -> list[str]:
    said = _headers(setup, {"Access-Control-Allow-Origin": "*"})
    return _location(f'"{base}{OPEN.removesuffix("*")}"', said)


def _moved(setup: HostSetup, base: str) -> Iterator[str]:
    for path, target in setup.moved.targets.items():
        yield from _exactly(base, path, [f'return 301 "{setup.redirect_target(target)}";'])
    for path in setup.moved.gone_paths:
        yield from _exactly(base, path, [*_missing(base, setup.missing_page(path)), "return 410;"])


def _exactly(base: str, path: str, lines: Iterable[str]) -> list[str]:
    return _location(f'= "{base.rstrip("/")}{permalink_of(path)}"', lines)


def _location(where: str, lines: Iterable[str]) -> list[str]:
    return _block(f"location {where}", lines)


def _block(name: str, lines: Iterable[str]) -> list[str]:
    return [f"{name} {{", *(f"    {line}" if line else "" for line in lines), "}"]
