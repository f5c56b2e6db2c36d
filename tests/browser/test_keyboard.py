"""Every kind of page by keyboard alone: the order of the stops, and that each is seen."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from tests.browser.chromium import set_look
from tests.browser.conftest import Open, Opened

pytestmark = pytest.mark.browser
STOPS = 60
"""So many stops are walked on a page; the rest of a long page is more of the same."""
STOP = """(() => {
  const one = document.activeElement;
  if (!one || one === document.body) return null;
  const box = one.getBoundingClientRect(), style = getComputedStyle(one);
  const target = one.querySelector(".hit");
  const ring = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2
    || target && getComputedStyle(target).strokeWidth === "3px";
  const x = Math.min(Math.max(box.left + box.width / 2, 0), innerWidth - 1);
  const lines = target ? [target.getBoundingClientRect()] : [...one.getClientRects()];
  const seen = lines.some(line => {
    const at = document.elementFromPoint(line.left + line.width / 2, line.top + line.height / 2);
    return at && (one.contains(at) || at.contains(one));
  });
  all ??= [...document.querySelectorAll("a[href], button, input, select, summary, [tabindex]")];
  return {at: all.indexOf(one), name: one.outerHTML.slice(0, 110), ring, seen};
})()"""
AFTER = """before => all.slice(before + 1)
  .filter(one => one.checkVisibility({visibilityProperty: true}) && one.tabIndex >= 0 && !one.disabled)
  .map(one => one.outerHTML.slice(0, 110))"""
"""The stops after the last: there are none where the browser begins again, or leaves the page."""


def test_the_first_stop_leads_to_the_content(opened: tuple[Opened, ...]) -> None:
    for one in opened:
        page = one.page
        one.load()
        if page.locator("header.bar").count() == 0:
            continue
        page.keyboard.press("Tab")
        first = page.locator(":focus")
        assert first.get_attribute("class") == "skip", one.path
        box = first.bounding_box()
        assert box, one.path
        assert box["height"] >= 24
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "main", one.path


@pytest.mark.parametrize("width", [360, 1280])
def test_each_stop_is_seen_and_they_follow_the_page(width: int, opened: tuple[Opened, ...]) -> None:
    for one in opened:
        page, path = one.page, one.path
        set_look(page, width)
        one.load()
        page.evaluate("globalThis.all = null")
        before, first = -1, 0
        for _ in range(STOPS):
            page.keyboard.press("Tab")
            stop = page.evaluate(STOP)
            if stop is None or (before > 0 and stop["at"] == first):
                assert page.evaluate(AFTER, before) == [], f"{path}: passed over"
                break
            first = stop["at"] if before < 0 else first
            assert stop["ring"], f"{path}: no ring around {stop['name']}"
            assert stop["seen"], f"{path}: covered or out of sight: {stop['name']}"
            assert stop["at"] > before, f"{path}: out of order: {stop['name']}"
            before = stop["at"]
        assert before >= 0, f"{path}: no stop at all"


def test_the_menu_on_a_phone_opens_and_closes_by_keyboard(
    kinds: Mapping[str, list[str]], open_page: Open
) -> None:
    for path in kinds["timeline"]:
        page = open_page(path, width=360)
        menu = page.locator("#menu")
        assert not menu.is_visible()
        page.locator("button.menu").focus()
        page.keyboard.press("Enter")
        assert menu.is_visible()
        page.keyboard.press("Tab")
        assert page.evaluate("document.querySelector('#menu').contains(document.activeElement)")
        page.keyboard.press("Escape")
        assert not menu.is_visible()
        assert page.evaluate("document.activeElement.className") == "menu"


def test_the_language_switch_keeps_the_passage(kinds: Mapping[str, list[str]], open_page: Open) -> None:
    for path in kinds["document"]:
        page = open_page(path)
        ids = page.evaluate("[...document.querySelectorAll('.prose h2[id]')].map(one => one.id)")
        page.goto(page.url + f"#{ids[-1]}")
        page.locator("a.language").click()
        page.wait_for_url(f"**/*#{ids[-1]}")
        assert page.locator(f"[id='{ids[-1]}']").count() == 1
