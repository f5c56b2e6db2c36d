"""docs/ as a site of its own, as `make docs` makes it: every page in it, every link right."""

from __future__ import annotations

import logging
import re
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

from dossier_timeline.graphics.palette import measure_contrast
from tests.helpers.files import ROOT
from tests.helpers.html import values

SETTINGS = ROOT / "docs" / "site" / "mkdocs.yml"


@pytest.fixture(scope="module")
def warnings() -> list[str]:
    """What MkDocs complains of."""
    return []


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, warnings: list[str]) -> Path:
    """The site."""
    folder = tmp_path_factory.mktemp("docs")
    config = load_config(str(SETTINGS), site_dir=str(folder), strict=False)
    config.plugins.on_startup(command="build", dirty=False)
    heard = logging.Handler(logging.WARNING)
    heard.emit = lambda record: warnings.append(record.getMessage())  # type: ignore[method-assign]
    logger = logging.getLogger("mkdocs")
    logger.addHandler(heard)
    try:
        build(config)
    finally:
        logger.removeHandler(heard)
    return folder


def test_every_page_is_in_the_menu_and_every_link_leads_on(site: Path, warnings: list[str]) -> None:
    assert warnings == []
    pages = [path.stem for path in (ROOT / "docs").glob("*.md")]
    assert len(pages) > 20
    assert [name for name in pages if not (site / name / "index.html").is_file()] == []


def test_the_pages_at_the_top_are_among_them(site: Path) -> None:
    home = (site / "index.html").read_text("utf-8")
    links = values(home, "a", "href")
    assert "guide/" in links
    assert [link for link in links if link.startswith("docs/")] == []
    assert (site / "contributing/index.html").is_file()
    assert (site / "changelog/index.html").is_file()
    assert (site / "LICENSE").is_file()
    assert not (site / "site/mkdocs.yml").exists()


def test_nothing_of_it_comes_from_another_host(site: Path) -> None:
    page = (site / "publishing/index.html").read_text("utf-8")
    loaded = [*values(page, "script", "src"), *values(page, "link", "href"), *values(page, "img", "src")]
    loaded = [address for address in loaded if address]
    assert len(loaded) > 3
    assert [address for address in loaded if "://" in address or address.startswith("//")] == []


def test_letters_of_its_own_colours_stand_out(site: Path) -> None:
    """Those of texts and links on the theme's paper, and its own white on the head of the menu."""
    styles = (site / "site/pages.css").read_text("utf-8")
    colours = dict(re.findall(r"(?m)^(.*) \{ (?:background-)?color: (#[0-9a-f]{6})", styles))
    on_dark = {
        ".wy-side-nav-search, .wy-nav-top": "#fcfcfc",
        ".wy-menu-vertical p.caption": "#343131",
    }
    assert colours.keys() > on_dark.keys()
    assert [
        selector
        for selector, colour in colours.items()
        if measure_contrast(colour, on_dark.get(selector, "#fcfcfc")) < 4.5
    ] == []
    assert "text-decoration: underline" in styles
    page = (site / "publishing/index.html").read_text("utf-8")
    assert "../site/pages.css" in values(page, "link", "href")
