"""An address is fetched within bounds, and never from a private network unless that's asked for."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from dossier_timeline.source_reading.fetching import FetchBounds, fetch_document, make_file_name
from dossier_timeline.source_reading.unreadable import UnreadableDocumentError

PRIVATE = FetchBounds(allow_private=True)


class _Server(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path == "/moved":
            return self._answer(302, Location="/a%20letter.html?x=1")
        if self.path == "/circle":
            return self._answer(301, Location="/circle")
        if self.path == "/inward":
            return self._answer(302, Location="file:///etc/passwd")
        if self.path == "/missing":
            return self._answer(404)
        if self.path == "/slow":
            self._answer(200, **{"Content-Length": "1000"})
            for _ in range(40):
                self.wfile.write(b"x")
                time.sleep(0.1)
            return None
        if self.path == "/endless":
            self._answer(200)
            try:
                while True:
                    self.wfile.write(b"x" * 65536)
            except OSError:
                return None
        self._answer(200, **{"Content-Type": "text/html; charset=iso-8859-1"})
        self.wfile.write("<p>café".encode("iso-8859-1"))
        return None

    def _answer(self, status: int, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Nothing is written out."""


@pytest.fixture(scope="module")
def host() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Server)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_a_document_with_what_its_server_says(host: str) -> None:
    fetched = fetch_document(f"{host}/moved", PRIVATE)
    assert fetched.content.decode(fetched.encoding) == "<p>café"
    assert (fetched.media_type, fetched.name) == ("text/html", "a-letter.html")
    assert fetched.address == f"{host}/a%20letter.html?x=1"


@pytest.mark.parametrize(
    ("path", "bounds", "message"),
    [
        ("/circle", PRIVATE, "leads on more than 5 times"),
        ("/inward", PRIVATE, "begins with http or https"),
        ("/missing", PRIVATE, "answers with status 404"),
        ("/slow", FetchBounds(seconds=0.5, allow_private=True), "more than 0 seconds|doesn't answer in time"),
        ("/endless", FetchBounds(size=1_000_000, allow_private=True), "larger than 1000000 bytes"),
        ("/letter", FetchBounds(), "of this computer or of a private network"),
    ],
)
def test_what_is_refused(host: str, path: str, bounds: FetchBounds, message: str) -> None:
    with pytest.raises(UnreadableDocumentError, match=message):
        fetch_document(f"{host}{path}", bounds)


@pytest.mark.parametrize(
    "address",
    [
        *("file:///etc/passwd", "ftp://example.org/x", "http://", "http://user:word@example.org/"),
        *("http://[::1", "http://example.org:99999/", "https://example.org/a b", "http://example.org/\nx"),
    ],
)
def test_what_is_no_address(address: str) -> None:
    with pytest.raises(UnreadableDocumentError, match="begins with http or https"):
        fetch_document(address)


@pytest.mark.parametrize(
    "place",
    [
        *("127.0.0.1", "10.1.2.3", "192.168.1.1", "172.16.0.1", "169.254.169.254", "0.0.0.0", "100.64.0.1"),
        *("::1", "fe80::1", "fd00::1", "::ffff:127.0.0.1", "224.0.0.1"),
    ],
)
def test_private_places(place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: [(0, 0, 0, "", (place, 80))])
    with pytest.raises(UnreadableDocumentError, match="private network"):
        fetch_document("http://public.example/")


def test_a_host_that_cannot_be_found(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: object, **__: object) -> None:
        raise OSError("no such host")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    with pytest.raises(UnreadableDocumentError, match="can't be asked: no such host"):
        fetch_document("http://nowhere.example/")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("../../etc/passwd", "etc-passwd"),
        ("a b.pdf", "a-b.pdf"),
        ("", ""),
        (".htaccess", "htaccess"),
        ("x" * 300, "x" * 100),
    ],
)
def test_file_names(text: str, name: str) -> None:
    assert make_file_name(text) == name
