"""The one form into which a document of any format is read: a row of blocks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

BlockKind = Literal["heading", "paragraph", "item", "table", "footnote", "page-line"]

DoubtKind = Literal["hyphen", "heading", "footnote", "table", "words"]
"""What a person should check: a hyphen at a line end, whether something is a heading, footnote or table,
or words that a second reader of the file has otherwise."""


@dataclass(frozen=True, slots=True)
class TextBlock:
    """One block of a document.

    `mark` is what's printed before an item ("(a)", "3.", "•"), or the mark of a footnote; `text` is without
    it. `rows` are the cells of a table. `level` is that of a heading, from 1. `page_number` is from 1, and 0
    where the format has no pages. A "page-line" is what pages repeat: a running head, a page number.
    """

    kind: BlockKind
    text: str = ""
    mark: str = ""
    level: int = 0
    rows: tuple[tuple[str, ...], ...] = ()
    page_number: int = 0
    doubts: tuple[DoubtKind, ...] = ()

    @property
    def words(self) -> str:
        """All that's printed in the block."""
        cells = (cell for row in self.rows for cell in row)
        return " ".join(part for part in (self.mark, self.text, *cells) if part)


@dataclass(frozen=True, slots=True)
class StructuredText:
    """A document as it was read.

    `readers` are the libraries that read it, with their versions; `left_out` is what was left out on purpose,
    in words; `remarks` is what a person should know of the reading.
    """

    media_type: str
    readers: tuple[str, ...]
    blocks: tuple[TextBlock, ...]
    pages: int = 0
    left_out: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    is_compared: bool = False
    """Whether a second reader has read all of it."""
    soft_hyphens: tuple[tuple[str, str], ...] = ()
    """The halves of words of which the file says that a line end alone divides them."""
    only_second: Mapping[str, int] = field(default_factory=dict)
    """Words that only the second reader found, with how often."""
    only_first: Mapping[str, int] = field(default_factory=dict)
    """Words that only the first reader found."""

    def to_data(self) -> dict[str, Any]:
        """The text as values that JSON has."""
        return asdict(self)


def describe_left_out(what: str, words: int) -> str:
    """What was left out on purpose, with how many words."""
    return f"{what}, {words} word{'' if words == 1 else 's'}"


def parse_structured_text(data: Mapping[str, Any]) -> StructuredText:
    """The text from the values of `to_data`, after they were JSON."""
    blocks = tuple(_parse_block(block) for block in data["blocks"])
    lists = {name: tuple(data[name]) for name in ("readers", "left_out", "remarks")}
    soft = tuple((first, second) for first, second in data["soft_hyphens"])
    return StructuredText(**{**data, **lists, "soft_hyphens": soft, "blocks": blocks})


def _parse_block(data: Mapping[str, Any]) -> TextBlock:
    rows = tuple(tuple(row) for row in data["rows"])
    return TextBlock(**{**data, "rows": rows, "doubts": tuple(data["doubts"])})
