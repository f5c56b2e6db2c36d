"""The fragments behind official addresses, tried in a browser: the page of a PDF, the words of a web page."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import Browser, Frame, Page

from dossier_timeline.evidence.text_cutting import segment
from dossier_timeline.evidence.text_fragments import collect_text_words, find_edges
from dossier_timeline.model.documents import SourceText
from dossier_timeline.views.places_in_addresses import write_text_fragment
from tests.browser.chromium import NAMES, launch
from tests.helpers.files import ROOT

pytestmark = pytest.mark.browser

_HEIGHT = 700
_TEXT = """\
There are 12,480 trees along the canals, by the count that was made - with care, and in one year.

5. The town co-operates with the province & others, so that what is planted stays in the ground.

Year	Trees	Limes
2013	1,024	96
2014	2,048	96
"""
_PAGE_OF_VIEWER = """async wanted => {
  let shown = null;
  for (let times = 0; times < 100 && shown !== wanted; times++) {
    await new Promise(done => setTimeout(done, 50));
    try {
      shown = document.querySelector("pdf-viewer").viewport.getMostVisiblePage();
    } catch {
      // The viewer has not read the document yet.
    }
  }
  return shown;
}"""
"""The page that is seen, counted from 0, as soon as that is the one that is wanted, or after five seconds."""


class _QuietHandler(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def publisher(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of somebody's server with a PDF and a long web page."""
    folder = tmp_path_factory.mktemp("publisher")
    shutil.copy(ROOT / "docs" / "guide" / "tree-plan.pdf", folder / "plan.pdf")
    between = "".join(f"<p>Line {number} of what stands between.</p>" for number in range(40))
    first, second, table = _TEXT.strip().split("\n\n")
    cells = [row.replace("\t", "<td>") for row in table.splitlines()]
    rows = "".join(f"<tr><td>{row}</tr>" for row in cells)
    listed = f'<ol start=5><li id="b">{second.removeprefix("5. ").replace("&", "&amp;")}</li></ol>'
    parts = (f'<p id="a">{first}</p>', listed, f"<table>{rows}</table>")
    body = between + between.join(parts) + between
    (folder / "plan.html").write_text(f"<!doctype html><meta charset=utf-8><title>x</title>{body}", "utf-8")
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_QuietHandler, directory=folder))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(scope="module")
def pdf_browser(browser: Browser) -> Iterator[Browser]:
    """The whole of Chromium: its shell has no viewer for a PDF."""
    whole = launch(browser.browser_type, NAMES)
    yield whole
    whole.close()


def _find_viewer(page: Page) -> Frame | None:
    """The frame in which Chromium shows a PDF; `None` where it comes to none within three seconds."""
    for _ in range(60):
        viewer = next((one for one in page.frames if one.url.startswith("chrome-extension:")), None)
        if viewer is not None:
            return viewer
        page.wait_for_timeout(50)
    return None


@pytest.mark.parametrize("number", [1, 2])
def test_a_pdf_is_opened_at_the_page(pdf_browser: Browser, publisher: str, number: int) -> None:
    page = pdf_browser.new_page(viewport={"width": 900, "height": _HEIGHT})
    page.goto(f"{publisher}plan.pdf#page={number}")
    viewer = _find_viewer(page)
    if viewer is None:
        pytest.skip("this browser shows no PDF")
    assert viewer.evaluate(_PAGE_OF_VIEWER, number - 1) == number - 1
    page.close()


@pytest.mark.parametrize(
    ("place", "row", "target"), [(0, None, "#a"), (1, None, "#b"), (2, None, "table"), (2, "2014", "table")]
)
def test_a_web_page_is_opened_at_the_words(
    browser: Browser, publisher: str, place: int, row: str | None, target: str
) -> None:
    blocks = segment(_TEXT, SourceText(file="x"))
    edges = find_edges(blocks[place], collect_text_words(block.text for block in blocks), row)
    page = browser.new_page(viewport={"width": 900, "height": _HEIGHT})
    page.goto(f"{publisher}plan.html")
    assert page.evaluate("scrollY") == 0
    page.goto("about:blank")
    page.goto(f"{publisher}plan.html{write_text_fragment(edges)}")
    page.wait_for_function("scrollY > 0")
    box = page.locator(target).bounding_box()
    assert box is not None
    assert 0 <= box["y"] < _HEIGHT, (edges, box)
    page.close()
