"""What a host or server must know of a site to serve it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import quote, urlsplit

from dossier_timeline.output.hosts.headers import HeaderSettings
from dossier_timeline.site.permalinks import MISSING_PAGE, Redirects, permalink_of
from dossier_timeline.site.routes import rooted_link


@dataclass(frozen=True, slots=True)
class HostSetup:
    """A site as a server sees it: where it stands, what it holds for no longer, what it says.

    `site_url` ends in "/"; `languages` are the names of the folders that have a page of their own for
    what is missing.
    """

    site_url: str
    languages: tuple[str, ...] = ()
    header_settings: HeaderSettings = field(default_factory=HeaderSettings)
    moved: Redirects = field(default_factory=Redirects)

    @property
    def base_path(self) -> str:
        """The path of the site's root, from "/" to "/"."""
        return urlsplit(self.site_url).path or "/"

    def redirects(self) -> Iterator[tuple[str, str]]:
        """From the address of each page that has moved, below the site's root, to where it is now.

        Both as they are in a request: percent-encoded; the second from the host's root, or of another host.
        """
        for path, target in self.moved.targets.items():
            yield quote(permalink_of(path)), self.redirect_target(target)

    def redirect_target(self, target: str) -> str:
        """Where a reader is sent who asked for something that has moved."""
        if "://" in target:
            return quote(target, safe="/:?#[]@!&()+,=%~")
        page, _, fragment = target.partition("#")
        return rooted_link(self.site_url, page, fragment)

    def missing_page(self, path: str) -> str:
        """What is shown below the site's root in place of what is missing, in the language of its folder."""
        folder = path.removeprefix("/").partition("/")[0]
        return f"/{folder}/{MISSING_PAGE}" if folder in self.languages else f"/{MISSING_PAGE}"
