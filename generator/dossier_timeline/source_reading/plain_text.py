"""Plain text read into blocks: a blank line ends one, and lines with tabs are a table."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from dossier_timeline.source_reading.blocks import StructuredText, TextBlock
from dossier_timeline.source_reading.decoding import decode_any_text, describe_encoding
from dossier_timeline.source_reading.media_types import PLAIN_TEXT

_LINE_ENDS = re.compile(r"\r\n|[\n\r\v\x85\u2028\u2029]")
_LABEL = re.compile(r"([^\W\d_]+)[ \xa0](?:\d+[a-z]{0,2}|[IVXLCDM]+)\b(?![,;])")
_LONGEST_HEADING = 120
_OFTEN = 3


def read_plain_text(content: bytes, declared: str = "") -> StructuredText:
    """The blocks of a text in any encoding. Raises `UnreadableDocumentError`."""
    decoded = decode_any_text(content, declared)
    blocks = list(_list_blocks(decoded.text))
    labels = Counter(match[1] for block in blocks if _is_line(block) and (match := _LABEL.match(block.text)))
    marked = tuple(_mark_heading(block, labels) for block in blocks)
    pages = decoded.text.count("\f") + 1 if "\f" in decoded.text else 0
    return StructuredText(PLAIN_TEXT, (), marked, pages, remarks=describe_encoding(decoded))


def _list_blocks(text: str) -> Iterator[TextBlock]:
    has_pages = "\f" in text
    for number, page in enumerate(text.split("\f"), 1):
        lines: list[str] = []
        for line in [*_LINE_ENDS.split(page), ""]:
            if line.strip():
                lines.append(line)
                continue
            yield from _split_tables(lines, number if has_pages else 0)
            lines = []


def _split_tables(lines: list[str], page_number: int) -> Iterator[TextBlock]:
    """The blocks of lines that no blank line divides: those with tabs between words are a table."""
    run: list[str] = []
    for line in [*lines, None]:
        is_row = line is not None and "\t" in line.strip()
        if run and (line is None or is_row != ("\t" in run[-1].strip())):
            if "\t" in run[-1].strip():
                rows = tuple(tuple(cell.strip() for cell in row.strip("\n").split("\t")) for row in run)
                yield TextBlock("table", rows=rows, page_number=page_number)
            else:
                yield TextBlock("paragraph", "\n".join(run), page_number=page_number)
            run = []
        if line is not None:
            run.append(line)


def _is_line(block: TextBlock) -> bool:
    return block.kind == "paragraph" and "\n" not in block.text and len(block.text) <= _LONGEST_HEADING


def _mark_heading(block: TextBlock, labels: Counter[str]) -> TextBlock:
    """The block as a heading where it's one line that looks like one, which is doubtful in a plain text."""
    if not _is_line(block) or block.text.rstrip().endswith((".", ",", ";", ":")):
        return block
    text = block.text.strip()
    match = _LABEL.match(text)
    is_capitals = text.isupper() and sum(sign.isalpha() for sign in text) >= 4
    if is_capitals or (match and labels[match[1]] >= _OFTEN):
        return TextBlock("heading", text, level=1, page_number=block.page_number, doubts=("heading",))
    return block
