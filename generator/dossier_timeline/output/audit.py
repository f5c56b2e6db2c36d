"""The audit: the last examination of a site before it's published. A site with an error isn't published."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Set
from urllib.parse import quote

from dossier_timeline.cache.buckets import Cache, CacheBucket, code_fingerprint
from dossier_timeline.diagnostics.codes import Code
from dossier_timeline.diagnostics.diagnostic import Diagnostic, Position
from dossier_timeline.output import link_targets, page_markup, page_reports
from dossier_timeline.output.hosts.host_files import HEADERS, REDIRECTS
from dossier_timeline.output.link_targets import address_of_file
from dossier_timeline.output.page_markup import position_in_page
from dossier_timeline.output.page_reports import Losses, PageFault, PageReport, PageReports
from dossier_timeline.publishing.site_files import SiteFiles
from dossier_timeline.site.routes import SEARCH_INDEX

_CSS_ADDRESS = re.compile(rb"""(?:url\(\s*|@import\s+)['"]?\s*((?:https?:)?//[^'")\s]+)""")
_JSON_LD = re.compile(
    rb"<script\b[^<>]*\btype=\"application/ld\+json\"[^<>]*>(.*?)</script", re.DOTALL | re.IGNORECASE
)
_HINT = "a template makes this: if it's one of your own, compare it with the packaged one of the same name"

_UNLINKED = (f"{SEARCH_INDEX}/", HEADERS, REDIRECTS)
"""How the paths of files begin to which no page links: those for the search's script, and for hosts."""

IdOwnerLookup = Callable[[str, str], Diagnostic | None]
"""Takes a page's path and an id that it has twice; returns what to report when content gives that id."""


def audit_site(
    files: Mapping[str, bytes],
    *,
    base: str,
    folder: str = "site",
    linkable_files: Mapping[str, bytes] | None = None,
    reports: PageReports | None = None,
    clean_files: Mapping[str, str] | None = None,
    find_id_owner: IdOwnerLookup = lambda path, name: None,
) -> list[Diagnostic]:
    """Everything that is wrong with these files, by path.

    `base` is the address of the site's root, ending in "/". `folder` is the name of the site's folder in
    messages. `linkable_files` are more files that links may lead to; they aren't audited. `reports` are those
    on the pages among these files. `clean_files` are the SHA-256 of files without faults, by path: a file
    that is the same there isn't audited, unless a change elsewhere may matter to it.
    """
    files = files if isinstance(files, SiteFiles) else SiteFiles(files)
    linkable = (linkable_files or files).keys() | files.keys()
    reports = reports or PageReports(files, base)
    changed, pages = _choose_files(files, linkable, reports, clean_files or {})
    reports.inspect(pages)
    checker = LinkChecker(linkable, reports, base)
    problems: list[Diagnostic] = []
    for path in pages:
        for fault in checker.check_page(path):
            owner = find_id_owner(path, fault.id) if fault.id else None
            position = position_in_page(f"{folder}/{path}", files[path], fault.offset)
            problems.append(owner or Diagnostic(position, fault.code, fault.message, _HINT))
    for path in changed:
        if path.endswith((".css", ".svg")):
            problems += _check_style(f"{folder}/{path}", files[path])
        elif path.endswith((".json", ".html")):
            problems += _check_json(f"{folder}/{path}", files[path])
    return problems


def open_cached_reports(cache: Cache) -> CacheBucket:
    """The reports of earlier audits by this version of the audit's code."""
    modules = (link_targets, page_markup, page_reports)
    return cache.bucket("audit", code_fingerprint([__file__, *(str(module.__file__) for module in modules)]))


def _choose_files(
    files: SiteFiles, linkable: Set[str], reports: PageReports, clean_files: Mapping[str, str]
) -> tuple[list[str], list[str]]:
    """The files that changed, and the pages to audit: those that changed, and those that a change may break.

    A change may break pages that lead to a file, or to an id on a page, that is gone, and pages with an
    alternate whose language or alternates changed.
    """
    changed = [path for path in files if clean_files.get(path) != files.digest(path)]
    unchanged = files.keys() - changed
    changed_pages = [path for path in changed if path.endswith(".html")]
    others = [path for path in files if path.endswith(".html") and path in unchanged]
    losses = Losses({path for path in clean_files.keys() - linkable if not path.startswith(_UNLINKED)})
    for path in changed_pages:
        if path in clean_files:
            losses.compare(path, reports.find_cached(path, clean_files[path]), reports[path])
    affected = reports.find_affected(others, losses)
    reports.keep_cached(others)
    return changed, sorted({*changed_pages, *affected})


class LinkChecker:
    """Checks whether the links and alternates of pages fit the other pages of the site."""

    def __init__(self, linkable: Set[str], reports: PageReports, base: str) -> None:
        """`linkable` are the paths of all files to which links may lead."""
        self._linkable, self._reports, self._base = linkable, reports, base

    def check_page(self, path: str) -> Iterator[PageFault]:
        """All faults of a page: those of its report, of its alternates and of its links."""
        report = self._reports[path]
        yield from report.faults
        yield from self._check_alternates(path, report)
        for link in report.links:
            if link.file not in self._linkable:
                message = f"the link “{link.address}” leads to nothing"
                yield PageFault(Code.AUDIT_LINK, message, link.offset)
            elif link.fragment and not self._has_id(link.file, link.fragment):
                reason = f"names “{link.fragment}”, which is nowhere on {link.file}"
                yield PageFault(Code.AUDIT_LINK, f"the link “{link.address}” {reason}", link.offset)

    def _has_id(self, path: str, name: str) -> bool:
        """Whether a page has an id; of a file that is no page nobody knows, so it has."""
        return path not in self._reports or name in self._reports[path].ids

    def _check_alternates(self, path: str, report: PageReport) -> Iterator[PageFault]:
        own_address = self._base + quote(address_of_file(path))
        if not report.alternates:
            return
        if own_address not in (report.alternates.get(report.language), report.alternates.get("x-default")):
            yield PageFault(Code.AUDIT_ALTERNATES, "the page does not name itself among its alternates")
        for language, address in report.alternates.items():
            other = report.alternate_files[language]
            if other not in self._reports:
                message = f"the alternate {language} leads to {address}, which isn't there"
                yield PageFault(Code.AUDIT_ALTERNATES, message)
            elif language != "x-default" and own_address not in self._reports[other].alternates.values():
                message = f"the alternate {language} ({address}) does not name this page"
                yield PageFault(Code.AUDIT_ALTERNATES, message)


def _check_style(path: str, content: bytes) -> Iterator[Diagnostic]:
    """A stylesheet or drawing must fetch nothing from another host."""
    for match in _CSS_ADDRESS.finditer(content):
        line = content.count(b"\n", 0, match.start()) + 1
        message = f"the file would fetch {match[1].decode('utf-8', 'replace')} from another host"
        yield Diagnostic(Position(path, line, 1), Code.AUDIT_OTHER_HOST, message, _HINT)


def _check_json(path: str, content: bytes) -> Iterator[Diagnostic]:
    """A JSON file, and the JSON-LD in a page, must be valid."""
    for line, reason in find_json_errors(path, content):
        message = f"this is no JSON, and nobody can read it: {reason}"
        yield Diagnostic(Position(path, line, 1), Code.AUDIT_JSON, message, _HINT)


def find_json_errors(path: str, content: bytes) -> Iterator[tuple[int, str]]:
    """For each invalid JSON in a file: the line of the file on which it breaks, and why."""
    if path.endswith(".json"):
        yield from _parse_json(content, 0)
    elif path.endswith(".html"):
        for match in _JSON_LD.finditer(content):
            yield from _parse_json(match[1], content.count(b"\n", 0, match.start(1)))


def _parse_json(content: bytes, lines_before: int) -> Iterator[tuple[int, str]]:
    try:
        json.loads(content.decode("utf-8"), parse_constant=_refuse_constant)
    except json.JSONDecodeError as error:
        yield lines_before + error.lineno, error.msg
    except (UnicodeDecodeError, RecursionError, ValueError) as error:
        yield lines_before + 1, str(error)


def _refuse_constant(name: str) -> None:
    """Refuse NaN and Infinity, which Python reads and JSON doesn't have."""
    raise ValueError(f"{name} is no number of JSON")
