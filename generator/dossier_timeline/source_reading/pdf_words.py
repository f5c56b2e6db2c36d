"""The words of a page of a PDF, with their places and letters, as PDFium finds them."""

from __future__ import annotations

import ctypes
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

import pypdfium2.raw as pdfium

from dossier_timeline.source_reading.hyphens import LINE_END_HYPHEN

_FONT_NAME_BYTES = 256
_FIXED, _ITALIC, _FORCE_BOLD = 1, 1 << 6, 1 << 18
"""Flags of a font's description, as ISO 32000-1, table 123 numbers them."""
_BOLD_WEIGHT = 600
_LINE_END_HYPHENS = (0x02, 0xFFFE)
"""What PDFium gives in the place of a hyphen at a line end."""
_SAME_LINE = 0.3
_NOT_A_CHARACTER = (0x00, 0xFFFF, 0xFEFF)


@dataclass(frozen=True, slots=True)
class LetterStyle:
    """How letters are printed: size in points, weight, slope, and whether all are as wide as each other."""

    size: float
    is_bold: bool
    is_italic: bool
    is_fixed: bool = False


@dataclass(slots=True)
class PdfWord:
    """A run of characters without a space; the places are in points, from the page's lower left corner."""

    text: str
    left: float
    right: float
    baseline: float
    style: LetterStyle
    is_upright: bool = True
    has_space_before: bool = True
    is_space_guessed: bool = False
    """Whether the file has no space there, and PDFium concluded it from the distance."""


@dataclass(slots=True)
class _Character:
    sign: str
    left: float
    right: float
    baseline: float
    style: LetterStyle
    is_upright: bool


@dataclass(frozen=True, slots=True)
class _Space:
    """What stands between two words: a space or none, and whether it's guessed."""

    is_one: bool
    is_guessed: bool = False


@dataclass(slots=True)
class _Place:
    """Numbers that PDFium writes into, and by text object how its letters are."""

    rect: Any = field(default_factory=pdfium.FS_RECTF)
    x: ctypes.c_double = field(default_factory=ctypes.c_double)
    y: ctypes.c_double = field(default_factory=ctypes.c_double)
    matrix: Any = field(default_factory=pdfium.FS_MATRIX)
    flags: ctypes.c_int = field(default_factory=ctypes.c_int)
    name: Any = field(default_factory=lambda: ctypes.create_string_buffer(_FONT_NAME_BYTES))
    styles: dict[Any, tuple[bool, bool, bool]] = field(default_factory=dict)


def list_page_words(page: Any) -> list[PdfWord]:
    """The words of a page, in the order in which they stand in the file."""
    text_page = page.get_textpage()
    try:
        turn = _Turn(page.get_rotation(), *page.get_size())
        words: list[PdfWord] = []
        letters: list[_Character] = []
        space = _Space(True)
        for found in _list_characters(text_page.raw, turn):
            if isinstance(found, _Space):
                _add_word(words, letters, space)
                # A space of the file's own counts, whatever is concluded beside it.
                space = found if letters or space.is_guessed else space
                letters = []
                continue
            if letters and _stands_apart(letters[-1], found):
                _add_word(words, letters, space)
                letters, space = [], _Space(False)
            letters.append(found)
        _add_word(words, letters, space)
        return words
    finally:
        text_page.close()


def join_parted_words(words: Iterable[PdfWord], known: Collection[str]) -> list[PdfWord]:
    """The words, with two as one where only a guessed space parts them and they're known as one alone."""
    result: list[PdfWord] = []
    for word in words:
        before = result[-1] if result else None
        if before and _is_parted(before, word, known):
            joined = replace(before, text=before.text + word.text, right=word.right)
            result[-1] = joined
        else:
            result.append(word)
    return result


def _is_parted(before: PdfWord, word: PdfWord, known: Collection[str]) -> bool:
    if not word.is_space_guessed or abs(before.baseline - word.baseline) > 0.1 * word.style.size:
        return False
    return before.text + word.text in known and not (before.text in known and word.text in known)


