"""The filters above the promises leave the rows and articles of the choice, without scripts too."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Open

pytestmark = pytest.mark.browser
ROWS = "[...document.querySelectorAll('.matrix tr[id]')].filter(one => one.checkVisibility())"
ROW_IDS = f"{ROWS}.map(one => one.id.replace('row-', ''))"
ARTICLE_IDS = """[...document.querySelectorAll('article.promise')].filter(one => one.checkVisibility())
  .map(one => one.id)"""

EMPTY_GROUPS = """[...document.querySelectorAll('.cards')].filter(one => one.checkVisibility()
  && ![...one.querySelectorAll('.promise')].some(promise => promise.checkVisibility())).length"""


def _choose(page: Page, facet: str, value: str) -> None:
    group = page.locator(f".filters details:has([name={facet}])")
    if group.get_attribute("open") is None:
        group.locator("summary").click()
    page.locator(f".filters [name={facet}][value='{value}']").check()


def _list_values(page: Page, facet: str) -> list[str]:
    values: list[str] = page.locator(f".filters [name={facet}]").evaluate_all(
        "all => all.map(one => one.value)"
    )
    return [value for value in values if value]


@pytest.mark.parametrize("scripts", [False, True])
@pytest.mark.parametrize("width", [390, 1280])
def test_each_choice_leaves_as_many_promises_as_it_says(
    width: int, scripts: bool, kinds: Mapping[str, list[str]], open_page: Open
) -> None:
    page = open_page(kinds["promises"][0], width=width, java_script_enabled=scripts)
    every = len(page.evaluate(ROW_IDS))
    for facet in ("status", "actor", "document"):
        values = _list_values(page, facet)
        assert len(values) > 1
        for value in values:
            _choose(page, facet, value)
            label = page.locator(f".filters label:has([name={facet}][value='{value}'])")
            rows = page.evaluate(ROW_IDS)
            assert 0 < len(rows) < every
            assert label.inner_text().split()[-1] == str(len(rows))
            assert sorted(page.evaluate(ARTICLE_IDS)) == sorted(rows)
            assert page.evaluate(EMPTY_GROUPS) == 0
            assert page.locator(".result").is_visible()
        _choose(page, facet, "")
    assert len(page.evaluate(ROW_IDS)) == len(page.evaluate(ARTICLE_IDS)) == every
    assert not page.locator(".result button").is_visible()


@pytest.mark.parametrize("scripts", [False, True])
def test_documents_of_which_nothing_is_left_are_hidden_and_nothing_at_all_is_said(
    scripts: bool, kinds: Mapping[str, list[str]], open_page: Open
) -> None:
    page = open_page(kinds["promises"][0], java_script_enabled=scripts)
    left = []
    for status in _list_values(page, "status"):
        for document in _list_values(page, "document"):
            _choose(page, "status", status)
            _choose(page, "document", document)
            rows = page.evaluate(ROW_IDS)
            left.append(len(rows))
            groups = page.locator(".matrix tbody").filter(visible=True)
            assert groups.count() == page.evaluate(f"new Set({ROWS}.map(one => one.parentNode.id)).size")
            assert page.locator(".none").is_visible() == (not rows)
    assert 0 in left
    assert any(left)
    page.locator(".filtered > .result button").click()
    assert page.locator(".filters :checked:not([value=''])").count() == 0


@pytest.mark.parametrize("scripts", [False, True])
def test_a_group_of_marks_on_the_home_page_leads_to_its_promises(
    scripts: bool, kinds: Mapping[str, list[str]], open_page: Open
) -> None:
    page = open_page(kinds["home"][0], java_script_enabled=scripts)
    groups = page.locator(".tallies a")
    assert groups.count() > 1
    for number in range(groups.count()):
        count = int(groups.nth(number).inner_text().split()[0].rstrip(":"))
        marks = groups.nth(number).locator("i").count()
        assert marks == count
        groups.nth(number).click()
        page.wait_for_url("**/#outcome-*")
        group = page.locator(".cards:target")
        assert group.locator(".promise").count() == count
        assert group.evaluate("one => one.getBoundingClientRect().top") < 40
        page.go_back()
