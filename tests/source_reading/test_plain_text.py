"""Plain text in any encoding becomes blocks, and which encoding was taken is told."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier_timeline.source_reading.decoding import decode_any_text
from dossier_timeline.source_reading.file_formats import find_file_format
from dossier_timeline.source_reading.plain_text import read_plain_text
from dossier_timeline.source_reading.text_writing import write_source_text
from dossier_timeline.source_reading.unreadable import UnreadableDocumentError

DUTCH = "De gemeente heeft één café, drie ijssalons en een geïsoleerde brug die naar België leidt. " * 4


@pytest.mark.parametrize(
    ("encoding", "told"),
    [
        ("utf-8", "read as utf-8"),
        ("utf-8-sig", "read as utf-8"),
        ("utf-16", "read as utf-16"),
        ("utf-32", "utf-32"),
    ],
)
def test_an_encoding_with_a_mark_or_utf_8(encoding: str, told: str) -> None:
    text = read_plain_text(DUTCH.encode(encoding))
    assert told in text.remarks[0]
    assert text.blocks[0].text.strip() == DUTCH.strip()


RUSSIAN = "В городе есть одно кафе, три моста и гавань, в которую каждый год заходят большие корабли. " * 4
POLISH = "Miasto ma jedną kawiarnię, trzy mosty i przystań, do której każdego roku zawijają łodzie. " * 4


@pytest.mark.parametrize(
    ("words", "encoding"),
    [
        (DUTCH, "cp1252"),
        (DUTCH, "iso-8859-1"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8-r"),
        (POLISH, "cp1250"),
        (POLISH, "iso-8859-2"),
    ],
)
def test_an_encoding_that_is_guessed_is_told(words: str, encoding: str) -> None:
    text = read_plain_text(words.encode(encoding))
    assert text.remarks[0].startswith("no encoding is stated")
    assert text.blocks[0].text.strip() == words.strip()


@pytest.mark.parametrize("content", [b"a\0b\0c", bytes(range(32)) * 10, b"\x89\x01\x02\x03"])
def test_what_is_no_text_is_refused(content: bytes) -> None:
    with pytest.raises(UnreadableDocumentError):
        read_plain_text(content)


def test_blocks_tables_pages_and_headings() -> None:
    first = "INTRODUCTION\n\nOne\ntwo.\n\nYear\tCount\n2019\t3\n"
    content = f"{first}\fArticle 1\n\nx.\n\nArticle 2\n\nArticle 3 Boats\n"
    text = read_plain_text(content.encode())
    assert [(block.kind, block.text, block.page_number) for block in text.blocks] == [
        ("heading", "INTRODUCTION", 1),
        ("paragraph", "One\ntwo.", 1),
        ("table", "", 1),
        ("heading", "Article 1", 2),
        ("paragraph", "x.", 2),
        ("heading", "Article 2", 2),
        ("heading", "Article 3 Boats", 2),
    ]
    assert text.blocks[0].doubts == ("heading",)
    assert text.pages == 2


PRINTED = st.characters(exclude_categories=["C", "Zl", "Zp"])


@given(st.text(PRINTED | st.sampled_from("\n\tﬀ"), min_size=1, max_size=200))
def test_no_word_is_lost(content: str) -> None:
    blocks = read_plain_text(content.encode()).blocks
    letters = re.sub("[\ufb00-\ufb06]", lambda ligature: unicodedata.normalize("NFKC", ligature[0]), content)
    assert write_source_text(blocks).text.split() == letters.replace("\u200b", "").split()


@given(st.binary(max_size=200))
def test_any_bytes_are_text_or_refused(content: bytes) -> None:
    try:
        decoded = decode_any_text(content)
    except UnreadableDocumentError:
        return
    assert isinstance(decoded.text, str)


@pytest.mark.parametrize(
    ("content", "name", "found"),
    [
        (b"junk%PDF-1.7", "x", "pdf"),
        (b"  <!DOCTYPE HTML>", "x.txt", "html"),
        (b"<?xml version='1.0'?>\n<html>", "x", "html"),
        (b"<!-- a --> <!-- <html> --><body>", "x", "html"),
        (b"<!---->" * 9000 + b"x", "x", "text"),
        (b"<p>", "x.htm", "html"),
        (b"# Title", "x.md", "markdown"),
        (b"words", "x", "text"),
    ],
)
def test_the_format_is_known_by_the_first_bytes_and_the_name(content: bytes, name: str, found: str) -> None:
    assert find_file_format(content, name) == found


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b" \n", "empty"),
        (b"\xd0\xcf\x11\xe0", "older word processor"),
        (b"{\\rtf1", "RTF"),
        (b"\x89PNG", "ocrmypdf"),
        (b"PK\x03\x04broken", "broken"),
        (b"\x1f\x8b", "packed"),
    ],
)
def test_what_cannot_be_read_is_told(content: bytes, message: str) -> None:
    with pytest.raises(UnreadableDocumentError, match=message):
        find_file_format(content, "x")
