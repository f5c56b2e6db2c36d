"""The search page, in each language, as a reader uses it."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.browser.chromium import NAMES, briefly, listen
from tests.browser.conftest import Open
from tests.helpers.html import texts, values

pytestmark = pytest.mark.browser


def search_pages(kinds: Mapping[str, list[str]]) -> list[str]:
    assert len(kinds["search"]) > 1
    return kinds["search"]


def titles_of(files: Mapping[str, bytes], language: str, kind: str) -> list[str]:
    """The headings of the pages of a kind in a language."""
    own = (page for path, page in files.items() if path.startswith(f"{language}/") and path.endswith(".html"))
    return [title for page in own for title in texts(page, f"body.page-{kind} h1")]


def a_word_of(files: Mapping[str, bytes], path: str) -> str:
    """The longest word in the title of a document in the language of a page."""
    language = path.partition("/")[0]
    titles = titles_of(files, language, "document")
    return max((word for title in titles for word in title.split() if word.isalpha()), key=len)


def ask(page: Page, words: str) -> None:
    page.get_by_role("searchbox").fill(words)
    expect(page.get_by_role("status")).not_to_be_empty()


def test_words_are_found_and_the_way_leads_to_them(
    files: Mapping[str, bytes], kinds: Mapping[str, list[str]], open_page: Open, base: str
) -> None:
    for path in search_pages(kinds):
        page = open_page(path)
        heard = listen(page)
        word = a_word_of(files, path)
        ask(page, word)
        results = page.locator("#found li")
        expect(results.first).to_be_visible()
        assert parse_qs(urlsplit(page.url).query) == {"q": [word]}
        assert page.locator("#found mark").first.inner_text().lower().startswith(word.lower()[:4])
        for href in page.eval_on_selector_all("#found a", "all => all.map(one => one.href)"):
            assert href.startswith(base)
            file, _, fragment = href.removeprefix(base).partition("#")
            content = files[file + "index.html"]
            assert file.startswith(path.partition("/")[0] + "/")
            assert not fragment or fragment in values(content, "[id]", "id"), href
        assert heard.complaints == []
        assert all(url.startswith(base) for url in heard.requests)
        page.locator("#found h3 a").first.click()
        expect(page.locator("body.page-document")).to_be_visible()
        page.go_back()
        expect(page.locator("#found h3").first).to_be_visible()
        assert page.get_by_role("searchbox").input_value() == word


def test_results_are_grouped_by_document_or_by_theme(
    files: Mapping[str, bytes], kinds: Mapping[str, list[str]], open_page: Open
) -> None:
    for path in search_pages(kinds):
        page = open_page(path + f"?q={a_word_of(files, path)}")
        expect(page.locator("#found h2").first).to_be_visible()
        by_document = page.locator("#found h2").all_inner_texts()
        page.locator("input[value=theme]").check()
        expect(page.locator("#found h2").first).not_to_have_text(by_document[0])
        assert parse_qs(urlsplit(page.url).query)["by"] == ["theme"]
        themes = page.locator("#found h2").all_inner_texts()
        assert set(themes[:-1]) <= set(titles_of(files, path.partition("/")[0], "theme"))
        assert briefly(page) == []


def test_what_is_nowhere_is_said_to_be_nowhere(kinds: Mapping[str, list[str]], open_page: Open) -> None:
    for path in search_pages(kinds):
        page = open_page(path)
        ask(page, "qqxyzzyqq")
        expect(page.get_by_role("status")).to_contain_text("qqxyzzyqq")
        assert page.locator("#found li").count() == 0
        page.get_by_role("searchbox").fill("")
        expect(page.get_by_role("status")).to_be_empty()


def test_markup_in_a_query_stays_words(kinds: Mapping[str, list[str]], open_page: Open) -> None:
    page = open_page(search_pages(kinds)[0] + "?q=%3Cimg+src%3Dx%3E%3Cb%3E")
    expect(page.get_by_role("status")).to_contain_text("<img src=x><b>")
    assert page.locator("main img, main b").count() == 0


def test_an_index_that_is_not_there_is_told(kinds: Mapping[str, list[str]], open_page: Open) -> None:
    page = open_page(search_pages(kinds)[0])
    page.route("**/pagefind/pagefind.js", lambda route: route.abort())
    ask(page, "x")
    assert page.locator("#found li").count() == 0
    assert page.locator(".ways a").count() > 2


def test_without_scripts_the_registers_and_the_report_serve(
    kinds: Mapping[str, list[str]], open_page: Open
) -> None:
    for path in search_pages(kinds):
        page = open_page(path, java_script_enabled=False)
        assert not page.get_by_role("search").is_visible()
        assert page.locator("noscript p").is_visible()
        links = {
            urlsplit(one).path for one in page.eval_on_selector_all("main a", "all => all.map(a => a.href)")
        }
        for kind in ("report", "registers"):
            assert any(
                one.endswith("/" + target.removesuffix("index.html"))
                for one in links
                for target in kinds[kind]
            )


def test_the_header_leads_to_the_search(kinds: Mapping[str, list[str]], open_page: Open) -> None:
    for path in kinds["home"]:
        page = open_page(path)
        page.locator("header.bar .end a").first.click()
        expect(page.get_by_role("searchbox")).to_be_visible()


def test_a_missing_browser_is_an_error_that_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    from tests.browser import chromium

    monkeypatch.setattr(shutil, "which", lambda name: None)
    with pytest.raises(chromium.NoBrowserError, match="No Chromium was found"):
        chromium.launch(None)  # type: ignore[arg-type]
    assert NAMES[0] == "chromium"
