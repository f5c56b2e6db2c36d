"""Routes: how pages are found, and how one page links to another; `plan` decides their addresses.

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

PageKey = tuple[str, str, str]
"""Kind, entity ("" where the kind has one page) and language ("" for a page of all languages)."""


@dataclass(frozen=True, slots=True)
class Alternate:
    """The same page in another language: a BCP 47 tag or "x-default", and an absolute address."""

    hreflang: str
    url: str


@dataclass(frozen=True, slots=True)
class PageSource:
    """A file that a page is made from: `kind` is "text" or "data"; `path` as in the project."""

    kind: str
    path: str


@dataclass(frozen=True, slots=True)
class PagePlan:
    """One page of one language, before anything is rendered: what it is, and its address.

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
    last_changed: date
    availability: Availability | None = None
    alternates: tuple[Alternate, ...] = ()
    sources: tuple[PageSource, ...] = ()
    is_indexed: bool = True
    menu_title: str = ""
    """A shorter title for the menu."""

    @property
    def key(self) -> PageKey:
        """The key by which other pages find it."""
        return (self.kind, self.entity, self.language)


@dataclass(frozen=True, slots=True)
class Routes:
    """All pages of a site by kind, entity and language."""

    pages: Mapping[PageKey, PagePlan]
    site_url: str

    @classmethod
    def from_pages(cls, pages: Iterable[PagePlan], site_url: str) -> Routes:
        """Return an index of the pages; of two with one key, it holds the first."""
        index: dict[PageKey, PagePlan] = {}
        for page in pages:
            index.setdefault(page.key, page)
        return cls(index, site_url)

    def find(self, kind: str, language: str, entity: str = "") -> PagePlan | None:
        """Return a page; `None` where the site has none of this kind and entity, as it would be empty."""
        return self.pages.get((kind, entity, language))

    def find_in_language(self, language: str) -> Iterator[PagePlan]:
        """Return the pages of one language, in order."""
        return (page for page in self.pages.values() if page.language == language)


def quote_address(path: str) -> str:
    """Return the address of a path relative to the root: percent-encoded, without "index.html"."""
    folder, name = posixpath.split(path)
    address = f"{folder}/" if folder and name == INDEX else "" if name == INDEX else path
    return quote(address)


def link_from(page: PagePlan, site_url: str, target: str, fragment: str = "") -> str:
    """Return the link from a page to another path of the site.

    The page of an address that isn't there is shown at any address, so its links begin at the site's root.
    """
    if page.kind == "missing":
        return rooted_link(site_url, target, fragment)
    return relative_link(page.path, target, fragment)


def absolute_url(site_url: str, path: str) -> str:
    """Return the full address of a path, as search engines and citations need it."""
    return site_url + quote_address(path)


def relative_link(origin: str, target: str, fragment: str = "") -> str:
    """Return the shortest link from one page's path to another path of the site."""
    if not fragment:
        return _relative_path(origin, target) or "./"
    return f"{_relative_path(origin, target)}#{_quote_fragment(fragment)}"


@lru_cache(maxsize=65536)
def _quote_fragment(fragment: str) -> str:
    return quote(fragment)


@lru_cache(maxsize=65536)
def _relative_path(origin: str, target: str) -> str:
    """Return the relative path from one path to another; "" to itself."""
    if origin == target:
        return ""
    start, (*folder, name) = _split_path(origin), _split_path(target)
    up = len(start) - 1
    same, most = 0, min(up, len(folder))
    while same < most and start[same] == folder[same]:
        same += 1
    return "../" * (up - same) + "/".join([*folder[same:], "" if name == INDEX else name]) or "./"


@lru_cache(maxsize=65536)
def _split_path(path: str) -> tuple[str, ...]:
    """Return the folders of a path and its file name, percent-encoded."""
    return tuple(quote(path).split("/"))


def rooted_link(site_url: str, target: str, fragment: str = "") -> str:
    """Return a link from the host's root, for pages that a server shows at any address (404)."""
    base = urlsplit(site_url).path or "/"
    return base + quote_address(target) + (f"#{quote(fragment)}" if fragment else "")
