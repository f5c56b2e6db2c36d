"""Pages that are shown before their build has ended, without a server."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

import pytest

from dossier_timeline.output.first_pages import FirstPages
from dossier_timeline.preview.page_preview import PagePreview

SCRIPT = b"<script>\nlivereload(1, 2);\n</script>"
PAGE = b"<html><body>%b</body></html>"


class Folder:
    """The files on disk, as MkDocs would send them: with a script in each page."""

    def __init__(self) -> None:
        self.files = {"en/index.html": PAGE % b"old", "404.html": PAGE % b"missing", "a.css": b"old{}"}

    def send(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        name = environ["PATH_INFO"].removeprefix("/base/")
        name += "index.html" if not name or name.endswith("/") else ""
        content = self.files.get(name)
        kind = "text/html" if name.endswith(".html") else "text/css"
        start_response("404 Not Found" if content is None else "200 OK", [("Content-Type", kind)])
        return [(content or b"none").replace(b"</body>", SCRIPT + b"</body>")]


class Previewed:
    """A preview of a folder, with a build that waits between its first pages and its end."""

    def __init__(self) -> None:
        self.folder, self.ends = Folder(), 0
        self.preview = PagePreview(self._note_end)
        self.may_end = threading.Event()
        self._application = self.preview.wrap_application(self.folder.send, "/base/")
        self._browsers = ThreadPoolExecutor(4)

    def _note_end(self) -> None:
        self.ends += 1

    def ask(self, path: str) -> Future[tuple[str, bytes]]:
        return self._browsers.submit(self._ask, path)

    def _ask(self, path: str) -> tuple[str, bytes]:
        answer: list[Any] = []
        body = self._application({"PATH_INFO": f"/base/{path}"}, lambda *words: answer.extend(words))
        return answer[0], b"".join(body)

    def build(self, words: bytes, *, is_published: bool = True) -> None:
        def build(first_pages: FirstPages) -> bool:
            pages = dict.fromkeys(first_pages.list_paths(), PAGE % words)
            for path, content in pages.items():
                first_pages.show({path: content, "a.css": words}, ())
            while not self.may_end.wait(0.01):
                first_pages.go_on()
            if is_published:
                self.folder.files.update({**pages, "nl/index.html": PAGE % words, "a.css": words})
            return is_published

        self.preview.begin()
        self.preview.run(build, lambda files, problems: None)
        self.preview.finish()


@pytest.fixture
def previewed() -> Iterator[Previewed]:
    previewed = Previewed()
    yield previewed
    previewed.preview.stop()


def test_a_page_that_was_asked_for_is_shown_before_the_end(previewed: Previewed) -> None:
    assert previewed.ask("en/").result() == ("200 OK", PAGE % (b"old" + SCRIPT))
    previewed.build(b"new")
    assert previewed.ask("en/").result() == ("200 OK", PAGE % (b"new" + SCRIPT))
    assert previewed.ask("a.css").result() == ("200 OK", b"new")
    other = previewed.ask("nl/")
    assert not other.done()
    assert previewed.ends == 0
    previewed.may_end.set()
    assert other.result() == ("200 OK", PAGE % (b"new" + SCRIPT))
    assert previewed.ends == 1
    assert previewed.ask("en/").result() == ("200 OK", PAGE % (b"new" + SCRIPT))


def test_a_page_that_was_not_there_is_shown_too(previewed: Previewed) -> None:
    assert previewed.ask("en/new/").result()[0] == "404 Not Found"
    previewed.build(b"new")
    assert previewed.ask("en/new/").result() == ("200 OK", PAGE % (b"new" + SCRIPT))


def test_without_a_browser_a_build_ends_at_once(previewed: Previewed) -> None:
    previewed.may_end.set()
    previewed.build(b"new")
    assert previewed.ends == 1
    assert previewed.ask("nl/").result() == ("200 OK", PAGE % (b"new" + SCRIPT))


def test_another_change_ends_a_build_and_leaves_what_it_showed(previewed: Previewed) -> None:
    previewed.ask("en/").result()
    previewed.build(b"new")
    previewed.preview.begin()
    waiting = previewed.ask("en/")
    assert not waiting.done(), "the page may become another one now"
    previewed.preview.finish()
    assert waiting.result() == ("200 OK", PAGE % (b"new" + SCRIPT))
    assert previewed.folder.files["en/index.html"] == PAGE % b"old"
    assert previewed.ends == 2
    previewed.may_end.set()
    previewed.folder.files["en/index.html"] = PAGE % b"newest"
    previewed.build(b"newest")
    previewed.preview.stop()
    assert previewed.ask("en/").result() == ("200 OK", PAGE % (b"newest" + SCRIPT))


def test_what_a_failed_build_showed_is_gone(previewed: Previewed) -> None:
    previewed.ask("en/").result()
    previewed.build(b"wrong", is_published=False)
    assert b"wrong" in previewed.ask("en/").result()[1]
    previewed.may_end.set()
    previewed.ask("nl/").result()
    assert previewed.ask("en/").result() == ("200 OK", PAGE % (b"old" + SCRIPT))
