"""What a host or server has to know of a site to serve it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import quote, urlsplit

from dossier_timeline.output.hosts.headers import HeaderSettings
from dossier_timeline.site.permalinks import MISSING_PAGE, Redirects, permalink_of
from dossier_timeline.site.routes import rooted_link


@dataclass(frozen=True, slots=True)
class HostSetup:
    """A site as a server sees it: its address, languages, headers and moved addresses.

    `site_url` ends in "/". `languages` are the names of the folders that have a page of their own for
    missing addresses. `mount` is the path of these files in the published folder, of which they're a section.
    """

    site_url: str
    languages: tuple[str, ...] = ()
    header_settings: HeaderSettings = field(default_factory=HeaderSettings)
    moved: Redirects = field(default_factory=Redirects)
    mount: str = ""

    @property
    def base_path(self) -> str:
        """The path of the site's root; it begins and ends with "/"."""
        return urlsplit(self.site_url).path or "/"

    def redirects(self) -> Iterator[tuple[str, str]]:
        """Pairs of the address of a page that has moved and the address where it is now.

        Both are percent-encoded as in a request. The first is a path below the site's root; the second is a
        path from the host's root, or an address of another host.
        """
        for path, target in self.moved.targets.items():
            yield quote(permalink_of(path)), self.redirect_target(target)

    def redirect_target(self, target: str) -> str:
        """The address to which a reader is sent who asks for something that has moved."""
        if "://" in target:
            return quote(target, safe="/:?#[]@!&()+,=%~")
        page, _, fragment = target.partition("#")
        return rooted_link(self.site_url, page, fragment)

    def missing_page(self, path: str) -> str:
        """The path of the page that is shown for a missing address, in the language of its folder."""
        folder = path.removeprefix("/").partition("/")[0]
        return f"/{folder}/{MISSING_PAGE}" if folder in self.languages else f"/{MISSING_PAGE}"
