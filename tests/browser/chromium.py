"""Debian's Chromium, a server that sends the headers the product asks for, and what to ask of a page."""

from __future__ import annotations

import gzip
import re
import shutil
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache, lru_cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Literal
from urllib.parse import unquote, urlsplit

import axe_playwright_python
from playwright.sync_api import Browser, BrowserType, Page

from dossier_timeline.output.hosts.headers import HeaderSettings, file_headers

NAMES = ("chromium", "chromium-browser", "google-chrome")
LIGHT_NAMES = ("chromium-headless-shell", *NAMES)
"""The shell has the same engine without what surrounds a page, and takes a quarter of the time."""
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PACKED = {".html", ".css", ".js", ".json", ".svg", ".txt", ".xml"}
"""What is sent compressed."""
AXE = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
_BUT_CONTRAST = {**AXE, "rules": {"color-contrast": {"enabled": False}}}
CONTRAST = {"runOnly": {"type": "rule", "values": ["color-contrast"]}, "resultTypes": ["violations"]}
WIDTHS = (320, 768, 1280)
Scheme = Literal["light", "dark"]
SCHEMES: tuple[Scheme, ...] = ("light", "dark")
LOOKS: tuple[tuple[int, Scheme], ...] = ((WIDTHS[0], "dark"), (WIDTHS[-1], "light"))
"""A look for each colour scheme."""
_QUIET = """async () => {
  const loaded = () => ["navigation", "resource"].flatMap(kind => performance.getEntriesByType(kind))
    .flatMap(one => [one.responseEnd, one.loadEventEnd ?? 0]);
  const left = () => 500 + Math.max(...loaded()) - performance.now();
  while (left() > 0) await new Promise(done => setTimeout(done, left()));
}"""
_BODY_CLASS = re.compile(rb'<body class="page-([a-z-]+)')


class NoBrowserError(Exception):
    """There is no Chromium to try the pages in."""


def launch(chromium: BrowserType, names: Sequence[str] = LIGHT_NAMES) -> Browser:
    """Debian's Chromium. Raises `NoBrowserError` where there is none: nothing is passed over."""
    path = next((found for name in names if (found := shutil.which(name))), None)
    if path is None:
        raise NoBrowserError(
            "No Chromium was found and no page was tried; install one (Debian: apt-get install chromium)"
        )
    return chromium.launch(executable_path=path, args=list(ARGUMENTS))


@contextmanager
def served(files: Mapping[str, bytes], below: str, port: int = 0) -> Iterator[str]:
    """The files on a loopback port below a path ("/dossier/"), with a strict policy; gives the address."""

    @cache
    def compressed(name: str) -> bytes:
        return gzip.compress(files[name], mtime=0)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            path = unquote(urlsplit(self.path).path)
            name = path.removeprefix(below) if path.startswith(below) else "?"
            name += "index.html" if not name or name.endswith("/") else ""
            status, name = (200, name) if name in files else (404, "404.html")
            content = files.get(name, b"")
            texts = Path(name).suffix in PACKED and bool(content)
            packed = texts and "gzip" in self.headers.get("Accept-Encoding", "")
            content = compressed(name) if packed else content
            self.send_response(status)
            if packed:
                self.send_header("Content-Encoding", "gzip")
                self.send_header("Vary", "Accept-Encoding")
            self.send_header("Content-Length", str(len(content)))
            for header, value in file_headers(name, HeaderSettings()).items():
                self.send_header(header, value)
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}{below}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def kind_of(content: bytes) -> str:
    """What kind of page this is."""
    found = _BODY_CLASS.search(content)
    return found[1].decode() if found else ""


def largest_of_each_kind(files: Mapping[str, bytes]) -> dict[str, list[str]]:
    """The largest page of each kind in each language, by kind."""
    found: dict[tuple[str, str], str] = {}
    for path, content in files.items():
        if not path.endswith(".html"):
            continue
        key = (kind_of(content), path.partition("/")[0] if "/" in path else "")
        if key not in found or len(content) > len(files[found[key]]):
            found[key] = path
    kinds: dict[str, list[str]] = {}
    for (kind, _), path in sorted(found.items()):
        kinds.setdefault(kind, []).append(path)
    return kinds


