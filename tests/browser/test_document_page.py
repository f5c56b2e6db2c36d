"""The page of a document: its text first, and what is folded where there is little room."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Open

pytestmark = pytest.mark.browser
FOLDED = "details.unfolds"
ORDER = "[...document.querySelectorAll('.two > *')].map(one => [one.className, one.offsetLeft])"
IS_SEEN = """one => {
  const content = one.querySelector(":scope > :not(summary)");
  const seen = content.checkVisibility({contentVisibilityAuto: true});
  return [one.querySelector("summary").checkVisibility(), seen];
}"""
STOPS = (
    "[...document.querySelectorAll('.scroll')].map(one => [one.scrollWidth > one.clientWidth, one.tabIndex])"
)


def test_the_text_comes_before_the_margin_in_the_order_of_stops(
    kinds: Mapping[str, list[str]], open_page: Open
) -> None:
    for path in kinds["document"]:
        page = open_page(path)
        order = page.evaluate(ORDER)
        assert [name for name, _ in order] == ["main", "side", "main"], path
        assert order[0][1] == order[2][1] < order[1][1], path


def test_what_is_folded_on_a_phone_is_open_where_there_is_room(
    kinds: Mapping[str, list[str]], open_page: Open
) -> None:
    for path in kinds["document"]:
        for width, is_seen in ((390, [True, False]), (1280, [False, True])):
            folded = open_page(path, width=width).locator(FOLDED)
            assert folded.count() >= 4, path
            for number in range(folded.count()):
                assert folded.nth(number).evaluate(IS_SEEN) == is_seen, (path, width, number)


@pytest.mark.parametrize("width", [390, 1280])
def test_a_link_to_a_folded_note_shows_it_also_without_scripts(
    width: int, kinds: Mapping[str, list[str]], open_page: Open, without_scripts: Callable[[str], Page]
) -> None:
    for path in kinds["document"]:
        for page in (open_page(path, width=width), without_scripts(path)):
            page.set_viewport_size({"width": width, "height": 900})
            note = page.locator("details.further-notes li[id]").first
            assert not note.is_visible(), path
            page.goto(page.url + f"#{note.get_attribute('id')}")
            page.wait_for_function("document.querySelector(':target')?.checkVisibility()")
            top = page.evaluate("document.querySelector(':target').getBoundingClientRect().top")
            assert 0 <= top < 900, path


def test_only_a_table_that_scrolls_is_a_stop(kinds: Mapping[str, list[str]], open_page: Open) -> None:
    for path in kinds["document"]:
        for width in (320, 1280):
            page = open_page(path, width=width)
            page.wait_for_function(f"{STOPS}.every(([scrolls, stop]) => scrolls === (stop === 0))")
            boxes = page.evaluate(STOPS)
            assert boxes, path
            assert any(scrolls for scrolls, _ in boxes) is (width == 320), path
