"""What stands beside, above and in what: columns begin at the same height, cards are cards."""

from __future__ import annotations

import pytest

from tests.browser.chromium import laid_out, set_look
from tests.browser.conftest import Opened

pytestmark = pytest.mark.browser

UNEVEN = """[...document.querySelectorAll(".two > .side:has(> .contents:first-child)")].map(side => {
  const top = one => [...one.querySelectorAll("h2, h3, p, li")].find(part => part.checkVisibility());
  const [left, right] = [top(side.parentElement.querySelector(".main")), top(side)]
    .map(one => one.getBoundingClientRect().top);
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

TORN_POINTS = """(() => {
  const box = (node, at) => {
    const range = document.createRange();
    range.setStart(node, at);
    range.setEnd(node, at + 1);
    return range.getClientRects()[0];
  };
  const found = [], walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  let before;
  for (let node = walker.nextNode(); node; node = walker.nextNode())
    for (let at = 0; at < node.length; at++) {
      const here = /\\s/.test(node.data[at]) ? undefined : box(node, at);
      if (!here) continue;
      if (node.data[at] === "·" && before && here.top >= before.bottom - 2)
        found.push(node.parentElement.closest("p, li, figure").innerText.slice(0, 200));
      before = here;
    }
  return found;
})()"""
"""Lines that begin with the point that parts one thing from the next."""
BROKEN_TITLES = """[...document.querySelectorAll("h1")].flatMap(title => {
  const walker = document.createTreeWalker(title, NodeFilter.SHOW_TEXT), found = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode())
    for (const { index, 0: word } of node.data.matchAll(/[\\p{L}\\p{N}]+/gu)) {
      const range = document.createRange();
      range.setStart(node, index);
      range.setEnd(node, index + word.length);
      if (range.getClientRects().length > 1) found.push(word);
    }
  return found;
})"""
INTRODUCED_LATE = """[...document.querySelectorAll(".two > .side")].filter(side =>
  side.parentElement.querySelector(".main > .prose") && !side.previousElementSibling).length"""
"""Columns beside a text that come before it in the source."""


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


def test_no_line_begins_with_a_point(opened: tuple[Opened, ...]) -> None:
    for one in opened:
        for width in (320, 390, 1280):
            set_look(one.page, width)
            with laid_out(one.page):
                assert one.page.evaluate(TORN_POINTS) == [], (one.path, width)


def test_a_text_comes_before_what_stands_beside_it(opened: tuple[Opened, ...]) -> None:
    for one in opened:
        assert one.page.evaluate(INTRODUCED_LATE) == 0, one.path


def test_a_title_is_broken_between_words_only(opened: tuple[Opened, ...]) -> None:
    for one in opened:
        for width in (320, 390):
            set_look(one.page, width)
            assert one.page.evaluate(BROKEN_TITLES) == [], (one.path, width)
