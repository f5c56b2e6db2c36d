"""Problems over the pages on their way to the browser, without a server."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from dossier_timeline.diagnostics.codes import Code
from dossier_timeline.diagnostics.diagnostic import Diagnostic, Position
from dossier_timeline.diagnostics.reporting import SourceLines
from dossier_timeline.preview.overlay import ProblemOverlay
from dossier_timeline.preview.panel import MAX_PROBLEMS, insert_panel
from tests.helpers.html import select, text_of, texts

PAGE = b"<!doctype html><html><body class=x>\n<h1>Here</h1></body></html>"
WRONG = Diagnostic(Position("content/a/en.md", 3, 2), Code.BAD_DATE, "this <b>is</b> wrong", "write “x”")
OTHER = Diagnostic(Position("content/b.yml", 1, 1), Code.BAD_DATE, "that is wrong")
MILD = Diagnostic(Position("content/c.yml", 1, 1), Code.UNKNOWN_FILE, "this is mild")


def inner(files: dict[str, bytes]) -> Callable[..., Iterable[bytes]]:
    def app(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        path = environ["PATH_INFO"].removeprefix("/base/")
        path += "index.html" if not path or path.endswith("/") else ""
        kind = "text/html" if path.endswith(".html") else "text/css"
        found = path in files
        size = ("Content-Length", str(len(files.get(path, b""))))
        start_response("200 OK" if found else "404 Not Found", [("Content-Type", kind), size])
        return [files.get(path, b"none")]

    return app


def asked(overlay: ProblemOverlay, files: dict[str, bytes], path: str) -> tuple[str, dict[str, str], str]:
    answer: list[Any] = []
    body = overlay.wrap_application(inner(files), "/base/")(
        {"PATH_INFO": path}, lambda *words: answer.extend(words)
    )
    content = b"".join(body)
    headers = dict(answer[1])
    assert headers["Content-Length"] == str(len(content)) or answer[0].startswith("404")
    return answer[0], headers, content.decode()


FILES = {"en/a/index.html": PAGE, "en/index.html": PAGE, "404.html": PAGE, "x.css": b"body{}"}
SOURCES = {"en/a/index.html": ("content/a/en.md",)}


def overlay(tmp_path: Path) -> ProblemOverlay:
    made = ProblemOverlay()
    made.set_site([], SOURCES, SourceLines(tmp_path))
    return made


def test_a_good_site_goes_through_as_it_is(tmp_path: Path) -> None:
    over = overlay(tmp_path)
    assert asked(over, FILES, "/base/en/a/")[2] == PAGE.decode()
    assert asked(over, FILES, "/base/x.css")[2] == "body{}"
    assert asked(over, FILES, "/base/nothing.png")[0] == "404 Not Found"
    status, _, text = asked(over, FILES, "/base/nothing/")
    assert (status, text) == ("404 Not Found", PAGE.decode())


def test_a_page_s_own_problems_come_first(tmp_path: Path) -> None:
    over = overlay(tmp_path)
    over.set_failure([OTHER, WRONG, MILD], [], SourceLines(tmp_path))
    own = asked(over, FILES, "/base/en/a/")[2]
    box, heading = select(own, "body.x > div, body.x > h1")
    assert (box.get("role"), heading.text) == ("alert", "Here")
    assert [one.tag for one in box] == ["p", "ol", "details"]
    assert texts(own, "[role=alert] > ol b") == ["content/a/en.md:3:2"]
    assert "2 errors and 1 warning" in text_of(box)
    assert texts(box, "summary") == ["2 in other files"]
    assert "content/b.yml:1:1" in texts(box, "details b")
    assert not select(box, "details[open]")
    assert "This &lt;b&gt;is&lt;/b&gt; wrong." in own
    other = asked(over, FILES, "/base/en/")[2]
    assert texts(other, "details[open] > summary") == ["3 in files that other pages are made of"]
    assert asked(over, FILES, "/base/x.css")[2] == "body{}"
    over.set_site([], SOURCES, SourceLines(tmp_path))
    assert asked(over, FILES, "/base/en/a/")[2] == PAGE.decode()


def test_many_problems_are_counted(tmp_path: Path) -> None:
    over = overlay(tmp_path)
    many = [Diagnostic(Position("content/b.yml", n), Code.BAD_DATE, "wrong") for n in range(1, 501)]
    over.set_failure(many, [], SourceLines(tmp_path))
    page = asked(over, FILES, "/base/en/")[2]
    assert len(select(page, "[role=alert] li")) == MAX_PROBLEMS
    assert f"… and {500 - MAX_PROBLEMS} more." in page


def test_warnings_are_a_quiet_line(tmp_path: Path) -> None:
    over = overlay(tmp_path)
    over.set_site([MILD], {**SOURCES, "en/index.html": ("content/c.yml",)}, SourceLines(tmp_path))
    assert "1 warning, 1 about this page" in asked(over, FILES, "/base/en/")[2]
    page = asked(over, FILES, "/base/en/a/")[2]
    assert "1 warning, none about this page" in page
    assert "alert" not in page


def test_before_there_is_a_site_every_address_shows_the_problems(tmp_path: Path) -> None:
    over = ProblemOverlay()
    over.set_failure([WRONG], ["something else"], SourceLines(tmp_path))
    files = {"index.html": b"<body>the problems</body>"}
    for path in ("/base/", "/base/en/", "/base/en/deep/er", "/base/x.html", "/elsewhere/"):
        status, _, text = asked(over, files, path)
        assert (status, text) == ("200 OK", "<body>the problems</body>"), path
    assert asked(over, files, "/base/x.css")[0] == "404 Not Found"


def test_a_page_that_comes_to_be_while_it_is_asked_for(tmp_path: Path) -> None:
    """The server waits for a build before it answers, so what was missing may be there then."""
    over = ProblemOverlay()
    over.set_failure([WRONG], [], SourceLines(tmp_path))
    files = {"index.html": b"<body>the problems</body>"}
    app = inner(files)

    def building(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        if environ["PATH_INFO"] == "/base/" and not over.state.has_site:
            files.update(FILES)
            over.set_site([], SOURCES, SourceLines(tmp_path))
        return app(environ, start_response)

    answer: list[Any] = []
    body = over.wrap_application(building, "/base/")(
        {"PATH_INFO": "/base/en/a/"}, lambda *words: answer.extend(words)
    )
    assert b"".join(body) == PAGE
    assert answer[0] == "200 OK"


def test_a_page_without_a_body_gets_the_box_at_its_start() -> None:
    assert insert_panel(b"text", "<p>box</p>") == b"\n<p>box</p>text"
