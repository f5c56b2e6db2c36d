"""What readers see of a text that was made into HTML: its words without spaces, and where items begin."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.pages.markdown_rules import CODE, END, REFERENCE

ITEM = "\ue005"
"""Stands in what is shown where an item of a list begins."""
_PIECE = re.compile(
    rf"<(?P<end>/?)(?P<tag>[a-zA-Z][a-zA-Z0-9]*)(?P<attributes>(?:[^<>\"]|\"[^\"]*\")*)>"
    rf"|(?P<token>[{REFERENCE}{CODE}][0-9]{{1,7}}{END})|(?P<space>\s+)|(?P<text>[^<\s{REFERENCE}{CODE}]+|.)",
    re.S,
)
_INLINE = frozenset({"a", "abbr", "code", "em", "i", "img", "span", "strong", "sub", "sup"})
_START = re.compile(r'\bstart="(-?[0-9]{1,9})"')
_ALT = re.compile(r'\balt="([^"]*)"')


@dataclass(slots=True)
class Item:
    """An item of a list as it is shown: how deep, its number (0 without), how many are in its list."""

    depth: int
    number: int
    together: list[int]


@dataclass(slots=True)
class Shown:
    """What is seen of a text, without spaces; `items` and `tokens` by where they stand in it."""

    text: str
    items: Mapping[int, Item]
    tokens: Mapping[int, str]
    gaps: frozenset[int]
    """Before which places there is a space, or something begins."""


def shown_of(page: str, *, typographic: bool = False) -> Shown:
    """What is seen of a piece of sanitised HTML with tokens.

    `typographic`: an extension makes quotation marks and dashes of plain ones, which are read as plain.
    """
    return _Page(typographic).of(page)


_PLAIN = str.maketrans(
    {sign: plain for plain, signs in {"'": "‘’‚‹›", '"': "“”„«»"}.items() for sign in signs}
    | {"–": "--", "—": "---", "…": "..."}
)


def plain_of(text: str) -> str:
    """A text with plain quotation marks and hyphens in the place of typographic ones."""
    return text.translate(_PLAIN)


@dataclass(slots=True)
class _Page:
    typographic: bool
    parts: list[str] = field(default_factory=list)
    length: int = 0
    items: dict[int, Item] = field(default_factory=dict)
    tokens: dict[int, str] = field(default_factory=dict)
    gaps: set[int] = field(default_factory=set)
    lists: list[list[int] | None] = field(default_factory=list)
    """The lists that are open: how many items each has had and its first number; None for a quotation."""

    def of(self, page: str) -> Shown:
        for piece in _PIECE.finditer(page):
            if piece["tag"]:
                self._tag(piece)
            elif piece["token"]:
                self.tokens[self.length] = piece["token"]
                self._put(REFERENCE)
            elif piece["space"]:
                self.gaps.add(self.length)
            else:
                self._words(piece["text"])
        return Shown("".join(self.parts), self.items, self.tokens, frozenset(self.gaps))

    def _put(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)

    def _words(self, escaped: str) -> None:
        for place, word in enumerate(html.unescape(escaped).split()):
            if place:
                self.gaps.add(self.length)
            self._put(plain_of(word) if self.typographic else word)

    def _tag(self, piece: re.Match[str]) -> None:
        tag = piece["tag"].lower()
        if tag not in _INLINE:
            self.gaps.add(self.length)
        if tag in ("ul", "ol", "blockquote"):
            self._list(tag, piece)
        elif tag == "li" and not piece["end"]:
            self._item()
        elif tag == "img" and (words := _ALT.search(piece["attributes"])):
            self._words(words[1])

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
        self.items[self.length] = Item(depth, number, together)
        self._put(ITEM)
        self.gaps.add(self.length)
