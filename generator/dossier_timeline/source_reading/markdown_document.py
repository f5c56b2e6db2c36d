"""Markdown read into blocks, with the numbers of items as they're typed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import markdown_it
from markdown_it import MarkdownIt
from markdown_it.token import Token

from dossier_timeline.notation.typesetting import LOWERED_DIGITS, RAISED_DIGITS, SUPERSCRIPTS
from dossier_timeline.source_reading.blocks import StructuredText, TextBlock, describe_left_out
from dossier_timeline.source_reading.decoding import decode_any_text, describe_encoding
from dossier_timeline.source_reading.html_document import read_markup
from dossier_timeline.source_reading.html_inline import tidy_text
from dossier_timeline.source_reading.media_types import MARKDOWN
from dossier_timeline.source_reading.unreadable import UnreadableDocumentError

_FRONT_MATTER = re.compile(r"\A---[ \t]*\r?\n(.*?)^(?:---|\.\.\.)[ \t]*\r?\n", re.DOTALL | re.MULTILINE)
_NOTE = re.compile(r"^ {0,3}\[\^([^\]\s]{1,40})\]:[ \t]*(.*(?:\n(?: {2,}|\t).*)*)", re.MULTILINE)
_REFERENCE = re.compile(r"\[\^([^\]\s]{1,40})\]")
_NOTE_START = re.compile(rf"([{SUPERSCRIPTS}]+) ")
_BULLET = "•"


def read_markdown(content: bytes, declared: str = "") -> StructuredText:
    """The blocks of a text in Markdown. Raises `UnreadableDocumentError`."""
    decoded = decode_any_text(content, declared)
    text = re.sub(r"\r\n?", "\n", decoded.text)
    front = _FRONT_MATTER.match(text)
    left_out = (describe_left_out("front matter", len(front[1].split())),) if front else ()
    numbered = _number_notes(text[front.end() :] if front else text)
    parser = MarkdownIt("commonmark", {"maxNesting": 100}).enable(["table", "strikethrough"])
    tokens = parser.parse(numbered)
    blocks = tuple(_MarkdownReader(tokens).read())
    if not blocks:
        raise UnreadableDocumentError("this file has no text", "is it the right one?")
    version = f"markdown-it-py {markdown_it.__version__}"
    return StructuredText(MARKDOWN, (version,), blocks, 0, left_out, describe_encoding(decoded))


def _number_notes(text: str) -> str:
    """The text with raised numbers in the place of the names of notes, in the order in which they stand."""
    names = dict.fromkeys(match[1] for match in _REFERENCE.finditer(text))
    taken = {name for name in names if name.isascii() and name.isdecimal()}
    free = (str(number) for number in range(1, len(names) + len(taken) + 1) if str(number) not in taken)
    marks = {name: (name if name in taken else next(free)).translate(RAISED_DIGITS) for name in names}
    noted = _NOTE.sub(lambda match: f"\n{marks[match[1]]} {' '.join(match[2].split())}\n", text)
    return _REFERENCE.sub(lambda match: marks[match[1]], noted)


@dataclass(slots=True)
class _MarkdownReader:
    """Goes through the tokens of a text, and knows in what it is."""

    tokens: Sequence[Token]
    marks: list[str] = field(default_factory=list)
    """The mark of each item that's open; empty once it has been printed."""
    heading: int = 0
    """The level of the heading that's open."""
    rows: list[list[str]] | None = None
    """The rows of the table that's open."""

    def read(self) -> Iterator[TextBlock]:
        for token in self.tokens:
            yield from self._enter(token) if token.nesting else self._read_leaf(token)

    def _enter(self, token: Token) -> Iterator[TextBlock]:
        """Note what begins or ends; an item or table that ends may leave a block."""
        match token.type:
            case "heading_open":
                self.heading = int(token.tag[1])
            case "heading_close":
                self.heading = 0
            case "list_item_open":
                self.marks.append(f"{token.info}{token.markup}" if token.info else _BULLET)
            case "list_item_close":
                mark = self.marks.pop()
                if mark and mark != _BULLET:
                    yield TextBlock("paragraph", mark)
            case "table_open":
                self.rows = []
            case "tr_open" if self.rows is not None:
                self.rows.append([])
            case "table_close":
                yield TextBlock("table", rows=tuple(map(tuple, self.rows or ())))
                self.rows = None

    def _read_leaf(self, token: Token) -> Iterator[TextBlock]:
        match token.type:
            case "html_block":
                yield from _read_loose_markup(token.content)
            case "fence" | "code_block":
                yield from self._make_block(token.content.rstrip("\n"))
            case "inline" if self.rows is not None:
                self.rows[-1].append(_inline_text(token).replace("\n", " "))
            case "inline" if self.heading:
                text = _inline_text(token).replace("\n", " ")
                if text:
                    yield TextBlock("heading", text, level=self.heading)
            case "inline":
                yield from self._make_block(_inline_text(token))

    def _make_block(self, text: str) -> Iterator[TextBlock]:
        if not text.strip():
            return
        if note := _NOTE_START.match(text):
            yield TextBlock("footnote", text[note.end() :], note[1].translate(LOWERED_DIGITS))
            return
        mark = self.marks[-1] if self.marks else ""
        if self.marks:
            self.marks[-1] = ""
        yield TextBlock("item" if mark else "paragraph", text, mark)


def _read_loose_markup(text: str) -> Iterator[TextBlock]:
    """The blocks of HTML within Markdown."""
    try:
        yield from read_markup(text).blocks
    except UnreadableDocumentError:
        return


def _inline_text(token: Token) -> str:
    parts: list[str] = []
    for child in token.children or ():
        if child.type in ("text", "code_inline", "text_special"):
            parts.append(child.content)
        elif child.type == "softbreak":
            parts.append(" ")
        elif child.type == "hardbreak":
            parts.append("\n")
    return tidy_text("".join(parts))
