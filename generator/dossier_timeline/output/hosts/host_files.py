"""`_headers` and `_redirects`, which Netlify, Cloudflare Pages and others read in the published folder.

A host adds up all rules that match a request, so no two of them may give the same header. Where the dossier
is a section of another site, every rule is about that section alone.

Sources: Netlify, "Custom headers" and "Redirect options"; Cloudflare Pages, "Headers", "Redirects" and
"Serving Pages".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from unicodedata import category
from urllib.parse import quote, unquote

from dossier_timeline.output.hosts.headers import (
    ALLOW_ORIGIN,
    CACHE,
    IMMUTABLE,
    NO_CACHE,
    OPEN_DATA,
    POLICY,
    SPECIAL_TYPES,
    TYPE,
    TYPES,
    common_headers,
    embed_headers,
    is_embeddable,
    is_fingerprinted,
)
from dossier_timeline.output.hosts.setup import HostSetup
from dossier_timeline.site.permalinks import permalink_of
from dossier_timeline.site.routes import SEARCH_INDEX

HEADERS, REDIRECTS = "_headers", "_redirects"
_NAMED_BY_CONTENT = ".pf_meta"
"""The suffix of files of the search that are named after their content and lie beside others: one rule has
them all, so that a change of the index is none of the rules."""
_TYPED_SUFFIXES = ("bib", "csv", "md", "ris")
"""Suffixes for which hosts have no media type, or one without its charset."""
_HEADERS_COMMENT = "# Netlify, Cloudflare Pages and others read this; elsewhere it does nothing.\n"
_REDIRECTS_COMMENT = (
    "# Netlify, Cloudflare Pages and others read this; elsewhere it does nothing.\n"
    "# “!” is for Netlify, which else would show the page that stands in for one that has moved; hosts\n"
    "# that don't know it pass over such a line and take the next.\n"
)


def make_host_files(files: Iterable[str], setup: HostSetup) -> dict[str, bytes]:
    """Both files by path; `files` are the paths of all that is published, below the mount."""
    texts = {HEADERS: _headers_text(sorted(files), setup), REDIRECTS: _redirects_text(setup)}
    return {path: text.encode() for path, text in texts.items()}


def _headers_text(paths: list[str], setup: HostSetup) -> str:
    common = common_headers(setup.header_settings)
    rules: dict[str, dict[str, str]] = {"/*": common}
    for path_pattern, cache_header in _cache_rules(paths):
        rules.setdefault(path_pattern, {})[CACHE] = cache_header
    if any(map(is_embeddable, paths)):
        # No rule takes back what another says, so each folder has its policy.
        policy = common.pop(POLICY)
        for path_pattern, headers in rules.items():
            if is_embeddable(path_pattern.removeprefix("/")):
                headers.update(embed_headers())
            elif headers is not common:
                headers[POLICY] = policy
    for suffix in _TYPED_SUFFIXES:
        rules[f"/*.{suffix}"] = {TYPE: TYPES[suffix]}
    for pattern, media_type in SPECIAL_TYPES.items():
        rules[f"/{pattern}"] = {TYPE: media_type}
    rules.setdefault(f"/{OPEN_DATA}", {})[ALLOW_ORIGIN] = "*"
    lines = [_HEADERS_COMMENT.rstrip()]
    for path_pattern, headers in rules.items():
        lines += [_mounted(path_pattern, setup), *(f"  {name}: {value}" for name, value in headers.items())]
    return "\n".join(lines) + "\n"


def _cache_rules(paths: list[str], folder: str = "") -> Iterator[tuple[str, str]]:
    """The caching of each file below a folder; a folder whose files are all cached alike gets one rule."""
    kinds = {is_fingerprinted(path) for path in paths}
    if folder and len(kinds) == 1:
        yield f"/{quote(folder)}*", IMMUTABLE if kinds.pop() else NO_CACHE
        return
    by_subfolder: dict[str, list[str]] = {}
    for path in paths:
        subfolder, slash, _ = path.removeprefix(folder).partition("/")
        if slash:
            by_subfolder.setdefault(f"{folder}{subfolder}/", []).append(path)
        elif path.endswith(_NAMED_BY_CONTENT) and is_fingerprinted(path):
            yield f"/{SEARCH_INDEX}/*{_NAMED_BY_CONTENT}", IMMUTABLE
        else:
            yield quote(permalink_of(path)), IMMUTABLE if is_fingerprinted(path) else NO_CACHE
    for subfolder, paths_below in by_subfolder.items():
        yield from _cache_rules(paths_below, subfolder)


def _redirects_text(setup: HostSetup) -> str:
    lines = []
    for encoded_origin, target in setup.redirects():
        origin = _mounted(_write_letters(encoded_origin), setup)
        lines += [f"{origin} {target} 301!", f"{origin} {target} 301"]
    for path in setup.moved.gone_paths:
        origin = _mounted(_write_letters(quote(permalink_of(path))), setup)
        lines.append(f"{origin} {_mounted(setup.missing_page(path), setup)} 410")
    folders = [f"{code}/" for code in setup.languages] + ([""] if setup.mount else [])
    for folder in folders:
        lines.append(f"{_mounted(f'/{folder}*', setup)} {_mounted(setup.missing_page(folder), setup)} 404")
    return _REDIRECTS_COMMENT + "".join(f"{line}\n" for line in lines)


def _write_letters(encoded: str) -> str:
    """A path with letters, marks and digits of every script as they are: Netlify finds no encoded ones."""
    return "".join(
        sign if not sign.isascii() and category(sign)[0] in "LMN" else quote(sign)
        for sign in unquote(encoded)
    )


def _mounted(path: str, setup: HostSetup) -> str:
    """A path of the section as a path of the published folder; both begin with "/"."""
    return f"/{quote(setup.mount)}{path}" if setup.mount else path
