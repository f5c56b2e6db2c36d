"""The search index: what the pages of each language say, without notes, sources and menus.

Pages are indexed in groups (`search_groups.py`). Of each page it's remembered what of it is indexed, and of
each group its index, in `.cache/`; so only the groups are indexed again in which something has changed that
readers look for.
"""

from __future__ import annotations

import json
import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field
from functools import partial
from hashlib import sha256
from pathlib import Path

from dossier_timeline.cache.buckets import code_fingerprint
from dossier_timeline.cache.store import CACHE_FOLDER, Store
from dossier_timeline.diagnostics.codes import Code
from dossier_timeline.diagnostics.diagnostic import Diagnostic, Position
from dossier_timeline.notation import compound_words
from dossier_timeline.notation.compound_words import CompoundSplitter
from dossier_timeline.output import pagefind, searchable_text
from dossier_timeline.output.pagefind import (
    ENTRY_FILE,
    PagefindError,
    build_bundle,
    find_program,
    has_word_segmentation,
    pagefind_version,
)
from dossier_timeline.output.search_groups import (
    PageGroup,
    group_pages,
    has_bundle,
    make_entry_files,
    make_group_key,
    place_bundle,
    read_bundle,
    remove_unused_bundles,
    write_bundle,
)
from dossier_timeline.output.searchable_text import EXCLUDED_SELECTORS, indexable_html
from dossier_timeline.output.segmentation import warn_of_unsegmented_languages
from dossier_timeline.publishing.site_files import SiteFiles
from dossier_timeline.publishing.spool_folder import SpoolFolder
from dossier_timeline.site.routes import SEARCH_INDEX
from dossier_timeline.workers import ForkedTask, run_in_fork, usable_processors

_TEXTS_BUCKET = "search-texts"


@dataclass(frozen=True, slots=True)
class SearchIndex:
    """A search index: its files by path, the number of its pages, and the seconds that making it took.

    `seconds` is `None` for an index of which nothing had to be made.
    """

    files: SiteFiles = field(default_factory=SiteFiles)
    pages: int = 0
    seconds: float | None = None
    problems: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True)
class SearchedPages:
    """The pages of a site that are searched.

    `languages` has the language of each of them by its path. `cache_folder` is where it's kept what is
    indexed; it's no problem if it can't be written to. `settings_file` is where problems are reported.
    """

    files: SiteFiles = field(default_factory=SiteFiles)
    languages: Mapping[str, str] = field(default_factory=dict)
    cache_folder: Path = CACHE_FOLDER
    settings_file: str = "mkdocs.yml"
    splitters: Mapping[str, CompoundSplitter] = field(default_factory=dict)
    """What finds the words within compounds, by language."""


class SearchIndexTask:
    """The search index on its way: while a fork makes it, other steps go on."""

    def __init__(
        self, pages: SearchedPages, spool: SpoolFolder | None = None, *, is_preview: bool = False
    ) -> None:
        """Start the fork, unless all of the index is remembered. New files are put into `spool`.

        A preview has its index made later, when its pages are shown.
        """
        self._make: Callable[[], SearchIndex] = partial(build_search_index, pages, spool)
        if is_preview:
            self._make = partial(_describe_unmade_index, pages)
        use_fork = not is_preview and usable_processors() > 1 and not _is_remembered(pages)
        self._fork: ForkedTask[SearchIndex] | None = run_in_fork(self._make) if use_fork else None

    def wait(self) -> SearchIndex:
        """The index. May be called once."""
        fork, self._fork = self._fork, None
        return fork() if fork else self._make()

    def close(self) -> None:
        """End the fork if nobody waited for it."""
        if self._fork is not None:
            self._fork.cancel()


def build_search_index(pages: SearchedPages, spool: SpoolFolder | None = None) -> SearchIndex:
    """The search index of a rendered site."""
    started = time.perf_counter()
    problems = _check_search(pages)
    if not pages.languages or any(problem.code is Code.NO_SEARCH_INDEX for problem in problems):
        return SearchIndex(problems=problems)
    try:
        files, is_new = _collect_groups(pages, spool or SpoolFolder())
    except PagefindError as error:
        return SearchIndex(problems=(_missing_index_problem(error, pages.settings_file),))
    seconds = time.perf_counter() - started if is_new else None
    return SearchIndex(files, len(pages.languages), seconds, problems)


def _check_search(pages: SearchedPages) -> tuple[Diagnostic, ...]:
    """What hinders readers from finding anything on these pages."""
    if not pages.languages:
        return ()
    try:
        find_program()
    except PagefindError as error:
        return (_missing_index_problem(error, pages.settings_file),)
    return warn_of_unsegmented_languages(
        pages.languages.values(), extended=has_word_segmentation(), settings_file=pages.settings_file
    )


def _describe_unmade_index(pages: SearchedPages) -> SearchIndex:
    return SearchIndex(problems=_check_search(pages))


def _collect_groups(pages: SearchedPages, spool: SpoolFolder) -> tuple[SiteFiles, bool]:
    """The files of all groups, and whether any had to be made. Raises `PagefindError`."""
    with closing(Store(pages.cache_folder)) as store:
        return _collect_groups_from(store, pages, spool)


