"""One page of each kind in each language, as everybody may meet it."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from chromium import CONTRAST, WIDTHS, address, briefly, findings, listen

from generator.pages.views.all import VIEWS

pytestmark = pytest.mark.browser
each_kind = pytest.mark.parametrize("kind", sorted(VIEWS))

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
SMALL = """[...document.querySelectorAll("a, button, input, select, summary, [tabindex='0']")].filter(one => {
  if (!one.checkVisibility() || one.closest(".skip, svg, label")) return false;
  const box = one.getBoundingClientRect();
  if (!box.width || (box.height > 23.9 && box.width > 23.9)) return false;
  const around = one.parentElement.closest("p, li, dd, dt, td, th, h1, h2, h3, h4, small, div, span");
  const inSentence = around && around.innerText.trim() !== one.innerText.trim();
  return !(inSentence && getComputedStyle(one).display === "inline");
}).map(one => one.outerHTML.slice(0, 120))"""


def test_every_kind_of_page_is_there(kinds):
    assert sorted(kinds) == sorted(VIEWS), "a kind of page that isn't there can't be tried"


@each_kind
def test_axe_finds_nothing(kind, kinds, open_page):
    found = {path: briefly(open_page(path)) for path in kinds[kind]}
    assert {path: list(dict.fromkeys(all_))[:8] for path, all_ in found.items() if all_} == {}


@each_kind
def test_nothing_is_wider_than_the_screen_or_cut_off(kind, kinds, open_page):
    for path in kinds[kind]:
        page = open_page(path)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate("document.documentElement.scrollWidth") == width, (path, width)
            assert page.evaluate(BEYOND) == [], (path, width)
        page.evaluate(SPACING)
        for width in (WIDTHS[0], WIDTHS[-1]):
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate("document.documentElement.scrollWidth") == width, f"{path}, text spaced"
            assert page.evaluate(CUT_OFF) == [], f"{path}, {width} px, text spaced"
            assert page.evaluate(BEYOND) == [], f"{path}, {width} px, text spaced"


@each_kind
def test_at_four_times_the_size_one_scrolls_in_one_direction(kind, kinds, open_page):
    for path in kinds[kind]:
        page = open_page(path, width=320, height=256, device_scale_factor=4)
        assert page.evaluate("document.documentElement.scrollWidth") == 320, path
        page.evaluate("scrollTo(0, document.documentElement.scrollHeight / 2)")
        covered = page.evaluate(
            """[...document.querySelectorAll("body *")].filter(one => {
              const style = getComputedStyle(one);
              if (!/fixed|sticky/.test(style.position) || !one.checkVisibility()) return false;
              const box = one.getBoundingClientRect();
              return box.bottom > 0 && box.top < innerHeight && box.height > innerHeight / 3;
            }).map(one => one.outerHTML.slice(0, 120))"""
        )
        assert covered == [], f"{path}: what stays in place covers a third of the screen"


@each_kind
def test_targets_are_large_enough(kind, kinds, open_page):
    for path in kinds[kind]:
        page = open_page(path)
        for width in (WIDTHS[0], WIDTHS[-1]):
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate(SMALL) == [], (path, width)


@each_kind
def test_with_forced_colours_everything_is_seen(kind, kinds, open_page):
    for path in kinds[kind]:
        for scheme in ("light", "dark"):
            page = open_page(path, forced_colors="active", color_scheme=scheme)
            assert findings(page, CONTRAST) == [], (path, scheme)
            unseen = page.evaluate(
                """(() => {
                  const paper = getComputedStyle(document.body).backgroundColor;
                  const shapes = document.querySelectorAll("svg :is(path, line, circle, rect, text)");
                  return [...shapes].filter(one => {
                    const style = getComputedStyle(one);
                    const drawn = [style.fill, style.stroke].filter(c => c !== "none" && !/, 0\\)$/.test(c));
                    return one.checkVisibility() && drawn.length && drawn.every(c => c === paper);
                  }).length;
                })()"""
            )
            shapes = page.evaluate(
                "document.querySelectorAll('svg :is(path, line, circle, rect, text)').length"
            )
            assert unseen <= shapes / 2, (path, scheme)


@each_kind
def test_nothing_moves_for_who_asks_for_less_motion(kind, kinds, open_page):
    for path in kinds[kind]:
        page = open_page(path, reduced_motion="reduce")
        moving = page.evaluate(
            """[document.documentElement, ...document.querySelectorAll("*")].filter(one => {
              const style = getComputedStyle(one);
              return style.animationName !== "none" || style.scrollBehavior === "smooth"
                || style.transitionDuration.split(", ").some(time => parseFloat(time) > 0);
            }).map(one => one.outerHTML.slice(0, 120))"""
        )
        assert moving == [], path


@each_kind
def test_nothing_complains_and_nothing_is_fetched_from_elsewhere(kind, kinds, open_page, base):
    for path in kinds[kind]:
        page = open_page("robots.txt")
        heard = listen(page)
        page.goto(base + address(path), wait_until="networkidle")
        assert heard.complaints == [], path
        assert {urlsplit(url).netloc for url in heard.requests} == {urlsplit(base).netloc}


@each_kind
def test_without_scripts_the_page_says_and_leads_to_the_same(kind, kinds, open_page):
    for path in kinds[kind]:
        if kind == "search":
            continue
        told = [
            page.evaluate("[document.body.innerText, [...document.links].map(one => one.pathname)]")
            for page in (open_page(path), open_page(path, java_script_enabled=False))
        ]
        assert told[0] == told[1], path


def test_an_address_that_is_not_there_is_answered_with_a_page(open_page, kinds):
    page = open_page("nothing/at/all/")
    assert page.locator("h1").count() == 1
    link = page.locator("main a").first
    link.click()
    assert page.locator("body.page-home, body.page-choice").count() == 1
