"""ODT becomes blocks: paragraphs with their printed numbers, headings, tables and notes."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dossier_timeline.source_reading.odt import read_odt
from dossier_timeline.source_reading.text_writing import write_source_text
from tests.helpers.packed_making import make_odt

LISTS = (
    '<text:list-style style:name="L1">'
    '<text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/>'
    '<text:list-level-style-number text:level="2" style:num-format="a" '
    'style:num-prefix="(" style:num-suffix=")"/>'
    '<text:list-level-style-number text:level="3" style:num-format="1" text:display-levels="3"/>'
    "</text:list-style>"
    '<text:list-style style:name="L2"><text:list-level-style-bullet text:level="1" text:bullet-char="–"/>'
    "</text:list-style>"
)


def p(text: str) -> str:
    return f"<text:p>{text}</text:p>"


def items(*texts: str, style: str = "", more: str = "") -> str:
    inside = "".join(f"<text:list-item>{text}</text:list-item>" for text in texts)
    return f'<text:list text:style-name="{style}" {more}>{inside}</text:list>'


def test_headings_have_the_numbers_of_the_outline() -> None:
    styles = (
        '<office:styles><text:outline-style><text:outline-level-style text:level="1" style:num-format="I" '
        'style:num-suffix="."/><text:outline-level-style text:level="2" style:num-format=""/>'
        "</text:outline-style></office:styles>"
    )
    body = (
        '<text:h text:outline-level="1">One</text:h><text:h text:outline-level="2">Inner</text:h>'
        '<text:h text:outline-level="1">Two</text:h>'
    )
    found = [(block.text, block.level) for block in read_odt(make_odt(body, styles=styles)).blocks]
    assert found == [("I. One", 1), ("Inner", 2), ("II. Two", 1)]


def test_items_have_their_numbers() -> None:
    inner = items(p("a"), p("b") + items(p("deep")), style="")
    body = (
        items(p("one") + p("more"), p("two") + inner, style="L1")
        + items(p("anew"), style="L1")
        + items(p("on"), style="L1", more='text:continue-numbering="true"')
        + items(p("dash"), style="L2")
    )
    found = [(block.mark, block.text) for block in read_odt(make_odt(body, LISTS)).blocks]
    assert found == [
        ("1.", "one"),
        ("", "more"),
        ("2.", "two"),
        ("(a)", "a"),
        ("(b)", "b"),
        ("2.b.1", "deep"),
        ("1.", "anew"),
        ("2.", "on"),
        ("–", "dash"),
    ]


def test_tables_repeat_and_cover_cells() -> None:
    cells = (
        f'<table:table-cell table:number-columns-spanned="2">{p("Ships")}</table:table-cell>'
        f"<table:covered-table-cell/><table:table-cell>{p('x')}</table:table-cell>"
    )
    rows = (
        f"<table:table-header-rows><table:table-row>{cells}</table:table-row></table:table-header-rows>"
        f'<table:table-row><table:table-cell table:number-columns-repeated="3">{p("0")}</table:table-cell>'
        "</table:table-row>"
    )
    (table,) = read_odt(make_odt(f"<table:table>{rows}</table:table>")).blocks
    assert table.rows == (("Ships", "", "x"), ("0", "0", "0"))


def test_footnotes_spaces_line_ends_and_raised_figures() -> None:
    note = (
        '<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation>'
        f"<text:note-body>{p('See there.')}</text:note-body></text:note>"
    )
    raised = (
        '<style:style style:name="T1"><style:text-properties style:text-position="super 58%"/></style:style>'
    )
    six = '<text:span text:style-name="T1">6</text:span>'
    body = p(f'Ships{note} come<text:s text:c="3"/>and<text:line-break/>go 10{six}')
    body = f"<text:tracked-changes>{p('deleted')}</text:tracked-changes>{body}"
    written = write_source_text(read_odt(make_odt(body, raised)).blocks)
    assert written.text == "Ships¹ come and\ngo 10⁶\n\n¹ See there.\n"


def test_sections_frames_and_contents_are_read() -> None:
    frame = f"<draw:frame><draw:text-box>{p('boxed')}</draw:text-box></draw:frame>"
    body = f"<text:section>{p('in it')}</text:section>{p('at ' + frame)}"
    assert [block.text for block in read_odt(make_odt(body)).blocks] == ["in it", "at", "boxed"]


def test_running_heads_are_left_out_and_told() -> None:
    page = f"<style:master-page><style:header>{p('Town of Brugstede')}</style:header></style:master-page>"
    text = read_odt(make_odt(p("text"), styles=f"<office:master-styles>{page}</office:master-styles>"))
    assert text.left_out == ("running heads and feet, 3 words",)


WORD = st.text("abc12é", min_size=1, max_size=5)


@given(st.lists(st.lists(WORD, min_size=1, max_size=5), min_size=1, max_size=9))
def test_no_word_is_lost(paragraphs: list[list[str]]) -> None:
    body = "".join(
        items(p(" ".join(words)), style="L2") if number % 3 == 2 else p(" ".join(words))
        for number, words in enumerate(paragraphs)
    )
    written = write_source_text(read_odt(make_odt(body, LISTS)).blocks).text
    assert [word for word in written.split() if word != "–"] == [
        word for words in paragraphs for word in words
    ]
