"""How a problem is told: with its line, for GitHub, as JSON."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dossier_timeline.diagnostics.codes import Code
from dossier_timeline.diagnostics.diagnostic import Diagnostic, Position
from dossier_timeline.diagnostics.reporting import (
    SourceLines,
    describe_counts,
    format_as_json,
    format_as_text,
    format_for_github,
    report_diagnostics,
)

PATH = "content/a.yml"


def problem(line: int = 1, column: int = 1, *, code: Code = Code.BAD_DATE, hint: str = "") -> Diagnostic:
    return Diagnostic(Position(PATH, line, column), code, "this is no date", hint)


def quoted(root: Path, content: bytes, line: int, column: int) -> list[str]:
    (root / "content").mkdir(exist_ok=True)
    (root / PATH).write_bytes(content)
    return format_as_text(problem(line, column), SourceLines(root)).split("\n")


def test_a_problem_with_its_line_and_what_would_be_right(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / PATH).write_text("id: a\ndate: yesterday\n", "utf-8")
    told = format_as_text(problem(2, 7, hint="write 2019"), SourceLines(tmp_path))
    assert told == (
        "content/a.yml:2:7: error[bad-date]: this is no date\n"
        "    2 | date: yesterday\n"
        "      |       ^\n"
        "      = write 2019"
    )


@pytest.mark.parametrize(
    ("content", "column", "line", "caret"),
    [
        (b"\tdate: x", 8, "    1 | \tdate: x", "      | \t      ^"),
        ("日本: x".encode(), 5, "    1 | 日本: x", "      |       ^"),
        ("e\u0301: x".encode(), 5, "    1 | e\u0301: x", "      |    ^"),
        (b"\xef\xbb\xbfid: x\r\n", 5, "    1 | id: x", "      |     ^"),
        ("a\u202eb: x".encode(), 5, "    1 | a�b: x", "      |     ^"),
        (b"short", 40, "    1 | short", "      |      ^"),
        (b"caf\xe9: x", 7, "    1 | caf�: x", "      |       ^"),
    ],
)
def test_the_caret_stands_under_the_column(
    tmp_path: Path, content: bytes, column: int, line: str, caret: str
) -> None:
    assert quoted(tmp_path, content, 1, column)[1:] == [line, caret]


def test_of_a_long_line_only_what_is_around_the_column_is_quoted(tmp_path: Path) -> None:
    line = b"a" * 300 + b"X" + b"b" * 300
    _, shown, caret = quoted(tmp_path, line, 1, 301)
    assert len(shown) < 120
    assert shown[caret.index("^")] == "X"
    assert shown.startswith("    1 | …a")
    assert shown.endswith("b…")


@pytest.mark.parametrize(("line", "content"), [(9, b"id: a\n"), (1, b"  \n")])
def test_a_line_that_is_not_there_or_is_empty_is_not_quoted(
    tmp_path: Path, line: int, content: bytes
) -> None:
    assert len(quoted(tmp_path, content, line, 1)) == 1


def test_nothing_is_quoted_from_outside_or_from_what_is_made(tmp_path: Path) -> None:
    (tmp_path / "in" / "site").mkdir(parents=True)
    (tmp_path / "secret").write_text("secret", "utf-8")
    (tmp_path / "in/site/a.html").write_text("old", "utf-8")
    quotes = SourceLines(tmp_path / "in", "site")
    assert quotes.line(Position("../secret")) is None
    assert quotes.line(Position("site/a.html")) is None
    assert SourceLines(tmp_path / "in").line(Position("site/a.html")) == "old"


def test_for_github(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    one = Diagnostic(Position("content/a,b.yml", 2, 7), Code.BAD_DATE, "100% wrong:\nreally", "write, 2019")
    assert format_for_github(one) == (
        "::error file=content/a%2Cb.yml,line=2,col=7,title=bad-date::100%25 wrong: really (write, 2019)"
    )
    report_diagnostics([problem(code=Code.UNKNOWN_FILE)], tmp_path, "github")
    assert capsys.readouterr().out.startswith("::warning file=content/a.yml,line=1,col=1,")


def test_as_json() -> None:
    told = json.loads(format_as_json([problem(code=Code.UNKNOWN_FILE), problem(2), problem(2)], files=3))
    assert (told["errors"], told["warnings"], told["files"]) == (1, 1, 3)
    assert told["problems"][1] == {
        "path": PATH,
        "line": 2,
        "column": 1,
        "level": "error",
        "code": "bad-date",
        "message": "this is no date",
        "hint": "",
    }


def test_counted() -> None:
    assert describe_counts([]) == "no problems"
    assert describe_counts([problem()]) == "1 error"
    assert (
        describe_counts([problem(), problem(2), problem(code=Code.UNKNOWN_FILE)]) == "2 errors and 1 warning"
    )


def test_colour_only_where_it_is_wanted(tmp_path: Path) -> None:
    assert "\x1b[" in format_as_text(problem(), in_colour=True)
    assert "\x1b[" not in format_as_text(problem())


def test_a_picture_is_not_quoted(tmp_path: Path) -> None:
    assert len(quoted(tmp_path, b"\xff\xd8\xff\xe0\0\x10JFIF\0", 1, 1)) == 1
