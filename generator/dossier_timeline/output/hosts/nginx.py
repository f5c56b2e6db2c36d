"""The site's part of an nginx configuration: the content of a `server` block.

A location that gives one header of its own repeats all others, because nginx inherits all of them or none.

Source: nginx, modules ngx_http_core, headers, gzip_static and (not nginx's own) ngx_brotli.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
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
    TYPES,
    UNKNOWN_TYPE,
    common_headers,
    embed_headers,
    pattern_to_regex,
)
from dossier_timeline.output.hosts.setup import HostSetup
from dossier_timeline.site.permalinks import MISSING_PAGE, permalink_of

_HIDDEN_NAME = r"/\.(?!well-known(?:/|$))"
"""A name that begins with a point is hidden, except for the one that RFC 8615 makes public."""


def nginx_config(setup: HostSetup, root: str, *, brotli: bool = False) -> str:
    """The configuration; `root` is the folder that holds the published files.

    With `brotli`, files that were compressed in advance are also sent as Brotli, for which nginx needs a
    module.
    """
    base = unquote(setup.base_path)
    lines = [
        *_file_lines(base, root, brotli),
        "",
        *_type_lines(),
        "",
        *_header_lines(setup),
        *_error_page(base, f"/{MISSING_PAGE}"),
    ]
    lines += ["", *_location(f'~ "{_HIDDEN_NAME}"', [*_error_page(base, f"/{MISSING_PAGE}"), "return 404;"])]
    lines += [*_fingerprinted_location(setup, base), *_open_data_location(setup, base)]
    lines += _location(f'"{base}{EMBEDS.removesuffix("*")}"', _header_lines(setup, embed_headers()))
    for code in setup.languages:
        lines += _location(
            f'"{base}{code}/"', [*_error_page(base, f"/{code}/{MISSING_PAGE}"), *_special_type_lines()]
        )
    lines += _redirect_locations(setup, base)
    config = [
        "# Made by `dossier-timeline server nginx`: include it in the server block of the site.",
        "# Made anew when an address has moved or the site's own address changes.",
    ]
    if base != "/":
        config += _location(
            f'= "{base.rstrip("/")}"', ["absolute_redirect off;", f'return 301 "{setup.base_path}";']
        )
    return "\n".join([*config, *_location(f'"{base}"', lines)]) + "\n"


def _file_lines(base: str, root: str, brotli: bool) -> Iterator[str]:
    yield f'root "{root}";' if base == "/" else f'alias "{root.rstrip("/")}/";'
    yield "index index.html;"
    yield "absolute_redirect off;"
    yield "gzip off;"
    yield "gzip_static on;"
    yield "gzip_proxied any;"
    yield "gzip_vary on;"
    if brotli:
        yield "brotli_static on;"


def _type_lines() -> list[str]:
    types = [f'"{kind}" {ending};' for ending, kind in TYPES.items()]
    return [*_block("types", types), f"default_type {UNKNOWN_TYPE};"]


def _special_type_lines() -> Iterator[str]:
    """Files of a language, and of data, whose name says more than their suffix."""
    for pattern, media_type in SPECIAL_TYPES.items():
        name = pattern.removeprefix("*")
        yield from _location(f'~ "{pattern_to_regex(name)}"', ["types { }", f'default_type "{media_type}";'])


def _header_lines(setup: HostSetup, more: Mapping[str, str] | None = None) -> list[str]:
    headers = {**common_headers(setup.header_settings), CACHE: NO_CACHE, **(more or {})}
    return [f'add_header {name} "{value}" always;' for name, value in headers.items()]


def _error_page(base: str, page_path: str) -> list[str]:
    return [f'error_page 404 410 "{base.rstrip("/")}{page_path}";']


def _fingerprinted_location(setup: HostSetup, base: str) -> list[str]:
    patterns = "|".join(pattern_to_regex(pattern).removesuffix("$") for pattern in FINGERPRINTED)
    headers = _header_lines(setup, {CACHE: IMMUTABLE})
    return _location(f'~ "^{pattern_to_regex(base).removesuffix("$")}(?:{patterns})$"', headers)


def _open_data_location(setup: HostSetup, base: str) -> list[str]:
    headers = _header_lines(setup, {ALLOW_ORIGIN: "*"})
    return _location(f'"{base}{OPEN_DATA.removesuffix("*")}"', [*headers, *_special_type_lines()])


def _redirect_locations(setup: HostSetup, base: str) -> Iterator[str]:
    for path, target in setup.moved.targets.items():
        yield from _exact_location(base, path, [f'return 301 "{setup.redirect_target(target)}";'])
    for path in setup.moved.gone_paths:
        yield from _exact_location(base, path, [*_error_page(base, setup.missing_page(path)), "return 410;"])


def _exact_location(base: str, path: str, lines: Iterable[str]) -> list[str]:
    return _location(f'= "{base.rstrip("/")}{permalink_of(path)}"', lines)


def _location(where: str, lines: Iterable[str]) -> list[str]:
    return _block(f"location {where}", lines)


def _block(name: str, lines: Iterable[str]) -> list[str]:
    return [f"{name} {{", *(f"    {line}" if line else "" for line in lines), "}"]
