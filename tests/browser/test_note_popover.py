"""A note that opens beside its number by mouse, keyboard and finger, with "back"; and the link that it is."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Locator, Page, Route

from tests.browser.chromium import Heard, address, findings, kind_of, listening, set_look, wait_until_quiet
from tests.browser.conftest import Open

pytestmark = pytest.mark.browser
OPENERS = "a.fact, a.entry-link"
NUMBER = ".prose a.fact[href^='#']"
SHOWN_TEXT = """(() => {
  const find = selector => document.querySelector(`body > .note-popover ${selector}`).getBoundingClientRect();
  return find(".note-popover-ways").top - find(".note-popover-text").top;
})()"""
"""How many pixels of a note stand above the ways that lead on from it."""
WHOLE_TEXT = "document.querySelector('body > .note-popover .note-popover-text').offsetHeight"
STATE = """() => {
  const popover = document.querySelector("body > .note-popover"), box = popover?.getBoundingClientRect();
  return {
    isOpen: popover?.matches(":popover-open") ?? false, isFocused: popover === document.activeElement,
    top: box?.top, bottom: box?.bottom, left: box?.left, right: box?.right, y: scrollY,
  };
}"""
LANDS = """async (links) => {
  const pages = new Map([[location.href.split("#")[0], document]]), lost = [];
  for (const href of links) {
    const [address, id] = href.split("#");
    if (!pages.has(address)) {
      const text = await (await fetch(address)).text();
      pages.set(address, new DOMParser().parseFromString(text, "text/html"));
    }
    const found = pages.get(address).getElementById(decodeURIComponent(id));
    if (!found?.closest(".notes > li, .entry")) lost.push(href);
  }
  return lost;
}"""


@dataclass
class Reader:
    """A page with notes in a popover, and what it did."""

    page: Page
    heard: Heard

    @property
    def popover(self) -> Locator:
        return self.page.locator("body > .note-popover")

    def number(self, which: int = 0) -> Locator:
        return self.page.locator(NUMBER).nth(which)

    def open(self, opener: Locator, by: str = "click") -> None:
        """Open a note: by "click", "tap" or "Enter"."""
        opener.evaluate("one => scrollTo(0, scrollY + one.getBoundingClientRect().top - 300)")
        if by == "Enter":
            opener.focus()
            self.page.keyboard.press("Enter")
        else:
            getattr(opener, by)()
        self.popover.wait_for(state="visible")

    def wait_until_closed(self) -> None:
        self.popover.wait_for(state="hidden")
        self.page.wait_for_function("!history.state?.note")


@pytest.fixture
def read(open_page: Open) -> Iterator[Callable[..., Reader]]:
    """Open a page and note what it does: `read(path, width=390, …)`."""
    listeners = []

    def opened(path: str, **options: object) -> Reader:
        page = open_page(path, **options)
        wait_until_quiet(page)
        listener = listening(page)
        listeners.append(listener)
        return Reader(page, listener.__enter__())

    yield opened
    for listener in listeners:
        listener.__exit__(None, None, None)


@pytest.fixture(scope="session")
def letters(files: Mapping[str, bytes]) -> list[str]:
    """The document page of middle length in each language: one to scroll through, laid out in no time."""
    pages = sorted((len(page), path) for path, page in files.items() if path.endswith(".html"))
    lengths: dict[str, list[str]] = {}
    for _, path in pages:
        if kind_of(files[path]) == "document":
            lengths.setdefault(path.partition("/")[0], []).append(path)
    return [paths[len(paths) // 2] for paths in lengths.values()]


@pytest.mark.parametrize("by", ["click", "Enter"])
def test_a_note_opens_beside_its_number_and_closes_to_it(
    by: str, letters: list[str], read: Callable[..., Reader]
) -> None:
    for path in letters:
        reader = read(path)
        page, number = reader.page, reader.number()
        number.evaluate("one => scrollTo(0, scrollY + one.getBoundingClientRect().top - 300)")
        before = page.evaluate("[scrollY, history.length]")
        reader.open(number, by)
        state = page.evaluate(STATE)
        assert state["isFocused"]
        assert state["y"] == before[0], "the page has moved"
        box = number.bounding_box()
        assert box
        assert box["y"] + box["height"] <= state["top"] <= box["y"] + box["height"] + 30
        assert abs(state["left"] - box["x"]) < 30
        note = page.locator(f"[id='{(number.get_attribute('href') or '')[1:]}']")
        value = note.locator("b").first.inner_text()
        name = page.get_by_role("dialog").get_attribute("aria-labelledby")
        assert page.locator(f"[id='{name}']").inner_text().startswith(value)
        assert number.get_attribute("aria-expanded") == "true"
        assert number.get_attribute("aria-haspopup") == "dialog"
        page.keyboard.press("Escape")
        reader.wait_until_closed()
        assert number.evaluate("one => one === document.activeElement && !one.ariaExpanded")
        assert page.evaluate("[scrollY, history.length - 1]") == before
        assert reader.heard.complaints == []


@pytest.mark.parametrize("height", [844, 480])
def test_a_sheet_never_covers_its_number(
    height: int, letters: list[str], read: Callable[..., Reader]
) -> None:
    reader = read(letters[0], width=390, height=height)
    for share in (0.1, 0.5, 0.9):
        number = reader.number(1)
        number.evaluate("(one, top) => scrollBy(0, one.getBoundingClientRect().top - top)", height * share)
        reader.open(number)
        box, sheet = number.bounding_box(), reader.popover.bounding_box()
        assert box
        assert sheet
        assert sheet["y"] >= box["y"] + box["height"] or sheet["y"] + sheet["height"] <= box["y"]
        assert sheet["height"] >= 120
        reader.page.keyboard.press("Escape")
        reader.wait_until_closed()


def test_on_a_phone_it_is_a_sheet_at_the_foot(letters: list[str], read: Callable[..., Reader]) -> None:
    for path in letters:
        reader = read(path, width=390, height=844, has_touch=True, is_mobile=True)
        for which in range(3):
            reader.open(reader.number(which), "tap")
            state = reader.page.evaluate(STATE)
            assert (state["left"], state["right"], state["bottom"]) == (0, 390, 844)
            assert state["top"] > 250
            reader.page.get_by_role("dialog").locator("button").last.tap()
            reader.wait_until_closed()
            assert reader.page.evaluate("scrollY") == state["y"]


def test_back_closes_it_and_forward_opens_it(letters: list[str], read: Callable[..., Reader]) -> None:
    reader = read(letters[0])
    page = reader.page
    reader.open(reader.number(1))
    page.mouse.wheel(0, 200)
    page.wait_for_function("before => scrollY > before", arg=page.evaluate("scrollY") - 1)
    page.wait_for_timeout(200)
    before = page.evaluate("scrollY")
    page.go_back()
    reader.wait_until_closed()
    assert reader.number(1).evaluate("one => one === document.activeElement")
    page.wait_for_timeout(100)
    assert page.evaluate("scrollY") == before
    assert page.evaluate("history.scrollRestoration") == "auto"
    page.go_forward()
    reader.popover.wait_for(state="visible")
    assert page.evaluate(STATE)["isFocused"]


def test_a_number_in_a_note_takes_its_place_and_back_returns_to_the_first(
    letters: list[str], read: Callable[..., Reader]
) -> None:
    reader = read(letters[0])
    page = reader.page
    ids = page.evaluate(
        "[...document.querySelectorAll('.notes > li:has(p:not(.src) > .fact[id])')].map(one => one.id)"
    )
    number = page.locator(f".prose a.fact[href='#{ids[0]}']").first
    reader.open(number)
    first = reader.popover.locator(".note-popover-text").inner_text()
    reader.popover.locator(".note-popover-text a.fact").first.click()
    page.wait_for_function("history.state?.note.depth === 2")
    second = reader.popover.locator(".note-popover-text").inner_text()
    assert first != second
    assert number.get_attribute("aria-expanded") == "true", "it stays beside the number in the page"
    page.go_back()
    page.wait_for_function("history.state?.note.depth === 1")
    assert reader.popover.locator(".note-popover-text").inner_text() == first
    reader.popover.locator(".note-popover-text a.fact").first.click()
    page.wait_for_function("history.state?.note.depth === 2")
    page.keyboard.press("Escape")
    reader.wait_until_closed()
    assert number.evaluate("one => one === document.activeElement")


def test_another_number_takes_its_place_and_a_click_beside_it_closes_it(
    letters: list[str], read: Callable[..., Reader]
) -> None:
    reader = read(letters[0])
    page = reader.page
    before = page.evaluate("history.length")
    reader.open(reader.number(1))
    reader.open(reader.number(4))
    assert page.locator("a[aria-expanded]").count() == 1
    assert reader.number(4).get_attribute("aria-expanded") == "true"
    assert page.evaluate("history.length") == before + 1
    page.mouse.click(10, 450)
    reader.wait_until_closed()
    assert page.locator("a[aria-expanded]").count() == 0


def test_tab_goes_through_it_and_on_from_the_number(letters: list[str], read: Callable[..., Reader]) -> None:
    reader = read(letters[0])
    page, number = reader.page, reader.number(1)
    reader.open(number, "Enter")
    stops = reader.popover.locator(":is(a[href], button):not([hidden])").count()
    for _ in range(stops):
        page.keyboard.press("Tab")
        assert page.evaluate(
            "document.querySelector('body > .note-popover').contains(document.activeElement)"
        )
    page.keyboard.press("Tab")
    reader.wait_until_closed()
    assert page.evaluate(
        "one => one.compareDocumentPosition(document.activeElement) === Node.DOCUMENT_POSITION_FOLLOWING",
        number.element_handle(),
    )
    reader.open(number, "Enter")
    page.keyboard.press("Shift+Tab")
    reader.wait_until_closed()
    assert number.evaluate("one => one === document.activeElement")


def test_it_leads_to_the_note_and_back_from_there(letters: list[str], read: Callable[..., Reader]) -> None:
    reader = read(letters[0])
    page, number = reader.page, reader.number(2)
    href = number.get_attribute("href")
    reader.open(number)
    before = page.evaluate("scrollY")
    reader.popover.locator(".note-popover-ways a").click()
    page.wait_for_url(f"**/{href}")
    assert not page.evaluate(STATE)["isOpen"]
    assert page.locator(f".notes > li{href}").evaluate("one => one.matches(':target')")
    page.go_back()
    reader.popover.wait_for(state="visible")
    page.wait_for_function("before => Math.abs(scrollY - before) < 2", arg=before)
    page.keyboard.press("Escape")
    reader.wait_until_closed()
    assert page.evaluate("scrollY") == before


def test_what_is_cited_is_the_number_its_place_and_the_address_of_its_note(
    letters: list[str], kinds: Mapping[str, list[str]], browser: Browser, base: str
) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    # On the page of the note, and on one that fetches it.
    for path, opener in ((letters[0], NUMBER), (kinds["home"][0], ".figures a.fact")):
        page.goto(base + address(path))
        number = page.locator(opener).nth(1)
        number.click()
        page.locator(".note-popover [data-act=copy]").click()
        page.wait_for_function("document.querySelector('.note-popover output').value")
        copied = page.evaluate("navigator.clipboard.readText()")
        assert page.locator(".note-popover output").inner_text().endswith(copied)
        name = page.locator("[id='note-popover.name'] b").inner_text()
        place = page.locator(".note-popover .at").inner_text().replace("\u00a0", " ")
        assert copied.startswith(name)
        assert place in copied
        target = number.evaluate("one => one.href")
        assert copied.endswith(urlsplit(target).path + "#" + urlsplit(target).fragment)
        assert copied.partition("https://")[2].startswith("example.org/")
        assert (
            page.locator(".note-popover .tag").count() == 0
            or page.locator(".note-popover .tag").inner_text() not in copied
        )
    context.close()


def test_without_the_clipboard_the_citation_is_shown_and_chosen(
    letters: list[str], read: Callable[..., Reader]
) -> None:
    reader = read(letters[0])
    page = reader.page
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject() }")
    reader.open(reader.number())
    reader.popover.locator("[data-act=copy]").click()
    page.wait_for_function("getSelection().toString()")
    assert page.evaluate("getSelection().toString()").strip() == reader.popover.locator("output").inner_text()


def test_a_note_on_another_page_is_fetched_from_it_and_from_nowhere_else(
    kinds: Mapping[str, list[str]], read: Callable[..., Reader], base: str
) -> None:
    for path in kinds["home"]:
        reader = read(path)
        page, number = reader.page, reader.page.locator(".figures a.fact").first
        before = len(reader.heard.requests)
        ids = page.evaluate("[...document.querySelectorAll('[id]')].map(one => one.id)")
        reader.open(number)
        target = number.evaluate("one => one.href").partition("#")[0]
        assert reader.heard.requests[before:] == [target]
        assert reader.popover.locator(".note-popover-text b").first.inner_text() in number.inner_text()
        links = page.evaluate("[...document.querySelectorAll('.note-popover-text a')].map(one => one.href)")
        assert links, "a note leads to its source"
        assert all(link.startswith(("https://", base)) for link in links)
        after = page.evaluate("[...document.querySelectorAll('[id]')].map(one => one.id)")
        assert after == [*ids, "note-popover.name"]
        page.keyboard.press("Escape")
        reader.wait_until_closed()
        reader.open(number)
        assert len(reader.heard.requests) == before + 1, "it's fetched once"
        assert reader.heard.complaints == []


def test_a_term_and_a_person_say_what_and_who(letters: list[str], read: Callable[..., Reader]) -> None:
    for path in letters:
        reader = read(path)
        for opener in (
            reader.page.locator(".prose a.entry-link[href*='terms']").first,
            reader.page.locator(".prose a.entry-link").first,
        ):
            if not opener.count():
                continue
            reader.open(opener)
            assert len(reader.popover.locator(".note-popover-text").inner_text()) > 30
            assert reader.popover.locator("[data-pagefind-ignore]").count() == 0
            assert reader.popover.locator(".note-popover-ways a").inner_text()
            reader.page.keyboard.press("Escape")
            reader.wait_until_closed()
        assert reader.heard.complaints == []


def test_how_sure_an_address_is_stands_beside_it(letters: list[str], read: Callable[..., Reader]) -> None:
    """It's said once above the notes, of which a popover shows none."""
    reader = read(letters[0])
    page = reader.page
    usual = page.locator("ol.notes").first.get_attribute("data-status")
    number = reader.number(1)
    assert page.locator(f".notes > li{number.get_attribute('href')} .status").count() == 0
    reader.open(number)
    assert f"({usual})" in reader.popover.locator(".src").inner_text()


