"""Reports on single pages: the faults of each page by itself, and what other pages must agree with.

A report without faults is cached by the page's digest, so a page that stays the same isn't inspected again.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, MutableMapping, Sequence, Set
from dataclasses import dataclass, field
from functools import partial
from hashlib import sha256
from sys import intern
from typing import NamedTuple
from urllib.parse import quote, unquote

from dossier_timeline.cache.buckets import CacheBucket
from dossier_timeline.diagnostics.codes import Code
from dossier_timeline.output.link_targets import (
    address_of_file,
    file_at_address,
    is_on_another_host,
    resolve_link,
)
from dossier_timeline.output.page_markup import PageMarkup, TagValue, read_page_markup
from dossier_timeline.publishing.site_files import SiteFiles
from dossier_timeline.workers import parallel_map

_MIN_FORKED = 40
"""It takes so many pages until inspecting them in more than one process pays off."""

_MOST_SIGNS = 100
"""Cached reports are searched for so many things that were lost; reading them takes less than more."""


class PageFault(NamedTuple):
    """What is wrong with a page, and where."""

    code: Code
    message: str
    offset: int = -1
    """The offset in the page's text; -1 for the page as a whole."""
    id: str = ""
    """The id that the fault is about, if it's about one."""


class SiteLink(NamedTuple):
    """An address within the site to which a page leads, or from which it fetches something."""

    address: str
    """As the page says it."""
    offset: int
    """Where the page says it first."""
    file: str
    fragment: str


class PageReport(NamedTuple):
    """The faults of one page by itself, and what only a comparison with other pages can judge."""

    faults: tuple[PageFault, ...]
    ids: frozenset[str]
    links: tuple[SiteLink, ...]
    language: str
    alternates: Mapping[str, str]
    """The addresses of the same page in other languages, by language."""
    alternate_files: Mapping[str, str]
    """The files to which those lead; "" for one outside of the site."""


@dataclass(slots=True)
class Losses:
    """What is no longer there of what other pages may lead to."""

    files: set[str] = field(default_factory=set)
    """The paths of files that are gone, and of pages of which it isn't known what they had."""
    ids: set[tuple[str, str]] = field(default_factory=set)
    """The ids that are gone, each with the path of its page."""
    alternates: set[str] = field(default_factory=set)
    """The paths of pages whose language or alternates changed."""

    def compare(self, path: str, before: PageReport | None, now: PageReport) -> None:
        """Add what a page has lost; `before` is the report on it as it was, where that is known."""
        if before is None:
            self.files.add(path)
            return
        self.ids.update((path, name) for name in before.ids - now.ids)
        if (before.language, before.alternates) != (now.language, now.alternates):
            self.alternates.add(path)


class PageReports:
    """The reports on the pages of a site by path; a page is inspected when its report is asked for."""

    def __init__(
        self,
        files: SiteFiles,
        base: str,
        cached: MutableMapping[str, bytes] | None = None,
        redirect_pages: Set[str] = frozenset(),
    ) -> None:
        """`base` is the address of the site's root, ending in "/"; `cached` are reports of earlier builds.

        `redirect_pages` are the pages that lead their readers on by themselves, which no other page may do.
        """
        self._files, self._base, self._redirect_pages = files, base, redirect_pages
        self._cached = {} if cached is None else cached
        self._reports: dict[str, PageReport] = {}

    def __getitem__(self, path: str) -> PageReport:
        if path not in self._reports:
            self.inspect([path])
        return self._reports[path]

    def __contains__(self, path: str) -> bool:
        return path.endswith(".html") and path in self._files

    def find_ids(self, path: str) -> frozenset[str]:
        """The ids on a page."""
        return self[path].ids

    def find_cached(self, path: str, digest: str) -> PageReport | None:
        """The cached report on a page as it was when it had this SHA-256; `None` when there is none."""
        content = self._cached.get(self._key(path, digest))
        return None if content is None else _load_report(content)

    def find_affected(self, paths: Iterable[str], losses: Losses) -> list[str]:
        """Those pages that may lead to something that was lost, or of which there is no cached report.

        Cached reports are searched as they were written, which takes less than reading them.
        """
        signs = [json.dumps([*link])[1:-1].encode() for link in losses.ids]
        signs += [json.dumps(path).encode() for path in losses.files | losses.alternates]
        if not signs:
            return []
        if len(signs) > _MOST_SIGNS:
            return list(paths)
        reports = {path: self._cached.get(self._key(path, self._files.digest(path))) for path in paths}
        return [
            path
            for path, report in reports.items()
            if report is None or any(sign in report for sign in signs)
        ]

    def keep_cached(self, paths: Iterable[str]) -> None:
        """Ask the cache for the reports of pages, so that it doesn't drop them as unused."""
        if isinstance(self._cached, CacheBucket):
            self._cached.request(self._key(path, self._files.digest(path)) for path in paths if path in self)

    def inspect(self, paths: Iterable[str]) -> None:
        """Take the reports of those files that are pages from the cache, and inspect the other pages."""
        keys = {path: self._key(path, self._files.digest(path)) for path in paths if path in self}
        unknown = []
        for path, key in keys.items():
            content = self._cached.get(key)
            if content is None:
                unknown.append(path)
            else:
                self._reports[path] = _load_report(content)
        work = partial(inspect_pages, self._files, self._base, self._redirect_pages)
        for share in parallel_map(work, unknown, min_items=_MIN_FORKED):
            for path, (faults, content) in share.items():
                self._reports[path] = _load_report(content, faults)
                if not faults:
                    self._cached[keys[path]] = content

    def _key(self, path: str, digest: str) -> str:
        kind = "leads on" if path in self._redirect_pages else ""
        return sha256(f"{self._base}\0{path}\0{digest}\0{kind}".encode()).hexdigest()


