"""Pages to embed in the frame of a page of another origin, and the lines by which they get there."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping

import pytest
from playwright.sync_api import Browser, Page, expect

from dossier_timeline.site.embed_pages import OEMBED_FILE, embed_path
from dossier_timeline.views.embed_lines import LINE_ID
from tests.browser.chromium import SCHEMES, Scheme, address, findings, listening
from tests.browser.conftest import Open
from tests.browser.other_origin import Around, open_frame, other_origin

pytestmark = pytest.mark.browser

SITE = "https://example.org/dossier/"
FIGURE, NUMBER, EVENT = "suspects-and-targets", "victims-2014-combined", "launch"
SHOWN = (("en", FIGURE), ("nl", NUMBER), ("en", EVENT))


@pytest.fixture(scope="module")
def around() -> Iterator[Around]:
    """Pages of another origin."""
    with other_origin() as hold:
        yield hold


def line_of(files: Mapping[str, bytes], base: str, language: str, name: str) -> str:
    """The line that others copy, with the address at which the site is served here."""
    line: str = json.loads(files[embed_path(language, name, OEMBED_FILE)])["html"]
    assert SITE in line
    return line.replace(SITE, base)


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("width", [320, 640])
@pytest.mark.parametrize(("language", "name"), SHOWN)
def test_another_site_shows_it_whole_and_quietly(
    language: str, name: str, width: int, scheme: Scheme,
    files: Mapping[str, bytes], base: str, around: Around, browser: Browser,
) -> None:  # fmt: skip
    context = browser.new_context(viewport={"width": width, "height": 760}, color_scheme=scheme)
    page = context.new_page()
    with listening(page) as heard:
        frame = open_frame(page, around(line_of(files, base, language, name)))
        assert frame is not None
        assert not [words for words in heard.complaints if "favicon" not in words and "404" not in words]
        assert not [url for url in heard.requests if url.endswith(".js")]
    widths = "[document.documentElement.scrollWidth, innerWidth]"
    for one in (page.main_frame, frame):
        wide, room = one.evaluate(widths)
        assert wide <= room
    foot = frame.locator("footer a")
    assert foot.count() == 2
    for number in range(2):
        assert foot.nth(number).evaluate("(link) => link.getBoundingClientRect().bottom <= innerHeight")
    paper = frame.evaluate("getComputedStyle(document.body).backgroundColor")
    assert (max(int(part) for part in paper.strip("rgb()").split(",")) < 64) == (scheme == "dark")
    context.close()


def test_no_other_page_may_be_framed(
    files: Mapping[str, bytes], base: str, around: Around, browser: Browser
) -> None:
    page = browser.new_page()
    for path in ("en/index.html", "nl/tijdlijn/index.html", "en/embed/index.html"):
        assert path in files
        assert open_frame(page, around(f'<iframe src="{base}{address(path)}"></iframe>')) is None, path
    assert open_frame(page, around(line_of(files, base, "en", EVENT))) is not None
    page.close()


def test_a_link_in_the_frame_opens_at_the_top(
    files: Mapping[str, bytes], base: str, around: Around, browser: Browser
) -> None:
    page = browser.new_page()
    frame = open_frame(page, around(line_of(files, base, "en", NUMBER)))
    assert frame is not None
    frame.locator("footer a").first.click()
    page.wait_for_url(f"{base}en/**")
    assert page.url.endswith(f"#{NUMBER}")
    assert len(page.frames) == 1
    page.close()


def test_the_way_from_a_note_and_an_event_leads_to_the_unfolded_line(
    files: Mapping[str, bytes], base: str, without_scripts: Callable[[str], Page]
) -> None:
    for name in (EVENT, NUMBER):
        folders, mark = ("en/timeline/", "en/documents/"), f'<li id="{name}"'.encode()
        path = next(path for path in files if path.startswith(folders) and mark in files[path])
        page = without_scripts(path)
        page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
        page.locator(f'[id="{name}"] .src > a[href*="/embed/"]').click()
        page.wait_for_url(f"{base}embed/en/{name}/#{LINE_ID}")
        line = page.locator(f"#{LINE_ID}")
        expect(line).to_be_visible()
        assert line.input_value().replace(SITE, base) == line_of(files, base, "en", name)


def test_a_line_is_copied_by_its_button_or_by_hand(
    files: Mapping[str, bytes], base: str, open_page: Open, without_scripts: Callable[[str], Page]
) -> None:
    path, place = "en/figures/index.html", f'figure[id="{FIGURE}"] .embed'
    page = open_page(path, permissions=["clipboard-read", "clipboard-write"])
    page.locator(f"{place} summary").click()
    said = page.locator(f"{place} p", has=page.locator(f'[id="{FIGURE}.{LINE_ID}"]'))
    said.get_by_role("button", name="Copy").click()
    expect(said.get_by_role("status")).to_have_text("Copied")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.replace(SITE, base) == line_of(files, base, "en", FIGURE)
    assert findings(page) == []
    bare = without_scripts(path)
    bare.locator(f"{place} summary").click()
    expect(bare.locator(f'[id="{FIGURE}.{LINE_ID}"]')).to_be_visible()
    assert bare.locator(f"{place} button").count() == 0


def test_what_can_t_be_copied_for_the_reader_is_selected(open_page: Open) -> None:
    page = open_page("nl/cijfers/index.html")
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error()) }")
    place = f'figure[id="{FIGURE}"] .embed'
    page.locator(f"{place} summary").click()
    page.locator(place).get_by_role("button").first.click()
    line = page.locator(f'[id="{FIGURE}.{LINE_ID}"]')
    assert page.evaluate("getSelection().toString()") == line.input_value()
    expect(page.locator(place).get_by_role("status").first).to_have_text("")


@pytest.mark.parametrize(("language", "name"), SHOWN)
def test_axe_finds_nothing_where_the_lines_are_unfolded(language: str, name: str, open_page: Open) -> None:
    for width in (320, 1280):
        page = open_page(embed_path(language, name, f"#{LINE_ID}"), width=width)
        expect(page.locator(f"#{LINE_ID}")).to_be_visible()
        assert findings(page) == []
