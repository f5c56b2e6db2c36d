"""The search index: what the pages of each language say, without notes, sources and menus.

Of each page that the plan says is searched, the main part is indexed; `data-pagefind-ignore` leaves a
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
"""A preview of more pages isn't indexed again, because somebody is waiting for it."""

_EXCLUDED_SELECTORS = (".fact sup", ".tag", ".differs", ".visually-hidden", ".src", ".cite", "svg", "nav")
_RULES_VERSION = "2"
"""To be increased when the index of the same pages changes, so that no older index is used."""
_MAX_CACHED = 4
_MAIN_PART = re.compile(r"<main\b[^>]*\bdata-pagefind-body\b.*</main>", re.DOTALL)
_BLOCK_ENDS = re.compile(r"(?P<ended></p>|</ul>|</ol>)?\s*</(?P<name>li|dt|dd|th|td|caption)>")
_ENTRIES_AND_HEADINGS = re.compile(
    r"<(?P<holder>li|article|figure|div|section|tr)\b[^>]*?\sid=\"(?P<id>[^\"]+)\"[^>]*>"
    r"|<h(?P<level>[1-6])(?P<own>[^>]*)>"
)


@dataclass(frozen=True, slots=True)
class SearchIndex:
    """A search index: its files by path, the number of its pages, and the seconds that making it took.

    `seconds` is `None` for an index from the cache.
    """

    files: Mapping[str, bytes] = field(default_factory=dict)
    pages: int = 0
    seconds: float | None = None
    problems: tuple[Diagnostic, ...] = ()


def build_search_index(
    files: Mapping[str, bytes],
    languages: Mapping[str, str],
    cache_folder: Path,
    *,
    settings_file: str,
    serving: bool = False,
) -> SearchIndex:
    """The search index of a rendered site.

    `languages` has the language of each page to be indexed, by the page's path. `cache_folder` is where
    indexes are kept; it's no problem if it can't be written to. While serving, a large site isn't indexed
    again. `settings_file` is where problems are reported.
    """
    started = time.perf_counter()
    pages = [(path, indexable_html(files[path], languages[path])) for path in sorted(languages)]
    if not pages:
        return SearchIndex()
    cache_file = cache_folder / "search" / f"{_index_key(pages)}.zip"
    problems = warn_of_unsegmented_languages(
        languages.values(), extended=has_word_segmentation(), settings_file=settings_file
    )
    cached = _read_cached_index(cache_file)
    if cached is not None:
        return SearchIndex(cached, len(pages), problems=problems)
    if serving and len(pages) > MAX_PAGES_WHILE_SERVING:
        return SearchIndex()
    try:
        index_files = {
            f"{SEARCH_INDEX}/{path}": content
            for path, content in build_bundle(pages, _EXCLUDED_SELECTORS).items()
        }
    except PagefindError as error:
        return SearchIndex(problems=(_missing_index_problem(error, settings_file),))
    _cache_index(cache_file, index_files)
    return SearchIndex(index_files, len(pages), time.perf_counter() - started, problems)


def indexable_html(content: bytes, language: str) -> str:
    """The part of a page that is indexed: its language, as a BCP 47 tag, and its main part.

    A heading gets the id of the entry that it's in, so that a result leads to the entry.
    """
    text = content.decode()
    main_part = _MAIN_PART.search(text)
    if main_part is None:
        return text
    body = _separate_blocks("".join(_move_ids_to_headings(main_part[0])))
    return f'<!doctype html>\n<html lang="{language}"><body>{body}</body></html>\n'


def _separate_blocks(text: str) -> str:
    """The HTML with a separator between cells and items, whose words would run together otherwise."""

    def separate_end(match: re.Match[str]) -> str:
        separator = "" if match["ended"] else ": " if match["name"] == "dt" else " · "
        return f"{match['ended'] or ''}{separator}</{match['name']}>"

    return _BLOCK_ENDS.sub(separate_end, text)


def _move_ids_to_headings(text: str) -> Iterator[str]:
    """The HTML in pieces; a heading without an id gets the id of the entry around it."""
    position, pending = 0, ""
    for tag in _ENTRIES_AND_HEADINGS.finditer(text):
        if tag["holder"]:
            pending = tag["id"]
        elif " id=" in tag["own"]:
            pending = ""
        elif pending:
            yield text[position : tag.start()]
            yield f'<h{tag["level"]} id="{pending}"{tag["own"]}>'
            position, pending = tag.end(), ""
    yield text[position:]


def _index_key(pages: list[tuple[str, str]]) -> str:
    """A digest of everything on which the index depends."""
    digest = hashlib.sha256(
        "\0".join(
            (_RULES_VERSION, pagefind_version(), str(has_word_segmentation()), *_EXCLUDED_SELECTORS)
        ).encode()
    )
    for path, html in pages:
        for part in (path, html):
            content = part.encode()
            digest.update(len(content).to_bytes(8, "big") + content)
    return digest.hexdigest()[:32]


def _read_cached_index(cache_file: Path) -> dict[str, bytes] | None:
    """The cached index, if one of this user's own builds wrote it and it's whole."""
    packed = read_cache_file(cache_file)
    if packed is None:
        return None
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _cache_index(cache_file: Path, files: Mapping[str, bytes]) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for path, content in files.items():
            archive.writestr(zipfile.ZipInfo(path), content)
    if write_cache_file(cache_file, packed.getvalue()):
        with suppress(OSError):
            _remove_old_indexes(cache_file)


def _remove_old_indexes(newest: Path) -> None:
    """Keep the last few indexes, because going back and forth between two states is common."""
    others = sorted(
        (file for file in newest.parent.glob("*.zip") if file != newest and file.is_file()),
        key=lambda file: file.lstat().st_mtime_ns,
        reverse=True,
    )
    for file in others[_MAX_CACHED - 1 :]:
        file.unlink(missing_ok=True)


def _missing_index_problem(error: PagefindError, settings_file: str) -> Diagnostic:
    return Diagnostic(
        Position(settings_file),
        Code.NO_SEARCH_INDEX,
        f"the search index can't be made: {error}",
        "install the Python package “pagefind[bin]”, or say “search: false” among the plugin's options",
    )