@pytest.mark.parametrize("answer", ["abort", "missing", "empty"])
def test_what_cannot_be_fetched_is_followed(
    answer: str, kinds: Mapping[str, list[str]], open_page: Open
) -> None:
    page = open_page(kinds["home"][0])
    number = page.locator(".figures a.fact").first
    href = number.evaluate("one => one.href")

    def answer_fetch(route: Route) -> None:
        if route.request.resource_type == "document":
            route.continue_()
        elif answer == "abort":
            route.abort()
        else:
            route.fulfill(status=404 if answer == "missing" else 200, content_type="text/html", body="<p>")

    page.route(href.partition("#")[0], answer_fetch)
    number.click()
    page.wait_for_url(href)
    assert page.locator(".notes > li:target").count() == 1


def test_nothing_of_a_note_runs_or_loads(
    kinds: Mapping[str, list[str]], read: Callable[..., Reader], base: str
) -> None:
    """A page whose note holds what the site never has: only words and links of it are shown."""
    reader = read(kinds["home"][0])
    page, number = reader.page, reader.page.locator(".figures a.fact").first
    url, _, note = number.evaluate("one => one.href").partition("#")
    bad = (
        f"<ol class=notes><li id={note}><p id=main onclick=alert(1) style=color:red><b>1</b> "
        '<img src="https://elsewhere.example/x.png" onerror=alert(1)><a href="javascript:alert(1)">a</a>'
        '<script>alert(1)</script><iframe src="/"></iframe><svg onload=alert(1)></svg>'
        "<form><input name=x></form></ol>"
        "<template id=note-popover><div class=note-popover data-citation=x data-address=y data-comma=,>"
        "</div></template>"
    )
    page.route(
        url,
        lambda route: (
            route.continue_()
            if route.request.resource_type == "document"
            else route.fulfill(content_type="text/html", body=bad)
        ),
    )
    reader.open(number)
    assert reader.popover.locator(".note-popover-text").evaluate("one => one.innerHTML") == (
        '<p id="note-popover.name"><b>1</b> a</p>'
    )
    assert all("Content Security Policy" in one for one in reader.heard.complaints), reader.heard.complaints
    assert {urlsplit(one).netloc for one in reader.heard.requests} == {urlsplit(base).netloc}


