"""One page of each kind in each language, as everybody may meet it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page

from dossier_timeline.views.all_views import VIEWS
from tests.browser.chromium import LOOKS, SCHEMES, WIDTHS, briefly, laid_out, set_look
from tests.browser.conftest import Open, Opened

pytestmark = pytest.mark.browser

SPACING = """(() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: .12em !important;
    word-spacing: .16em !important } p { margin-block-end: 2em !important }`);
  document.adoptedStyleSheets = [sheet];
})()"""
CUT_OFF = """[...document.querySelectorAll("body *")].filter(one => {
  const style = getComputedStyle(one);
  if (one.closest("svg, .visually-hidden, .skip, .scroll") || !one.checkVisibility()) return false;
  return /hidden|clip/.test(style.overflowX + style.overflowY)
    && (one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 1);
}).map(one => one.outerHTML.slice(0, 120))"""
BEYOND = """[...document.querySelectorAll("body *")].filter(one => {
  if (one.closest("svg, .visually-hidden, .skip, .scroll > *") || !one.checkVisibility()) return false;
  const box = one.getBoundingClientRect();
  return box.width && (box.right > innerWidth + 1 || box.left < -1);
}).map(one => one.outerHTML.slice(0, 120))"""
COVERING = """[...document.querySelectorAll("body *")].filter(one => {
  if (!/fixed|sticky/.test(getComputedStyle(one).position) || !one.checkVisibility()) return false;
  const box = one.getBoundingClientRect();
  return box.bottom > 0 && box.top < innerHeight && box.height > innerHeight / 3;
}).map(one => one.outerHTML.slice(0, 120))"""
MOVING = """[document.documentElement, ...document.querySelectorAll("*")].filter(one => {
  const style = getComputedStyle(one);
  return style.animationName !== "none" || style.scrollBehavior === "smooth"
    || style.transitionDuration.split(", ").some(time => parseFloat(time) > 0);
}).map(one => one.outerHTML.slice(0, 120))"""
UNSEEN = """[...document.querySelectorAll("body, body *")].filter(one => {
  const style = getComputedStyle(one), paper = getComputedStyle(document.body).backgroundColor;
  if (!one.checkVisibility()) return false;
  if (one.localName === "text") return style.fill === paper;
  return !one.closest("svg") && style.forcedColorAdjust === "none";
}).map(one => one.outerHTML.slice(0, 120))"""
"""What opts out of the reader's own colours, and words in drawings that are painted in that of the paper."""
SAID = "[document.body.innerText, [...document.links].map(one => one.pathname)]"
"""What a page says and leads to."""
SMALL = """[...document.querySelectorAll("a, button, input, select, summary, [tabindex='0']")].filter(one => {
  if (!one.checkVisibility() || one.closest(".skip, svg, label")) return false;
  const box = one.getBoundingClientRect();
  return getComputedStyle(one).display !== "inline" && box.width && (box.height < 23.9 || box.width < 23.9);
}).map(one => one.outerHTML.slice(0, 120))"""
"""Controls and links that stand by themselves; for those in a line of text axe knows the exceptions."""
OUT_OF_TUNE = """[...document.querySelectorAll("main p a:not(.tag, .differs, .go)")].filter(one => {
  const style = getComputedStyle(one), text = getComputedStyle(one.closest("sup, b, p"));
  return style.fontSize !== text.fontSize || style.fontFamily !== text.fontFamily;
}).map(one => one.outerHTML.slice(0, 120))"""


def test_every_kind_of_page_is_there(kinds: Mapping[str, list[str]]) -> None:
    # A page at an address that has moved leads on by itself, to one of these.
    assert sorted(kinds.keys() - {"moved"}) == sorted(VIEWS), "a kind of page that isn't there can't be tried"


def test_axe_finds_nothing(opened: tuple[Opened, ...]) -> None:
    # The languages of a kind share their templates and styles: they share the widths and looks as well.
    shares = [(WIDTHS[number :: len(opened)], LOOKS[number :: len(opened)]) for number in range(len(opened))]
    found = {one.path: briefly(one.page, *share) for one, share in zip(opened, shares, strict=True)}
    assert {path: list(dict.fromkeys(all_))[:8] for path, all_ in found.items() if all_} == {}


def test_nothing_is_wider_than_the_screen_or_cut_off(opened: tuple[Opened, ...]) -> None:
    for one in opened:
        for width in WIDTHS:
            set_look(one.page, width)
            assert one.page.evaluate("document.documentElement.scrollWidth") == width, (one.path, width)
            assert one.page.evaluate(BEYOND) == [], (one.path, width)


def test_nothing_is_lost_when_text_is_spaced(opened: tuple[Opened, ...]) -> None:
    for one in opened:
        one.page.evaluate(SPACING)
        try:
            for width in (WIDTHS[0], WIDTHS[-1]):
                set_look(one.page, width)
                assert one.page.evaluate("document.documentElement.scrollWidth") == width, (one.path, width)
                assert one.page.evaluate(CUT_OFF) == [], (one.path, width)
                assert one.page.evaluate(BEYOND) == [], (one.path, width)
        finally:
            one.page.evaluate("document.adoptedStyleSheets = []")


def test_at_four_times_the_size_one_scrolls_in_one_direction(opened: tuple[Opened, ...]) -> None:
    """A window of 1280 by 1024 at 400 % has as much room as one of 320 by 256."""
    for one in opened:
        set_look(one.page, 320, height=256)
        assert one.page.evaluate("document.documentElement.scrollWidth") == 320, one.path
        one.page.evaluate("scrollTo(0, document.documentElement.scrollHeight / 2)")
        assert one.page.evaluate(COVERING) == [], f"{one.path}: what stays in place covers a third"
        one.page.evaluate("scrollTo(0, 0)")


def test_targets_are_large_enough(opened: tuple[Opened, ...]) -> None:
    for one in opened:
        for width in (WIDTHS[0], WIDTHS[-1]):
            set_look(one.page, width)
            assert one.page.evaluate(SMALL) == [], (one.path, width)


def test_links_in_a_line_of_text_are_set_like_the_text(opened: tuple[Opened, ...]) -> None:
    for one in opened:
        set_look(one.page, WIDTHS[-1])
        assert one.page.evaluate(OUT_OF_TUNE) == [], one.path


def test_links_in_notes_stand_in_the_line(opened: tuple[Opened, ...]) -> None:
    """A link that is a box takes a line of its own, and so does the comma after it."""
    for one in opened:
        boxes = "[...document.querySelectorAll('.notes .src :is(.at, .uses) a')]"
        boxes += ".filter(one => getComputedStyle(one).display !== 'inline').length"
        assert one.page.evaluate(boxes) == 0, one.path


def test_with_forced_colours_everything_is_seen(opened: tuple[Opened, ...]) -> None:
    for one in opened:
        for scheme in SCHEMES:
            set_look(one.page, 1280, scheme, forced_colors="active")
            assert one.page.evaluate(UNSEEN) == [], (one.path, scheme)


def test_nothing_moves_for_who_asks_for_less_motion(opened: tuple[Opened, ...]) -> None:
    for one in opened:
        set_look(one.page, 1280, reduced_motion="reduce")
        assert one.page.evaluate(MOVING) == [], one.path


def test_nothing_complains_and_nothing_is_fetched_from_elsewhere(
    opened: tuple[Opened, ...], base: str
) -> None:
    for one in opened:
        assert one.heard.complaints == [], one.path
        assert {urlsplit(url).netloc for url in one.heard.requests} == {urlsplit(base).netloc}


def test_without_scripts_the_page_says_and_leads_to_the_same(
    opened: tuple[Opened, ...], without_scripts: Callable[[str], Page]
) -> None:
    for one in opened:
        set_look(one.page, 1280)
        if one.page.locator("noscript").count():
            continue
        without = without_scripts(one.path)
        with laid_out(without), laid_out(one.page):
            assert without.evaluate(SAID) == one.page.evaluate(SAID)


def test_an_address_that_is_not_there_is_answered_with_a_page(open_page: Open) -> None:
    page = open_page("nothing/at/all/")
    assert page.locator("h1").count() == 1
    page.locator("main a").first.click()
    page.locator("body.page-home, body.page-choice").wait_for()
