"""`serve`, with a real server: edits show, mistakes stand in the pages, and nothing ever hangs."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from tests.conftest import Run
from tests.helpers.html import select, texts, values
from tests.helpers.sampling import sample
from tests.mkdocs_plugin.serving import DOORS, PATIENCE, fetch, serving, wait_for

BOX = 'class="dossier-problems" role="alert"'
QUIET = 'class="dossier-problems quiet" role="status"'


def broken(text: str) -> str:
    return text.replace("schema: 2", "schema: one")


@pytest.mark.slow
@pytest.mark.parametrize("door", sample(DOORS))
def test_an_edit_a_mistake_and_a_template(good: Path, door: str) -> None:
    with serving(good, door) as served:
        home = served.root + "en/"
        assert BOX not in wait_for(home, "The bridges of Brugstede")
        settings = good / "content/dossier.yml"
        text = settings.read_text("utf-8")

        settings.write_text(text.replace("The bridges of", "All bridges of"), "utf-8")
        wait_for(home, "All bridges of Brugstede")

        settings.write_text(broken(text), "utf-8")
        page = wait_for(home, BOX)
        assert "All bridges of Brugstede" in page
        assert "content/dossier.yml:1:9" in page
        assert "content/dossier.yml:1:9" in served.log.read_text()
        assert BOX in fetch(served.root + "nl/404.html")[1]
        status, missing = fetch(served.root + "en/not-there/")
        assert status == 404
        assert BOX in missing
        assert "livereload(" in missing
        assert fetch(served.root + "en/not-there.png")[0] == 404

        settings.write_text(text.replace("The bridges of", "Our bridges of"), "utf-8")
        assert BOX not in wait_for(home, "Our bridges of Brugstede")

        source = good / "sources/plan-2019.nl.txt"
        printed = source.read_text("utf-8")
        source.write_text(printed.replace("€2 miljoen", "€3 miljoen"), "utf-8")
        assert "passage-changed" in wait_for(home, BOX)
        source.write_text(printed, "utf-8")
        settings.write_text(text.replace("The bridges of", "Many bridges of"), "utf-8")
        assert BOX not in wait_for(home, "Many bridges of Brugstede")

        (good / "templates/pages").mkdir(parents=True)
        template = good / "templates/pages/missing.html"
        template.write_text(
            "{% extends 'base.html' %}\n{% block main %}<h1>{{ lost.words }}</h1>{% endblock %}"
        )
        assert "templates/pages/missing.html:2:1" in wait_for(home, BOX)
        template.write_text("{% extends 'base.html' %}{% block main %}<h1>Lost</h1>{% endblock %}")
        wait_for(served.root + "en/404.html", "<h1>Lost</h1>")
        assert BOX not in fetch(home)[1]


@pytest.mark.slow
def test_the_problems_of_a_page_come_first_in_it(good: Path) -> None:
    with serving(good, "mkdocs") as served:
        wait_for(served.root + "en/", "The bridges of Brugstede")
        about = good / "content/pages/about/en.md"
        about.write_text(about.read_text("utf-8") + "\nSee [[nobody-at-all]].\n", "utf-8")
        units = good / "content/units.yml"
        units.write_text(units.read_text("utf-8") + "\n- id: [a]\n", "utf-8")
        own = wait_for(served.root + "en/about/", "content/units.yml")
        box, header = select(own, "body > [role=alert], body > header")
        assert (box.get("role"), header.tag) == ("alert", "header")
        assert [one.tag for one in box] == ["p", "ol", "details"]
        about_page = texts(own, "[role=alert] > ol b")
        others = texts(box, "details b")
        assert not select(box, "details[open]")
        assert about_page
        assert all(place.startswith("content/pages/about/en.md:") for place in about_page)
        assert not any(place.startswith("content/pages/about/en.md:") for place in others)
        assert any(place.startswith("content/units.yml:") for place in others)
        assert [one for one in texts(box, "summary") if one.endswith("in other files")]
        assert " in files that other pages are made of" in fetch(served.root + "nl/")[1]


@pytest.mark.slow
@pytest.mark.parametrize("door", sample(DOORS))
def test_content_that_is_broken_at_the_start(good: Path, door: str) -> None:
    settings = good / "content/dossier.yml"
    text = settings.read_text("utf-8")
    settings.write_text(broken(text), "utf-8")
    with serving(good, door, "--strict") as served:
        wait_for(served.root, "content/dossier.yml:1:9")
        for path in ("", "en/", "nl/over/this/and/that/", "404.html", "en/page"):
            status, page = fetch(served.root + path)
            assert (status, "content/dossier.yml:1:9" in page) == (200, True), path
            assert "livereload(" in page
        assert fetch(served.root + "style.css")[0] == 404
        settings.write_text(text, "utf-8")
        assert BOX not in wait_for(served.root + "en/", "The bridges of Brugstede")
        assert fetch(served.root + "nl/over/this/and/that/")[0] == 404


@pytest.mark.slow
@pytest.mark.parametrize("door", sample(DOORS))
def test_a_broken_configuration_does_not_hang(good: Path, door: str) -> None:
    with serving(good, door) as served:
        home = served.root + "en/"
        wait_for(home, "The bridges of Brugstede")
        file = good / "mkdocs.yml"
        text = file.read_text("utf-8")
        file.write_text(text + "nav: [\n", "utf-8")
        assert "mkdocs.yml:15:1" in wait_for(home, BOX)
        file.write_text(text.replace("site_name: Bridges of Brugstede", "site_name: [a]"), "utf-8")
        assert "“site_name” should be one text, not a list" in wait_for(home, "mkdocs.yml:1:1")
        file.write_text(
            text.replace("  - dossier:\n      sources: sources\n", "  - nothing-like-it\n"), "utf-8"
        )
        wait_for(home, "mkdocs.yml:11:1")
        file.write_text(text, "utf-8")
        served.wait_for_log("Reloading browsers")
        end = time.monotonic() + PATIENCE
        while BOX in fetch(home)[1]:
            assert time.monotonic() < end


@pytest.mark.slow
def test_warnings_are_one_quiet_line(good: Path) -> None:
    (good / "content/documents/letter-2021/en.md").unlink()
    with serving(good, "mkdocs") as served:
        page = wait_for(served.root + "nl/", QUIET)
        assert BOX not in page
        assert "none about this page" in page


@pytest.mark.slow
def test_a_lost_address_is_told_and_gone_when_the_list_says_where_it_is(good: Path) -> None:
    listed = good / "published-addresses.txt"
    listed.write_text("/nl/oud/\n", "utf-8")
    with serving(good, "mkdocs") as served:
        wait_for(served.root + "nl/", QUIET)
        assert "lost-address" in served.wait_for_log("Serving on")
        listed.write_text("/nl/oud/ -> /nl/tijdlijn/\n", "utf-8")
        assert "../tijdlijn/" in values(wait_for(served.root + "nl/oud/", "refresh"), "a", "href")
        assert QUIET not in fetch(served.root + "nl/")[1]


@pytest.mark.slow
def test_a_hundred_quick_saves(good: Path) -> None:
    with serving(good, "mkdocs") as served:
        home = served.root + "en/"
        wait_for(home, "The bridges of Brugstede")
        settings = good / "content/dossier.yml"
        text = settings.read_text("utf-8")
        for number in range(100):
            new = text.replace("The bridges of", f"The {number} bridges of")
            settings.write_text(broken(new) if number % 2 else new, "utf-8")
            if number % 10 == 0:
                fetch(home)
            time.sleep(0.03)
        assert BOX in wait_for(home, "content/dossier.yml:1:9")
        settings.write_text(text, "utf-8")
        end = time.monotonic() + PATIENCE
        while BOX in (page := fetch(home)[1]) or "The bridges of Brugstede" not in page:
            assert time.monotonic() < end
            time.sleep(0.2)


def test_a_build_knows_nothing_of_the_box(good: Path, run: Run) -> None:
    settings = good / "content/dossier.yml"
    assert run(good, "mkdocs", "build", "-q").returncode == 0
    before = {p: p.read_bytes() for p in (good / "site").rglob("*") if p.is_file()}
    assert not any(b"dossier-problems" in content for content in before.values())
    settings.write_text(broken(settings.read_text("utf-8")), "utf-8")
    assert run(good, "mkdocs", "build", "-q").returncode == 1
    assert before == {p: p.read_bytes() for p in (good / "site").rglob("*") if p.is_file()}
