"""A last look at the site that is about to be published: what isn't right isn't published."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping, Sequence, Set
from functools import partial
from hashlib import sha256
from sys import intern
from typing import NamedTuple
from urllib.parse import quote, unquote

from dossier_timeline.diagnostics.codes import Code
from dossier_timeline.diagnostics.diagnostic import Diagnostic, Position
from dossier_timeline.output.json_audit import find_json_errors
from dossier_timeline.output.link_targets import (
    address_of_file,
    file_at_address,
    is_on_another_host,
    resolve_link,
)
from dossier_timeline.output.page_markup import LocatedValue, PageMarkup, position_in_page, read_page_markup
from dossier_timeline.publishing.site_files import SiteFiles
from dossier_timeline.publishing.tree_index import TreeIndex
from dossier_timeline.workers import parallel_map

_CSS_ADDRESS = re.compile(rb"""(?:url\(\s*|@import\s+)['"]?\s*((?:https?:)?//[^'")\s]+)""")

_MANY = 40
"""From so many pages on it pays to look at them in more than one process."""
_HINT = "a template makes this: if it's one of your own, compare it with the packaged one of the same name"


IdOwnerLookup = Callable[[str, str], Diagnostic | None]
"""By a page's path and an id on it that is there twice: what to tell, where content gives that id."""


def audit_site(
    files: Mapping[str, bytes],
    *,
    base: str,
    folder: str = "site",
    linkable_files: Mapping[str, bytes] | None = None,
    cached_reports: MutableMapping[str, bytes] | None = None,
    last_clean_tree: TreeIndex | None = None,
    redirect_pages: Set[str] = frozenset(),
    find_id_owner: IdOwnerLookup = lambda path, name: None,
) -> list[Diagnostic]:
    """Everything that is wrong with these files, by path.

    `base` is the address of the site's root, ending in "/"; `folder` is what the site's folder is
    called in messages; `others` are files that links may lead to without being looked at; `known` is
    what earlier audits saw on pages, by their digest. `before` are files of a site in which nothing was
    wrong: what is still the same in it isn't looked at, where nothing that has changed can matter to it.
    `leads_on` are the pages that lead their readers on by themselves; no other page may.
    `owner` gives what to say of an id that a page has twice, where content gives that id.
    """
    files = files if isinstance(files, SiteFiles) else SiteFiles(files)
    there = (linkable_files or files).keys() | files.keys()
    pages = _Pages(files, base, {} if cached_reports is None else cached_reports, redirect_pages)
    paths = _to_look_at(files, there, pages, last_clean_tree or TreeIndex())
    pages.see(paths)
    look = _Look(files, there, pages, base, folder, find_id_owner)
    problems = [problem for path in paths if path.endswith(".html") for problem in look.page(path)]
    for path in paths:
        if path.endswith((".css", ".svg")):
            problems.extend(look.style(path, files[path]))
        elif path.endswith((".json", ".html")):
            problems.extend(look.data(path, files[path]))
    return problems


class _Wrong(NamedTuple):
    """What is wrong with a page, and where."""

    code: Code
    message: str
    offset: int = -1
    """Where in the text; -1 for the page as a whole."""
    name: str = ""
    """The id that it's about, if it's about one."""


class _Seen(NamedTuple):
    """Of one page: what is wrong with it by itself, and what only other pages can tell."""

    wrong: tuple[_Wrong, ...]
    ids: frozenset[str]
    links: tuple[tuple[str, int, str, str], ...]
    """Each address within the site that it leads to or fetches: as it stands and where first, file, id."""
    language: str
    alternates: Mapping[str, str]


class _Pages:
    """What there is to see on each page, looked at by as many processors as there are."""

    def __init__(
        self, files: SiteFiles, base: str, known: MutableMapping[str, bytes], leads_on: Set[str]
    ) -> None:
        self._files, self._base, self._known, self._leads_on = files, base, known, leads_on
        self._seen: dict[str, _Seen] = {}

    def __getitem__(self, path: str) -> _Seen:
        if path not in self._seen:
            self.see([path])
        return self._seen[path]

    def __contains__(self, path: str) -> bool:
        return path.endswith(".html") and path in self._files

    def before(self, path: str, digest: str) -> _Seen | None:
        """What there was to see when the page's SHA-256 was another; `None` where nobody remembers."""
        kept = self._known.get(self._key(path, digest))
        return None if kept is None else _parsed(kept)

    def still(self, paths: Iterable[str]) -> None:
        """Say of pages that they are there: what is remembered of them isn't forgotten."""
        for path in paths:
            if path in self:
                self._known.get(self._key(path, self._files.digest(path)))

    def see(self, paths: Iterable[str]) -> None:
        """Look at pages, those among these files; what is remembered of them is taken for it."""
        keys = {path: self._key(path, self._files.digest(path)) for path in paths if path in self}
        fresh = []
        for path, key in keys.items():
            kept = self._known.get(key)
            if kept is None:
                fresh.append(path)
            else:
                self._seen[path] = _parsed(kept)
        for part in parallel_map(
            partial(_looked_at, self._files, self._base, self._leads_on), fresh, min_items=_MANY
        ):
            for path, (wrong, content) in part.items():
                self._seen[path] = _parsed(content, wrong)
                if not wrong:
                    self._known[keys[path]] = content

    def _key(self, path: str, digest: str) -> str:
        leads = "leads on" if path in self._leads_on else ""
        return sha256(f"{self._base}\0{path}\0{digest}\0{leads}".encode()).hexdigest()


def _to_look_at(files: SiteFiles, there: Set[str], pages: _Pages, before: TreeIndex) -> list[str]:
    """The files that have changed; all, where a change may make a link or an alternate of others wrong."""
    changed = [path for path in files if before.digests.get(path) != files.digest(path)]
    if len(changed) == len(files) or before.digests.keys() - there:
        return list(files)
    for path in changed:
        if path.endswith(".html") and path in before.digests:
            was, now = pages.before(path, before.digests[path]), pages[path]
            if was is None or not was.ids <= now.ids:
                return list(files)
            if (was.language, was.alternates) != (now.language, now.alternates):
                return list(files)
    pages.still(path for path in files if path not in changed)
    return changed


def _looked_at(
    files: Mapping[str, bytes], base: str, leads_on: Set[str], paths: Sequence[str]
) -> dict[str, tuple[tuple[_Wrong, ...], bytes]]:
    """Of pages: what is wrong with each by itself, and what else there is to see, as it's remembered."""
    seen = ((path, _look(path, read_page_markup(files[path]), base, path in leads_on)) for path in paths)
    return {path: (one.wrong, _written(one)) for path, one in seen}


def _written(seen: _Seen) -> bytes:
    return json.dumps([sorted(seen.ids), seen.links, seen.language, seen.alternates]).encode()


def _parsed(content: bytes, wrong: tuple[_Wrong, ...] = ()) -> _Seen:
    """What was written; words that stand on many pages are held once."""
    ids, links, language, alternates = json.loads(content)
    led = ((intern(value), offset, intern(file), intern(name)) for value, offset, file, name in links)
    return _Seen(wrong, frozenset(map(intern, ids)), tuple(led), language, alternates)


def _look(path: str, facts: PageMarkup, base: str, leads_on: bool) -> _Seen:
    ids = frozenset(found.value for found in facts.ids)
    wrong, links = list(_by_itself(path, facts, base)), []
    if not leads_on:
        wrong += [_led_away(found) for found in facts.refreshes]
    addresses: dict[str, int] = {}
    for found in (*facts.fetched_addresses, *facts.links, *facts.refreshes):
        if found.value[:1] != "#" or found.value[1:] not in ids:
            addresses.setdefault(found.value, found.offset)
    for value, offset in addresses.items():
        try:
            led = resolve_link(path, value, base)
        except ValueError as why:
            wrong.append(_Wrong(Code.AUDIT_LINK, f"the link “{value}” {why}", offset))
        else:
            if led is not None:
                links.append((value, offset, *led))
    alternates = {} if facts.noindex else facts.alternates
    return _Seen(tuple(wrong), ids, tuple(links), facts.language, alternates)


def _led_away(found: LocatedValue) -> _Wrong:
    message = f"the page would lead its readers on to {found.value} by itself"
    return _Wrong(Code.AUDIT_LEADS_AWAY, message, found.offset)


def _by_itself(path: str, facts: PageMarkup, base: str) -> Iterator[_Wrong]:
    if facts.h1 != 1:
        yield _Wrong(Code.AUDIT_H1, f"the page has {facts.h1} headings of the first level, not 1")
    deeper = zip(facts.headings, facts.headings[1:], strict=False)
    if any(after > before + 1 for before, after in deeper):
        yield _Wrong(Code.AUDIT_HEADING_ORDER, "a heading skips a level")
    for name, text, code in (
        ("language", facts.language, Code.AUDIT_LANGUAGE),
        ("title", facts.title, Code.AUDIT_TITLE),
        ("description", facts.description, Code.AUDIT_DESCRIPTION),
    ):
        if not text.strip():
            yield _Wrong(code, f"the page has no {name}")
    if facts.landmarks.count("main") != 1:
        yield _Wrong(Code.AUDIT_LANDMARKS, "the page does not have exactly one main part")
    if not facts.noindex and facts.canonical != base + quote(address_of_file(path)):
        yield _Wrong(
            Code.AUDIT_CANONICAL, f"the canonical address is “{facts.canonical}”, not the page's own"
        )
    for value, count in Counter(found.value for found in facts.ids).items():
        if count > 1:
            at = [found.offset for found in facts.ids if found.value == value][1]
            yield _Wrong(Code.AUDIT_DUPLICATE_ID, f"the id “{value}” is used {count} times", at, value)
    for found in facts.unparsed_markup:
        yield _Wrong(
            Code.AUDIT_MARKUP, f"this isn't a whole tag: {' '.join(found.value.split())}", found.offset
        )
    for found in facts.policy_violations:
        yield _Wrong(Code.AUDIT_INLINE, f"{found.value} is forbidden by the site's policy", found.offset)
    for found in facts.fetched_addresses:
        if is_on_another_host(found.value):
            message = f"the page would fetch {found.value} from another host"
            yield _Wrong(Code.AUDIT_OTHER_HOST, message, found.offset)


class _Look:
    """Pages beside each other."""

    def __init__(  # noqa: PLR0917 -- all that there is to look at
        self, files: SiteFiles, there: Set[str], pages: _Pages, base: str, folder: str, owner: IdOwnerLookup
    ) -> None:
        self.files, self.there, self.pages, self.base, self.folder = files, there, pages, base, folder
        self.owner = owner

    def _problem(self, path: str, wrong: _Wrong) -> Diagnostic:
        if wrong.name and (found := self.owner(path, wrong.name)):
            return found
        at = position_in_page(f"{self.folder}/{path}", self.files[path], wrong.offset)
        return Diagnostic(at, wrong.code, wrong.message, _HINT)

    def page(self, path: str) -> Iterator[Diagnostic]:
        seen = self.pages[path]
        wrong = [*seen.wrong, *self._alternates(path, seen)]
        for value, offset, file, name in seen.links:
            if file not in self.there:
                wrong.append(_Wrong(Code.AUDIT_LINK, f"the link “{value}” leads to nothing", offset))
            elif name and file in self.pages and name not in self.pages[file].ids:
                why = f"names “{name}”, which is nowhere on {file}"
                wrong.append(_Wrong(Code.AUDIT_LINK, f"the link “{value}” {why}", offset))
        for one in wrong:
            yield self._problem(path, one)

    def _alternates(self, path: str, seen: _Seen) -> Iterator[_Wrong]:
        own = self.base + quote(address_of_file(path))
        if not seen.alternates:
            return
        if seen.alternates.get(seen.language) != own and seen.alternates.get("x-default") != own:
            yield _Wrong(Code.AUDIT_ALTERNATES, "the page does not name itself among its alternates")
        for language, address in seen.alternates.items():
            within = address.startswith(self.base)
            other = file_at_address(unquote(address.removeprefix(self.base))) if within else ""
            if other not in self.pages:
                yield _Wrong(
                    Code.AUDIT_ALTERNATES, f"the alternate {language} leads to {address}, which isn't there"
                )
            elif language != "x-default" and own not in self.pages[other].alternates.values():
                yield _Wrong(
                    Code.AUDIT_ALTERNATES, f"the alternate {language} ({address}) does not name this page"
                )

    def style(self, path: str, content: bytes) -> Iterator[Diagnostic]:
        for match in _CSS_ADDRESS.finditer(content):
            line = content.count(b"\n", 0, match.start()) + 1
            yield Diagnostic(
                Position(f"{self.folder}/{path}", line, 1),
                Code.AUDIT_OTHER_HOST,
                f"the file would fetch {match[1].decode('utf-8', 'replace')} from another host",
                _HINT,
            )

    def data(self, path: str, content: bytes) -> Iterator[Diagnostic]:
        for line, why in find_json_errors(path, content):
            message = f"this is no JSON, and nobody can read it: {why}"
            yield Diagnostic(Position(f"{self.folder}/{path}", line, 1), Code.AUDIT_JSON, message, _HINT)
