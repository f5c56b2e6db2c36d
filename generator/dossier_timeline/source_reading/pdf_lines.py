"""Words of a page put into lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from dossier_timeline.notation.typesetting import RAISED_DIGITS, SUPERSCRIPTS
from dossier_timeline.source_reading.hyphens import LINE_END_HYPHEN
from dossier_timeline.source_reading.pdf_columns import order_rows
from dossier_timeline.source_reading.pdf_line_pieces import LinePiece, PdfLine
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
_HYPHENS = (LINE_END_HYPHEN, "-", "\u2010", "\u00ad")
"""What may stand at a line end where a word is divided."""


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
    lines = [replace(line, page_number=page_number) for line in order_rows(rows)]
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
