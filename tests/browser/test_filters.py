"""The filters above the timeline: what they leave is counted right, with scripts or without, and in view."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Open

pytestmark = pytest.mark.browser
SHOWN = "[...document.querySelectorAll('.year li')].filter(one => one.checkVisibility()).map(one => one.id)"
"""The ids of the events that are shown."""
IN_YEARS = """[...document.querySelectorAll('.year')].map(year => [year.id,
  [...year.querySelectorAll('li')].filter(one => one.checkVisibility()).length])"""
EVERY = "[...document.querySelectorAll('.year li')].length"


def _read_result(page: Page) -> int:
    """How many events are left by the bar, as a screen reader has it: there a counter of CSS is words."""
    nodes = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    words = [node["name"]["value"] for node in nodes if node["role"]["value"] == "StaticText"]
    at = next(number for number, one in enumerate(words) if re.fullmatch(r" (of|van) \d+ \w+", one))
    return int(words[at - 1])


def _read_years(page: Page) -> list[tuple[str, int]]:
    """Each link to a year with the number behind it, as a screen reader has them."""
    nodes = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    by_id = {node["nodeId"]: node for node in nodes}

    def read(node: dict[str, Any]) -> str:
        if node["role"]["value"] == "StaticText":
            return f"{node['name']['value']} "
        return "".join(read(by_id[child]) for child in node.get("childIds", ()) if child in by_id)

    links = (read(node).split() for node in nodes if node["role"]["value"] == "link")
    return [(words[0], int(words[1])) for words in links if len(words) == 2 and words[0].isdigit()]


@pytest.mark.parametrize("scripts", [False, True])
@pytest.mark.parametrize("width", [390, 1280])
def test_what_is_left_is_counted_and_stays_in_view(
    width: int, scripts: bool, kinds: Mapping[str, list[str]], open_page: Open
) -> None:
    page = open_page(kinds["timeline"][0], width=width, java_script_enabled=scripts)
    every = page.evaluate(EVERY)
    if width == 390:
        page.locator(".filters summary").click()
    assert not page.locator(".result button").is_visible()
    labels = page.locator(".filters fieldset:nth-of-type(2) li:not(:first-child) label")
    for number in range(labels.count()):
        labels.nth(number).click()
        left = len(page.evaluate(SHOWN))
        assert 0 < left < every
        assert labels.nth(number).inner_text().split()[-1] == str(left)
        assert _read_result(page) == left
        name, value = labels.nth(number).locator("input").evaluate("one => [one.name, one.value]")
        assert page.locator(".chosen [data-is]:visible").evaluate_all(
            "all => all.map(one => one.dataset.is)"
        ) == [value]
        assert page.locator(f".chosen > .{name}").is_visible()
        assert page.locator(".year:visible").count() > 0
    for place in ("document.querySelector('.filters').offsetTop", "document.body.scrollHeight / 2"):
        page.evaluate(f"scrollTo(0, {place})")
        box = page.locator(".result").bounding_box()
        assert box
        assert box["y"] + box["height"] <= 901
    counts = page.evaluate(IN_YEARS)
    assert _read_years(page) == [(year.removeprefix("year-"), count) for year, count in counts]
    page.locator(".result button").click()
    assert len(page.evaluate(SHOWN)) == every


@pytest.mark.parametrize("scripts", [False, True])
def test_choices_are_combined_and_it_is_said_where_nothing_has_all(
    scripts: bool, kinds: Mapping[str, list[str]], open_page: Open
) -> None:
    page = open_page(kinds["timeline"][0], java_script_enabled=scripts)
    facets = page.locator(".filters fieldset")
    values = [
        facets.nth(number).locator("li:not(:first-child) label").filter(visible=True) for number in (1, 2)
    ]
    left = []
    for first in range(3):
        for second in range(values[1].count()):
            values[0].nth(first).click()
            values[1].nth(second).click()
            left.append(len(page.evaluate(SHOWN)))
            assert _read_result(page) == left[-1]
            assert (page.locator(".year:visible").count() == 0) == (left[-1] == 0)
            assert page.locator(".none").is_visible() == (left[-1] == 0)
    assert 0 in left
    assert any(left)


def test_the_language_switch_takes_the_choices_along(kinds: Mapping[str, list[str]], open_page: Open) -> None:
    page = open_page(kinds["timeline"][0])
    page.locator(".filters li:not(:first-child) label").first.click()
    shown, query = page.evaluate(SHOWN), page.evaluate("location.search")
    assert query
    page.locator("a.language").first.click()
    page.wait_for_url(f"**/{query}")
    assert page.evaluate(SHOWN) == shown


@pytest.mark.parametrize("width", [390, 1280])
def test_the_year_that_is_in_view_is_marked_among_the_links(
    width: int, kinds: Mapping[str, list[str]], open_page: Open
) -> None:
    page = open_page(kinds["timeline"][0], width=width)
    links = page.locator(".years a")
    for number in range(1, links.count()):
        links.nth(number).click()
        href = links.nth(number).get_attribute("href")
        current = page.locator(f".years [aria-current='true'][href='{href}']")
        if number < links.count() - 2:
            current.wait_for()
            box = current.bounding_box()
            assert box
            assert 0 <= box["x"] <= width - box["width"] + 1


def test_each_event_has_a_link_to_itself_that_is_called_like_it(
    kinds: Mapping[str, list[str]], open_page: Open
) -> None:
    page = open_page(kinds["timeline"][0])
    for event in page.locator(".year li").all():
        link = event.locator(f"a[href='#{event.get_attribute('id')}']").first
        title = event.locator("h3").inner_text()
        assert title in (link.get_attribute("aria-label") or link.inner_text())
