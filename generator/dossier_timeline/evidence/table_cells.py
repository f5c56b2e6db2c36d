"""Where in a printed table something stands: its row and column, by the offset in the table's text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dossier_timeline.evidence.value_matching import find_whole_words
from dossier_timeline.notation.typesetting import make_readable

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_LONGEST_NAME = 120

Rows = Sequence[Sequence[str]]


def join_cells(rows: Rows) -> str:
    """The text of some cells with a tab between them, so that no value is read across them."""
    return "\t".join(cell for row in rows for cell in row if cell)


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


def list_years(head: str) -> list[str]:
    """The years that the head of a row or a column has."""
    return _YEAR.findall(head)


def find_named_row(rows: Rows, words: str) -> int | None:
    """The only row that begins with some words, or has them in its first cell; `None` for none or several."""
    heads = [make_readable(row[0]) if row else "" for row in rows]
    wanted = make_readable(words)
    same = [number for number, head in enumerate(heads) if head.casefold() == wanted.casefold()]
    holding = [number for number, head in enumerate(heads) if find_whole_words(wanted, head)]
    found = same or holding
    return found[0] if len(found) == 1 else None


def name_row(rows: Rows, offset: int) -> str | None:
    """The words by which the row is named in which an offset stands: its year, or all of its first cell."""
    place = find_cell(rows, offset)
    if place is None or not place[1]:
        return None
    head = make_readable(rows[place[0]][0])
    names = (*list_years(head)[:1], head)
    return next(
        (one for one in names if 0 < len(one) <= _LONGEST_NAME and find_named_row(rows, one) == place[0]),
        None,
    )


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
