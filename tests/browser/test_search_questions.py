"""What readers ask in their own words, in both languages of the real dossier, and what is found first."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open

pytestmark = pytest.mark.browser

SEARCH = {"en": "en/search/index.html", "nl": "nl/zoeken/index.html"}


def search(open_page: Open, language: str, words: str) -> Page:
    page = open_page(f"{SEARCH[language]}?q={quote(words)}")
    expect(page.get_by_role("status")).not_to_be_empty()
    return page


def list_found(page: Page) -> list[str]:
    """Where the pages that were found are, the first first, below the root of the site."""
    page.locator("#found h3 a").first.wait_for()
    hrefs = page.eval_on_selector_all("#found h3 a", "all => all.map(one => one.pathname)")
    return ["/".join(href.split("/")[2:]) for href in hrefs]


@pytest.mark.parametrize(
    ("language", "words", "path"),
    [
        ("en", "were the promises kept?", "en/promises/"),
        ("en", "did they keep their promises", "en/promises/"),
        ("en", "promises", "en/promises/"),
        ("en", "pledges", "en/promises/"),
        ("en", "2014", "en/timeline/"),
        ("en", "how many victims in 2014", "en/differences/"),
        ("en", "grooming", "en/terms/"),
        ("nl", "zijn de beloften nagekomen?", "nl/toezeggingen/"),
        ("nl", "toezeggingen", "nl/toezeggingen/"),
        ("nl", "2014", "nl/tijdlijn/"),
        ("nl", "hoeveel slachtoffers in 2014", "nl/verschillen/"),
        ("nl", "toerisme", "nl/begrippen/"),
    ],
)
def test_a_question_finds_the_page_that_answers_it_first(
    language: str, words: str, path: str, open_page: Open
) -> None:
    assert list_found(search(open_page, language, words))[0] == path


def test_a_year_leads_to_its_place_on_the_timeline(files: Mapping[str, bytes], open_page: Open) -> None:
    for language in SEARCH:
        page = search(open_page, language, "2014")
        first = page.locator("#found li li a").first
        expect(first).to_have_text("2014")
        assert (first.get_attribute("href") or "").endswith("#year-2014")


def test_a_word_within_a_compound_is_found_and_the_compound_is_marked(open_page: Open) -> None:
    page = search(open_page, "nl", "toerisme")
    marks = page.locator("#found mark").all_inner_texts()
    assert any("kindersekstoerisme" in mark.lower() for mark in marks)
    assert "\u2063" not in page.locator("#found").inner_text()
    assert len(list_found(search(open_page, "nl", "sekstoerisme"))) > 5


def test_other_words_that_were_looked_for_are_told(open_page: Open) -> None:
    expect(search(open_page, "en", "child pornography").get_by_role("status")).to_contain_text(
        "child sexual abuse material"
    )
    expect(search(open_page, "nl", "kinderporno").get_by_role("status")).to_contain_text(
        "beeldmateriaal van seksueel kindermisbruik"
    )


@pytest.mark.parametrize(
    ("language", "words"), [("en", "dark web"), ("nl", "donker web"), ("nl", "seksfeestje")]
)
def test_what_only_comes_near_is_said_to_be_that(language: str, words: str, open_page: Open) -> None:
    page = search(open_page, language, words)
    said = {"en": "This comes nearest", "nl": "Dit komt het dichtst in de buurt"}[language]
    expect(page.get_by_role("status")).to_contain_text(said)
    assert list_found(page)
    assert page.get_by_role("heading", name="Best match").count() == 0


def test_what_is_typed_so_far_is_no_other_word(open_page: Open) -> None:
    page = search(open_page, "en", "prom")
    expect(page.get_by_role("status")).to_contain_text("Found on")
