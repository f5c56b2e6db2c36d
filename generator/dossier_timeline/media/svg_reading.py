"""Drawings in SVG: looked through for what would fetch something, then drawn as pixels.

Nothing of the file itself is published, so no script, style or name in it reaches a reader. resvg draws it,
with the font of a package; it would open files that a drawing names, so one that names any is refused.
"""

from __future__ import annotations

import re
import unicodedata
from xml.parsers import expat

from dossier_timeline.graphics.packaged_font import has_all_letters
from dossier_timeline.graphics.svg_rendering import render_svg
from dossier_timeline.media.unusable_file import UnusableFileError

_MAX_SVG_BYTES = 4 << 20
_MAX_ELEMENTS = 100_000
_MAX_DEPTH = 200
_WIDTH, _MAX_HEIGHT = 1600, 4000
"""Pixels: as wide a drawing is drawn, whatever it says; one that would be too high is drawn narrower."""
_REFUSED_ELEMENTS = {"script", "foreignObject", "iframe", "audio", "video", "handler", "listener"}
_INNER_ADDRESS = re.compile(r"\s*(?:#|data:image/(?:png|jpeg|gif|webp);base64,|$)", re.IGNORECASE)
_CSS_ADDRESS = re.compile(r"url\(\s*['\"]?\s*(?!#)([^)'\"]*)|(@import)", re.IGNORECASE)
_BEGINNING = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?"
    rb"(?:<!--(?:(?!-->).)*-->\s*|<!DOCTYPE[^>\[]*(?:\[[^\]]*\]\s*)?>\s*)*<(?:\w+:)?svg\b",
    re.DOTALL,
)
_HINT = "take it out of the drawing, or save the drawing as “plain SVG” or PNG"


_PATHS_HINT = "let the program that made it turn texts into paths, or save it as PNG"


def is_svg(content: bytes) -> bool:
    """Whether a file begins as a drawing in SVG does."""
    return _BEGINNING.match(content[:65536]) is not None


def draw_svg(content: bytes) -> bytes:
    """A drawing as PNG. Raises `UnusableFileError`."""
    if len(content) > _MAX_SVG_BYTES:
        raise UnusableFileError("this drawing is larger than 4 MB", "save it as PNG, or make it simpler")
    try:
        drawing = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnusableFileError("this drawing isn't in UTF-8", "save it as “plain SVG”") from error
    _SvgInspection().inspect(drawing)
    try:
        return render_svg(drawing, width=_WIDTH, max_height=_MAX_HEIGHT)
    except ValueError as error:
        raise UnusableFileError("this drawing can't be drawn", "save it as “plain SVG” or PNG") from error


def _can_be_drawn(letter: str) -> bool:
    return unicodedata.category(letter) == "Cf" or has_all_letters(letter)


class _SvgInspection:
    """Walks through a drawing and refuses what could run, fetch or grow."""

    def __init__(self) -> None:
        # What the drawing says of its encoding doesn't count: it is drawn as UTF-8, and inspected as that.
        self._parser = expat.ParserCreate("utf-8", namespace_separator=" ")
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._inspect_words
        self._parser.EntityDeclHandler = self._refuse_entity
        self._parser.ProcessingInstructionHandler = self._inspect_instruction
        self._names: list[str] = []
        self._count = 0

    def inspect(self, content: str) -> None:
        """Raise `UnusableFileError` where the drawing holds what it may not."""
        try:
            self._parser.Parse(content, True)
        except expat.ExpatError as error:
            message = f"this drawing is no XML: line {error.lineno}, column {error.offset + 1}"
            raise UnusableFileError(message, "save it anew as “plain SVG”") from error

    def _refuse(self, what: str, hint: str = _HINT) -> None:
        line = self._parser.CurrentLineNumber
        raise UnusableFileError(f"this drawing holds {what}, on its line {line}", hint)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        name = name.rpartition(" ")[2]
        self._count += 1
        self._names.append(name)
        if self._count > _MAX_ELEMENTS or len(self._names) > _MAX_DEPTH:
            self._refuse("too many elements to be drawn")
        if name in _REFUSED_ELEMENTS:
            self._refuse(f"<{name}>")
        for key, value in attributes.items():
            local = key.rpartition(" ")[2]
            if local.lower().startswith("on"):
                self._refuse(f"a script ({local}=…)")
            if local in ("href", "src") and name != "a" and not _INNER_ADDRESS.match(value):
                self._refuse(f"something from elsewhere ({local}=“{value[:60]}”)")
            self._inspect_css(value)

    def _end(self, _: str) -> None:
        self._names.pop()

    def _inspect_words(self, text: str) -> None:
        if self._names[-1] == "style":
            self._inspect_css(text)
        elif "text" in self._names:
            lacking = next((letter for letter in text if not _can_be_drawn(letter)), "")
            if lacking:
                self._refuse(f"a letter for which there is no font here (“{lacking}”)", _PATHS_HINT)

    def _inspect_css(self, text: str) -> None:
        found = _CSS_ADDRESS.search(text)
        if found and not (found[1] or "").startswith("data:image/"):
            self._refuse(f"a style from elsewhere ({found[0][:60]})")

    def _refuse_entity(self, *_: object) -> None:
        self._refuse("an entity of its own (<!ENTITY>)")

    def _inspect_instruction(self, target: str, _: str) -> None:
        if target == "xml-stylesheet":
            self._refuse("a style from elsewhere (<?xml-stylesheet?>)")
