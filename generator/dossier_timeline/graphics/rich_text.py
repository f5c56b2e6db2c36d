"""Lines of words of which some are bold, broken to fit a width."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from dossier_timeline.graphics.text_width import estimate_width, shorten_line

_REGULAR = 0.9
"""How wide regular letters are, as a part of the bold ones of which widths are estimated."""


@dataclass(frozen=True, slots=True)
class Span:
    """Words in one weight."""

    text: str
    is_bold: bool = False


TextLine: TypeAlias = tuple[Span, ...]


def measure_line(line: Sequence[Span], size: float) -> float:
    """An upper estimate of how wide a line is."""
    return sum(estimate_width(span.text, size) * (1 if span.is_bold else _REGULAR) for span in line)


def wrap_spans(
    spans: Sequence[Span], size: float, room: float, *, indent: float = 0.0, most: int = 0
) -> tuple[TextLine, ...]:
    """Break spans between words into lines that fit the room; the first line has `indent` less.

    With `most` there are at most so many lines, and what is left out is an ellipsis.
    """
    words = [Span(word, span.is_bold) for span in spans for word in span.text.split()]
    lines: list[list[Span]] = []
    at = 0
    while at < len(words):
        free = room - (0.0 if lines else indent)
        taken = at + 1
        while taken < len(words) and measure_line(_join_words(words[at : taken + 1]), size) <= free:
            taken += 1
        is_last = most and len(lines) == most - 1
        line = words[at : len(words) if is_last else taken]
        if measure_line(_join_words(line), size) > free:
            line = _shorten_words(line, size, free)
        lines.append(line)
        at = len(words) if is_last else taken
    if not most and len(lines) > 1 and len(lines[-1]) == 1:
        _avoid_lone_word(lines, size, room)
    return tuple(_join_words(line) for line in lines)


def _avoid_lone_word(lines: list[list[Span]], size: float, room: float) -> None:
    """Move a word down to the lone word of the last line, where there is room for both."""
    *staying, moved = lines[-2]
    if len(staying) > 1 and measure_line(_join_words([moved, *lines[-1]]), size) <= room:
        lines[-2:] = [staying, [moved, *lines[-1]]]


def _join_words(words: Sequence[Span]) -> TextLine:
    """Words with spaces between them, those of one weight in one span."""
    joined: list[Span] = []
    for number, word in enumerate(words):
        text = f" {word.text}" if number else word.text
        if joined and joined[-1].is_bold == word.is_bold:
            joined[-1] = Span(joined[-1].text + text, word.is_bold)
        else:
            joined.append(Span(text, word.is_bold))
    return tuple(joined)


def _shorten_words(words: Sequence[Span], size: float, room: float) -> list[Span]:
    """As many words as fit, the last one cut short with an ellipsis."""
    fitting = list(words)
    while len(fitting) > 1 and measure_line(_join_words(fitting[:-1]), size) > room - size:
        fitting.pop()
    before = measure_line(_join_words(fitting[:-1]), size)
    last = fitting[-1]
    return [*fitting[:-1], Span(shorten_line(last.text, size, room - before - size / 2), last.is_bold)]
