"""`serve` as a maintainer sees it: in a real browser, where nobody presses reload."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.helpers.sampling import sample
from tests.mkdocs_plugin.serving import DOORS, PATIENCE, serving, wait_for

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 1000, "height": 700})
    page.set_default_timeout(PATIENCE * 1000)
    expect.set_options(timeout=PATIENCE * 1000)
    yield page
    page.close()


@pytest.mark.parametrize("door", sample(DOORS))
def test_a_mistake_comes_and_goes_by_itself(good: Path, page: Page, door: str) -> None:
    settings = good / "content/dossier.yml"
    text = settings.read_text("utf-8")
    with serving(good, door) as served:
        wait_for(served.root + "en/", "The bridges of Brugstede")
        page.goto(served.root + "en/")
        heading, box = page.locator("h1"), page.get_by_role("alert")
        expect(heading).to_have_text("The bridges of Brugstede")
        expect(box).to_have_count(0)

        settings.write_text(text.replace("The bridges of", "All bridges of"), "utf-8")
        expect(heading).to_have_text("All bridges of Brugstede")

        page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
        settings.write_text(text.replace("schema: 2", "schema: one"), "utf-8")
        expect(box).to_contain_text("content/dossier.yml:1:9")
        expect(box).to_contain_text("1 error")
        expect(box.locator("pre").first).to_contain_text("1 | schema: one")
        expect(heading).to_have_text("All bridges of Brugstede")
        place = box.bounding_box()
        assert place is not None
        assert (place["x"], place["y"], place["width"]) == (0, 0, 1000)

        settings.write_text(text, "utf-8")
        expect(heading).to_have_text("The bridges of Brugstede")
        expect(box).to_have_count(0)


def test_content_broken_at_the_start_becomes_a_site_by_itself(good: Path, page: Page) -> None:
    settings = good / "content/dossier.yml"
    text = settings.read_text("utf-8")
    settings.write_text(text.replace("schema: 2", "schema: one"), "utf-8")
    with serving(good, "mkdocs") as served:
        wait_for(served.root, "content/dossier.yml:1:9")
        answer = page.goto(served.root + "en/about/")
        assert answer is not None
        assert answer.status == 200
        box = page.get_by_role("alert")
        expect(box).to_contain_text("content/dossier.yml:1:9")

        settings.write_text(text.replace("updated: ", "updated: x"), "utf-8")
        expect(box).to_contain_text("is not a date")
        expect(box).not_to_contain_text("content/dossier.yml:1:9")

        settings.write_text(text, "utf-8")
        expect(page.locator("h1")).to_have_text("About this dossier")
        expect(box).to_have_count(0)
        assert page.url == served.root + "en/about/"


def test_a_mistake_in_a_template_comes_and_goes_by_itself(good: Path, page: Page) -> None:
    (good / "templates/pages").mkdir(parents=True)
    template = good / "templates/pages/home.html"
    right = "{% extends 'base.html' %}\n{% block main %}<h1>Here</h1>{% endblock %}\n"
    template.write_text(right, "utf-8")
    with serving(good, "mkdocs") as served:
        wait_for(served.root + "en/", "<h1>Here</h1>")
        page.goto(served.root + "en/")
        box = page.get_by_role("alert")
        for wrong, place in (
            (right.replace("endblock", "endbloc"), "templates/pages/home.html:2:"),
            (right.replace("Here", "{{ nowhere.at_all }}"), "templates/pages/home.html:2:"),
        ):
            template.write_text(wrong, "utf-8")
            expect(box).to_contain_text(place)
            expect(page.locator("h1")).to_have_text("Here")
            template.write_text(right, "utf-8")
            expect(box).to_have_count(0)


def test_a_text_with_a_mistake_is_told_on_its_own_page_first(good: Path, page: Page) -> None:
    with serving(good, "mkdocs") as served:
        wait_for(served.root + "en/about/", "</html>")
        page.goto(served.root + "en/about/")
        box = page.get_by_role("alert")
        text = good / "content/pages/about/en.md"
        text.write_text(text.read_text("utf-8") + "\nSee [[nobody-at-all]].\n", "utf-8")
        expect(box.locator("li").first).to_contain_text("content/pages/about/en.md:12:5")
        expect(box.locator("li").first).to_contain_text("nobody-at-all")


def test_what_was_edited_is_found_and_nothing_is_loaded_anew_for_that(good: Path, page: Page) -> None:
    with serving(good, "mkdocs") as served:
        wait_for(served.root + "en/about/", "</html>")
        page.goto(served.root + "en/search/?q=invented")
        page.locator("#found h3 a").first.wait_for()

        text = good / "content/pages/about/en.md"
        # The page reloads by itself; an address that is opened at that moment may never arrive.
        with page.expect_event("load"):
            text.write_text(
                text.read_text("utf-8").replace("is invented", "is quixotically invented"), "utf-8"
            )
        page.locator("#q").fill("quixotically")
        expect(page.locator("#found mark").first).to_have_text("quixotically")
        log = served.wait_for_log("pages can be searched now")
        assert log.count("Reloading browsers") == 1