def test_with_a_key_held_a_number_is_a_link(letters: list[str], read: Callable[..., Reader]) -> None:
    reader = read(letters[0])
    number = reader.number(1)
    target = re.compile(re.escape(number.get_attribute("href") or "?") + "$")
    for how in ({"modifiers": ["ControlOrMeta"]}, {"button": "middle"}):
        with reader.page.context.expect_page() as opened:
            number.click(**how)
        opened.value.wait_for_url(target)
    assert not reader.page.evaluate(STATE)["isOpen"]


def test_without_scripts_or_popovers_a_number_leads_to_its_note(letters: list[str], open_page: Open) -> None:
    page = open_page(letters[0], java_script_enabled=False)
    number = page.locator(NUMBER).nth(1)
    number.click()
    assert page.url.endswith(number.get_attribute("href") or "?")
    page = open_page(letters[0])
    page.add_init_script("delete HTMLElement.prototype.popover")
    page.reload()
    number = page.locator(NUMBER).nth(1)
    number.click()
    assert page.url.endswith(number.get_attribute("href") or "?")
    assert number.get_attribute("aria-haspopup") is None


@pytest.mark.parametrize("look", ["wide", "phone", "zoomed"])
def test_axe_finds_nothing_and_all_of_it_can_be_reached(
    look: str, letters: list[str], read: Callable[..., Reader]
) -> None:
    width, height = {"wide": (1280, 900), "phone": (390, 844), "zoomed": (320, 256)}[look]
    for path in letters:
        reader = read(path, width=width, height=height)
        page = reader.page
        for scheme in ("light", "dark"):
            set_look(page, width, scheme, height=height)
            reader.open(reader.number(1))
            assert findings(page) == []
            assert page.evaluate("document.documentElement.scrollWidth") == width
            state = page.evaluate(STATE)
            assert state["top"] >= 0
            assert state["left"] >= 0
            assert state["bottom"] <= height
            assert state["right"] <= width
            for part in reader.popover.locator(".note-popover-ways > *").all():
                box = part.bounding_box()
                assert box
                assert box["height"] >= 24
                assert box["y"] + box["height"] <= height
            assert page.evaluate(SHOWN_TEXT) >= min(5 * 21, page.evaluate(WHOLE_TEXT))
            page.keyboard.press("Escape")
            reader.wait_until_closed()


