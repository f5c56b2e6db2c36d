"""What stands beside, above and in what: columns begin at the same height, cards are cards."""

from __future__ import annotations

import pytest

from tests.browser.chromium import set_look
from tests.browser.conftest import Opened

pytestmark = pytest.mark.browser

UNEVEN = """[...document.querySelectorAll(".two > .side:first-child")].map(side => {
  const top = one => [...one.querySelectorAll("h2, h3, p, li")].find(part => part.checkVisibility());
  const [left, right] = [top(side.nextElementSibling), top(side)].map(one => one.getBoundingClientRect().top);
  return Math.abs(left - right);
}).filter(distance => distance > 16)"""
"""How far the first words of two columns stand apart: a heading may have a rule above it."""
LOOSE_CARDS = """[...document.querySelectorAll(".card dl")]
  .filter(one => getComputedStyle(one).display !== "grid").length"""
BROKEN_QUOTATIONS = """[...document.querySelectorAll("a.quote > span")]
  .filter(one => getComputedStyle(one).display !== "inline").length"""
NEEDLESS_SCROLLING = """[...document.querySelectorAll(".scroll > table")].filter(one => {
  const box = one.parentElement;
  return one.offsetWidth <= box.clientWidth && box.scrollWidth > box.clientWidth;
}).length"""
"""Tables that have room, in boxes that scroll all the same and show a shadow for it."""
BROKEN_OUTCOMES = """[...document.querySelectorAll(".brief .outcome, .matrix .outcome")]
  .filter(one => one.checkVisibility() && one.getClientRects()[0].height > 30).length"""
CLOSE = """[...document.querySelectorAll(".go, .opening")].filter(one => {
  const next = (one.matches(".go") ? one.parentElement : one).nextElementSibling;
  if (!next?.matches("p") || !next.checkVisibility()) return false;
  return next.getBoundingClientRect().top - one.getBoundingClientRect().bottom < 10;
}).length"""
"""Lines of text that stick to the button or the introduction above them."""


PRINTED_TWICE = """[...document.querySelectorAll("a.out")].filter(one => {
  const bare = words => words.trim().replace(/^https?:/, "").replace(/^[/][/]|[/]$/g, "");
  return bare(one.textContent) === bare(one.getAttribute("href"))
    && getComputedStyle(one, "::after").content.includes("⟨");
}).map(one => one.href)"""
"""Links of which the words are the address, with the address printed behind them as well."""


def test_columns_begin_at_the_same_height(opened: tuple[Opened, ...]) -> None:
    for one in opened:
        set_look(one.page, 1280)
        assert one.page.evaluate(UNEVEN) == [], one.path


def test_a_record_card_is_a_card(opened: tuple[Opened, ...]) -> None:
    for one in opened:
        set_look(one.page, 1280)
        assert one.page.evaluate(LOOSE_CARDS) == 0, one.path


def test_quoted_words_stand_between_their_marks(opened: tuple[Opened, ...]) -> None:
    for one in opened:
        set_look(one.page, 1280)
        assert one.page.evaluate(BROKEN_QUOTATIONS) == 0, one.path


def test_a_table_that_has_room_does_not_scroll(opened: tuple[Opened, ...]) -> None:
    for one in opened:
        set_look(one.page, 1280)
        assert one.page.evaluate(NEEDLESS_SCROLLING) == 0, one.path


def test_an_outcome_takes_one_line_on_a_phone(opened: tuple[Opened, ...]) -> None:
    for one in opened:
        set_look(one.page, 390)
        assert one.page.evaluate(BROKEN_OUTCOMES) == 0, one.path


def test_nothing_sticks_to_what_stands_above_it(opened: tuple[Opened, ...]) -> None:
    for one in opened:
        for width in (390, 1280):
            set_look(one.page, width)
            assert one.page.evaluate(CLOSE) == 0, (one.path, width)


def test_no_address_is_printed_twice(opened: tuple[Opened, ...]) -> None:
    for one in opened:
        set_look(one.page, 1280, media="print")
        try:
            assert one.page.evaluate(PRINTED_TWICE) == [], one.path
        finally:
            set_look(one.page, 1280, media="screen")
