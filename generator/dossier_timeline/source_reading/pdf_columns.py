"""Lines of a page put into reading order: columns one after the other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from dossier_timeline.source_reading.pdf_line_pieces import LinePiece, PdfLine
from dossier_timeline.source_reading.pdf_words import LetterStyle

_LEAST_COLUMN_LINES = 5
_LEAST_COLUMN_WIDTH = 0.22
_FILLED = 0.6
_MOST_LONGER = 2
"""So many lines more the left one of two columns may have that end together."""
_WIDE_LEADING = 1.6
"""Of the size: a line farther below the one before it isn't the next one of its paragraph."""


def order_rows(rows: Sequence[list[LinePiece]]) -> list[PdfLine]:
    """The lines in reading order: where rows stand in columns, each column after the other."""
    lines: list[PdfLine] = []
    for band in _split_bands(rows):
        if band.gutter is None:
            lines += _make_column(band.rows)
            continue
        for side in (0, 1):
            part = [
                [piece for piece in row if (piece.left >= band.gutter) == bool(side)] for row in band.rows
            ]
            lines += order_rows([row for row in part if row])
    return lines


@dataclass(slots=True)
class _Band:
    rows: list[list[LinePiece]]
    gutter: float | None = None


def _split_bands(rows: Sequence[list[LinePiece]]) -> list[_Band]:
    """The rows from top to bottom, those that stand in two columns together."""
    for gutter in _candidate_gutters(rows):
        bands = _cut_at_gutter(rows, gutter)
        if any(band.gutter is not None for band in bands):
            return [
                part
                for band in bands
                for part in (
                    [band] if band.gutter is not None or len(bands) == 1 else _split_bands(band.rows)
                )
            ]
    return [_Band(list(rows))]


def _candidate_gutters(rows: Sequence[list[LinePiece]]) -> list[float]:
    """Places at which a column may begin, those first at which most pieces do."""
    begins: dict[int, list[float]] = {}
    for row in rows:
        for piece in row:
            begins.setdefault(round(piece.left / 4), []).append(piece.left)
    usual = sorted(begins.values(), key=len, reverse=True)
    return [min(places) - 0.5 for places in usual if len(places) >= _LEAST_COLUMN_LINES][:6]


def _cut_at_gutter(rows: Sequence[list[LinePiece]], gutter: float) -> list[_Band]:
    """Runs of rows that nothing crosses the gutter in, and the rows between them."""
    bands: list[_Band] = []
    for row in rows:
        crosses = any(piece.left < gutter < piece.right for piece in row)
        place = None if crosses else gutter
        if bands and bands[-1].gutter == place:
            bands[-1].rows.append(row)
        else:
            bands.append(_Band([row], place))
    for band in list(bands):
        if band.gutter is None:
            continue
        if not _are_columns(band.rows, gutter):
            band.gutter = None
            continue
        end = _find_end_of_columns(band.rows, gutter)
        if end < len(band.rows):
            bands.insert(bands.index(band) + 1, _Band(band.rows[end:]))
            del band.rows[end:]
    merged: list[_Band] = []
    for band in bands:
        if merged and merged[-1].gutter is None and band.gutter is None:
            merged[-1].rows += band.rows
        else:
            merged.append(band)
    return merged


def _find_end_of_columns(rows: Sequence[list[LinePiece]], gutter: float) -> int:
    """The index behind the last row of two columns that end together, with a heading or a table below them.

    Such rows stand at the left only, as the end of a longer left column does; but no heading begins in that
    where the right one ends.
    """
    letters: Counter[LetterStyle] = Counter()
    for piece in (piece for row in rows for piece in row if piece.left < gutter):
        letters[piece.style] += len(piece.text)
    usual = max(letters, key=lambda style: letters[style])
    right_end = max(index for index, row in enumerate(rows) if any(piece.left >= gutter for piece in row))
    for index in range(right_end + 1, min(right_end + 2 + _MOST_LONGER, len(rows))):
        first, before = rows[index][0], rows[index - 1][0]
        is_other = first.cells or first.style.size > usual.size * 1.05 or first.style.is_bold > usual.is_bold
        if is_other and before.baseline - first.baseline > _WIDE_LEADING * usual.size:
            return index
    return len(rows)


def _are_columns(rows: Sequence[list[LinePiece]], gutter: float) -> bool:
    """Whether text runs in the left part of the rows and in the right one, and neither holds cells."""
    pieces = [piece for row in rows for piece in row]
    left = [piece for piece in pieces if piece.left < gutter]
    right = [piece for piece in pieces if piece.left >= gutter]
    if min(len(left), len(right)) < _LEAST_COLUMN_LINES:
        return False
    all_width = max(piece.right for piece in pieces) - min(piece.left for piece in pieces)
    return all(_is_running_text(side, all_width) for side in (left, right))


def _is_running_text(pieces: Sequence[LinePiece], all_width: float) -> bool:
    begin, end = min(piece.left for piece in pieces), max(piece.right for piece in pieces)
    width = end - begin
    if width < _LEAST_COLUMN_WIDTH * all_width:
        return False
    rows = {round(piece.baseline): 0.0 for piece in pieces}
    for piece in pieces:
        rows[round(piece.baseline)] += piece.width
    filled = sum(1 for length in rows.values() if length >= _FILLED * width)
    letters = sum(len(piece.text) for piece in pieces) / max(len(rows), 1)
    return filled >= len(rows) / 2 and letters >= 15


def _make_column(rows: Iterable[list[LinePiece]]) -> list[PdfLine]:
    lines = [PdfLine(row) for row in rows]
    if not lines:
        return []
    ends = (min(line.left for line in lines), max(line.right for line in lines))
    for before, line in pairwise([None, *lines]):
        assert line is not None  # noqa: S101
        line.column = ends
        line.gap_before = before.baseline - line.baseline if before else 0.0
    return lines
