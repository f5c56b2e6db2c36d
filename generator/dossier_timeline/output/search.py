"""The search index: one per language, of what the pages say, and only what is theirs to say.

A page is indexed when its main part carries `data-pagefind-body`; `data-pagefind-ignore` leaves a
part out. An index that was made of the same pages before is taken from `.cache/`.
"""

from __future__ import annotations

import hashlib
import io
import re
import time
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from dossier_timeline.cache.store import read_cache_file, write_cache_file
from dossier_timeline.diagnostics.codes import Code
from dossier_timeline.diagnostics.diagnostic import Diagnostic, Position
from dossier_timeline.output.pagefind import (
    PagefindError,
    build_bundle,
    has_word_segmentation,
    pagefind_version,
)
from dossier_timeline.output.segmentation import warn_of_unsegmented_languages
from dossier_timeline.site.routes import SEARCH_INDEX

MAX_PAGES_WHILE_SERVING = 300
"""So many pages are indexed anew while somebody looks at a preview; more would keep them waiting."""

_EXCLUDED = (".fact sup", ".tag", ".differs", ".visually-hidden", ".src", ".cite", "svg", "nav")
_RULES = "1"
"""Counts up when what is made of the same pages changes, so that no older index is taken for it."""
_KEPT = 4
_BODY = b"data-pagefind-body"
_ROOT = re.compile(r"<html\b[^>]*>")
_MAIN = re.compile(r"<main\b[^>]*\bdata-pagefind-body\b.*</main>", re.DOTALL)
_ENDS = re.compile(r"(?P<ended></p>|</ul>|</ol>)?\s*</(?P<name>li|dt|dd|th|td|caption)>")
_ENTRIES = re.compile(
    r"<(?P<holder>li|article|figure|div|section|tr)\b[^>]*?\sid=\"(?P<id>[^\"]+)\"[^>]*>"
    r"|<h(?P<level>[1-6])(?P<own>[^>]*)>"
)


@dataclass(frozen=True, slots=True)
class SearchIndex:
    """A search index: its files by path, of how many pages, and in how many seconds.

    `seconds` is None where it was remembered.
    """

    files: Mapping[str, bytes] = field(default_factory=dict)
    pages: int = 0
    seconds: float | None = None
    problems: tuple[Diagnostic, ...] = ()


def build_search_index(
    files: Mapping[str, bytes], cache: Path, *, settings_file: str, serving: bool = False
) -> SearchIndex:
    """The search index of a rendered site.

    `cache` is the folder in which it is remembered; one that can't be written to is no problem. While
    `serving`, a large site isn't indexed anew. `settings_file` is where problems are reported.
    """
    began = time.perf_counter()
    found = ((path, files[path]) for path in sorted(files) if path.endswith(".html"))
    pages = [(path, indexable_html(content)) for path, content in found if _BODY in content]
    if not pages:
        return SearchIndex()
    place = cache / "search" / f"{_key(pages)}.zip"
    told = warn_of_unsegmented_languages(pages, extended=has_word_segmentation(), settings_file=settings_file)
    known = _recall(place)
    if known is not None:
        return SearchIndex(known, len(pages), problems=told)
    if serving and len(pages) > MAX_PAGES_WHILE_SERVING:
        return SearchIndex()
    try:
        made = {f"{SEARCH_INDEX}/{path}": content for path, content in build_bundle(pages, _EXCLUDED).items()}
    except PagefindError as error:
        return SearchIndex(problems=(_not_made(error, settings_file),))
    _remember(place, made)
    return SearchIndex(made, len(pages), time.perf_counter() - began, told)


def indexable_html(content: bytes) -> str:
    """What of a page is indexed: its language and its main part.

    The id of an entry is given to the heading in it, so that a result leads to the entry.
    """
    text = content.decode()
    root, main = _ROOT.search(text), _MAIN.search(text)
    if root is None or main is None:
        return text
    return f"<!doctype html>\n{root[0]}<body>{_parted(''.join(_headed(main[0])))}</body></html>\n"


def _parted(text: str) -> str:
    """With something between what stands in rows or lists: else the words would run together."""

    def end(found: re.Match[str]) -> str:
        mark = "" if found["ended"] else ": " if found["name"] == "dt" else " · "
        return f"{found['ended'] or ''}{mark}</{found['name']}>"

    return _ENDS.sub(end, text)


def _headed(text: str) -> Iterator[str]:
    at, pending = 0, ""
    for tag in _ENTRIES.finditer(text):
        if tag["holder"]:
            pending = tag["id"]
        elif " id=" in tag["own"]:
            pending = ""
        elif pending:
            yield text[at : tag.start()]
            yield f'<h{tag["level"]} id="{pending}"{tag["own"]}>'
            at, pending = tag.end(), ""
    yield text[at:]


def _key(pages: list[tuple[str, str]]) -> str:
    """A digest of exactly what goes in."""
    digest = hashlib.sha256(
        "\0".join((_RULES, pagefind_version(), str(has_word_segmentation()), *_EXCLUDED)).encode()
    )
    for path, html in pages:
        for part in (path, html):
            content = part.encode()
            digest.update(len(content).to_bytes(8, "big") + content)
    return digest.hexdigest()[:32]


def _recall(place: Path) -> dict[str, bytes] | None:
    """The index that lies there, if one of this user's own builds put it there and it's whole."""
    packed = read_cache_file(place)
    if packed is None:
        return None
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _remember(place: Path, files: Mapping[str, bytes]) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for path, content in files.items():
            archive.writestr(zipfile.ZipInfo(path), content)
    if write_cache_file(place, packed.getvalue()):
        with suppress(OSError):
            _forget_all_but(place)


def _forget_all_but(newest: Path) -> None:
    """Keep the last few indexes: going back and forth between two states is common."""
    others = sorted(
        (file for file in newest.parent.glob("*.zip") if file != newest and file.is_file()),
        key=lambda file: file.lstat().st_mtime_ns,
        reverse=True,
    )
    for file in others[_KEPT - 1 :]:
        file.unlink(missing_ok=True)


def _not_made(error: PagefindError, settings_file: str) -> Diagnostic:
    return Diagnostic(
        Position(settings_file),
        Code.NO_SEARCH_INDEX,
        f"the search index can't be made: {error}",
        "install the Python package “pagefind[bin]”, or say “search: false” among the plugin's options",
    )
