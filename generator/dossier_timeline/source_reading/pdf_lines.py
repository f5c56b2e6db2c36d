"""Words of a page put into lines, and lines into reading order: columns one after the other."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from dossier_timeline.notation.typesetting import RAISED_DIGITS, SUPERSCRIPTS
from dossier_timeline.source_reading.hyphens import LINE_END_HYPHEN
from dossier_timeline.source_reading.pdf_rulings import TableGrid
from dossier_timeline.source_reading.pdf_words import LetterStyle, PdfWord

_SAME_BASELINE = 0.25
"""Of the size of the letters: how far two baselines may be from each other in one line."""
_WORD_GAP = 0.16
"""Of the size: a wider gap is a space even where the file has none."""
_MARK_GAP = 0.6
"""Of the size: up to there a raised figure is the mark of the word before it."""
_PIECE_GAP = 1.0
"""Of the size: a wider gap divides a line into pieces."""
_RAISED_SIZE = 0.85
_LEAST_COLUMN_LINES = 5
_LEAST_COLUMN_WIDTH = 0.22
_FILLED = 0.6
_MOST_LONGER = 2
"""So many lines more the left one of two columns may have that end together."""
_WIDE_LEADING = 1.6
"""Of the size: a line farther below the one before it isn't the next one of its paragraph."""
LIST_MARK = re.compile(
    r"\(?(?:\d{1,3}|[A-Za-z]{1,2}|[ivxlcdmIVXLCDM]{1,7})[.)]|\d{1,2}(?:\.\d{1,2}){1,4}\.?|§+\s?\d+[a-z]?|[•‣◦▪■●○·*–—-]|o"
)
_HYPHENS = (LINE_END_HYPHEN, "-", "\u2010", "\u00ad")
"""What may stand at a line end where a word is divided."""


@dataclass(slots=True)
class LinePiece:
    """Words of one line without a wide gap between them."""

    text: str
    left: float
    right: float
    baseline: float
    style: LetterStyle
    words: list[PdfWord] = field(default_factory=list)
    cells: tuple[tuple[str, ...], ...] = ()
    """The cells of a table with drawn lines, which stands here as one piece."""

    @property
    def width(self) -> float:
        """From the first letter to the last, in points."""
        return self.right - self.left

    @property
    def is_list_mark(self) -> bool:
        """Whether it's nothing but the number, letter or bullet of an item."""
        return LIST_MARK.fullmatch(self.text) is not None


@dataclass(slots=True)
class PdfLine:
    """One line of a column: its pieces from left to right."""

    pieces: list[LinePiece]
    page_number: int = 0
    column: tuple[float, float] = (0.0, 0.0)
    """The left and right end of the column in which it stands."""
    gap_before: float = 0.0
    """From the baseline of the line before it in its column, in points; 0 for the first one."""

    @property
    def text(self) -> str:
        """The words of the line, with a space between pieces."""
        return " ".join(piece.text for piece in self.pieces)

    @property
    def is_upright(self) -> bool:
        """Whether it runs as the page does, and isn't printed along its edge."""
        return all(word.is_upright for piece in self.pieces for word in piece.words)

    @property
    def cells(self) -> tuple[tuple[str, ...], ...]:
        """The cells of a table with drawn lines."""
        return next((piece.cells for piece in self.pieces if piece.cells), ())

    @property
    def left(self) -> float:
        """Where it begins."""
        return self.pieces[0].left

    @property
    def right(self) -> float:
        """Where it ends."""
        return self.pieces[-1].right

    @property
    def baseline(self) -> float:
        """Its height above the lower end of the page."""
        return self.pieces[-1].baseline

    @property
    def style(self) -> LetterStyle:
        """How most of it is printed."""
        return max(self.pieces, key=lambda piece: len(piece.text)).style


def find_lines(words: Sequence[PdfWord], page_number: int, grids: Sequence[TableGrid] = ()) -> list[PdfLine]:
    """The lines of a page in reading order; a table with drawn lines is one of them."""
    upright = [word for word in words if word.is_upright]
    tables: list[LinePiece] = []
    for grid in grids:
        inside, outside = _part_words(upright, grid)
        if inside:
            tables.append(_make_table(grid, inside))
            upright = outside
    rows = [_split_row(row) for row in _group_rows(upright)] + [[table] for table in tables]
    rows.sort(key=lambda row: -row[0].baseline)
    lines = [replace(line, page_number=page_number) for line in _order_rows(rows)]
    turned = [word for word in words if not word.is_upright]
    if turned:
        lines.append(PdfLine([_make_piece(turned)], page_number))
    return lines


def _part_words(words: Sequence[PdfWord], grid: TableGrid) -> tuple[list[PdfWord], list[PdfWord]]:
    """The words in a table, and the others."""
    inside: list[PdfWord] = []
    outside: list[PdfWord] = []
    for word in words:
        (inside if _cell_of(word, grid) else outside).append(word)
    return inside, outside


def _cell_of(word: PdfWord, grid: TableGrid) -> tuple[int, int] | None:
    return grid.find_cell((word.left + word.right) / 2, word.baseline + 0.3 * word.style.size)


