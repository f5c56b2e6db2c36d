"""How wide a text will be, without knowing the reader's font: an estimate on the safe side.

A drawing made at build time can't ask a browser. The widths, in thousandths of the font's size, are
those of a wide bold sans, so that the usual system fonts stay within them.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_CLASSES = (
    (390, "ijlI.,:;'|!()[]’‘ "),
    (500, 'frtJ-/"“”`°·\\'),
    (640, "sczkvxy?"),
    (720, "abdeghnopqu0123456789FLETPSYXBKZVCARß$€+=<>~#*_^{}"),
    (860, "DGHNOQU&–"),
    (1120, "mwMW@%—…"),
)
_WIDTHS = {character: width for width, characters in _CLASSES for character in characters}
_OTHER_LETTER, _WIDE = 860, 1120


@lru_cache(maxsize=1024)
def _width(character: str) -> int:
    known = _WIDTHS.get(character)
    if known is not None:
        return known
    if unicodedata.combining(character) or unicodedata.category(character) in ("Cf", "Mn"):
        return 0
    base = unicodedata.normalize("NFD", character)[0]
    if base in _WIDTHS:
        return _WIDTHS[base]
    return _WIDE if unicodedata.east_asian_width(character) in "WF" else _OTHER_LETTER


def estimate_width(text: str, size: float) -> float:
    """An upper estimate of the width of one line of text, in the unit of `size` (the font's size)."""
    return sum(map(_width, text)) * size / 1000


def wrap_text(text: str, size: float, room: float, lines: int) -> tuple[str, ...]:
    """Break a text into at most so many lines that fit the room; what is too much ends in "…"."""
    done: list[str] = []
    words = text.split()
    while words and len(done) < lines:
        taken = 1
        while taken < len(words) and estimate_width(" ".join(words[: taken + 1]), size) <= room:
            taken += 1
        line, words = " ".join(words[:taken]), words[taken:]
        last = len(done) == lines - 1
        is_cut = (last and bool(words)) or estimate_width(line, size) > room
        done.append(shorten_line(line, size, room) if is_cut else line)
    return tuple(done)


def shorten_line(line: str, size: float, room: float) -> str:
    """Cut a line so that it fits the room with an ellipsis at its end."""
    while line and estimate_width(line + "…", size) > room:
        line = line[:-1].rstrip()
    return line.rstrip(" ,;:–-") + "…"
