"""Packed documents that are broken, huge or hostile end in a message."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier_timeline.source_reading.docx import read_docx
from dossier_timeline.source_reading.file_formats import find_file_format
from dossier_timeline.source_reading.odt import read_odt
from dossier_timeline.source_reading.unreadable import UnreadableDocumentError
from tests.helpers.packed_making import W, docx_paragraph, make_docx, make_odt, pack

LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "ha"}">' for n in range(12))
OUTSIDE = '<!ENTITY x SYSTEM "file:///etc/passwd">'


@pytest.mark.parametrize("entities", [LAUGHS, OUTSIDE, ""])
def test_a_document_type_is_refused(entities: str) -> None:
    text = f"<!DOCTYPE d [{entities}]><w:document {W}><w:body><w:p/></w:body></w:document>"
    for content in (text.encode(), text.encode("utf-16")):
        with pytest.raises(UnreadableDocumentError, match="declares a document type"):
            read_docx(pack({"word/document.xml": content}))


def test_a_part_that_unpacks_without_end_is_refused() -> None:
    bomb = pack({"word/document.xml": b" " * (65 << 20)})
    assert len(bomb) < 100_000
    with pytest.raises(UnreadableDocumentError, match="unpacks to more than 64 MB"):
        read_docx(bomb)


def test_elements_that_stand_too_deep_are_refused() -> None:
    deep = "<w:sdt><w:sdtContent>" * 3000 + "</w:sdtContent></w:sdt>" * 3000
    with pytest.raises(UnreadableDocumentError, match="too deep"):
        read_docx(make_docx(deep))
    with pytest.raises(UnreadableDocumentError, match="too deep"):
        read_odt(make_odt("<text:section>" * 3000 + "</text:section>" * 3000))


def test_a_style_that_is_based_on_itself() -> None:
    style = '<w:style w:styleId="A"><w:name w:val="A"/><w:basedOn w:val="A"/></w:style>'
    assert (
        read_docx(make_docx(docx_paragraph("x", '<w:pStyle w:val="A"/>'), styles=style)).blocks[0].text == "x"
    )


def test_a_note_that_names_itself() -> None:
    own = '<w:p><w:r><w:t>x</w:t></w:r><w:r><w:footnoteReference w:id="1"/></w:r></w:p>'
    note = f'<w:footnote w:id="1">{own}</w:footnote>'
    assert [block.kind for block in read_docx(make_docx(own, footnotes=note)).blocks] == [
        "paragraph",
        "footnote",
    ]


@pytest.mark.parametrize(
    ("parts", "message"),
    [
        ({"word/document.xml": "<w:document"}, "XML is broken"),
        ({"word/document.xml": f"<w:document {W}/>"}, "has no text"),
        ({"word/document.xml": f"<w:document {W}><w:body/></w:document>"}, "has no text"),
        ({"other": "x"}, "has no text"),
    ],
)
def test_a_docx_that_cannot_be_read(parts: dict[str, str], message: str) -> None:
    with pytest.raises(UnreadableDocumentError, match=message):
        read_docx(pack(parts))


def test_a_part_whose_bytes_were_changed() -> None:
    content = bytearray(make_docx(docx_paragraph("x" * 5000)))
    content[60:80] = b"\0" * 20
    with pytest.raises(UnreadableDocumentError, match="broken"):
        read_docx(bytes(content))


def test_the_formats_are_known() -> None:
    assert find_file_format(make_docx(""), "x") == "docx"
    assert find_file_format(make_odt(""), "x") == "odt"
    with pytest.raises(UnreadableDocumentError, match="no DOCX or ODT"):
        find_file_format(pack({"a": "b"}), "x")


@given(st.data())
def test_any_change_of_bytes_ends_in_a_message_or_a_text(data: st.DataObject) -> None:
    content = bytearray(make_docx(docx_paragraph("some words here")))
    for _ in range(data.draw(st.integers(1, 4))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    try:
        if find_file_format(bytes(content), "x") == "docx":
            read_docx(bytes(content))
    except UnreadableDocumentError:
        pass