def test_with_forced_colours_its_edge_and_its_number_are_seen(
    letters: list[str], read: Callable[..., Reader]
) -> None:
    reader = read(letters[0], forced_colors="active")
    reader.open(reader.number(1))
    looks = "one => { const s = getComputedStyle(one); return [s.%s, s.forcedColorAdjust] }"
    assert reader.popover.evaluate(looks % "borderTopStyle") == ["solid", "auto"]
    assert reader.number(1).evaluate(looks % "outlineStyle") == ["solid", "auto"]


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_a_browser_without_anchors_computes_the_place(
    direction: str, letters: list[str], open_page: Open
) -> None:
    page = open_page(letters[0])
    page.add_init_script("CSS.supports = () => false")
    page.reload()
    page.evaluate("direction => { document.documentElement.dir = direction }", direction)
    number = page.locator(NUMBER).nth(3)
    for height in (300, 800):
        number.evaluate("(one, at) => scrollTo(0, scrollY + one.getBoundingClientRect().top - at)", height)
        number.click()
        page.locator("body > .note-popover").wait_for(state="visible")
        state, box = page.evaluate(STATE), number.bounding_box()
        assert box
        near = state["top"] - box["y"] - box["height"] if height == 300 else box["y"] - state["bottom"]
        assert 0 <= near <= 20
        assert state["left"] >= 8
        assert state["right"] <= 1272
        page.keyboard.press("Escape")
        page.locator("body > .note-popover").wait_for(state="hidden")
        page.wait_for_function("!history.state?.note")


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
@pytest.mark.parametrize("width", [660, 1280])
def test_wherever_the_number_stands_it_is_seen_and_all_of_its_note(
    width: int, direction: str, letters: list[str], read: Callable[..., Reader]
) -> None:
    reader = read(letters[0], width=width, height=700)
    page = reader.page
    page.evaluate("direction => { document.documentElement.dir = direction }", direction)
    for which in range(0, 12, 2):
        number = reader.number(which)
        for height in (60, 340, 640):
            number.evaluate(
                "(one, at) => scrollTo(0, scrollY + one.getBoundingClientRect().top - at)", height
            )
            number.click()
            reader.popover.wait_for(state="visible")
            state, box = page.evaluate(STATE), number.bounding_box()
            assert box
            assert 0 <= state["left"] < state["right"] <= width
            assert 0 <= state["top"] < state["bottom"] <= 700
            assert state["top"] >= box["y"] + box["height"] or state["bottom"] <= box["y"], (
                "it covers the number"
            )
            page.keyboard.press("Escape")
            reader.wait_until_closed()


