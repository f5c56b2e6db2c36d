"""The pages that somebody looks at, shown before the rest of the site is made.

MkDocs' server lets every request wait until a rebuild has ended. Here a rebuild goes on in a thread of its
own: it renders first the pages that were asked for last, and hands them over together with style sheets and
scripts. From then on MkDocs counts the rebuild as done and tells the browsers, and these pages are sent from
memory. A request for anything else waits for the end of the build, when the site's folder has all of it. The
next change ends a build that isn't done yet; what it had shown is sent until a later one is published.
"""

from __future__ import annotations

import posixpath
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from dossier_timeline.diagnostics.diagnostic import Diagnostic
from dossier_timeline.output.first_pages import BuildSupersededError, FirstPages, ShowFiles
from dossier_timeline.output.hosts.headers import media_type
from dossier_timeline.preview.overlay import MISSING_PAGE_FILE, RELOAD_PATH
from dossier_timeline.preview.wsgi_response import WsgiApplication, WsgiResponse

_MAX_PAGES = 2
"""So many pages are rendered before all others: those that were asked for last."""
_MOMENT = 0.25
"""Seconds after which waiting is interrupted for an instant, so that Control-C is noticed everywhere."""


class PagePreview:
    """Runs the builds of a preview, and sends pages that are ready before their build has ended."""

    def __init__(self, note_end: Callable[[], None]) -> None:
        """`note_end` is called when a build has ended, whether it was done or not."""
        self._note_end = note_end
        self._folder = ""
        self._change = threading.Condition()
        self._asked: dict[str, None] = {}
        self._ready: dict[str, bytes] = {}
        self._unpublished: dict[str, bytes] = {}
        """Files that builds had shown when another one ended them."""
        self._is_building = self._is_shown = self._is_superseded = False
        self._ended_builds = 0
        self._thread: threading.Thread | None = None

    def begin(self) -> None:
        """End the build that is going on, and let requests wait for the next one."""
        self.stop()
        with self._change:
            self._is_building, self._is_shown = True, False

    def run(self, build: Callable[[FirstPages], bool], show_problems: ShowFiles, folder: str = "") -> None:
        """Run a build, and come back when its first pages are shown or it has ended.

        `build` returns whether the site was published; `show_problems` is called with the first pages. The
        built pages stand in `folder` of the site ("dossier/" or ""). Where nobody has asked for one of them,
        or the system has no thread to spare, the build is over when this comes back.
        """
        self._folder = folder
        if self._list_asked():

            def show(files: Mapping[str, bytes], problems: tuple[Diagnostic, ...]) -> None:
                show_problems(files, problems)
                self._show(files)

            first_pages = FirstPages(self._list_asked, show, self._go_on)
            thread = threading.Thread(target=self._work, args=(build, first_pages), name="build")
            try:
                thread.start()
            except RuntimeError:  # the system has no thread to spare
                self._end(is_published=build(FirstPages()))
                return
            self._thread = thread
            with self._change:
                while not self._change.wait_for(lambda: self._is_shown or not self._is_building, _MOMENT):
                    pass
        else:
            self._end(is_published=build(FirstPages()))

    def finish(self) -> None:
        """Note that a build has ended, unless a thread goes on with it."""
        if self._is_building and (self._thread is None or not self._thread.is_alive()):
            self._end(is_published=False)

    def stop(self) -> None:
        """End the build that is going on."""
        self._is_superseded = True
        if self._thread is not None:
            self._thread.join()
        self._thread, self._is_superseded = None, False

    def wrap_application(self, inner: WsgiApplication, mount_path: str) -> WsgiApplication:
        """The application with pages that are ready; `mount_path` is that of the site, like "/dossier/"."""

        def respond(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
            path = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "ignore")
            if path.startswith(RELOAD_PATH) or not path.startswith(mount_path):
                return inner(environ, start_response)
            name = posixpath.normpath(
                path.removeprefix(mount_path) + ("index.html" if path.endswith("/") else "")
            )
            self._note_asked(name)
            while True:
                ended_builds = self._ended_builds
                response = WsgiResponse(inner, environ)  # waits for the rebuild that MkDocs knows of
                content = self._wait_for(name)
                if content is not None:
                    response.close()
                    start_response("200 OK", [("Content-Type", media_type(name))])
                    return [_add_script(content, inner, environ, mount_path) if _is_html(name) else content]
                if ended_builds == self._ended_builds:
                    start_response(response.status, response.headers)
                    return response.body
                response.close()

        return respond

    def _note_asked(self, name: str) -> None:
        if _is_html(name):
            with self._change:
                self._asked.pop(name, None)
                self._asked[name] = None
                while len(self._asked) > _MAX_PAGES:
                    del self._asked[next(iter(self._asked))]

    def _list_asked(self) -> Sequence[str]:
        with self._change:
            folder = self._folder
            inside = [name.removeprefix(folder) for name in self._asked if name.startswith(folder)]
            return tuple(reversed(inside))

    def _wait_for(self, name: str) -> bytes | None:
        """The content of a file that is ready while a build goes on; `None` when no build does."""
        with self._change:
            self._change.wait_for(lambda: not self._is_building or name in self._ready)
            return self._ready.get(name, None if self._is_building else self._unpublished.get(name))

    def _show(self, files: Mapping[str, bytes]) -> None:
        with self._change:
            self._ready.update({f"{self._folder}{name}": content for name, content in files.items()})
            self._is_shown = True
            self._change.notify_all()

    def _go_on(self) -> None:
        if self._is_superseded:
            raise BuildSupersededError

    def _work(self, build: Callable[[FirstPages], bool], first_pages: FirstPages) -> None:
        is_published = False
        try:
            is_published = build(first_pages)
        except BuildSupersededError:
            with self._change:
                self._unpublished.update(self._ready)
        finally:
            self._end(is_published=is_published)

    def _end(self, *, is_published: bool) -> None:
        with self._change:
            self._ended_builds += 1
            if is_published:
                self._unpublished.clear()
            self._is_building = False
            self._ready.clear()
            self._change.notify_all()
        self._note_end()


def _is_html(name: str) -> bool:
    return name.endswith(".html")


def _add_script(content: bytes, inner: WsgiApplication, environ: dict[str, Any], mount_path: str) -> bytes:
    """A page with the script for live reload, which MkDocs adds to the end of each page that it opens."""
    for path in (environ["PATH_INFO"], mount_path + MISSING_PAGE_FILE):
        response = WsgiResponse(inner, {**environ, "PATH_INFO": path})
        page = response.read()
        response.close()
        end = page.rfind(b"</body>")
        start = page.rfind(b"<script>", 0, end)
        if response.is_page and start >= 0:
            place = content.rfind(b"</body>")
            return content[:place] + page[start:end] + content[place:]
    return content
