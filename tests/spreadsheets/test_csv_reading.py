"""CSV files as spreadsheets save them: cells and lines are right, and nothing harmful is taken."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier_timeline.content.text_decoding import MAX_CONTENT_BYTES
from dossier_timeline.spreadsheets.csv_reading import read_csv
from dossier_timeline.spreadsheets.sheets import SheetError


@pytest.mark.parametrize(
    ("content", "rows", "lines"),
    [
        (b"a,b\nx,1\n", [("a", "b"), ("x", "1")], [1, 2]),
        (b"\xef\xbb\xbfa;b\r\nx;1,5\r\n", [("a", "b"), ("x", "1,5")], [1, 2]),
        (b"a\tb\rx\t1\r", [("a", "b"), ("x", "1")], [1, 2]),
        (b'a,b\n\n"x\n\ny",1\nz,2', [("a", "b"), ("x y", "1"), ("z", "2")], [1, 3, 6]),
        (b'a,"say ""b"""\nx, 1 \n,\n', [("a", 'say "b"'), ("x", "1")], [1, 2]),
        (b"", [], []),
    ],
)
def test_rows_with_the_line_on_which_each_begins(
    content: bytes, rows: list[tuple[str, ...]], lines: list[int]
) -> None:
    table = read_csv("t.csv", content)
    assert (list(table.texts), list(table.numbers)) == (rows, lines)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"a,b\nx,=SUM(A1)\n", "t.csv:2: “=SUM(A1)” is a formula"),
        (b'a,b\n"x\ny",1\nz,@cmd\n', "t.csv:4: “@cmd” is a formula"),
        (b"a,b\nx,1\x00\n", "t.csv:2:4: error[control-character]"),
        (b"a,b\nx,\xe9\n", "t.csv:2:3: error[not-utf-8]"),
        ("a,b\nx,1\n".encode("utf-16"), "UTF-16"),
        (b'a,b\nx,1\n"y"",2\n', "t.csv:3: this row can't be read"),
        (b'a,b\n"x"y,1\n', "t.csv:2: this row can't be read"),
        (b"x" * (MAX_CONTENT_BYTES + 1), "larger than 1024 kB"),
        (b'a,"' + b"x" * 200_000 + b'"\n', "t.csv:1: this row can't be read"),
        (b"a,b\n" + b"1,2\n" * 10_000, "more than 20000 cells"),
    ],
)
def test_what_is_refused(content: bytes, message: str) -> None:
    with pytest.raises(SheetError) as caught:
        read_csv("t.csv", content)
    assert message in str(caught.value)


@given(st.lists(st.tuples(*[st.from_regex(r"[a-z0-9 \",;\n]{1,8}x", fullmatch=True)] * 2), min_size=1))
def test_what_a_writer_of_csv_writes_is_read(rows: list[tuple[str, ...]]) -> None:
    file = io.StringIO(newline="")
    csv.writer(file).writerows([("a", "b"), *rows])
    table = read_csv("t.csv", file.getvalue().encode())
    assert list(table.texts[1:]) == [tuple(" ".join(cell.split()) for cell in row) for row in rows]
