"""Where in a printed table something stands: its row and column, by the offset in the table's text."""

from __future__ import annotations

from collections.abc import Sequence

Rows = Sequence[Sequence[str]]


def find_cell(rows: Rows, offset: int) -> tuple[int, int] | None:
    """The row and column, counted from 0, of the cell at an offset of the cells joined by one sign each."""
    position = 0
    for row_number, row in enumerate(rows):
        for column, cell in enumerate(row):
            if not cell:
                continue
            if position <= offset <= position + len(cell):
                return row_number, column
            position += len(cell) + 1
    return None


def find_year_of_row(rows: Rows, offset: int) -> int | None:
    """The year that begins the row of a table in which an offset stands."""
    place = find_cell(rows, offset)
    first = rows[place[0]][0].strip() if place else ""
    return int(first) if first.isdecimal() and len(first) == 4 and first.isascii() else None


def list_heads(rows: Rows, offset: int) -> tuple[str, ...]:
    """What the first row and the first cell of its row say of the cell at an offset."""
    place = find_cell(rows, offset)
    if place is None:
        return ()
    row, column = place
    first = rows[0]
    heads = [first[column]] if row and column < len(first) else []
    return (*heads, *([rows[row][0]] if column else []))


def is_head_of_row(rows: Rows, offset: int, other: int) -> bool:
    """Whether the first cell of a row stands at an offset, and another cell of that row at the other."""
    head, place = find_cell(rows, offset), find_cell(rows, other)
    return head is not None and place is not None and head[0] == place[0] and head[1] == 0 and place[1] > 0
