"""The patterns of the model in words, each with a suggestion of what the writer may have meant."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from dossier_timeline.diagnostics.codes import Code
from dossier_timeline.model.base import ID_PATTERN
from dossier_timeline.model.media import DOWNLOAD_FILE_PATTERN, IMAGE_FILE_PATTERN
from dossier_timeline.model.style import COLOUR_PATTERN, FONT_PATTERN


@dataclass(frozen=True, slots=True)
class TextPattern:
    """What a text that fits is called, how it's written, and a function that suggests a text that fits."""

    code: Code
    what: str
    hint: str
    suggest: Callable[[str], str] = lambda _: ""


def make_id(text: str) -> str:
    """An id made from any text: "O'Neill & Sons" gives "o-neill-sons"; "" if nothing is left."""
    letters = "".join(c for c in unicodedata.normalize("NFKD", text.lower()) if not unicodedata.combining(c))
    return re.sub(r"[^a-z0-9]+", "-", letters).strip("-")[:80].strip("-")


def _make_country_code(text: str) -> str:
    return text.upper() if re.fullmatch("[A-Za-z]{2}", text) else ""


def _make_colour(text: str) -> str:
    """The colour with six digits: "1b4f8a" and "#abc" are other ways to write one."""
    digits = text.removeprefix("#")
    if re.fullmatch("[0-9A-Fa-f]{3}", digits):
        digits = "".join(digit * 2 for digit in digits)
    return f"#{digits}" if re.fullmatch("[0-9A-Fa-f]{6}", digits) else ""


PATTERNS: dict[str, TextPattern] = {
    ID_PATTERN: TextPattern(Code.BAD_ID, "an id", "lower-case letters, digits and single hyphens", make_id),
    r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$": TextPattern(
        Code.BAD_LANGUAGE,
        "the code of a language",
        "two or three lower-case letters, with a region after a hyphen",
    ),
    r"^https?://[^\s\"'<>]+$": TextPattern(
        Code.BAD_ADDRESS, "an address on the web", "it begins with https:// and holds no spaces"
    ),
    r"^[A-Z]{2}$": TextPattern(
        Code.BAD_COUNTRY, "the code of a country", "two capital letters, ISO 3166-1", _make_country_code
    ),
    COLOUR_PATTERN: TextPattern(
        Code.BAD_COLOUR, "a colour", 'a number sign and six digits from 0 to f, like "#1b4f8a"', _make_colour
    ),
    FONT_PATTERN: TextPattern(
        Code.FONT_FILE,
        "the file of a font",
        "its path below templates/assets/, in letters a to z, with .woff2 at its end",
    ),
    IMAGE_FILE_PATTERN: TextPattern(
        Code.UNUSABLE_FILE, "the name of a file", "without a folder, with its ending: bridge.jpg"
    ),
    DOWNLOAD_FILE_PATTERN: TextPattern(
        Code.UNUSABLE_FILE,
        "the name of a file to download",
        "letters a to z, digits, points, hyphens and underscores, with its ending: plan.pdf",
    ),
    r"^[0-9CE][0-9]{4}[A-Z]{1,2}[0-9]{4}$": TextPattern(
        Code.BAD_CELEX, "a CELEX number", "like 32011L0093, as EUR-Lex writes it"
    ),
}
