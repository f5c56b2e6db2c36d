"""Tables of DOCX and ODT, which differ in the names of their elements and in how cells are counted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from xml.etree.ElementTree import Element

from dossier_timeline.source_reading.blocks import TextBlock
from dossier_timeline.source_reading.packed_xml import local_name

ReadBlocks = Callable[[Element], Iterable[TextBlock]]


def list_rows(table: Element, row_name: str, group_names: Sequence[str]) -> Iterator[Element]:
    """The rows of a table, also those within groups of rows."""
    for child in table:
        if local_name(child) == row_name:
            yield child
        elif local_name(child) in group_names:
            yield from list_rows(child, row_name, group_names)


def read_table(
    rows: Sequence[Sequence[Element]],
    read: ReadBlocks,
    fill_row: Callable[[Iterable[tuple[Element, str]]], Sequence[str]],
) -> Iterator[TextBlock]:
    """A table with the notes in it; of one that has a single column, the blocks in its cells.

    `fill_row` gives the texts of a row from its cells and theirs, and knows how many columns each cell takes.
    """
    if max(map(len, rows), default=0) < 2:
        for row in rows:
            for cell in row:
                yield from read(cell)
        return
    notes: list[TextBlock] = []
    filled = [fill_row([(cell, _read_cell(cell, read, notes)) for cell in row]) for row in rows]
    width = max(map(len, filled))
    yield TextBlock("table", rows=tuple((*row, *[""] * (width - len(row))) for row in filled if any(row)))
    yield from notes


def _read_cell(cell: Element, read: ReadBlocks, notes: list[TextBlock]) -> str:
    """The text of a cell in one line; its footnotes go to `notes`."""
    blocks = list(read(cell))
    notes += [block for block in blocks if block.kind == "footnote"]
    return " ".join(block.words for block in blocks if block.kind != "footnote").replace("\n", " ")
