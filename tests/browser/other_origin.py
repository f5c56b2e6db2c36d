"""Pages of another origin, which show pages of the site in a frame."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from playwright.sync_api import Frame, Page

from tests.browser.chromium import visit

Around = Callable[[str], str]
"""Takes HTML, and gives the address of a page that holds it."""
_PAGE = """<!doctype html><html lang="en"><meta name="viewport" content="width=device-width">
<style>:root { color-scheme: light dark }</style><title>Another site</title><p>Before.</p>%s<p>After.</p>"""
_BLOCKED = "chrome-error:"


@contextmanager
def other_origin() -> Iterator[Around]:
    """A server on a port of its own, which sends no policy."""
    held: list[bytes] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            number = self.path.strip("/")
            content = held[int(number)] if number.isdigit() else b""
            self.send_response(200 if content else 404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()

        def hold(html: str) -> str:
            held.append((_PAGE % html).encode())
            return f"http://127.0.0.1:{server.server_address[1]}/{len(held) - 1}"

        yield hold
        server.shutdown()
        thread.join()


def open_frame(page: Page, address: str) -> Frame | None:
    """The one frame of a page, loaded; `None` where the browser refused to show it."""
    visit(page, address)
    # A frame that's out of sight waits until it comes into sight.
    page.locator("iframe").scroll_into_view_if_needed()
    page.wait_for_load_state("networkidle")
    (_, frame) = page.frames
    return None if frame.url.startswith(_BLOCKED) else frame