def _make_table(grid: TableGrid, words: Sequence[PdfWord]) -> LinePiece:
    """A table as one piece, with its cells."""
    by_cell: dict[tuple[int, int], list[PdfWord]] = {}
    for word in words:
        if cell := _cell_of(word, grid):
            by_cell.setdefault(grid.first_of_merged(*cell), []).append(word)
    texts = {
        cell: join_lines([_make_piece(row).text for row in _group_rows(inside)])
        for cell, inside in by_cell.items()
    }
    columns = range(len(grid.places) - 1)
    rows = [tuple(texts.get((row, column), "") for column in columns) for row in range(len(grid.heights) - 1)]
    cells = tuple(row for row in rows if any(row))
    style = max(words, key=lambda word: len(word.text)).style
    text = " ".join(cell for row in cells for cell in row if cell)
    return LinePiece(
        text, grid.places[0], grid.places[-1], grid.heights[0] - style.size, style, list(words), cells
    )


def join_lines(texts: Sequence[str]) -> str:
    """The lines as one text; a hyphen at a line end keeps a line end behind it."""
    text = ""
    for line in texts:
        if not text:
            text = line
        elif text.endswith(_HYPHENS) and len(text) > 1 and text[-2].isalnum():
            text = f"{text[:-1]}{LINE_END_HYPHEN}\n{line}"
        else:
            text = f"{text} {line}"
    return text


def _group_rows(words: Sequence[PdfWord]) -> list[list[PdfWord]]:
    """Words with one baseline, from the top of the page to its foot; raised figures are with their words."""
    rows: list[list[PdfWord]] = []
    small: list[PdfWord] = []
    usual = _usual_size(words)
    for word in sorted(words, key=lambda word: (-word.baseline, word.left)):
        row = rows[-1] if rows else None
        if row and abs(row[0].baseline - word.baseline) <= _SAME_BASELINE * max(word.style.size, 1):
            row.append(word)
        else:
            rows.append([word])
    usual_rows: list[list[PdfWord]] = []
    for row in rows:
        lone = _find_lone_marks(row, _RAISED_SIZE * usual)
        small += lone
        if len(lone) < len(row):
            usual_rows.append([word for word in row if word not in lone])
    for word in small:
        _attach_raised(usual_rows, word)
    return sorted(usual_rows, key=lambda row: -max(row, key=lambda word: word.style.size).baseline)


def _find_lone_marks(row: Sequence[PdfWord], size: float) -> list[PdfWord]:
    """Short words smaller than a size in a row that has no others, or only some of another column."""
    marks = [word for word in row if word.style.size < size and len(word.text) <= 4]
    others = [word for word in row if word not in marks]
    if any(word.style.size < size for word in others):
        return []
    return [word for word in marks if not any(_is_near(word, other) for other in others)]


def _attach_raised(rows: list[list[PdfWord]], word: PdfWord) -> None:
    """Put a small word into the line in which it is raised or lowered, or into a line of its own."""
    for row in rows:
        for other in row:
            size = other.style.size
            rise = word.baseline - other.baseline
            if _is_near(word, other) and -0.4 * size < rise < 0.75 * size and word.style.size < size * 0.95:
                is_raised = rise > 0.1 * size and word.text.isdigit() and word.text.isascii()
                row.append(replace(word, text=word.text.translate(RAISED_DIGITS)) if is_raised else word)
                return
    for row in rows:
        if abs(row[0].baseline - word.baseline) <= _SAME_BASELINE * word.style.size:
            row.append(word)
            return
    rows.append([word])


def _is_near(word: PdfWord, other: PdfWord) -> bool:
    """Whether nothing but a small space is between two words, right or left."""
    size = other.style.size
    gaps = (word.left - other.right, other.left - word.right)
    return any(-0.3 * size <= gap <= 0.5 * size for gap in gaps)


def _usual_size(words: Sequence[PdfWord]) -> float:
    sizes: dict[float, int] = {}
    for word in words:
        sizes[word.style.size] = sizes.get(word.style.size, 0) + len(word.text)
    return max(sizes, key=lambda size: sizes[size], default=0.0)


def _split_row(row: Sequence[PdfWord]) -> list[LinePiece]:
    """The pieces of a row, from left to right."""
    pieces: list[list[PdfWord]] = []
    for word in sorted(row, key=lambda word: word.left):
        last = pieces[-1][-1] if pieces else None
        if last and word.left - last.right <= _PIECE_GAP * max(word.style.size, last.style.size):
            pieces[-1].append(word)
        else:
            pieces.append([word])
    return [_make_piece(piece) for piece in pieces]


def _make_piece(words: list[PdfWord]) -> LinePiece:
    text = words[0].text
    for before, after in pairwise(words):
        gap = after.left - before.right
        if after.text.strip(SUPERSCRIPTS):
            is_apart = after.has_space_before or gap > _WORD_GAP * min(before.style.size, after.style.size)
        else:
            is_apart = gap > _MARK_GAP * before.style.size
        text += (" " if is_apart else "") + after.text
    by_style: dict[LetterStyle, int] = {}
    for word in words:
        by_style[word.style] = by_style.get(word.style, 0) + len(word.text)
    style = max(by_style, key=lambda style: by_style[style])
    biggest = max(words, key=lambda word: word.style.size)
    right = max(word.right for word in words)
    return LinePiece(text, words[0].left, right, biggest.baseline, style, words)


# Columns


def _order_rows(rows: Sequence[list[LinePiece]]) -> list[PdfLine]:
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
            lines += _order_rows([row for row in part if row])
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
