"""A document of any format read into blocks, in this process; see `reading_process` for how it's called."""

from __future__ import annotations

from dataclasses import replace

from dossier_timeline.source_reading.blocks import StructuredText
from dossier_timeline.source_reading.file_formats import FileFormat
from dossier_timeline.source_reading.label_headings import mark_label_headings


def read_blocks(content: bytes, file_format: FileFormat, encoding: str = "") -> StructuredText:
    """The blocks of a document. The libraries of a format are loaded only for it.

    Raises `UnreadableDocumentError`, or `ModuleNotFoundError` for a library that isn't installed.
    """
    if file_format == "pdf":
        from dossier_timeline.source_reading.pdf import read_pdf

        return read_pdf(content)
    text = _read_flowing_text(content, file_format, encoding)
    return replace(text, blocks=tuple(mark_label_headings(text.blocks)))


def _read_flowing_text(content: bytes, file_format: FileFormat, encoding: str) -> StructuredText:
    """The blocks of a document without a layout of its own."""
    if file_format == "html":
        from dossier_timeline.source_reading.html_document import read_html

        return read_html(content, encoding)
    if file_format == "markdown":
        from dossier_timeline.source_reading.markdown_document import read_markdown

        return read_markdown(content, encoding)
    if file_format == "docx":
        from dossier_timeline.source_reading.docx import read_docx

        return read_docx(content)
    if file_format == "odt":
        from dossier_timeline.source_reading.odt import read_odt

        return read_odt(content)
    from dossier_timeline.source_reading.plain_text import read_plain_text

    return read_plain_text(content, encoding)
