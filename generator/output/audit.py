"""A last look at the site that is about to be published: what isn't right isn't published."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from urllib.parse import quote, unquote, urlsplit

from generator.output.page_facts import Found, PageFacts, page_facts
from generator.problems import Position, Problem

_CSS_ADDRESS = re.compile(rb"""(?:url\(\s*|@import\s+)['"]?\s*((?:https?:)?//[^'")\s]+)""")

_HINT = "a template makes this: if it's one of your own, compare it with the packaged one of the same name"


def audit(
    files: Mapping[str, bytes], *, base: str, folder: str = "site", others: Mapping[str, bytes] | None = None
) -> list[Problem]:
    """Everything that is wrong with these files, by path.

    `base` is the address of the site's root, ending in "/"; `folder` is what the site's folder is
    called in messages; `others` are files that links may lead to without being looked at.
    """
    pages = {path: page_facts(content) for path, content in files.items() if path.endswith(".html")}
    ids = {path: {found.value for found in facts.ids} for path, facts in pages.items()}
    look = _Look({**(others or {}), **files}, pages, ids, base, folder)
    problems = [problem for path in pages for problem in look.page(path)]
    for path, content in files.items():
        if path.endswith((".css", ".svg")):
            problems.extend(look.style(path, content))
    return problems


class _Look:
    def __init__(
        self,
        files: Mapping[str, bytes],
        pages: Mapping[str, PageFacts],
        ids: Mapping[str, set[str]],
        base: str,
        folder: str,
    ) -> None:
        self.files, self.pages, self.ids, self.base, self.folder = files, pages, ids, base, folder
        self.sound: set[tuple[str, str]] = set()
        self.base_path = urlsplit(base).path

    def _problem(self, path: str, code: str, message: str, at: Found | None = None) -> Problem:
        return Problem(self.pages[path].position(f"{self.folder}/{path}", at), code, message, _HINT)

    def page(self, path: str) -> Iterator[Problem]:
        facts = self.pages[path]
        yield from self._head(path, facts)
        for value, count in Counter(found.value for found in facts.ids).items():
            if count > 1:
                at = [found for found in facts.ids if found.value == value][1]
                yield self._problem(path, "audit-duplicate-id", f"the id “{value}” is used {count} times", at)
        for found in facts.unclear:
            yield self._problem(
                path, "audit-markup", f"this isn't a whole tag: {' '.join(found.value.split())}", found
            )
        for found in facts.inline:
            yield self._problem(
                path, "audit-inline", f"{found.value} is forbidden by the site's policy", found
            )
        for found in facts.fetched:
            if _elsewhere(found.value):
                yield self._problem(
                    path, "audit-other-host", f"the page would fetch {found.value} from another host", found
                )
            else:
                yield from self._link(path, found)
        for found in facts.links:
            if found.value.startswith("#") and found.value[1:] in self.ids[path]:
                continue
            # The same links stand on every page of a folder: each is followed once.
            known = (path if found.value.startswith("#") else posixpath.dirname(path), found.value)
            if known not in self.sound:
                wrong = list(self._link(path, found))
                if not wrong:
                    self.sound.add(known)
                yield from wrong

    def _head(self, path: str, facts: PageFacts) -> Iterator[Problem]:
        if facts.h1 != 1:
            yield self._problem(
                path, "audit-h1", f"the page has {facts.h1} headings of the first level, not 1"
            )
        deeper = zip(facts.headings, facts.headings[1:], strict=False)
        if any(after > before + 1 for before, after in deeper):
            yield self._problem(path, "audit-heading-order", "a heading skips a level")
        for name in ("language", "title", "description"):
            if not getattr(facts, name).strip():
                yield self._problem(path, f"audit-{name}", f"the page has no {name}")
        if facts.landmarks.count("main") != 1:
            yield self._problem(path, "audit-landmarks", "the page does not have exactly one main part")
        if facts.noindex:
            return
        if facts.canonical != self.base + quote(_address(path)):
            yield self._problem(
                path, "audit-canonical", f"the canonical address is “{facts.canonical}”, not the page's own"
            )
        if facts.alternates:
            yield from self._alternates(path, facts)

    def _alternates(self, path: str, facts: PageFacts) -> Iterator[Problem]:
        own = self.base + quote(_address(path))
        if facts.alternates.get(facts.language) != own and facts.alternates.get("x-default") != own:
            yield self._problem(
                path, "audit-alternates", "the page does not name itself among its alternates"
            )
        for language, address in facts.alternates.items():
            within = address.startswith(self.base)
            other = self._file_of(unquote(address.removeprefix(self.base))) if within else None
            if other is None or other not in self.pages:
                yield self._problem(
                    path,
                    "audit-alternates",
                    f"the alternate {language} leads to {address}, which isn't there",
                )
            elif language != "x-default" and own not in self.pages[other].alternates.values():
                yield self._problem(
                    path, "audit-alternates", f"the alternate {language} ({address}) does not name this page"
                )

    def _link(self, path: str, found: Found) -> Iterator[Problem]:
        value = found.value
        if value.startswith(self.base):
            target, fragment = value.removeprefix(self.base), ""
            target, _, fragment = target.partition("#")
        else:
            try:
                parts = urlsplit(value)
            except ValueError:
                yield self._broken(path, found, "is not an address")
                return
            if parts.scheme or parts.netloc:
                return
            fragment = parts.fragment
            if parts.path.startswith("/"):
                if not parts.path.startswith(self.base_path):
                    yield self._broken(path, found, "leads out of the site")
                    return
                target = parts.path.removeprefix(self.base_path)
            elif parts.path:
                target = posixpath.normpath(posixpath.join(posixpath.dirname(path), parts.path))
                target = "" if target == "." else target + ("/" if parts.path.endswith("/") else "")
                if target.startswith(".."):
                    yield self._broken(path, found, "leads out of the site")
                    return
            else:
                target = path
        file = self._file_of(unquote(target))
        if file is None:
            yield self._broken(path, found, "leads to nothing")
        elif fragment and not fragment.startswith(":~:") and file in self.ids:
            name = unquote(fragment.partition(":~:")[0])
            if name and name not in self.ids[file]:
                yield self._broken(path, found, f"names “{name}”, which is nowhere on {file}")

    def _broken(self, path: str, found: Found, why: str) -> Problem:
        return self._problem(path, "audit-link", f"the link “{found.value}” {why}", found)

    def _file_of(self, target: str) -> str | None:
        """The file that a static host serves for a path; a folder must be named with its "/"."""
        target = target.partition("?")[0].partition("#")[0]
        name = target + "index.html" if not target or target.endswith("/") else target
        return name if name in self.files else None

    def style(self, path: str, content: bytes) -> Iterator[Problem]:
        for match in _CSS_ADDRESS.finditer(content):
            line = content.count(b"\n", 0, match.start()) + 1
            yield Problem(
                Position(f"{self.folder}/{path}", line, 1),
                "audit-other-host",
                f"the file would fetch {match[1].decode('utf-8', 'replace')} from another host",
                _HINT,
            )


def _address(path: str) -> str:
    return (
        path.removesuffix("index.html") if path.endswith(("/index.html",)) or path == "index.html" else path
    )


def _elsewhere(address: str) -> bool:
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return True
    return bool(parts.netloc) or parts.scheme not in ("", "data")
