"""HTML becomes blocks as a browser shows it, with every word of the page's own text."""

from __future__ import annotations

import re

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier_timeline.source_reading.blocks import StructuredText
from dossier_timeline.source_reading.html_document import read_html
from dossier_timeline.source_reading.html_lists import format_item_number
from dossier_timeline.source_reading.text_writing import write_source_text
from dossier_timeline.source_reading.unreadable import UnreadableDocumentError


def read(markup: str) -> StructuredText:
    return read_html(f"<!doctype html><meta charset=utf-8><body>{markup}".encode())


def shape(markup: str) -> list[tuple[str, str, str]]:
    return [(block.kind, block.mark, block.text) for block in read(markup).blocks]


def test_headings_paragraphs_and_loose_text() -> None:
    assert shape(
        "<h1>A <em>title</em></h1>loose <b>words</b><p>One\n two<br>three</p><div>Four<p>five</div>six"
    ) == [
        ("heading", "", "A title"),
        ("paragraph", "", "loose words"),
        ("paragraph", "", "One two\nthree"),
        ("paragraph", "", "Four"),
        ("paragraph", "", "five"),
        ("paragraph", "", "six"),
    ]


def test_items_have_the_numbers_that_a_browser_prints() -> None:
    markup = (
        "<ol start=3 type=a><li>one<ol><li>inner</ol><li><p>two</p><p>more</p><li value=9>three</ol>"
        "<ul><li>dot</ul><ol reversed><li>x<li>y</ol><ol style='list-style-type: upper-roman'><li>r</ol>"
    )
    assert [(mark, text) for _, mark, text in shape(markup)] == [
        ("c.", "one"),
        ("1.", "inner"),
        ("d.", "two"),
        ("", "more"),
        ("i.", "three"),
        ("•", "dot"),
        ("2.", "x"),
        ("1.", "y"),
        ("I.", "r"),
    ]


@pytest.mark.parametrize(
    ("number", "style", "printed"),
    [
        (4, "i", "iv."),
        (1999, "I", "MCMXCIX."),
        (27, "a", "aa."),
        (0, "a", "0."),
        (5000, "i", "5000."),
        (3, "", ""),
    ],
)
def test_numbers_of_items(number: int, style: str, printed: str) -> None:
    assert format_item_number(number, style) == printed


def test_a_table_has_its_cells_in_columns() -> None:
    markup = (
        "<table><caption>Ships</caption><tr><th>Year<th colspan=2>Count<tr><td rowspan=2>2019<td>1<td>2<tr>"
        "<td>3<td>4</table>"
    )
    caption, table = read(markup).blocks
    assert caption.text == "Ships"
    assert table.rows == (("Year", "Count", ""), ("2019", "1", "2"), ("", "3", "4"))


def test_a_table_that_only_places_points_is_a_list() -> None:
    markup = "<table><tr><td>(a)<td>one<tr><td>(b)<td><p>two</p></table>"
    assert shape(markup) == [("item", "(a)", "one"), ("item", "(b)", "two")]


def test_navigation_and_what_stands_around_is_left_out_and_told() -> None:
    text = read(
        "<header>The site</header><nav>Home News</nav><h1>Title</h1><p>Words.</p><aside>See also</aside>"
        "<form>Search</form><p hidden>unseen</p><footer>Contact us now</footer><script>x</script>"
    )
    assert [block.text for block in text.blocks] == ["Title", "Words."]
    assert text.left_out == (
        "the page's header, 2 words",
        "navigation, 2 words",
        "what stands beside the text, 2 words",
        "a form, 1 word",
        "the page's footer, 3 words",
    )


def test_the_main_part_is_read_alone() -> None:
    text = read("<div>Menu of it</div> <main><header><h1>T</h1></header><p>Words.</p></main>")
    assert [block.text for block in text.blocks] == ["T", "Words."]
    assert text.left_out == ("what stands outside of <main>, 3 words",)


@pytest.mark.parametrize(
    "markup",
    [
        "<p>Ships<sup>1</sup>.</p><p><sup>1</sup> See there.</p>",
        "<p>Ships<a>(<b class='oj-super'>1</b>)</a>.</p><p>(<b class=super>1</b>) See there.",
        "<p>Ships<sup><a href=#fn1>1</a></sup>.</p><ol><li id=fn1>See there. <a href=#r>↩</a></ol>",
        "<p>Ships<sup>1</sup>.</p><aside></aside><div role=doc-footnote id=fn1><p>See there.</p></div>",
    ],
)
def test_footnotes(markup: str) -> None:
    written = write_source_text(read(markup).blocks)
    assert written.text == "Ships¹.\n\n¹ See there.\n"


@pytest.mark.parametrize(
    ("content", "declared", "found"),
    [
        ("<p>café</p>".encode("cp1252"), "cp1252", "cp1252"),
        ("<meta charset=iso-8859-15><p>café €</p>".encode("iso-8859-15"), "", "iso-8859-15"),
        ("\ufeff<p>café</p>".encode("utf-16"), "", "utf-16"),
        ("<?xml version='1.0' encoding='cp1252'?><html><p>café".encode("cp1252"), "", "cp1252"),
        ("<p>café</p>".encode(), "", "utf-8"),
        ("<p>café</p>".encode(), "no-such-encoding", "utf-8"),
    ],
)
def test_the_encoding_is_the_one_that_is_stated(content: bytes, declared: str, found: str) -> None:
    text = read_html(content, declared)
    assert text.blocks[0].text.startswith("café")
    assert text.remarks == (f"read as {found}",)


def test_elements_in_each_other_without_end_are_refused() -> None:
    for inner in ("div", "b", "ul", "table"):
        with pytest.raises(UnreadableDocumentError, match="deep"):
            read(
                f"<{inner}>" * 5000 + "x" if inner in ("div", "b") else f"<{inner}><li><tr><td>" * 5000 + "x"
            )


def test_a_page_without_text() -> None:
    with pytest.raises(UnreadableDocumentError, match="no text"):
        read("<script>draw()</script>")


PIECES = st.recursive(
    st.text(st.characters(categories=["L", "N"], codec="ascii"), min_size=1, max_size=6),
    lambda inner: st.tuples(
        st.sampled_from(
            [
                "p",
                "div",
                "b",
                "h2",
                "ul",
                "li",
                "section",
                "blockquote",
                "table",
                "tr",
                "td",
                "span",
                "dl",
                "dd",
            ]
        ),
        st.lists(inner, max_size=4),
    ),
    max_leaves=20,
)


def markup_of(piece: object) -> str:
    if isinstance(piece, str):
        return f" {piece} "
    assert isinstance(piece, tuple)
    name, parts = piece
    return f"<{name}>{''.join(map(markup_of, parts))}</{name}>"


@given(st.lists(PIECES, min_size=1, max_size=5))
def test_no_word_is_lost_whatever_the_elements(pieces: list[object]) -> None:
    """The words are those that another parser of HTML finds."""
    markup = "<!doctype html><body>" + "".join(map(markup_of, pieces))
    expected = sorted("".join(html5lib.parse(markup, namespaceHTMLElements=False).itertext()).split())
    try:
        blocks = read_html(markup.encode()).blocks
    except UnreadableDocumentError:
        assert expected == []
        return
    found = re.sub("•", " ", write_source_text(blocks).text)
    assert sorted(found.split()) == expected
