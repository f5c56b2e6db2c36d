"""The search of a preview: which index a browser gets, without a server."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

from dossier_timeline.output.search import SearchedPages, SearchIndex
from dossier_timeline.preview import search_preview
from dossier_timeline.preview.search_preview import SearchPreview
from dossier_timeline.publishing.site_files import FilesChangedError, SiteFiles

ENTRY = "pagefind/pagefind-entry.json"


def page(words: str) -> SearchedPages:
    """One page with these words."""
    content = f'<html lang="en"><main data-pagefind-body><h1>{words}</h1></main></html>'.encode()
    return SearchedPages(SiteFiles({"en/index.html": content}), {"en/index.html": "en"}, Path("nowhere"))


def index_of(pages: SearchedPages) -> SearchIndex:
    """A stand-in for the index: an entry file and another, each with the page."""
    content = pages.files["en/index.html"]
    name = "one" if b"one" in content else "later"
    return SearchIndex(SiteFiles({ENTRY: content, f"pagefind/index/{name}.pf_index": content}), 1, 0.1)


def ask(preview: SearchPreview, path: str) -> tuple[str, bytes]:
    """Status and content at a path below "/base/"."""
    answer: list[Any] = []

    def inner(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        start_response("404 Not Found", [])
        return [b"none"]

    application = preview.wrap_application(inner, "/base/")
    body = b"".join(application({"PATH_INFO": f"/base/{path}"}, lambda *words: answer.extend(words)))
    return answer[0], body


def test_the_first_search_waits_for_the_index(monkeypatch: pytest.MonkeyPatch) -> None:
    may_go_on = threading.Event()

    def index_slowly(pages: SearchedPages) -> SearchIndex:
        may_go_on.wait(60)
        return index_of(pages)

    monkeypatch.setattr(search_preview, "build_search_index", index_slowly)
    made: list[SearchIndex] = []
    preview = SearchPreview(made.append)
    preview.index_pages(page("one"))
    threading.Timer(0.05, may_go_on.set).start()
    status, content = ask(preview, "pagefind/index/one.pf_index")
    assert (status, b"<h1>one</h1>" in content) == ("200 OK", True)
    assert [index.pages for index in made] == [1]
    assert ask(preview, "pagefind/index/b.pf_index") == ("404 Not Found", b"none")
    assert ask(preview, "en/") == ("404 Not Found", b"none")


def test_who_searches_already_goes_on_and_who_begins_gets_the_newest(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    may_go_on = threading.Semaphore(1)
    indexed: list[SearchedPages] = []

    def index_when_told(pages: SearchedPages) -> SearchIndex:
        may_go_on.acquire(timeout=60)
        indexed.append(pages)
        return index_of(pages)

    monkeypatch.setattr(search_preview, "build_search_index", index_when_told)
    preview = SearchPreview(lambda index: None)
    first, second, third, fourth = (page(words) for words in ("one", "two", "three", "four"))
    preview.index_pages(first)
    preview.wait()
    preview.index_pages(second)
    assert b"one" in ask(preview, "pagefind/index/one.pf_index")[1]
    threading.Timer(0.05, may_go_on.release).start()
    assert b"two" in ask(preview, ENTRY)[1]
    assert b"one" in ask(preview, "pagefind/index/one.pf_index")[1]

    preview.index_pages(page("between"))
    preview.index_pages(third)
    preview.index_pages(fourth)
    may_go_on.release(3)
    assert b"four" in ask(preview, ENTRY)[1]
    assert ask(preview, "pagefind/index/one.pf_index") == ("404 Not Found", b"none")
    assert third not in indexed


def test_pages_that_changed_in_the_meantime_leave_the_last_index(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search_preview, "build_search_index", index_of)
    preview = SearchPreview(lambda index: None)
    preview.index_pages(page("one"))
    preview.wait()

    def find_changed_files(pages: SearchedPages) -> SearchIndex:
        raise FilesChangedError("en/index.html")

    monkeypatch.setattr(search_preview, "build_search_index", find_changed_files)
    preview.index_pages(page("two"))
    preview.wait()
    assert b"one" in ask(preview, ENTRY)[1]


def test_a_site_without_search_has_no_index() -> None:
    preview = SearchPreview(lambda index: None)
    preview.index_pages(SearchedPages())
    preview.wait()
    assert ask(preview, "pagefind/pagefind.js") == ("404 Not Found", b"none")


def test_without_a_thread_the_pages_are_indexed_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(thread: threading.Thread) -> None:
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(threading.Thread, "start", refuse)
    monkeypatch.setattr(search_preview, "build_search_index", index_of)
    preview = SearchPreview(lambda index: None)
    preview.index_pages(page("one"))
    assert b"one" in ask(preview, ENTRY)[1]
