"""`_headers` and `_redirects`: what Netlify, Cloudflare Pages and others read in the published folder.

All rules that match a request are added up, so no two of them may say the same header.

Sources: Netlify, "Custom headers" and "Redirect options"; Cloudflare Pages, "Headers", "Redirects" and
"Serving Pages".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from urllib.parse import quote

from dossier_timeline.output.hosts.headers import (
    CACHE,
    IMMUTABLE,
    NO_CACHE,
    OPEN,
    SPECIAL_TYPES,
    TYPE,
    TYPES,
    common_headers,
    is_fingerprinted,
)
from dossier_timeline.output.hosts.setup import HostSetup
from dossier_timeline.site.permalinks import permalink_of

HEADERS, REDIRECTS = "_headers", "_redirects"
_OWN_TYPES = ("bib", "csv", "md", "ris")
"""Endings for which hosts have no type, or one without its charset."""
_ABOUT_HEADERS = "# Netlify, Cloudflare Pages and others read this; elsewhere it does nothing.\n"
_ABOUT_REDIRECTS = (
    "# Netlify, Cloudflare Pages and others read this; elsewhere it does nothing.\n"
    "# “!” is for Netlify, which else would show the page that stands in for one that has moved; hosts\n"
    "# that don't know it pass over such a line and take the next.\n"
)


def make_host_files(files: Iterable[str], setup: HostSetup) -> dict[str, bytes]:
    """Both files by path; `files` are the paths of all that is published."""
    made = {HEADERS: _headers(sorted(files), setup), REDIRECTS: _redirects(setup)}
    return {path: text.encode() for path, text in made.items()}


def _headers(paths: list[str], setup: HostSetup) -> str:
    rules: dict[str, dict[str, str]] = {"/*": common_headers(setup.header_settings)}
    for where, how in _cached(paths):
        rules.setdefault(where, {})[CACHE] = how
    for ending in _OWN_TYPES:
        rules[f"/*.{ending}"] = {TYPE: TYPES[ending]}
    for pattern, kind in SPECIAL_TYPES.items():
        rules[f"/{pattern}"] = {TYPE: kind}
    rules.setdefault(f"/{OPEN}", {})["Access-Control-Allow-Origin"] = "*"
    lines = [_ABOUT_HEADERS.rstrip()]
    for where, said in rules.items():
        lines += [where, *(f"  {name}: {value}" for name, value in said.items())]
    return "\n".join(lines) + "\n"


def _cached(paths: list[str], folder: str = "") -> Iterator[tuple[str, str]]:
    """How long each file below a folder is kept; one rule for all of a folder that are kept alike."""
    kinds = {is_fingerprinted(path) for path in paths}
    if folder and len(kinds) == 1:
        yield f"/{quote(folder)}*", IMMUTABLE if kinds.pop() else NO_CACHE
        return
    below: dict[str, list[str]] = {}
    for path in paths:
        inner, slash, _ = path.removeprefix(folder).partition("/")
        if slash:
            below.setdefault(f"{folder}{inner}/", []).append(path)
        else:
            yield quote(permalink_of(path)), IMMUTABLE if is_fingerprinted(path) else NO_CACHE
    for inner, within in below.items():
        yield from _cached(within, inner)


def _redirects(setup: HostSetup) -> str:
    lines = []
    for origin, target in setup.redirects():
        lines += [f"{origin} {target} 301!", f"{origin} {target} 301"]
    for path in setup.moved.gone_paths:
        origin = quote(permalink_of(path))
        lines.append(f"{origin} {setup.missing_page(path)} 410")
    lines += [f"/{code}/* {setup.missing_page(f'{code}/')} 404" for code in setup.languages]
    return _ABOUT_REDIRECTS + "".join(f"{line}\n" for line in lines)
