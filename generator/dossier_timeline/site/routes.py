"""Addresses: where every page stands, and how one page links to another.

A page's path is relative to the site's root ("xx/timeline/index.html"); its address leaves
"index.html" out. Links between pages are relative, so that a site works at a domain's root,
under a sub-path and from a plain folder server alike.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from urllib.parse import quote, urlsplit

from dossier_timeline.model.availability import Availability

INDEX = "index.html"

SEARCH_INDEX = "pagefind"
"""The folder of the search index, at the site's root."""

Key = tuple[str, str, str]
"""Kind, entity ("" where the kind has one page) and language ("" for a page of all languages)."""


@dataclass(frozen=True, slots=True)
class Alternate:
    """The same page in another language: a BCP 47 tag or "x-default", and an absolute address."""

    hreflang: str
    url: str


@dataclass(frozen=True, slots=True)
class Source:
    """A file that a page is made from: `what` is "text" or "data"; `path` as in the project."""

    what: str
    path: str


@dataclass(frozen=True, slots=True)
class PagePlan:
    """One page of one language: what it is and where it stands, before anything is rendered.

    `kind` names the view and the template (pages/<template>.html); `entity` is the id of the
    document, theme or page, or ""; `available` says which language its prose has, if it has any.
    `canonical` and `alternates` are absolute.
    """

    kind: str
    entity: str
    language: str
    path: str
    title: str
    description: str
    template: str
    canonical: str
    lastmod: date
    available: Availability | None = None
    alternates: tuple[Alternate, ...] = ()
    sources: tuple[Source, ...] = ()
    indexed: bool = True
    menu: str = ""
    """A shorter title for the menu."""

    @property
    def key(self) -> Key:
        """By which other pages find it."""
        return (self.kind, self.entity, self.language)


@dataclass(frozen=True, slots=True)
class Routes:
    """All pages of a site by kind, entity and language."""

    pages: Mapping[Key, PagePlan]
    site_url: str

    @classmethod
    def of(cls, pages: Iterable[PagePlan], site_url: str) -> Routes:
        """Index the pages; the first of two with one key counts."""
        index: dict[Key, PagePlan] = {}
        for page in pages:
            index.setdefault(page.key, page)
        return cls(index, site_url)

    def get(self, kind: str, language: str, entity: str = "") -> PagePlan | None:
        """The page, or `None` where it would be empty and doesn't exist."""
        return self.pages.get((kind, entity, language))

    def of_language(self, language: str) -> Iterator[PagePlan]:
        """The pages of one language, in order."""
        return (page for page in self.pages.values() if page.language == language)


def address(path: str) -> str:
    """The address of a path relative to the root: percent-encoded, without "index.html"."""
    folder, name = posixpath.split(path)
    shown = f"{folder}/" if folder and name == INDEX else "" if name == INDEX else path
    return quote(shown)


def absolute(site_url: str, path: str) -> str:
    """The full address of a path, as search engines and citations need it."""
    return site_url + address(path)


def relative(origin: str, target: str, fragment: str = "") -> str:
    """The shortest link from one page's path to another path of the site."""
    if not fragment:
        return _way(origin, target) or "./"
    return f"{_way(origin, target)}#{_quoted(fragment)}"


@lru_cache(maxsize=65536)
def _quoted(fragment: str) -> str:
    return quote(fragment)


@lru_cache(maxsize=65536)
def _way(origin: str, target: str) -> str:
    """From one path to another; "" to itself."""
    if origin == target:
        return ""
    start, (*folder, name) = _steps(origin), _steps(target)
    up = len(start) - 1
    same, most = 0, min(up, len(folder))
    while same < most and start[same] == folder[same]:
        same += 1
    return "../" * (up - same) + "/".join([*folder[same:], "" if name == INDEX else name]) or "./"


@lru_cache(maxsize=65536)
def _steps(path: str) -> tuple[str, ...]:
    """The folders of a path and its name, percent-encoded."""
    return tuple(quote(path).split("/"))


def rooted(site_url: str, target: str, fragment: str = "") -> str:
    """A link from the host's root, for pages that a server shows at any address (404)."""
    base = urlsplit(site_url).path or "/"
    return base + address(target) + (f"#{quote(fragment)}" if fragment else "")