def _collect_groups_from(store: Store, pages: SearchedPages, spool: SpoolFolder) -> tuple[SiteFiles, bool]:
    texts_version = _texts_version(pages)
    remembered = _read_text_digests(store, texts_version)
    digests: dict[str, str] = {}
    files, entries, keys, is_new = SiteFiles(), [], [], False
    for found in _find_bundles(store, pages, remembered, digests):
        if found.is_new:
            is_new = True
            write_bundle(store, found.key, found.bundle)
        for path, content in place_bundle(found.group, found.bundle).items():
            files.add(f"{SEARCH_INDEX}/{path}", spool.store(content) if found.is_new else content)
        entries.append((found.group, found.bundle[ENTRY_FILE]))
        keys.append(found.key)
    for path, content in make_entry_files(sorted(entries)).items():
        files[f"{SEARCH_INDEX}/{path}"] = content
    if digests != remembered:
        store.write(_TEXTS_BUCKET, {_TEXTS_BUCKET: json.dumps(digests).encode()}, texts_version)
    if is_new:
        remove_unused_bundles(store, keys)
    return files, is_new


@dataclass(frozen=True, slots=True)
class _IndexedGroup:
    """A group of pages with the index of it, which is remembered or `is_new`."""

    group: PageGroup
    key: str
    bundle: Mapping[str, bytes]
    is_new: bool


def _find_bundles(
    store: Store, pages: SearchedPages, remembered: Mapping[str, str], digests: dict[str, str]
) -> Iterator[_IndexedGroup]:
    """The groups in any order; as many are indexed at once as there are processors.

    The digests of what is indexed are put into `digests`. Raises `PagefindError`.
    """
    unfinished: deque[tuple[PageGroup, str, Future[dict[str, bytes]]]] = deque()

    def take_first() -> _IndexedGroup:
        group, key, future = unfinished.popleft()
        return _IndexedGroup(group, key, future.result(), is_new=True)

    with ThreadPoolExecutor(usable_processors()) as pool:
        for group in group_pages(pages.languages):
            texts = _GroupTexts(group, pages, remembered)
            digests |= texts.digests
            key = _group_key(group, pages.files, digests)
            bundle = read_bundle(store, key)
            if bundle is not None:
                yield _IndexedGroup(group, key, bundle, is_new=False)
                continue
            if len(unfinished) == usable_processors():
                yield take_first()
            try:
                unfinished.append((group, key, pool.submit(_build_bundle, texts)))
            except RuntimeError as error:
                raise PagefindError(f"no thread can be started: {error}") from error
        while unfinished:
            yield take_first()


def _build_bundle(texts: _GroupTexts) -> dict[str, bytes]:
    return build_bundle(((path, texts[path]) for path in texts.group.paths), EXCLUDED_SELECTORS)


class _GroupTexts:
    """What is indexed of the pages of a group, and its digests by the digests of the pages.

    A page whose digest is among those that are remembered isn't read until its text is asked for.
    """

    def __init__(self, group: PageGroup, pages: SearchedPages, remembered: Mapping[str, str]) -> None:
        self.group, self._files = group, pages.files
        self._splitter = pages.splitters.get(group.language, CompoundSplitter())
        self._texts: dict[str, str] = {}
        self.digests: dict[str, str] = {}
        for path in group.paths:
            page = self._files.digest(path)
            self.digests[page] = remembered.get(page) or sha256(self[path].encode()).hexdigest()

    def __getitem__(self, path: str) -> str:
        if path not in self._texts:
            self._texts[path] = indexable_html(self._files[path], self.group.language, self._splitter)
        return self._texts[path]


def _is_remembered(pages: SearchedPages) -> bool:
    """Whether no page has to be looked at, and no group to be indexed."""
    with closing(Store(pages.cache_folder)) as store:
        texts = _read_text_digests(store, _texts_version(pages))
        return all(pages.files.digest(path) in texts for path in pages.languages) and all(
            has_bundle(store, _group_key(group, pages.files, texts)) for group in group_pages(pages.languages)
        )


def _read_text_digests(store: Store, texts_version: str) -> Mapping[str, str]:
    """What was found out before of what is indexed of pages."""
    content = store.read(_TEXTS_BUCKET, _TEXTS_BUCKET, texts_version)
    texts: Mapping[str, str] = json.loads(content) if content is not None else {}
    return texts


def _group_key(group: PageGroup, files: SiteFiles, texts: Mapping[str, str]) -> str:
    """A digest of everything on which the index of a group depends."""
    rules = (
        code_fingerprint([str(module.__file__) for module in (pagefind, searchable_text, compound_words)]),
        pagefind_version(),
        str(has_word_segmentation()),
        group.language,
    )
    return make_group_key(rules, ((path, texts[files.digest(path)]) for path in group.paths))


def _texts_version(pages: SearchedPages) -> str:
    """A digest of all by which it's decided what of a page is indexed."""
    code = code_fingerprint([str(module.__file__) for module in (searchable_text, compound_words)])
    return "\n".join([code, *(pages.splitters[language].digest for language in sorted(pages.splitters))])


def _missing_index_problem(error: PagefindError, settings_file: str) -> Diagnostic:
    return Diagnostic(
        Position(settings_file),
        Code.NO_SEARCH_INDEX,
        f"the search index can't be made: {error}",
        "install the Python package “pagefind[bin]”, or say “search: false” among the plugin's options",
    )
