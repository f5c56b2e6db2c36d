"""Lists of Markdown as CommonMark nests them, written so that Python-Markdown nests them alike.

CommonMark puts into an item what is indented at least as far as the item's words; Python-Markdown wants
four spaces for each level. So every line of a list is indented anew, by four spaces for each item around
it, and where CommonMark begins a list without a blank line, one is put in. No word is changed.

Source: CommonMark 0.31, sections 5.2 and 5.3.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

ITEM = re.compile(r"(?P<mark>[*+-]|(?P<number>\d{1,9})\.)(?P<space>[ ]+)(?=\S)")
"""What begins an item, from the first sign that is no space."""
RULE_LINE = re.compile(r"(?:(?>(?:\*[ \t]*){3,})|(?>(?:-[ \t]*){3,})|(?>(?:_[ \t]*){3,}))$")
"""A line across the page, which isn't an item."""
QUOTE_MARKS = re.compile(r"(?>(?:[ ]{0,3}>[ ]?)*)")
"""The marks of quotations before a line."""
_INTERRUPTS = re.compile(r"#{1,6}(?:[ \t]|$)|>")
"""What ends a paragraph, and the items in which it doesn't stand, without a blank line."""

_ALONE = re.compile(r"#{1,6}(?:[ \t]|$)")
"""A line after which no paragraph goes on."""


@dataclass(slots=True)
class OpenItems:
    """The items in which a line stands, the outermost first."""

    contents: list[int] = field(default_factory=list)
    """The column at which the words of each begin."""
    kinds: list[bool] = field(default_factory=list)
    """Whether each is numbered."""

    def close_beyond(self, indent: int) -> bool | None:
        """Close the items whose words begin beyond a column; return the kind of the outermost of them."""
        outermost = None
        while self.contents and self.contents[-1] > indent:
            self.contents.pop()
            outermost = self.kinds.pop()
        return outermost

    def open_item(self, indent: int, item: re.Match[str]) -> None:
        """Open an item that begins at a column."""
        space = len(item["space"])
        self.contents.append(indent + len(item["mark"]) + (space if space <= 4 else 1))
        self.kinds.append(item["number"] is not None)

    def may_begin(self, indent: int, item: re.Match[str], *, blank: bool) -> bool:
        """Whether an item begins at a column; `blank`: no paragraph stands right before it.

        It stands no more than three spaces beyond the words around it. In the middle of a paragraph only
        a list without numbers begins, or one that begins at 1: “2005.” may end a sentence there.
        """
        open_count = sum(content <= indent for content in self.contents)
        if indent - (self.contents[open_count - 1] if open_count else 0) > 3:
            return False
        return blank or open_count < len(self.contents) or item["number"] in (None, "1")


def nest_lists(source: str) -> str:
    """The source with its lists indented by four spaces a level."""
    if not _ANY.search(source):
        return source
    lines = _LineIndenter()
    return "\n".join(lines.indent(line) for line in source.split("\n"))


_ANY = re.compile(r"^[ \t>]*(?:[*+-]|\d{1,9}\.)[ \t]+\S", re.M)


class _LineIndenter:
    """Indents one line after another."""

    def __init__(self) -> None:
        self.levels = OpenItems()
        self.quotes = 0
        self.blank = True
        self.later = False
        """Whether the words of an item go on after a blank line."""

    def indent(self, line: str) -> str:
        marks = QUOTE_MARKS.match(line)
        quoted = marks[0] if marks else ""
        if (quotes := quoted.count(">")) != self.quotes:
            self.levels, self.quotes, self.blank = OpenItems(), quotes, True
        rest = line[len(quoted) :]
        body = rest.lstrip(" \t")
        indent = len(rest[: len(rest) - len(body)].expandtabs(4))
        if not body:
            self.blank = True
            return line
        item = None if RULE_LINE.match(body) else ITEM.match(_expand_tab(body))
        indented = self._item(quoted, indent, item, _expand_tab(body)) if item else None
        if indented is None:
            if item:  # words, which Python-Markdown would take for an item
                body = f"{item['number'] or ''}\\{item['mark'][-1]}{_expand_tab(body)[item.end('mark') :]}"
                rest = rest[: len(rest) - len(rest.lstrip())] + body
            indented = quoted + self._words(rest, indent, body)
        self.blank = bool(_ALONE.match(body) or RULE_LINE.match(body))
        return indented

    def _item(self, quoted: str, indent: int, item: re.Match[str], body: str) -> str | None:
        if not self.levels.may_begin(indent, item, blank=self.blank):
            return None
        before = bool(self.levels.contents)
        closed = self.levels.close_beyond(indent)
        depth = len(self.levels.contents)
        other = not before or closed not in (None, item["number"] is not None)
        apart = not self.blank and (other or self.later)
        self.later = False
        self.levels.open_item(indent, item)
        line = f"{quoted}{'    ' * depth}{item['mark']} {body[item.end() :]}"
        return f"{quoted.rstrip()}\n{line}" if apart else line

    def _words(self, rest: str, indent: int, body: str) -> str:
        if self.blank or _INTERRUPTS.match(body) or RULE_LINE.match(body):
            self.levels.close_beyond(indent)
        if not self.levels.contents:
            return rest
        self.later = self.later or self.blank
        beyond = min(max(indent - self.levels.contents[-1], 0), 3) if self.blank else 0
        return f"{'    ' * len(self.levels.contents)}{' ' * beyond}{body}"


def _expand_tab(body: str) -> str:
    """A line in which a tab after the mark of an item is spaces."""
    return body.expandtabs(4) if "\t" in body[:12] else body
