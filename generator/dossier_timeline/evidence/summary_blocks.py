"""A Markdown text of our own as running text of the same length, block by block, for values to be read in it.

Every sign stays at its place, so that what is found here is found in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from dossier_timeline.model.references import scan_references
from dossier_timeline.notation.list_marks import find_list_marks

FILLER = "…"
"""Stands in the place of what isn't running text: a reference without words, code."""

_NO_TEXT = re.compile(
    r"(?<=\])\([^()\s]*(?:\s+\"[^\"\n]*\")?\s*\)|\{[:#.\w][^{}\n]*\}|<https?:[^<>\s]*>|https?://\S+"
)
_MARKS = re.compile(r"^[ \t]*(?:>[ \t]?)+|^[ \t]*[-*+](?=[ \t])|\\(?=\S)|\*{1,3}|(?<!\w)_+|_+(?!\w)", re.M)
_LINKED_WORDS = re.compile(r"(?<!\[)\[([^\[\]\n]*(?:\n[^\[\]\n]+)*)\]\(")
_HEADING = re.compile(r"[ \t]*#{1,6}[ \t]")
_HEADING_ID = re.compile(r"\{[^{}\n]*#(?P<id>[\w-]+)[^{}\n]*\}\s*$")
_BULLET_ITEM = re.compile(r"[ \t>]*[-*+][ \t]")
_TABLE_ROW = re.compile(r"[ \t]*\|")


@dataclass(frozen=True, slots=True)
class SummaryBlock:
    """A paragraph, list item, heading or row of a table of a Markdown text, from its offset `start` on.

    `text` is as long as the block; `section` is the id of the heading above it.
    """

    text: str
    start: int
    section: str = ""
    is_heading: bool = False


def find_linked_spans(body: str) -> tuple[tuple[int, int], ...]:
    """Where the words of links stand, in which no reference can."""
    return tuple(match.span(1) for match in _LINKED_WORDS.finditer(body))


def split_blocks(body: str) -> Iterator[SummaryBlock]:
    """The blocks of a Markdown text, in order."""
    list_marks = dict(find_list_marks(body))
    plain = _blank_markup(body, list_marks)
    section, start, position = "", 0, 0
    is_heading = is_table = False
    for line in body.splitlines(keepends=True):
        is_item = position in list_marks or _BULLET_ITEM.match(line)
        begins = is_item or _HEADING.match(line) or _TABLE_ROW.match(line)
        if position > start and (begins or not line.strip() or is_heading or is_table):
            yield SummaryBlock(_join_lines(plain[start:position], is_table), start, section, is_heading)
            start = position
        if not line.strip():
            start = position + len(line)
        is_heading, is_table = _HEADING.match(line) is not None, _TABLE_ROW.match(line) is not None
        if is_heading:
            named = _HEADING_ID.search(line)
            section = named["id"] if named else ""
        position += len(line)
    if position > start:
        yield SummaryBlock(_join_lines(plain[start:position], is_table), start, section, is_heading)


def _join_lines(text: str, is_table: bool) -> str:
    text = text.replace("\n", " ")
    return text.replace("|", "\t") if is_table else text


def _blank_reference(written: str) -> str:
    """A reference or code as running text: the words of a reference, where it has some, or a filler."""
    id_and_mark, colon, words = written.partition(":")
    if not colon or not written.startswith("[[") or any(sign.isdigit() for sign in words):
        return FILLER * len(written)
    return " " * (len(id_and_mark) + 1) + words.removesuffix("]]") + "  "


def _blank_markup(body: str, list_marks: Mapping[int, int]) -> str:
    scanned = scan_references(body)
    marks = [*scanned.code, *((one.start, one.end) for one in scanned.no_claims)]
    marks += [(one.start, one.end) for one in scanned.references]
    parts, position = [], 0
    for start, end in sorted(marks):
        if start >= position:
            parts += [body[position:start], _blank_reference(body[start:end])]
            position = end
    text = "".join([*parts, body[position:]])
    parts, position = [], 0
    for start, end in list_marks.items():
        parts += [text[position:start], " " * (end - start)]
        position = end
    text = "".join([*parts, text[position:]])
    for pattern in (_NO_TEXT, _MARKS):
        text = pattern.sub(lambda match: " " * len(match[0]), text)
    return text
