"""A dossier in a site of Material, whose script loads the site's own pages into the one that is open."""

from __future__ import annotations

import functools
import http.server
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.mkdocs_plugin.mounted_site import TITLE, make_mounted_site
from tests.mkdocs_plugin.test_mounted_sites import run_door

pytestmark = pytest.mark.browser


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """The address of a site of Material with instant navigation, built and served as plain files."""
    handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=str(tmp_path / "www"))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        url = f"http://127.0.0.1:{server.server_address[1]}/docs/"
        theme = {"name": "material", "font": False, "features": ["navigation.instant"]}
        site = make_mounted_site(tmp_path, theme=theme, site_url=url, site_dir="www/docs")
        run_door(site, "mkdocs", "build")
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield url
        server.shutdown()


def test_the_dossier_is_loaded_as_a_page_of_its_own(address: str, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(address)
    with page.expect_response(lambda response: response.url.endswith("/sitemap.xml")):
        page.reload()
    page.get_by_role("link", name="planting").first.click()
    page.get_by_role("heading", name="Planting").wait_for()
    page.get_by_role("link", name=TITLE).first.click()
    page.get_by_role("link", name="English").click()
    assert page.url == f"{address}dossier/en/"
    assert page.locator("header.bar .name").inner_text() == TITLE
    assert page.locator(".md-header").count() == 0
    page.locator("header.bar a").first.click()
    page.locator(".md-header").first.wait_for()
    assert page.url == address
    page.close()