def inspect_pages(
    files: Mapping[str, bytes], base: str, redirect_pages: Set[str], paths: Sequence[str]
) -> dict[str, tuple[tuple[PageFault, ...], bytes]]:
    """The faults of each page and the rest of its report as the cache keeps it, by path."""
    reports = (
        (path, inspect_page(path, read_page_markup(files[path]), base, is_redirect=path in redirect_pages))
        for path in paths
    )
    return {path: (report.faults, _dump_report(report)) for path, report in reports}


def inspect_page(path: str, markup: PageMarkup, base: str, *, is_redirect: bool) -> PageReport:
    """The report on one page; `base` is the address of the site's root."""
    ids = frozenset(found.value for found in markup.ids)
    faults, links = list(_find_faults(path, markup, base)), []
    if not is_redirect:
        faults += [_redirect_fault(refresh) for refresh in markup.refreshes]
    offsets: dict[str, int] = {}
    for found in (*markup.fetched_addresses, *markup.links, *markup.refreshes):
        if found.value[:1] != "#" or found.value[1:] not in ids:
            offsets.setdefault(found.value, found.offset)
    for address, offset in offsets.items():
        try:
            target = resolve_link(path, address, base)
        except ValueError as reason:
            faults.append(PageFault(Code.AUDIT_LINK, f"the link “{address}” {reason}", offset))
        else:
            if target is not None:
                links.append(SiteLink(address, offset, *target))
    alternates = {} if markup.noindex else markup.alternates
    alternate_files = {language: _find_alternate(address, base) for language, address in alternates.items()}
    return PageReport(tuple(faults), ids, tuple(links), markup.language, alternates, alternate_files)


def _find_alternate(address: str, base: str) -> str:
    """The file to which an alternate leads; "" for one outside of the site."""
    return file_at_address(unquote(address.removeprefix(base))) if address.startswith(base) else ""


def _redirect_fault(refresh: TagValue) -> PageFault:
    message = f"the page would lead its readers on to {refresh.value} by itself"
    return PageFault(Code.AUDIT_LEADS_AWAY, message, refresh.offset)


def _find_faults(path: str, markup: PageMarkup, base: str) -> Iterator[PageFault]:
    """The faults that a page has by itself."""
    if markup.h1 != 1:
        yield PageFault(Code.AUDIT_H1, f"the page has {markup.h1} headings of the first level, not 1")
    pairs = zip(markup.headings, markup.headings[1:], strict=False)
    if any(after > before + 1 for before, after in pairs):
        yield PageFault(Code.AUDIT_HEADING_ORDER, "a heading skips a level")
    for name, text, code in (
        ("language", markup.language, Code.AUDIT_LANGUAGE),
        ("title", markup.title, Code.AUDIT_TITLE),
        ("description", markup.description, Code.AUDIT_DESCRIPTION),
    ):
        if not text.strip():
            yield PageFault(code, f"the page has no {name}")
    if markup.landmarks.count("main") != 1:
        yield PageFault(Code.AUDIT_LANDMARKS, "the page does not have exactly one main part")
    if not markup.noindex and markup.canonical != base + quote(address_of_file(path)):
        message = f"the canonical address is “{markup.canonical}”, not the page's own"
        yield PageFault(Code.AUDIT_CANONICAL, message)
    for value, count in Counter(found.value for found in markup.ids).items():
        if count > 1:
            second = [found.offset for found in markup.ids if found.value == value][1]
            yield PageFault(Code.AUDIT_DUPLICATE_ID, f"the id “{value}” is used {count} times", second, value)
    for found in markup.unparsed_markup:
        message = f"this isn't a whole tag: {' '.join(found.value.split())}"
        yield PageFault(Code.AUDIT_MARKUP, message, found.offset)
    for found in markup.policy_violations:
        yield PageFault(Code.AUDIT_INLINE, f"{found.value} is forbidden by the site's policy", found.offset)
    for found in markup.fetched_addresses:
        if is_on_another_host(found.value):
            message = f"the page would fetch {found.value} from another host"
            yield PageFault(Code.AUDIT_OTHER_HOST, message, found.offset)


def _dump_report(report: PageReport) -> bytes:
    """A report without its faults as JSON."""
    _, ids, *others = report
    return json.dumps([sorted(ids), *others]).encode()


def _load_report(content: bytes, faults: tuple[PageFault, ...] = ()) -> PageReport:
    """The report that `_dump_report` wrote; a word that is on many pages is held in memory once."""
    ids, links, *others = json.loads(content)
    page_links = (
        SiteLink(intern(address), offset, intern(file), intern(fragment))
        for address, offset, file, fragment in links
    )
    return PageReport(faults, frozenset(map(intern, ids)), tuple(page_links), *others)
