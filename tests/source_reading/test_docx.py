"""DOCX becomes blocks: paragraphs with the numbers that Word prints, headings, tables and notes."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dossier_timeline.source_reading.blocks import TextBlock
from dossier_timeline.source_reading.docx import read_docx
from dossier_timeline.source_reading.text_writing import write_source_text
from tests.helpers.packed_making import docx_paragraph, make_docx

STYLES = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    '<w:style w:styleId="Kop1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Mine"><w:name w:val="Mine"/><w:basedOn w:val="Kop1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Deep"><w:name w:val="Deep"/>'
    '<w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="List"><w:name w:val="List"/><w:pPr><w:numPr><w:numId w:val="2"/>'
    "</w:numPr></w:pPr></w:style>"
)
NUMBERING = (
    '<w:abstractNum w:abstractNumId="0">'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="Article %1"/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1.%2)"/></w:lvl>'
    '<w:lvl w:ilvl="2"><w:start w:val="4"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%3."/></w:lvl>'
    "</w:abstractNum>"
    '<w:abstractNum w:abstractNumId="1">'
    '<w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="\uf0b7"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="0"/>'
    '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride></w:num>'
)


SPAN = '<w:gridSpan w:val="2"/>'


def numbered(text: str, level: int, number: int = 1) -> str:
    return docx_paragraph(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def styled(text: str, style: str) -> str:
    return docx_paragraph(text, f'<w:pStyle w:val="{style}"/>')


def test_headings_by_style_and_outline_level() -> None:
    body = styled("One", "Kop1") + styled("Two", "Mine") + styled("Three", "Deep") + docx_paragraph("text")
    body += docx_paragraph("Four", '<w:outlineLvl w:val="1"/>') + docx_paragraph(
        "", '<w:pStyle w:val="Kop1"/>'
    )
    found = [(block.kind, block.level) for block in read_docx(make_docx(body, styles=STYLES)).blocks]
    assert found == [("heading", 1), ("heading", 1), ("heading", 3), ("paragraph", 0), ("heading", 2)]


def test_numbers_as_word_prints_them() -> None:
    body = (
        numbered("first", 0)
        + numbered("inner", 1)
        + numbered("inner too", 1)
        + numbered("deep", 2)
        + numbered("second", 0)
        + numbered("again", 1)
        + styled("dot", "List")
        + numbered("plain", 0, 0)
        + numbered("anew", 0, 3)
        + numbered("on", 0, 3)
    )
    blocks = read_docx(make_docx(body, styles=STYLES, numbering=NUMBERING)).blocks
    assert [block.mark for block in blocks] == [
        *("Article 1", "1.a)", "1.b)", "IV.", "Article 2", "2.a)", "\uf0b7", "", "Article 7", "Article 8"),
    ]
    assert "• dot" in write_source_text(blocks).text


def test_tables_with_spans_and_of_one_column() -> None:
    def cell(text: str, properties: str = "") -> str:
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{docx_paragraph(text)}</w:tc>"

    head = f"<w:tr>{cell('Year')}{cell('Ships', SPAN)}</w:tr>"
    body = (
        f"<w:tbl>{head}<w:tr>{cell('2019')}{cell('1')}{cell('2')}</w:tr></w:tbl>"
        f"<w:tbl><w:tr>{cell('Only a frame')}</w:tr></w:tbl>"
    )
    table, frame = read_docx(make_docx(body)).blocks
    assert table.rows == (("Year", "Ships", ""), ("2019", "1", "2"))
    assert frame == TextBlock("paragraph", "Only a frame")


def test_footnotes_and_endnotes() -> None:
    notes = f'<w:footnote w:id="5">{docx_paragraph("See there.")}</w:footnote>'
    ends = f'<w:endnote w:id="2">{docx_paragraph("The end.")}</w:endnote>'
    body = (
        '<w:p><w:r><w:t>Ships</w:t></w:r><w:r><w:footnoteReference w:id="5"/><w:t> come</w:t></w:r>'
        '<w:r><w:endnoteReference w:id="2"/></w:r></w:p>'
    ) + docx_paragraph("After.")
    written = write_source_text(read_docx(make_docx(body, footnotes=notes, endnotes=ends)).blocks)
    assert written.text == "Ships¹ come[i]\n\n¹ See there.\n\nAfter.\n\n[i] The end.\n"


def test_what_is_deleted_or_hidden_is_left_out_and_what_is_added_is_read() -> None:
    body = (
        "<w:p><w:ins><w:r><w:t>new </w:t></w:r></w:ins><w:del><w:r><w:delText>old</w:delText></w:r></w:del>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r>"
        "<w:hyperlink><w:r><w:t>link</w:t></w:r></w:hyperlink>"
        "<w:r><w:tab/><w:t>10</w:t></w:r>"
        "<w:r><w:rPr><w:vertAlign w:val='superscript'/></w:rPr><w:t>6</w:t></w:r>"
        "<w:r><w:br/><w:t>line</w:t><w:noBreakHyphen/><w:t>two</w:t><w:softHyphen/></w:r>"
        "<w:r><w:instrText>PAGE</w:instrText></w:r></w:p>"
        f"<w:sdt><w:sdtContent>{docx_paragraph('in a field')}</w:sdtContent></w:sdt>"
    )
    first, second = read_docx(make_docx(body)).blocks
    assert first.text == "new link 10⁶\nline-two"
    assert second.text == "in a field"


def test_a_text_box_is_read_once() -> None:
    box = f"<w:txbxContent>{docx_paragraph('boxed')}</w:txbxContent>"
    alternate = f"<w:Choice>{box}</w:Choice><w:Fallback>{box}</w:Fallback>"
    body = f"<w:p><w:r><w:t>before</w:t><w:AlternateContent>{alternate}</w:AlternateContent></w:r></w:p>"
    assert [block.text for block in read_docx(make_docx(body)).blocks] == ["before", "boxed"]


def test_running_heads_are_left_out_and_told() -> None:
    text = read_docx(make_docx(docx_paragraph("text"), header1=docx_paragraph("Town of Brugstede")))
    assert text.left_out == ("running heads, 3 words",)


WORD = st.text("abc12é", min_size=1, max_size=5)


@given(st.lists(st.lists(WORD, min_size=1, max_size=5), min_size=1, max_size=9))
def test_no_word_is_lost(paragraphs: list[list[str]]) -> None:
    runs = [
        "".join(f"<w:r><w:t xml:space='preserve'>{word} </w:t></w:r>" for word in words)
        for words in paragraphs
    ]
    body = "".join(
        f"<w:tbl><w:tr><w:tc><w:p>{text}</w:p></w:tc><w:tc><w:p>{text}</w:p></w:tc></w:tr></w:tbl>"
        if number % 3 == 2
        else f"<w:p>{text}</w:p>"
        for number, text in enumerate(runs)
    )
    expected = [word for n, words in enumerate(paragraphs) for word in words * (2 if n % 3 == 2 else 1)]
    assert write_source_text(read_docx(make_docx(body)).blocks).text.split() == expected
