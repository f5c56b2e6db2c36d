"""The words at both ends of a passage by which a browser finds it on a web page."""

from __future__ import annotations

import pytest

from dossier_timeline.evidence.text_cutting import segment
from dossier_timeline.evidence.text_fragments import collect_text_words, find_edges
from dossier_timeline.model.documents import SourceText
from dossier_timeline.source_reading.media_types import find_media_type

TEXT = """\
Ships enter the port by day and leave it again by night, as they did in the year before that one.

Ships enter the port by night and leave it again by day, as they did in the year before that one.

5. Numbers before an item are often made by the browser, and are left out of what it looks for.

Of the² words beside the mark of a note, none can be found on a page where the mark stands³

Too few words.

Year	Ships that enter the port of the town in a year
2013	Ships that leave the port of the town in a year

Co\u00adoperation between the ports grew, and so did the number of all other things that were counted.
"""


def test_the_ends_of_each_passage() -> None:
    blocks = segment(TEXT, SourceText(file="x"))
    whole = collect_text_words(block.text for block in blocks)
    assert [find_edges(block, whole) for block in blocks] == [
        ("Ships enter the port by day",),
        ("Ships enter the port by night",),
        ("Numbers before an", "it looks for"),
        (),
        (),
        ("2013",),
        (),
    ]


def test_the_cell_that_finds_a_row_of_a_table() -> None:
    text = "Year\tShips\tBoats\n2013\t1,024\t96\n2014\t2,048\t96\n\nIn 2014 there were fewer boats."
    blocks = segment(text, SourceText(file="x"))
    whole = collect_text_words(block.text for block in blocks)
    assert find_edges(blocks[0], whole) == ("Year",)
    assert find_edges(blocks[0], whole, "2013") == ("2013",)
    assert find_edges(blocks[0], whole, "2014") == ("2,048",)


def test_no_more_than_half_of_a_passage_is_given() -> None:
    blocks = segment(TEXT, SourceText(file="x"))
    whole = collect_text_words(block.text for block in blocks)
    for block in blocks:
        given = sum(len(words.split()) for words in find_edges(block, whole))
        assert given <= len(block.text.split()) / 2


@pytest.mark.parametrize(
    ("url", "known", "media_type"),
    [
        ("https://example.org/report.HTML?a=1", ("", ""), "text/html"),
        ("https://example.org/report.pdf", ("", ""), "application/pdf"),
        ("https://example.org/report", ("", ""), ""),
        ("https://example.org/report.aspx", ("", ""), ""),
        ("https://example.org/report", ("https://example.org/report#top", "text/html"), "text/html"),
        (
            "https://example.org/report.html",
            ("https://example.org/report.html", "application/pdf"),
            "application/pdf",
        ),
        ("https://example.org/report", ("https://example.org/other", "text/html"), ""),
    ],
)
def test_what_stands_at_an_address_is_known_or_not(url: str, known: tuple[str, str], media_type: str) -> None:
    assert find_media_type(url, *known) == media_type
