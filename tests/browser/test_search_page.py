"""The search page, in each language, as a reader uses it."""

from __future__ import annotations

import json
import re
import shutil
from collections import Counter
from collections.abc import Iterator, Mapping
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from dossier_timeline.content.lexicon_files import load_search_words
from dossier_timeline.output import search_groups
from dossier_timeline.output.search import SearchedPages, build_search_index
from dossier_timeline.output.search_vocabulary import make_compound_splitters
from dossier_timeline.publishing.site_files import SiteFiles
from tests.browser.chromium import address, briefly, kind_of, listen, served
from tests.browser.conftest import Open
from tests.helpers.files import ROOT
from tests.helpers.html import texts, values
from tests.helpers.small_site import dossier_of

pytestmark = pytest.mark.browser
_NOT_SHOWN = re.compile(r"^.*<main|</main.*|<[^>]*>", re.S)


def search_pages(kinds: Mapping[str, list[str]]) -> list[str]:
    assert len(kinds["search"]) > 1
    return kinds["search"]


def titles_of(files: Mapping[str, bytes], language: str, kind: str) -> list[str]:
    """The headings of the pages of a kind in a language."""
    own = (page for path, page in files.items() if path.startswith(f"{language}/") and path.endswith(".html"))
    return [title for page in own if kind_of(page) == kind for title in texts(page, "h1")]


def a_word_of(files: Mapping[str, bytes], path: str) -> str:
    """The longest word in the title of a document in the language of a page."""
    language = path.partition("/")[0]
    titles = titles_of(files, language, "document")
    return max((word for title in titles for word in title.split() if word.isalpha()), key=len)


def rare_words_of(files: Mapping[str, bytes], path: str) -> list[str]:
    """Three long words of summaries that stand on no more than one page in the language of a page."""
    pages = (
        content.decode()
        for name, content in files.items()
        if name.startswith(path.partition("/")[0] + "/") and b" data-pagefind-body " in content
    )
    shown = (_NOT_SHOWN.sub(" ", page) for page in pages)
    counts = Counter(word for page in shown for word in set(re.findall(r"\b[a-z]{10,}\b", page)))
    return sorted(word for word, number in counts.items() if number == 1)[:3]


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


@pytest.fixture(scope="module")
def grouped_base(
    files: Mapping[str, bytes], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, Mapping[str, bytes]]]:
    """The address and files of the same site with its index in four groups, as a large site has it."""
    languages = {
        path: path.partition("/")[0]
        for path, content in files.items()
        if path.endswith(".html") and b" data-pagefind-body " in content
    }
    dossier = dossier_of(ROOT)
    words, _ = load_search_words(dossier.languages, [ROOT / "templates"])
    splitters = make_compound_splitters(dossier, words)
    cache_folder = tmp_path_factory.mktemp("cache")
    pages = SearchedPages(SiteFiles(files), languages, cache_folder, splitters=splitters)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(search_groups, "PAGES_IN_ONE_GROUP", 5)
        index = build_search_index(pages).files
    others = {path: content for path, content in files.items() if not path.startswith("pagefind/")}
    with served({**others, **index}, "/dossier/") as url:
        yield url, index


def found_addresses(page: Page, root: str) -> list[str]:
    """Where the results lead, below the root of the site."""
    page.locator("#found h3 a").first.wait_for()
    hrefs = page.eval_on_selector_all("#found h3 a", "all => all.map(one => one.href)")
    return [href.removeprefix(root) for href in hrefs]


def test_groups_are_searched_as_one(
    files: Mapping[str, bytes],
    kinds: Mapping[str, list[str]],
    browser: Browser,
    base: str,
    grouped_base: tuple[str, Mapping[str, bytes]],
) -> None:
    url, index = grouped_base
    assert {path.split("/")[1] for path in index} > {"2", "3", "4"}
    context = browser.new_context()
    page = context.new_page()
    heard = listen(page)
    for path in search_pages(kinds):
        for words in (a_word_of(files, path), *rare_words_of(files, path)):
            found = []
            for place in (base, url):
                page.goto(f"{place}{address(path)}?q={words}")
                found.append((found_addresses(page, place), page.get_by_role("status").inner_text()))
            (alone, said), (together, said_of_groups) = found
            assert said == said_of_groups
            # Each group weighs a word by its own pages, so pages that answer alike may change places.
            assert together[0] in alone[:3]
            assert sorted(alone) == sorted(together)
    assert heard.complaints == []
    context.close()


def test_a_group_that_is_not_there_is_told(
    files: Mapping[str, bytes],
    kinds: Mapping[str, list[str]],
    browser: Browser,
    grouped_base: tuple[str, Mapping[str, bytes]],
) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.route("**/pagefind/3/pagefind-entry.json*", lambda route: route.abort())
    path = search_pages(kinds)[0]
    page.goto(f"{grouped_base[0]}{address(path)}")
    words = json.loads(page.locator("form.find").get_attribute("data-words") or "")
    page.get_by_role("searchbox").fill(a_word_of(files, path))
    expect(page.get_by_role("status")).to_have_text(words["failed"])
    assert page.locator("#found li").count() == 0
    context.close()
