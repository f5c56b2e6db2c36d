"""Markdown becomes blocks with the numbers that are typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier_timeline.source_reading.markdown_document import read_markdown
from dossier_timeline.source_reading.text_writing import write_source_text
from dossier_timeline.source_reading.unreadable import UnreadableDocumentError


def shape(text: str) -> list[tuple[str, str, str]]:
    return [(block.kind, block.mark, block.text) for block in read_markdown(text.encode()).blocks]


def test_headings_paragraphs_and_emphasis() -> None:
    assert shape("# A *title*\n\nOne\ntwo **bold** `code`  \nthree\n\nUnder\n-----\n\n> quoted\n") == [
        ("heading", "", "A title"),
        ("paragraph", "", "One two bold code\nthree"),
        ("heading", "", "Under"),
        ("paragraph", "", "quoted"),
    ]


def test_items_keep_the_numbers_that_are_typed() -> None:
    assert [
        (mark, text) for _, mark, text in shape("3. three\n4. four\n\n   more\n\n- dot\n\n7) seven\n")
    ] == [
        ("3.", "three"),
        ("4.", "four"),
        ("", "more"),
        ("•", "dot"),
        ("7)", "seven"),
    ]


def test_tables_code_and_html() -> None:
    text = "| Year | Ships |\n|---|---|\n| 2019 | *1* |\n\n    a = 1\n\n<div><p>in HTML</p></div>\n"
    table, code, html = read_markdown(text.encode()).blocks
    assert table.rows == (("Year", "Ships"), ("2019", "1"))
    assert (code.text, html.text) == ("a = 1", "in HTML")


def test_footnotes_have_numbers() -> None:
    text = "Ships[^a] and boats[^2].\n\n[^a]: See\n    there.\n[^2]: word\n"
    assert write_source_text(read_markdown(text.encode()).blocks).text == (
        "Ships¹ and boats².\n\n¹ See there.\n\n² word\n"
    )


def test_front_matter_is_left_out_and_told() -> None:
    text = read_markdown(b"---\ntitle: A title\n---\n\nWords.\n")
    assert [block.text for block in text.blocks] == ["Words."]
    assert text.left_out == ("front matter, 3 words",)


def test_a_text_without_words() -> None:
    with pytest.raises(UnreadableDocumentError):
        read_markdown(b"<!-- nothing -->\n")


@given(st.lists(st.text("abc1é", min_size=1, max_size=5), min_size=1, max_size=30), st.integers(1, 5))
def test_no_word_is_lost(words: list[str], width: int) -> None:
    starts = ["", "# ", "- ", "2. ", "> ", "    "]
    lines = [words[at : at + width] for at in range(0, len(words), width)]
    text = "\n\n".join(starts[n % len(starts)] + " ".join(line) for n, line in enumerate(lines))
    written = write_source_text(read_markdown(text.encode()).blocks).text.split()
    assert [word for word in written if word not in ("•", "2.")] == words