def test_in_its_own_note_a_value_has_its_citation_only(
    letters: list[str], read: Callable[..., Reader]
) -> None:
    reader = read(letters[0])
    note = reader.page.locator(".notes > li").first
    reader.open(note.locator("b a"))
    assert reader.popover.locator(".note-popover-text > *").count() == 1
    assert not reader.popover.locator(".note-popover-ways a").is_visible()
    assert reader.popover.locator("[data-act=copy]").is_visible()


def test_the_report_offers_no_citation_as_notes_have_their_address_elsewhere(
    kinds: Mapping[str, list[str]], read: Callable[..., Reader]
) -> None:
    reader = read(kinds["report"][0])
    reader.open(reader.page.locator("main a.fact[href^='#']").first)
    assert not reader.popover.locator("[data-act=copy]").is_visible()
    assert reader.popover.locator(".note-popover-ways a").is_visible()


def test_it_is_not_printed(letters: list[str], read: Callable[..., Reader]) -> None:
    reader = read(letters[0])
    reader.open(reader.number(1))
    reader.page.emulate_media(media="print")
    assert not reader.popover.is_visible()


def test_every_opener_has_something_to_open(kinds: Mapping[str, list[str]], open_page: Open) -> None:
    # A page at an address that has moved leads on by itself.
    for kind in kinds.keys() - {"moved"}:
        page = open_page(kinds[kind][0])
        links = page.evaluate(
            f"[...new Set([...document.querySelectorAll('{OPENERS}')].map(one => one.href))]"
        )
        assert page.evaluate(LANDS, links) == [], kind
        page.context.close()
