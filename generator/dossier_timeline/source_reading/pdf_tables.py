"""Tables of a PDF: rows of short pieces that stand below each other."""

from __future__ import annotations

from collections.abc import Sequence

from dossier_timeline.source_reading.pdf_line_pieces import LinePiece, PdfLine
from dossier_timeline.source_reading.pdf_lines import join_lines

_LEAST_ROWS = 2
_FAR_APART = 3.5
"""Times the distance of lines: rows that are further apart aren't of one table."""
_ALIGNED = 4.0


def starts_table(lines: Sequence[PdfLine], index: int, leading: float) -> int:
    """How many lines from here on are a table; 0 when none begins here."""
    if not _is_row(lines[index]):
        return 0
    count, rows, last_row = 0, 0, 0
    columns: list[tuple[float, float]] = []
    for line in lines[index:]:
        first = lines[index]
        if line.page_number != first.page_number or line.column != first.column or line.cells:
            break
        if count and line.gap_before > _FAR_APART * leading:
            break
        spans = [(piece.left, piece.right) for piece in line.pieces]
        if not _fits(columns, spans):
            break
        if len(line.pieces) == 1 and not _lies_in_one(columns, spans[0]):
            break
        columns = _merge_spans(columns + spans)
        count += 1
        if _is_row(line):
            rows, last_row = rows + 1, count
    if rows < _LEAST_ROWS or len(columns) < 2:
        return 0
    return _with_wrapped_end(lines[index : index + count], last_row, leading)


def _with_wrapped_end(lines: Sequence[PdfLine], last_row: int, leading: float) -> int:
    """The count with the lines after the last row that go on in its cells."""
    end = last_row
    while (
        end < len(lines) and lines[end].gap_before <= 1.15 * leading and lines[end].left > lines[0].left + 2
    ):
        end += 1
    return end


def _is_row(line: PdfLine) -> bool:
    pieces = line.pieces[1:] if line.pieces[0].is_list_mark else line.pieces
    return len(pieces) > 1


def _merge_spans(spans: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    merged: list[tuple[float, float]] = []
    for left, right in sorted(spans):
        if merged and left <= merged[-1][1] + 1:
            merged[-1] = (merged[-1][0], max(merged[-1][1], right))
        else:
            merged.append((left, right))
    return merged


def _fits(columns: Sequence[tuple[float, float]], spans: Sequence[tuple[float, float]]) -> bool:
    """Whether a line leaves the gaps between the columns, but for one or two of them."""
    if not columns:
        return True
    merged = _merge_spans([*columns, *spans])
    return len(merged) > 1 and len(merged) >= min(len(columns), len(spans))


def _lies_in_one(columns: Sequence[tuple[float, float]], span: tuple[float, float]) -> bool:
    return any(left - _ALIGNED <= span[0] and span[1] <= right + 12 * _ALIGNED for left, right in columns)


def make_rows(lines: Sequence[PdfLine]) -> tuple[tuple[str, ...], ...]:
    """The rows of a table, each with a cell for each column."""
    columns = _merge_spans([(piece.left, piece.right) for line in lines for piece in line.pieces])
    closest = _closest_gap(lines)
    rows: list[list[str]] = []
    for line in lines:
        cells = [""] * len(columns)
        for piece in line.pieces:
            number = _column_of(columns, piece)
            cells[number] = f"{cells[number]} {piece.text}".strip()
        if rows and (line.gap_before <= closest or _goes_on(line, rows[-1], cells)):
            rows[-1] = [join_cell_lines(above, below) for above, below in zip(rows[-1], cells, strict=True)]
        else:
            rows.append(cells)
    return tuple(tuple(row) for row in rows)


def join_cell_lines(above: str, below: str) -> str:
    """Two lines of a cell as one text; a hyphen at the line end keeps the line end."""
    return join_lines([line for line in (above, below) if line])


def _closest_gap(lines: Sequence[PdfLine]) -> float:
    """Up to which distance a line goes on in the cells above it, where rows are further apart; else 0."""
    gaps = [line.gap_before for line in lines[1:] if line.gap_before > 0]
    if not gaps or max(gaps) < 1.3 * min(gaps) or min(gaps) > 1.4 * lines[0].style.size:
        return 0.0
    return 1.1 * min(gaps)


def _column_of(columns: Sequence[tuple[float, float]], piece: LinePiece) -> int:
    return next((n for n, (_, right) in enumerate(columns) if piece.left <= right + 0.5), len(columns) - 1)


def _goes_on(line: PdfLine, above: Sequence[str], cells: Sequence[str]) -> bool:
    """Whether a line is the next line of cells above it: it has no first cell, and stands close."""
    filled = [bool(cell) for cell in cells]
    return (
        line.gap_before <= 1.25 * line.style.size
        and not filled[0]
        and all(above[number] for number, is_filled in enumerate(filled) if is_filled)
    )
