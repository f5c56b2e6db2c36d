"""What a selector finds in HTML, and what it refuses."""

from __future__ import annotations

import pytest

from tests.helpers.html import select, select_one, text_of, texts, values

PAGE = """<!doctype html>
<html lang="en"><title>Bridges</title>
<nav class="crumbs wide"><ol><li><a href="../">Home</a><li>Here</ol></nav>
<main id="main"><!-- a > b --><div class="prose"><p>See <a class="fact" id="r.1" href="#two">2
  bridges</a> &amp; <b>more</b>.<p><a>No&nbsp;address</a></div>
<section><h2>Notes</h2><div><div><ol class="notes"><li id="two"><p>Two.</ol></div></div></section></main>
<svg><text x="1">2010</text></svg>
"""


@pytest.mark.parametrize(
    ("selector", "found"),
    [
        ("title", ["Bridges"]),
        ("a", ["Home", "2 bridges", "No\N{NO-BREAK SPACE}address"]),
        ("a[href]", ["Home", "2 bridges"]),
        ("a.fact[href]", ["2 bridges"]),
        (".fact#two", []),
        ("[href^='#']", ["2 bridges"]),
        ("[href^='']", []),
        ("[href=#two]", ["2 bridges"]),
        ('a[id="r.1"]', ["2 bridges"]),
        ("a[id=r]", []),
        (".wide li", ["Home", "Here"]),
        (".crumb", []),
        ("nav > li", []),
        ("nav>ol > li", ["Home", "Here"]),
        ("main a", ["2 bridges", "No\N{NO-BREAK SPACE}address"]),
        ("main > a", []),
        ("section > div li", ["Two."]),
        ("section div > ol p", ["Two."]),
        ("body section > ol", []),
        ("section > div > ol", []),
        ("section > *", ["Notes", "Two."]),
        ("#two, h2, b", ["more", "Notes", "Two."]),
        ("p, .prose p", ["See 2 bridges & more.", "No\N{NO-BREAK SPACE}address", "Two."]),
        ("svg text", ["2010"]),
        ("html[lang=en] > body > nav li a", ["Home"]),
    ],
)
def test_a_selector_finds_elements_in_the_order_of_the_page(selector: str, found: list[str]) -> None:
    assert texts(PAGE, selector) == found
    assert texts(PAGE.encode(), selector) == found


@pytest.mark.parametrize(
    "selector",
    ["", "  ", "a:hover", "a + b", "a >", "> a", "a,", "a > > b", "[a~=b]", "[a=b c]", ".a*", "a..b"],
)
def test_a_selector_that_is_not_supported_is_refused(selector: str) -> None:
    with pytest.raises(ValueError, match="selector"):
        select(PAGE, selector)


def test_within_an_element_its_descendants_are_found() -> None:
    section = select_one(PAGE, "section")
    assert texts(section, "p") == ["Two."]
    assert select(section, "section, a, main p") == []
    assert values(section, "[id]", "id") == ["two"]


def test_values_are_those_of_the_elements_that_have_the_attribute() -> None:
    assert values(PAGE, "a", "href") == ["../", "#two"]
    assert values(PAGE, "p", "href") == []


def test_one_element_is_neither_none_nor_two() -> None:
    assert text_of(select_one(PAGE, "b")) == "more"
    for selector in ("i", "a"):
        with pytest.raises(AssertionError, match="elements match"):
            select_one(PAGE, selector)