@dataclass(frozen=True, slots=True)
class _Turn:
    """The turn by which a page is shown, and its size after it."""

    degrees: int
    width: float
    height: float

    def place(self, x: float, y: float) -> tuple[float, float]:
        if self.degrees == 90:
            return y, self.height - x
        if self.degrees == 180:
            return self.width - x, self.height - y
        if self.degrees == 270:
            return self.width - y, x
        return x, y


def _list_characters(text_page: Any, turn: _Turn) -> Iterator[_Character | _Space]:
    """Each character and space. The line ends that PDFium adds are left to the places of words."""
    place = _Place()
    for index in range(pdfium.FPDFText_CountChars(text_page)):
        code = pdfium.FPDFText_GetUnicode(text_page, index)
        sign = chr(code) if code <= 0x10FFFF else "\ufffd"
        if code in _LINE_END_HYPHENS:
            sign = LINE_END_HYPHEN
        elif code in _NOT_A_CHARACTER:
            continue
        elif sign.isspace() or unicodedata.category(sign) == "Cc":
            is_guessed = pdfium.FPDFText_IsGenerated(text_page, index) == 1
            if not is_guessed or sign not in "\r\n":
                yield _Space(True, is_guessed)
            continue
        yield _place_character(text_page, index, sign, place, turn)


def _place_character(text_page: Any, index: int, sign: str, place: _Place, turn: _Turn) -> _Character:
    pdfium.FPDFText_GetLooseCharBox(text_page, index, place.rect)
    pdfium.FPDFText_GetCharOrigin(text_page, index, place.x, place.y)
    pdfium.FPDFText_GetMatrix(text_page, index, place.matrix)
    matrix = place.matrix
    scale = (matrix.c**2 + matrix.d**2) ** 0.5 or 1.0
    size = round(abs(pdfium.FPDFText_GetFontSize(text_page, index)) * scale, 1)
    thing = ctypes.cast(pdfium.FPDFText_GetTextObject(text_page, index), ctypes.c_void_p).value
    if thing not in place.styles:
        place.styles[thing] = _read_weight(text_page, index, place)
    style = LetterStyle(size, *place.styles[thing])
    left, _ = turn.place(place.rect.left, place.rect.bottom)
    right, _ = turn.place(place.rect.right, place.rect.top)
    _, baseline = turn.place(place.x.value, place.y.value)
    across = abs(matrix.b) > abs(matrix.a)
    is_upright = across == (turn.degrees in (90, 270))
    return _Character(sign, min(left, right), max(left, right), baseline, style, is_upright)


def _read_weight(text_page: Any, index: int, place: _Place) -> tuple[bool, bool, bool]:
    """Whether the letters are bold, italic, and as wide as each other."""
    length = pdfium.FPDFText_GetFontInfo(text_page, index, place.name, _FONT_NAME_BYTES, place.flags)
    name = place.name.raw[: max(0, min(length, _FONT_NAME_BYTES) - 1)].decode("utf-8", "replace").lower()
    flags = place.flags.value if length else 0
    weight = pdfium.FPDFText_GetFontWeight(text_page, index)
    bold = "bold" in name or "black" in name or bool(flags & _FORCE_BOLD) or weight >= _BOLD_WEIGHT
    italic = "ital" in name or "oblique" in name or bool(flags & _ITALIC)
    fixed = "mono" in name or "courier" in name or bool(flags & _FIXED)
    return bold, italic, fixed


def _stands_apart(before: _Character, after: _Character) -> bool:
    """Whether two characters that follow each other aren't one word: raised, on another line, or far away."""
    size = min(before.style.size, after.style.size) or 1.0
    return (
        abs(before.baseline - after.baseline) > _SAME_LINE * size * 0.5
        or after.left - before.right > size
        or after.left < before.left - size
        or before.is_upright != after.is_upright
    )


def _add_word(words: list[PdfWord], letters: list[_Character], space: _Space) -> None:
    if not letters:
        return
    first = max(letters, key=lambda letter: letter.style.size)
    words.append(
        PdfWord(
            "".join(letter.sign for letter in letters),
            min(letter.left for letter in letters),
            max(letter.right for letter in letters),
            letters[0].baseline,
            first.style,
            first.is_upright,
            space.is_one,
            space.is_guessed,
        )
    )
