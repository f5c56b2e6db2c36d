"""A simple reading of a Markdown text: its words in order, and the marks between them.

It knows no blocks and builds no tree, and is no part of how a text is shown; so what it says can be held
against what is shown (`samewords`). Every sign of the text is one of these:

| part      | what becomes of it on the page                                              |
|-----------|-----------------------------------------------------------------------------|
| `WORDS`   | it is seen                                                                  |
| `MARK`    | it is understood and vanishes, or it is seen, as `*` in “2 * 3”             |
| `STRUCTURE` | it is understood and vanishes; a writer who sees it on the page meant another |
| `ITEM`    | it begins an item of a list                                                 |
| `STRANGE` | a mark of other kinds of Markdown, which is seen                            |
| `SPAN`    | a reference or code                                                         |
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from dossier_timeline.markup.list_nesting import ITEM, RULE_LINE, OpenItems
from dossier_timeline.markup.markdown_rules import LIST
from dossier_timeline.markup.markdown_signs import (
    AFTER_QUOTATION,
    AT_START,
    DELIMITERS,
    FOREIGN_MARKS,
    INLINE,
    ITEM_FAR,
    START,
    UNDERLINE,
    UNEVEN,
    find_table_lines,
)


class PartKind(Enum):
    """What becomes of a part of a text."""

    WORDS = "words"
    MARK = "mark"
    STRUCTURE = "structure"
    ITEM = "item"
    STRANGE = "strange"
    SPAN = "span"


@dataclass(frozen=True, slots=True)
class ReadPart:
    """A part of a text at an offset; `shown` is what is seen of it, one space between words.

    `apart`: there is a space before it. `depth` and `number` are of an item, `number` 0 without one.
    """

    kind: PartKind
    offset: int
    shown: str
    apart: bool = False
    depth: int = 0
    number: int = 0
    hint: str = ""


@dataclass(frozen=True, slots=True)
class OpaqueSpan:
    """A stretch of a text that is shown as one thing: a reference or code."""

    end: int
    token: str


def read_parts(text: str, spans: Mapping[int, OpaqueSpan]) -> list[ReadPart]:
    """The parts of a text in order; `spans` by where they begin."""
    return _PlainReader(text, spans).read()


class _PlainReader:
    """Reads one text line by line."""

    def __init__(self, text: str, spans: Mapping[int, OpaqueSpan]) -> None:
        self.text, self.spans = text, spans
        self.parts: list[ReadPart] = []
        self.apart = True
        self.levels: dict[int, OpenItems] = {0: OpenItems()}
        self.blank = True
        """Whether the line before is blank."""
        self.tables = find_table_lines(text)
        self.table = self.bordered = False
        self.heading = 0
        self.quoted = False
        """Whether a line since the last blank one is of a quotation."""

    def read(self) -> list[ReadPart]:
        position, begins = 0, True
        while position < len(self.text):
            if begins:
                position = self._read_line_start(position)
                begins = False
            elif position in self.spans:
                span = self.spans[position]
                self._append_part(PartKind.SPAN, position, span.token)
                position = span.end
            elif (sign := self.text[position]).isspace():
                self.apart = True
                begins = sign == "\n"
                position += 1
            else:
                position = self._read_inline(position)
        return self.parts

    def _append_part(self, kind: PartKind, offset: int, shown: str, hint: str = "") -> None:
        self.parts.append(ReadPart(kind, offset, " ".join(shown.split()), self.apart, hint=hint))
        self.apart = False

    def _read_line_start(self, position: int) -> int:
        """Read what stands at the beginning of a line."""
        stop = self.text.find("\n", position)
        stop = len(self.text) if stop < 0 else stop
        self.heading, self.table = 0, position in self.tables
        self.apart = True
        start, quotes, inside = position, 0, False
        blank, self.blank = self.blank, False
        self.quoted = self.quoted and not blank
        while True:
            after = _skip_spaces(self.text, position, stop)
            indent = len(self.text[start:after].expandtabs(4))
            position = after
            if position == stop:
                self.blank = True
                return stop
            if position in self.spans:
                self.blank = "\n" in self.text[position : self.spans[position].end]
                break
            if not inside and self._is_rule_line(position, stop, blank=blank):
                return stop
            item = None if self.table else ITEM.match(self.text, position, stop)
            if item and not RULE_LINE.match(self.text[position:stop]):
                if self._read_item(item, indent, quotes, blank=blank or inside):
                    position, start, inside = item.end(), item.end(), True
                    continue
                words = item["number"] and (quotes or not self.quoted)
                hint = AFTER_QUOTATION if item["number"] else ITEM_FAR
                self._append_part(PartKind.WORDS if words else PartKind.STRANGE, position, item["mark"], hint)
                position = item.end("mark")
                break
            found = START.match(self.text, position, stop)
            if found is None:
                break
            if found["quote"]:
                self._append_part(PartKind.STRUCTURE, position, ">")
                quotes += 1
                self.quoted = True
                self.levels.setdefault(quotes, OpenItems())
                position = start = found.end()
                continue
            position = self._read_start_mark(found, blank=blank or inside)
            break
        self._end_levels(indent, quotes, blank=blank, inside=inside)
        return position

    def _is_rule_line(self, position: int, stop: int, *, blank: bool) -> bool:
        """Whether a line is a rule, or divides the head of a table from its body."""
        line = self.text[position:stop]
        if self.table and DELIMITERS.match(self.text, position, stop):
            self._append_part(PartKind.STRUCTURE, position, line, UNEVEN)
            return True
        if not RULE_LINE.match(line):
            return False
        under = not blank and line[0] == "-" and bool(self.parts)
        self._append_part(
            PartKind.STRANGE if under else PartKind.STRUCTURE, position, "" if under else line, UNDERLINE
        )
        if under:
            self._append_part(PartKind.STRUCTURE, position, line)
        self.levels = {0: OpenItems()}
        self.blank = True
        return True

    def _read_item(self, item: re.Match[str], indent: int, quotes: int, *, blank: bool) -> bool:
        levels = self.levels.setdefault(quotes, OpenItems())
        if not levels.may_begin(indent, item, blank=blank):
            return False
        self._drop_deeper_quotations(quotes)
        levels.close_beyond(indent)
        levels.open_item(indent, item)
        number = int(item["number"] or 0)
        self.parts.append(
            ReadPart(
                PartKind.ITEM,
                item.start(),
                item["mark"],
                apart=True,
                depth=len(levels.contents),
                number=number,
            )
        )
        return True

    def _read_start_mark(self, found: re.Match[str], *, blank: bool) -> int:
        if found["heading"]:
            self.heading, self.blank = len(found[0]), True
            self._append_part(PartKind.STRUCTURE, found.start(), found[0])
        elif found["definition"] or found["attributes"]:
            self._append_part(PartKind.STRUCTURE, found.start(), found[0])
        else:
            _, hint = AT_START[int((found.lastgroup or "")[len("strange") :])]
            known = (not self.table or not found[0].startswith("|")) and (blank or not found[0][0].isdigit())
            if not known:
                return found.start()
            self._append_part(PartKind.STRANGE, found.start(), found[0], hint)
        return found.end()

    def _end_levels(self, indent: int, quotes: int, *, blank: bool, inside: bool) -> None:
        self._drop_deeper_quotations(quotes)
        if not inside and (blank or self.heading):
            self.levels.setdefault(quotes, OpenItems()).close_beyond(indent)

    def _drop_deeper_quotations(self, quotes: int) -> None:
        """Forget the items in quotations that stand deeper than so many marks."""
        for deeper in [depth for depth in self.levels if depth > quotes]:
            del self.levels[deeper]

    def _read_inline(self, position: int) -> int:
        """Read what stands elsewhere in a line."""
        found = INLINE.match(self.text, position)
        if found is None:
            return position + 1
        kind, text = found.lastgroup or "", found[0]
        if found["escape"]:
            self._append_part(PartKind.WORDS, position, found["sign"])
        elif found["entity"]:
            self._append_part(PartKind.WORDS, position, html.unescape(text))
        elif kind.startswith("strange"):
            self._append_part(PartKind.STRANGE, position, text, FOREIGN_MARKS[int(kind[len("strange") :])][1])
        elif found["address"] or found["attributes"]:
            self._append_part(PartKind.STRUCTURE, position, text)
        elif found["double"] or found["open"] or found["mark"]:
            for place, sign in enumerate(text, position):
                self._append_part(PartKind.STRUCTURE if found["double"] else PartKind.MARK, place, sign)
        elif text == "|" and self.table:
            self._append_part(PartKind.STRUCTURE, position, text, UNEVEN)
        elif text == "#" and self.heading and (closing := self._closing_hashes(position)):
            self._append_part(PartKind.STRUCTURE, position, "#" * self.heading)
            return closing
        else:
            self._append_part(PartKind.WORDS, position, text)
        return found.end()

    def _closing_hashes(self, position: int) -> int:
        """Where the `#` end that close a heading and begin at a position; 0 where there are none."""
        if not self.apart:
            return 0
        closing = re.compile(rf"#{{{self.heading}}}(?=[ \t]*(?:{LIST}[ \t]*)?$)", re.M)
        found = closing.match(self.text, position)
        return found.end() if found else 0


def _skip_spaces(text: str, position: int, stop: int) -> int:
    while position < stop and text[position] in " \t":
        position += 1
    return position