def address(path: str) -> str:
    """The address of a page below the site's root."""
    return path.removesuffix("index.html") if path.endswith("index.html") else path


@dataclass
class Heard:
    """What a page did besides showing itself."""

    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)


def listen(page: Page) -> Heard:
    """Note every request, every error and every word on the console."""
    return listening(page).__enter__()


@contextmanager
def listening(page: Page) -> Iterator[Heard]:
    """Note every request, every error and every word on the console, until the end of the block."""
    heard = Heard()
    listeners: tuple[tuple[Any, Callable[[Any], None]], ...] = (
        ("request", lambda request: heard.requests.append(request.url)),
        ("requestfailed", lambda request: heard.complaints.append(f"failed: {request.url}")),
        ("console", lambda words: heard.complaints.append(f"{words.type}: {words.text}")),
        ("pageerror", lambda error: heard.complaints.append(f"error: {error}")),
    )
    for event, listener in listeners:
        page.on(event, listener)
    yield heard
    for event, listener in listeners:
        page.remove_listener(event, listener)


@lru_cache(maxsize=1)
def _axe() -> str:
    return (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")


@contextmanager
def laid_out(page: Page) -> Iterator[None]:
    """The whole page laid out, also what otherwise is only when it comes into sight."""
    page.evaluate("""() => {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync("* { content-visibility: visible !important }");
        document.adoptedStyleSheets.push(sheet);
    }""")
    yield
    page.evaluate("() => { document.adoptedStyleSheets.pop() }")


def findings(page: Page, options: Mapping[str, Any] = AXE) -> list[str]:
    """What axe finds wrong with a page as it is now: rule and element."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(_axe())
    with laid_out(page):
        violations = page.evaluate(
            "async (options) => (await axe.run(document, options)).violations", options
        )
    return [f"{rule['id']}: {node['html'][:160]}" for rule in violations for node in rule["nodes"]]


def everything(page: Page) -> list[str]:
    """What axe finds with every rule in each width and colour scheme, with where it was found.

    Only the rule of contrast depends on the colours: it alone is tried again in each further scheme.
    """
    return [
        f"{width} px, {scheme}: {one}"
        for width in WIDTHS
        for scheme in SCHEMES
        for one in _seen(page, width, scheme, AXE if scheme == SCHEMES[0] else CONTRAST)
    ]


def briefly(
    page: Page, widths: Sequence[int] = WIDTHS, looks: Sequence[tuple[int, Scheme]] = LOOKS
) -> list[str]:
    """The same in less time: contrast, which takes as long as all else, in these looks only."""
    found = [f"{width} px: {one}" for width in widths for one in _seen(page, width, "light", _BUT_CONTRAST)]
    for width, scheme in looks:
        found += [f"{width} px, {scheme}: {one}" for one in _seen(page, width, scheme, CONTRAST)]
    return found


def visit(page: Page, url: str) -> None:
    """Go to a page and wait until all of it is there.

    Where there is much to do, no request may be under way while a long page is still being read.
    """
    page.goto(url, wait_until="load")
    wait_until_quiet(page)


def wait_until_quiet(page: Page) -> None:
    """Wait until nothing more has come since half a second, of what a page loads."""
    page.evaluate(_QUIET)


def set_look(page: Page, width: int, scheme: Scheme = "light", *, height: int = 900, **media: Any) -> None:
    """Look at a page in this width and colour scheme, and in no other way than said."""
    page.set_viewport_size({"width": width, "height": height})
    page.emulate_media(
        **{"forced_colors": "none", "reduced_motion": "no-preference", **media}, color_scheme=scheme
    )


def _seen(page: Page, width: int, scheme: Scheme, options: Mapping[str, Any]) -> list[str]:
    set_look(page, width, scheme)
    return findings(page, options)
