"""Lines of a PDF's page, and the pieces of which they're made."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from dossier_timeline.source_reading.pdf_words import LetterStyle, PdfWord

LIST_MARK = re.compile(
    r"\(?(?:\d{1,3}|[A-Za-z]{1,2}|[ivxlcdmIVXLCDM]{1,7})[.)]|\d{1,2}(?:\.\d{1,2}){1,4}\.?|§+\s?\d+[a-z]?|[•‣◦▪■●○·*–—-]|o"
)


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
