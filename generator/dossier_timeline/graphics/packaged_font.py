"""The font of images that are drawn at build time: it comes in a package, so no font of the system counts."""

from __future__ import annotations

from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

FONT_NAME = "Source Serif Pro"
FONT_SCRIPTS = frozenset({"LATIN", "GREEK", "CYRILLIC"})
"""The scripts of the font, by the beginning of their letters' names in Unicode."""
_PACKAGE = "font_source_serif_pro"
_UNKNOWN_LETTER = "\U0010ffff"
COMMON_LETTERS = frozenset(map(chr, (*range(0x20, 0x7F), *range(0xA0, 0x100)))) | frozenset("–—‘’“”„…")
"""Letters that the font has: a text of these alone is known to be in it before any font is loaded."""


@cache
def find_font_file(weight: str) -> Path:
    """The file of the font in a weight: "Regular", "Semibold" or "Bold"."""
    package = find_spec(_PACKAGE)
    if package is None or package.origin is None:
        raise ModuleNotFoundError(f"the package “{_PACKAGE}” isn't installed", name=_PACKAGE)
    return Path(package.origin).parent / "files" / f"SourceSerifPro-{weight}.ttf"


@cache
def load_font(weight: str, size: int) -> FreeTypeFont:
    """The font in a weight, with letters of so many pixels, for Pillow."""
    from PIL import ImageFont

    return ImageFont.truetype(find_font_file(weight), size, layout_engine=ImageFont.Layout.BASIC)


@lru_cache(maxsize=4096)
def has_letter(letter: str) -> bool:
    """Whether the font has a letter: one that it lacks looks like any other that it lacks."""
    if letter.isspace():
        return True
    font = load_font("Bold", 34)
    return bytes(font.getmask(letter)) != bytes(font.getmask(_UNKNOWN_LETTER))


def has_all_letters(text: str) -> bool:
    """Whether the font has every letter of a text."""
    return all(map(has_letter, set(text) - COMMON_LETTERS))
