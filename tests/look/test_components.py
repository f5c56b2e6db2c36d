"""Every component, with sample values: valid, accessible, and within the screen."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import html5lib
import pytest
from playwright.sync_api import Browser, Page

from dossier_timeline.output.assets import assets, minify_style
from tests.browser.chromium import WIDTHS, briefly, everything
from tests.helpers.html import values
from tests.helpers.sampling import sample
from tests.look.sample import TEMPLATES, sample_page, stylesheet


def test_the_markup_is_valid() -> None:
    html5lib.HTMLParser(strict=True).parse(sample_page().lstrip())


def test_nothing_is_inline_that_a_strict_policy_forbids() -> None:
    page = sample_page()
    assert " style=" not in page
    assert "<style" not in page
    assert not re.search(r" on[a-z]+=", page)


def test_ids_are_unique() -> None:
    ids = values(sample_page(), "[id]", "id")
    assert ids
    assert len(ids) == len(set(ids))


def test_the_stylesheet_is_small_and_fetches_nothing() -> None:
    css = stylesheet()
    assert css.startswith("@layer reset,tokens,base,layout,components,utilities,print;")
    assert "url(" not in css
    assert "@import" not in css
    assert css.count("{") == css.count("}")
    made = assets((TEMPLATES,))
    assert len(gzip.compress(made.files[made.path("site.css")], 9)) < 5 * 1024


def test_a_stylesheet_is_tidied_but_for_what_it_shows() -> None:
    assert minify_style(b'a { /* why */ content: "a;  b: c"; }\r\n\r\nb > c , d { x: y }') == (
        b'a{content:"a;  b: c"}b > c,d{x:y}'
    )


def test_the_style_of_each_component_is_imported_once() -> None:
    # Pages to embed load their own sheet instead of all others.
    sheets = [one for one in (TEMPLATES / "assets/css").rglob("*.css") if one.parent.name != "embed"]
    lines = [(sheet, line) for sheet in sheets for line in sheet.read_text("utf-8").splitlines()]
    imported = [(sheet.parent / line.split('"')[1]).resolve() for sheet, line in lines if "@import" in line]
    assert sorted(imported) == sorted((TEMPLATES / "components").glob("*/*.css"))


def test_neighbours_of_one_layer_share_it_and_an_own_style_takes_the_place_of_a_packaged_one(
    tmp_path: Path,
) -> None:
    packaged, own = tmp_path / "packaged", tmp_path / "own"
    for file, text in {
        packaged / "assets/css/10-base.css": '@layer a { p { content: "}" } }\n',
        packaged
        / "assets/css/50-components.css": '@import "../../components/x/x.css";\n@import "../none.css";\n',
        packaged / "components/x/x.css": "@layer a { b { c: d } }\n",
        packaged / "assets/css/60-more.css": "@layer a { e { f: g } } h { i: j }\n",
        own / "components/x/x.css": "@layer a { b { c: ours } }\n",
    }.items():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    expected = b'@layer a{p{content:"}"}b{c:%s}}@layer a{e{f:g}}h{i:j}\n'
    assert assets((packaged,)).content("site.css") == expected % b"d"
    assert assets((own, packaged)).content("site.css") == expected % b"ours"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("components")
    (folder / "site.css").write_text(stylesheet(), "utf-8")
    page = folder / "index.html"
    page.write_text(sample_page(), "utf-8")
    return page.as_uri()


def _open(browser: Browser, address: str, width: int, **options: Any) -> Page:
    page = browser.new_context(viewport={"width": width, "height": 900}, **options).new_page()
    page.goto(address)
    return page


@pytest.mark.browser
@pytest.mark.parametrize("find", sample([briefly, everything]))
def test_axe_finds_nothing(browser: Browser, address: str, find: Callable[[Page], list[str]]) -> None:
    page = _open(browser, address, WIDTHS[0])
    found = find(page)
    page.context.close()
    assert found == []


@pytest.mark.browser
@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_is_wider_than_the_screen(browser: Browser, address: str, width: int) -> None:
    page = _open(browser, address, width)
    wide = page.evaluate("document.documentElement.scrollWidth")
    page.add_style_tag(
        content="* { line-height: 1.5 !important; letter-spacing: .12em !important;"
        " word-spacing: .16em !important }"
    )
    spaced = page.evaluate("document.documentElement.scrollWidth")
    page.context.close()
    assert (wide, spaced) == (width, width)


@pytest.mark.browser
def test_the_menu_folds_without_scripts(browser: Browser, address: str) -> None:
    page = _open(browser, address, 360, java_script_enabled=False)
    menu, button = page.locator("#menu"), page.get_by_role("button", name="Menu")
    assert not menu.is_visible()
    button.click()
    assert menu.get_by_role("link", name="Timeline").is_visible()
    box, under = menu.bounding_box(), button.bounding_box()
    assert box and under
    assert box["y"] >= under["y"] + under["height"]
    page.keyboard.press("Escape")
    assert not menu.is_visible()
    page.set_viewport_size({"width": 1280, "height": 900})
    assert menu.is_visible()
    assert not button.is_visible()
    page.context.close()


@pytest.mark.browser
def test_estimated_widths_are_never_too_small(browser: Browser, address: str) -> None:
    page = _open(browser, address, 1280)
    labels = page.evaluate(
        """[...document.querySelectorAll(".overview .wide a")].map(a => {
          const hit = a.querySelector(".hit").getBoundingClientRect();
          const boxes = [...a.querySelectorAll("text")].map(t => t.getBoundingClientRect());
          const left = Math.min(...boxes.map(b => b.left)), right = Math.max(...boxes.map(b => b.right));
          return [hit.left - left, right - hit.right];
        })"""
    )
    page.context.close()
    assert len(labels) == 5
    assert all(over <= 1 for label in labels for over in label)


@pytest.mark.browser
def test_focus_is_seen_and_every_target_is_large_enough(browser: Browser, address: str) -> None:
    page = _open(browser, address, 360)
    small = page.evaluate(
        """[...document.querySelectorAll("a, button, [tabindex]")].filter(e => {
          const box = e.getBoundingClientRect();
          const text = "p:not(.src, .back, .help, .meta), :is(.brief, .dated, .differ) li, .fact";
          const inline = e.closest(`${text}, dd, dt, td, th, h1, h2, h3, h4`);
          return !inline && box.width && e.checkVisibility() && (box.height < 23.9 || box.width < 23.9);
        }).map(e => e.outerHTML.slice(0, 120))"""
    )
    page.context.close()
    assert small == [], "\n".join(small)
