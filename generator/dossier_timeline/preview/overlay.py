"""Between MkDocs' server and the browser: adds problems to the last good pages.

No file is changed: the folder that is served stays the last good site, and a page gets its box when it is
sent. MkDocs adds its script for live reload to every page that it opens, so each response here comes from a
page that it opened, even for an address that isn't there.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from dossier_timeline.diagnostics.diagnostic import Diagnostic, sort_diagnostics
from dossier_timeline.diagnostics.reporting import SourceLines
from dossier_timeline.preview.panel import insert_panel, make_problem_box, make_warning_line
from dossier_timeline.preview.wsgi_response import WsgiApplication, WsgiResponse

RELOAD_PATH = "/livereload/"
MISSING_PAGE_FILE = "404.html"
_MAX_TRIES = 5


@dataclass(frozen=True, slots=True)
class PreviewState:
    """The problems now, and the files of which each good page was made.

    `has_site` is whether there is a good site to show, `is_outdated` whether it's older than the content.
    `messages` are what is wrong without a place in a file.
    """

    problems: tuple[Diagnostic, ...] = ()
    messages: tuple[str, ...] = ()
    page_sources: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    has_site: bool = False
    is_outdated: bool = False
    source_lines: SourceLines | None = None


class ProblemOverlay:
    """Shows problems on the pages that are served; its state changes with every build."""

    def __init__(self) -> None:
        self.state = PreviewState()

    def set_site(
        self,
        problems: Iterable[Diagnostic],
        page_sources: Mapping[str, tuple[str, ...]],
        source_lines: SourceLines,
    ) -> None:
        """A build succeeded; the problems are warnings."""
        self.state = PreviewState(
            sort_diagnostics(problems), (), page_sources, has_site=True, source_lines=source_lines
        )

    def set_failure(
        self, problems: Iterable[Diagnostic], messages: Iterable[str], source_lines: SourceLines
    ) -> None:
        """A build failed: the last good site stays, with the problems on it."""
        before = self.state
        self.state = PreviewState(
            sort_diagnostics(problems),
            tuple(messages),
            before.page_sources,
            has_site=before.has_site,
            is_outdated=True,
            source_lines=source_lines,
        )

    def wrap_application(self, inner: WsgiApplication, mount_path: str, folder: str = "") -> WsgiApplication:
        """The application, with problems on its pages; `mount_path` is that of the site, like "/dossier/".

        `folder` is the one in which the dossier's pages stand, of a site with others.
        """

        def respond(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
            path = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "ignore")
            if path.startswith(RELOAD_PATH):
                return inner(environ, start_response)
            missing_page = (
                f"{mount_path}{folder if path.startswith(mount_path + folder) else ''}{MISSING_PAGE_FILE}"
            )
            response = self._respond(inner, mount_path, environ, path, missing_page)
            start_response(response.status, response.headers)
            return response.body

        return respond

    def _respond(
        self, inner: WsgiApplication, mount_path: str, environ: dict[str, Any], path: str, missing_page: str
    ) -> WsgiResponse:
        """What the server has at a path, with the problems; for a missing page, the page that says so."""
        response = WsgiResponse(inner, environ)
        for _ in range(_MAX_TRIES):
            if not (response.is_missing and _is_page_path(path)):
                break
            # What stands in for the page may wait for a build, and then the page may be there.
            had_site = self.state.has_site
            replacement = WsgiResponse(
                inner, {**environ, "PATH_INFO": missing_page if had_site else mount_path}
            )
            if had_site == self.state.has_site:
                if replacement.is_page:
                    response = replacement.with_status(response.status if had_site else "200 OK")
                break
            response = WsgiResponse(inner, environ)
        name = posixpath.normpath(
            path.removeprefix(mount_path) + ("index.html" if path.endswith("/") else "")
        )
        if not response.is_html:
            return response
        return response.with_content(insert_panel(response.read(), self._make_panel(name)))

    def _make_panel(self, name: str) -> str:
        state = self.state
        if state.source_lines is None or not state.has_site:
            return ""
        page_files = (*state.page_sources.get(name, ()), name)
        if state.is_outdated:
            return make_problem_box(state.problems, state.messages, page_files, state.source_lines)
        return make_warning_line(state.problems, page_files, state.source_lines)


def _is_page_path(path: str) -> bool:
    name = path.rpartition("/")[2]
    return "." not in name or name.endswith(".html")
