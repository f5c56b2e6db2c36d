"""A published source text in blocks: its headings and passages in order, each with an id that stays.

The id of a passage is made of the digest of its words, by which the receipt knows it: a text that is cut in
another way keeps the ids of all passages that have the same words. The second passage with the same words has
a number behind it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from html import escape
from typing import Literal

from dossier_timeline.evidence.passages import (
    Segmentation,
    SourceHeading,
    SourcePassage,
    passage_digest,
)
from dossier_timeline.model.locators import Locator
from dossier_timeline.model.remembering import remember_each
from dossier_timeline.notation.typesetting import SUPERSCRIPTS, show_typeset
from dossier_timeline.site.page_bounds import MOST_SOURCE_BLOCK_WEIGHT
from dossier_timeline.site.page_cuts import cut_by_number

SourceBlockKind = Literal["heading", "paragraph", "item", "table", "footnote"]

_BLOCK, _CELL, _MARK = 200, 45, 90
"""The bytes of HTML around a block, a cell and the mark of a footnote."""
_BETWEEN_CELLS = " | "


@dataclass(frozen=True, slots=True)
class SourceBlock:
    """A heading or a passage of a source text, or a piece of one that is too long for a page.

    `place` is where it stands by counting, `locator` what is printed there, and `number` which paragraph or
    footnote it is. `page_number` is 0 in a text without pages.
    """

    kind: SourceBlockKind
    id: str
    text: str = field(repr=False)
    rows: tuple[tuple[str, ...], ...] = field(default=(), repr=False)
    digest: str = ""
    place: str = ""
    number: int = 0
    page_number: int = 0
    locator: Locator = ()


@remember_each
def list_source_blocks(segmentation: Segmentation) -> tuple[SourceBlock, ...]:
    """Return the blocks of a text that was cut up."""
    blocks = map(_make_block, _merge_by_line(segmentation.headings, segmentation.passages))
    return tuple(_with_single_ids(piece for block in blocks for piece in _split_block(block)))


def write_counted_place(section: str, paragraph: int | str | None, footnote: int | None) -> str:
    """Return where a passage stands by counting: which footnote, or which paragraph of a section."""
    return f"footnote {footnote}" if footnote is not None else f"{section} {paragraph}"


def weigh_block(block: SourceBlock) -> int:
    """Return how heavy a block is on a page, in bytes of HTML; light elements count as more than they are."""
    rows = sum(_CELL + sum(map(_weigh_cell, row)) for row in block.rows)
    marks = sum(sign in SUPERSCRIPTS for sign in block.text)
    return _BLOCK + rows + (0 if block.rows else _weigh_text(block.text)) + _MARK * marks


def _weigh_text(text: str) -> int:
    return len(escape(text).encode())


def _weigh_cell(cell: str) -> int:
    return _CELL + _weigh_text(cell)


def _merge_by_line(
    headings: Iterable[SourceHeading], source_passages: Iterable[SourcePassage]
) -> list[SourceHeading | SourcePassage]:
    return sorted([*headings, *source_passages], key=lambda one: one.line)


def _make_block(found: SourceHeading | SourcePassage) -> SourceBlock:
    if isinstance(found, SourceHeading):
        return SourceBlock("heading", f"h.{passage_digest(found.text)}", found.text)
    rows: tuple[tuple[str, ...], ...] = ()
    if found.kind == "table":
        rows = tuple(tuple(map(show_typeset, line.split("\t"))) for line in found.lines.split("\n"))
    return SourceBlock(
        found.kind,
        f"p.{found.digest}",
        show_typeset(found.lines),
        rows,
        found.digest,
        write_counted_place(found.section, found.paragraph, found.footnote),
        found.footnote or found.paragraph or 0,
        found.page_number,
        found.locator or (),
    )


def _with_single_ids(blocks: Iterable[SourceBlock]) -> Iterator[SourceBlock]:
    counts: Counter[str] = Counter()
    for block in blocks:
        counts[block.id] += 1
        yield replace(block, id=f"{block.id}.{counts[block.id]}") if counts[block.id] > 1 else block


def _split_block(block: SourceBlock) -> Iterator[SourceBlock]:
    """Yield a block that is too heavy in pieces: a table by rows, words where a space stands.

    A table with a row that is too heavy is shown as words.
    """
    if weigh_block(block) <= MOST_SOURCE_BLOCK_WEIGHT:
        yield block
        return
    weights = [_CELL + sum(map(_weigh_cell, row)) for row in block.rows]
    if weights and max(weights) <= MOST_SOURCE_BLOCK_WEIGHT:
        for rows in cut_by_number(block.rows, weights, MOST_SOURCE_BLOCK_WEIGHT):
            yield replace(block, rows=rows)
        return
    text = _BETWEEN_CELLS.join(cell for row in block.rows for cell in row) if block.rows else block.text
    kind: SourceBlockKind = "paragraph" if block.rows else block.kind
    for piece in _split_words(text, MOST_SOURCE_BLOCK_WEIGHT // 6):
        yield replace(block, kind=kind, text=piece, rows=())


def _split_words(text: str, most: int) -> Iterator[str]:
    """Yield a text in pieces of at most so many signs, cut at a space where there is one."""
    start = 0
    while start < len(text):
        end = start + most
        if end < len(text):
            end = max(text.rfind(" ", start, end), start) or end
            end = end if end > start else start + most
        yield text[start:end].strip()
        start = end
