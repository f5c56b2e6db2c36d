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
PLACES = """all => all.map(one => one.getBoundingClientRect())
  .map(box => [box.left, box.top + scrollY, box.bottom + scrollY])"""
"""Where on the page elements begin and end."""
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


def test_the_first_event_is_on_the_first_screen_of_a_phone(
    kinds: Mapping[str, list[str]], open_page: Open
) -> None:
    """Its date and the first line of its title, above the years along the foot."""
    for path in kinds["timeline"]:
        page = open_page(path, width=390, height=844)
        event = page.locator(".year li").first.bounding_box()
        years = page.locator(".years").bounding_box()
        assert event and years
        assert event["y"] + 60 <= years["y"], path


@pytest.mark.parametrize("scripts", [False, True])
@pytest.mark.parametrize("width", [390, 1280])
def test_what_is_left_is_counted_and_stays_in_view(
    width: int, scripts: bool, kinds: Mapping[str, list[str]], open_page: Open
) -> None:
    page = open_page(kinds["timeline"][0], width=width, java_script_enabled=scripts)
    every = page.evaluate(EVERY)
    page.locator(".filters summary").nth(1).click()
    assert not page.locator(".result button").is_visible()
    labels = page.locator(".filters details:nth-of-type(2) li:not(:first-child) label")
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
    facets = page.locator(".filters details")
    for number in (1, 2):
        facets.nth(number).locator("summary").click()
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
    page.locator(".filters summary").first.click()
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


@pytest.mark.parametrize("kind", ["timeline", "promises"])
@pytest.mark.parametrize("scripts", [False, True])
def test_groups_of_choices_are_folded_and_opened_by_key(
    scripts: bool, kind: str, kinds: Mapping[str, list[str]], open_page: Open
) -> None:
    """What is opened stands below the whole row, so that nothing moves under the pointer."""
    for width in (320, 390, 1280):
        page = open_page(kinds[kind][0], width=width, java_script_enabled=scripts)
        groups = page.locator(".filters details")
        summaries = page.locator(".filters summary")
        assert groups.count() > 2
        assert page.locator(".filters li:visible").count() == 0
        places = summaries.evaluate_all(PLACES)
        foot = max(bottom for _, _, bottom in places)
        for number, group in enumerate(groups.all()):
            summaries.nth(number).focus()
            page.keyboard.press("Enter")
            assert group.locator("li").first.is_visible()
            assert group.locator("fieldset").evaluate_all(PLACES)[0][1] >= foot
            assert summaries.evaluate_all(PLACES) == places
            assert group.locator("legend").inner_text() == summaries.nth(number).inner_text()
        page.close()


def test_a_choice_in_the_address_is_seen_where_it_was_made(
    kinds: Mapping[str, list[str]], open_page: Open
) -> None:
    page = open_page(kinds["timeline"][0])
    one = page.locator(".filters details:nth-of-type(2) input:not([value=''])").first
    name, value = one.evaluate("one => [one.name, one.value]")
    page.goto(f"{page.url}?{name}={value}")
    assert page.locator(".filters details[open]").count() == 1
    assert page.locator(f".filters [name={name}][value={value}]").is_visible()


def test_the_first_entry_stands_on_the_first_screen(kinds: Mapping[str, list[str]], open_page: Open) -> None:
    """On a phone its drawing stands above it, and it is within reach of a thumb."""
    entries = {"timeline": ".year li", "promises": ".matrix tr[id]"}
    for kind, selector in entries.items():
        for path in kinds[kind]:
            for width, height, most in ((1280, 900, 800), (390, 844, 950)):
                page = open_page(path, width=width, height=height)
                box = page.locator(selector).first.bounding_box()
                assert box
                assert box["y"] <= most, (path, width)
                page.close()
