"""The real site, built once and served under a sub-path with a strict policy, and a browser to read it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page

from dossier_timeline.mkdocs_plugin.settings import load_config
from dossier_timeline.pipeline import build_site
from dossier_timeline.site import note_pages
from dossier_timeline.site.note_pages import NOTES_KIND
from dossier_timeline.site.source_pages import SOURCE_KIND
from dossier_timeline.views.all_views import VIEWS
from tests.browser.chromium import (
    Heard,
    address,
    kind_of,
    largest_of_each_kind,
    listening,
    served,
    set_look,
    wait_until_quiet,
)
from tests.helpers.files import GOOD, ROOT
from tests.helpers.published_site import publish_letter
from tests.helpers.shared_work import make_once, shared_folder

Open = Callable[..., Page]


def _make_published_pages(folder: Path) -> dict[str, bytes]:
    """The pages of a published source text, of which the real site has none, with what they load."""
    root = folder / "good"
    shutil.copytree(GOOD, root)
    publish_letter(root)
    config = load_config(str(root / "mkdocs.yml"))
    files = build_site(config, is_indexed=False).files
    return {
        path: files[path]
        for path in files
        if path.startswith("assets/") or (path.endswith(".html") and kind_of(files[path]) == SOURCE_KIND)
    }


def _make_files(folder: Path) -> dict[str, bytes]:
    config = load_config(str(ROOT / "mkdocs.yml"))
    files = dict(build_site(config).files)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(note_pages, "MOST_NOTES_WEIGHT", 0)
        more = dict(build_site(config, is_indexed=False).files)
    notes = {path: content for path, content in more.items() if kind_of(content) == NOTES_KIND}
    return {**_make_published_pages(folder), **notes, **files}


@pytest.fixture(scope="session")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Every file of the real site, and pages that it would have with very many facts or published texts."""
    folder = tmp_path_factory.mktemp("published")
    return make_once(shared_folder(tmp_path_factory), "real-site", lambda: _make_files(folder))


@pytest.fixture(scope="session")
def kinds(files: Mapping[str, bytes]) -> dict[str, list[str]]:
    """The largest page of each kind in each language."""
    return largest_of_each_kind(files)


@pytest.fixture(scope="session")
def base(files: Mapping[str, bytes]) -> Iterator[str]:
    """Where the site is served: under the path for which it was built, as its 404 page needs."""
    below = urlsplit(load_config(str(ROOT / "mkdocs.yml")).addresses.site_url).path
    with served(files, below) as url:
        yield url


@dataclass(frozen=True)
class Opened:
    """A page of the site in the browser, and what it did while it loaded."""

    path: str
    page: Page
    url: str
    heard: Heard

    def load(self) -> None:
        """Load it anew, from its top and not where a link in it has led."""
        self.page.goto(self.url)


@pytest.fixture(scope="session")
def tabs(browser: Browser) -> Iterator[Callable[[int], Page]]:
    """Tabs of the browser that go from page to page: a new one takes four times as long as a page in it."""
    pages: list[Page] = []

    def tab(number: int) -> Page:
        while len(pages) <= number:
            pages.append(browser.new_context(viewport={"width": 1280, "height": 900}).new_page())
        return pages[number]

    yield tab
    for page in pages:
        page.context.close()


@pytest.fixture(scope="session", params=sorted(VIEWS))
def opened(
    request: pytest.FixtureRequest,
    tabs: Callable[[int], Page],
    base: str,
    kinds: Mapping[str, list[str]],
) -> Iterator[tuple[Opened, ...]]:
    """One page of each kind in each language, opened once for all tests that look at it.

    Each test says how wide and in which colours it looks at them.
    """
    assert request.param in kinds, f"there is no page of the kind {request.param} to try"
    with ExitStack() as stack:
        found = []
        for number, path in enumerate(kinds[request.param]):
            page = tabs(number)
            set_look(page, 1280)
            heard = stack.enter_context(listening(page))
            url = base + address(path)
            page.goto(url, wait_until="load")
            found.append(Opened(path, page, url, heard))
        for one in found:
            wait_until_quiet(one.page)
        yield tuple(found)


@pytest.fixture(scope="session")
def without_scripts(browser: Browser, base: str) -> Iterator[Callable[[str], Page]]:
    """Show a page of the site in a tab that runs no scripts: `without_scripts(path)`."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, java_script_enabled=False)
    page = context.new_page()

    def show(path: str) -> Page:
        page.goto(base + address(path))
        return page

    yield show
    context.close()


@pytest.fixture
def open_page(browser: Browser, base: str) -> Iterator[Open]:
    """Open a page of the site in a context of its own: `open_page(path, width=320, …)`."""
    contexts = []

    def opened(path: str, *, width: int = 1280, height: int = 900, **options: Any) -> Page:
        context = browser.new_context(viewport={"width": width, "height": height}, **options)
        contexts.append(context)
        page = context.new_page()
        page.goto(base + address(path))
        return page

    yield opened
    for context in contexts:
        context.close()
