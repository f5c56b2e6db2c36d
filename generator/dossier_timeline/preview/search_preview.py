"""The search of a preview: its index is made when the pages are shown, and goes to the browser from memory.

No file of the index is published, so nothing comes in the way of a rebuild, which may exchange the folder of
the site at any moment. Whoever begins to search while pages are indexed waits for that; whoever began before
finds the files of the index of that time.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from typing import Any

from dossier_timeline.output.hosts.headers import NO_CACHE, media_type
from dossier_timeline.output.pagefind import ENTRY_FILE
from dossier_timeline.output.search import SearchedPages, SearchIndex, build_search_index
from dossier_timeline.preview.wsgi_response import WsgiApplication
from dossier_timeline.publishing.site_files import FilesChangedError
from dossier_timeline.site.routes import SEARCH_INDEX

_PATIENCE = 60
"""Seconds that a browser waits for an index."""


class SearchPreview:
    """Indexes the pages of a preview in a thread of its own, always those of the newest build."""

    def __init__(self, report: Callable[[SearchIndex], None]) -> None:
        """`report` is called with each index that was made."""
        self._report = report
        self._change = threading.Condition()
        self._files: Mapping[str, bytes] = {}
        self._older_files: Mapping[str, bytes] = {}
        self._next_pages: SearchedPages | None = None
        self._is_indexing = self._is_expecting = False

    def expect_pages(self) -> None:
        """Let whoever begins to search wait for pages that are still being made."""
        with self._change:
            self._is_expecting = True

    def expect_nothing(self) -> None:
        """Note that no pages are being made any more."""
        with self._change:
            self._is_expecting = False
            self._change.notify_all()

    def index_pages(self, pages: SearchedPages) -> None:
        """Begin to index these pages, or do it when those are done that are being indexed."""
        with self._change:
            self._next_pages, self._is_expecting = pages, False
            if self._is_indexing:
                return
            self._is_indexing = True
        try:
            threading.Thread(target=self._index_newest, name="search index", daemon=True).start()
        except RuntimeError:  # the system has no thread to spare
            self._index_newest()

    def wait(self, timeout: float = _PATIENCE) -> None:
        """Wait until the newest pages are indexed."""
        with self._change:
            self._change.wait_for(lambda: not self._is_indexing and not self._is_expecting, timeout)

    def wrap_application(self, inner: WsgiApplication, mount_path: str) -> WsgiApplication:
        """The application with the files of the index; `mount_path` is that of the site, like "/dossier/"."""

        def respond(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
            path = environ["PATH_INFO"].removeprefix(mount_path)
            content = self._find_file(path) if path.startswith(f"{SEARCH_INDEX}/") else None
            if content is None:
                return inner(environ, start_response)
            headers = [
                ("Content-Type", media_type(path)),
                ("Content-Length", str(len(content))),
                ("Cache-Control", NO_CACHE),
            ]
            start_response("200 OK", headers)
            return [content]

        return respond

    def _find_file(self, path: str) -> bytes | None:
        if path.endswith(ENTRY_FILE) or not self._files:
            self.wait()
        return self._files.get(path, self._older_files.get(path))

    def _index_newest(self) -> None:
        try:
            while (pages := self._take_pages()) is not None:
                # Pages that have changed in the meantime come again, with the build that changed them.
                with suppress(FilesChangedError):
                    index = build_search_index(pages)
                    if index.files:
                        self._older_files, self._files = self._files, index.files
                    self._report(index)
        except BaseException:
            with self._change:
                self._is_indexing = False
                self._change.notify_all()
            raise

    def _take_pages(self) -> SearchedPages | None:
        """The pages to index now; `None` when all are indexed."""
        with self._change:
            pages, self._next_pages = self._next_pages, None
            if pages is None:
                self._is_indexing = False
                self._change.notify_all()
            return pages
