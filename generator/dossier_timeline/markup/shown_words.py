"""What readers see of a text that was made into HTML: its words without spaces, and where items begin."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from dossier_timeline.markup.markdown_rules import CODE, END, REFERENCE

ITEM_SIGN = "\ue005"
"""Stands in what is shown where an item of a list begins."""
_PIECE = re.compile(
    rf"<(?P<end>/?)(?P<tag>[a-zA-Z][a-zA-Z0-9]*)(?P<attributes>(?:[^<>\"]|\"[^\"]*\")*)>"
    rf"|(?P<token>[{REFERENCE}{CODE}][0-9]{{1,7}}{END})|(?P<text>[^<{REFERENCE}{CODE}]+|.)",
    re.S,
)
_INLINE = frozenset({"a", "abbr", "code", "em", "i", "img", "span", "strong", "sub", "sup"})
_START = re.compile(r'\bstart="(-?[0-9]{1,9})"')
_ALT = re.compile(r'\balt="([^"]*)"')


@dataclass(slots=True)
class ShownItem:
    """An item of a list as it is shown: how deep, its number (0 without), how many are in its list."""

    depth: int
    number: int
    list_length: list[int]


@dataclass(slots=True)
class ShownText:
    """What is seen of a text, one space between words; `items` and `tokens` by where they stand in it."""

    text: str
    items: Mapping[int, ShownItem]
    tokens: Mapping[int, str]


def read_shown_text(html: str, *, typographic: bool = False) -> ShownText:
    """What is seen of a piece of sanitised HTML with tokens.

    `typographic`: an extension makes quotation marks and dashes of plain ones, which are read as plain.
    """
    return _ShownTextReader(typographic).of(html)


_PLAIN = str.maketrans(
    {sign: plain for plain, signs in {"'": "‘’‚‹›", '"': "“”„«»"}.items() for sign in signs}
    | {"–": "--", "—": "---", "…": "..."}
)


def replace_typographic_signs(text: str) -> str:
    """A text with plain quotation marks and hyphens in the place of typographic ones."""
    return text.translate(_PLAIN)


@dataclass(slots=True)
class _ShownTextReader:
    typographic: bool
    parts: list[str] = field(default_factory=list)
    length: int = 0
    items: dict[int, ShownItem] = field(default_factory=dict)
    tokens: dict[int, str] = field(default_factory=dict)
    gap: bool = False
    """Whether there is a space, or something begins, before what comes next."""
    lists: list[list[int] | None] = field(default_factory=list)
    """The lists that are open: how many items each has had and its first number; None for a quotation."""

    def of(self, html: str) -> ShownText:
        for piece in _PIECE.finditer(html):
            if piece["tag"]:
                self._tag(piece)
            elif piece["token"]:
                self._append_text(REFERENCE)
                self.tokens[self.length - 1] = piece["token"]
            else:
                self._append_escaped(piece["text"])
        return ShownText("".join(self.parts), self.items, self.tokens)

    def _append_text(self, text: str) -> None:
        if self.gap and self.length:
            text = f" {text}"
        self.parts.append(text)
        self.length += len(text)
        self.gap = False

    def _append_escaped(self, escaped: str) -> None:
        text = html.unescape(escaped)
        words = " ".join(text.split())
        self.gap = self.gap or text[:1].isspace()
        if words:
            self._append_text(replace_typographic_signs(words) if self.typographic else words)
            self.gap = text[-1:].isspace()

    def _tag(self, piece: re.Match[str]) -> None:
        tag = piece["tag"].lower()
        if tag not in _INLINE:
            self.gap = True
        if tag in ("ul", "ol", "blockquote"):
            self._list(tag, piece)
        elif tag == "li" and not piece["end"]:
            self._item()
        elif tag == "img" and (words := _ALT.search(piece["attributes"])):
            self._append_escaped(words[1])

    def _list(self, tag: str, piece: re.Match[str]) -> None:
        if piece["end"]:
            del self.lists[-1:]
        elif tag == "blockquote":
            self.lists.append(None)
        else:
            start = _START.search(piece["attributes"])
            self.lists.append([0, int(start[1]) if start else 1, int(tag == "ol")])

    def _item(self) -> None:
        depth = 0
        for one in reversed(self.lists):
            if one is None:
                break
            depth += 1
        within = self.lists[-1] if self.lists else None
        together = within if within is not None else [0, 1, 0]
        number = (together[1] + together[0]) * together[2]
        together[0] += 1
        self._append_text(ITEM_SIGN)
        self.items[self.length - 1] = ShownItem(depth, number, together)
        self.gap = True
