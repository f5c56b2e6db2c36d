"""Between MkDocs's server and the browser: problems are laid over the last good pages.

Nothing of it touches a file: the folder that is served stays the last good site, and a page gets
its box on the way out. MkDocs adds its script for live reload to whatever page it opens, so every
answer here comes from a page that it opened, also for an address that isn't there.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from dossier_timeline.diagnostics.diagnostic import Diagnostic, sort_diagnostics
from dossier_timeline.diagnostics.reporting import SourceLines
from dossier_timeline.preview.panel import box, inserted, quiet

App = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
"""A WSGI application (PEP 3333)."""

RELOAD = "/livereload/"
MISSING = "404.html"
_TRIES = 5


@dataclass(frozen=True, slots=True)
class Standing:
    """How the site stands: what is wrong now, and from which files each good page was made.

    `shown` is whether there is a good site to show, `wrong` whether it's older than the content.
    """

    problems: tuple[Diagnostic, ...] = ()
    said: tuple[str, ...] = ()
    sources: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    shown: bool = False
    wrong: bool = False
    quotes: SourceLines | None = None


class Overlay:
    """What is known of the site while it is served; it changes with every build."""

    def __init__(self) -> None:
        self.now = Standing()

    def good(
        self, problems: Iterable[Diagnostic], sources: Mapping[str, tuple[str, ...]], quotes: SourceLines
    ) -> None:
        """A whole site was made; what is left are warnings."""
        self.now = Standing(sort_diagnostics(problems), (), sources, shown=True, quotes=quotes)

    def bad(self, problems: Iterable[Diagnostic], said: Iterable[str], quotes: SourceLines) -> None:
        """Nothing could be made: the last good site stays, with the problems on it."""
        before = self.now
        self.now = Standing(
            sort_diagnostics(problems),
            tuple(said),
            before.sources,
            shown=before.shown,
            wrong=True,
            quotes=quotes,
        )

    def app(self, inner: App, mount: str) -> App:
        """The application with the problems over it; `mount` is the path of the site, like "/dossier/"."""

        def answer(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
            path = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "ignore")
            if path.startswith(RELOAD):
                return inner(environ, start_response)
            found = self._found(inner, mount, environ, path)
            start_response(found.status, found.headers)
            return found.body

        return answer

    def _found(self, inner: App, mount: str, environ: dict[str, Any], path: str) -> _Answer:
        """What the server has at a path, with the box; of what is not there, a page that says so."""
        found = _Answer(inner, environ)
        for _ in range(_TRIES):
            if not (found.is_missing and _is_page(path)):
                break
            # What stands in for the page may wait for a build, and then the page may be there.
            shown = self.now.shown
            other = _Answer(inner, {**environ, "PATH_INFO": mount + MISSING if shown else mount})
            if shown == self.now.shown:
                if other.is_page:
                    found = other.with_status(found.status if shown else "200 OK")
                break
            found = _Answer(inner, environ)
        name = posixpath.normpath(path.removeprefix(mount) + ("index.html" if path.endswith("/") else ""))
        return found.with_panel(self._panel(name)) if found.is_html else found

    def _panel(self, name: str) -> str:
        now = self.now
        if now.quotes is None or not now.shown:
            return ""
        about = (*now.sources.get(name, ()), name)
        if now.wrong:
            return box(now.problems, now.said, about, now.quotes)
        return quiet(now.problems, about, now.quotes)


class _Answer:
    """A whole answer of an application."""

    def __init__(self, app: App, environ: dict[str, Any]) -> None:
        self.status, self.headers = "", list[tuple[str, str]]()
        self.body = app(environ, self._start)

    def _start(self, status: str, headers: list[tuple[str, str]], *_: Any) -> None:
        self.status, self.headers = status, headers

    @property
    def is_missing(self) -> bool:
        return self.status.startswith("404")

    @property
    def is_html(self) -> bool:
        return any(name.lower() == "content-type" and "html" in value for name, value in self.headers)

    @property
    def is_page(self) -> bool:
        return self.status.startswith("200") and self.is_html

    def with_status(self, status: str) -> _Answer:
        self.status = status
        return self

    def with_panel(self, panel: str) -> _Answer:
        content = inserted(b"".join(self.body), panel)
        if hasattr(self.body, "close"):
            self.body.close()
        self.body = [content]
        kept = [(name, value) for name, value in self.headers if name.lower() != "content-length"]
        self.headers = [*kept, ("Content-Length", str(len(content))), ("Cache-Control", "no-store")]
        return self


def _is_page(path: str) -> bool:
    name = path.rpartition("/")[2]
    return "." not in name or name.endswith(".html")
