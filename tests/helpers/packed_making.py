"""DOCX and ODT files that tests make, part by part."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
ODT = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
    'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"'
)


def pack(parts: Mapping[str, str | bytes]) -> bytes:
    """A packed file with these parts."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def make_docx(body: str, **parts: str) -> bytes:
    """A DOCX with this body; `styles`, `numbering`, `footnotes`, … are the insides of those parts."""
    roots = {"styles": "styles", "numbering": "numbering", "footnotes": "footnotes", "endnotes": "endnotes"}
    more = {
        f"word/{name}.xml": f"<w:{roots.get(name, 'hdr')} {W}>{inside}</w:{roots.get(name, 'hdr')}>"
        for name, inside in parts.items()
    }
    return pack({"word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>", **more})


def docx_paragraph(text: str, properties: str = "", run: str = "") -> str:
    """A paragraph of a DOCX."""
    letters = f"<w:rPr>{run}</w:rPr>" if run else ""
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r>{letters}<w:t xml:space='preserve'>{text}</w:t></w:r></w:p>"


def make_odt(body: str, automatic: str = "", styles: str = "") -> bytes:
    """An ODT with this body and these styles."""
    content = (
        f"<office:document-content {ODT}><office:automatic-styles>{automatic}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    return pack(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": content,
            "styles.xml": f"<office:document-styles {ODT}>{styles}</office:document-styles>",
        }
    )
