"""Which lines of a PDF are headings, by its outline and by how they're printed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from dossier_timeline.source_reading.pdf_blocks import (
    LineGroup,
    UsualPrint,
    find_mark,
    is_centred,
    is_short_line,
)

_LONGEST = 250
_MOST_LINES = 4
_LARGER = 1.1
_WORD = re.compile(r"\w+")
_LEADERS = re.compile(r"(?:\.\s?){5}")
"""The points of a table of contents, which lead to a page's number."""
_NO_HEADING_ENDS = (",", ";", ".", ":")
_OFTEN = 3

HeadingStyle = tuple[float, bool, bool, bool]
"""Size, bold, italic and centred."""


def mark_headings(groups: Sequence[LineGroup], usual: UsualPrint, outline: Mapping[str, int]) -> None:
    """Say of each group whether it's a heading; `outline` has the file's own, by their words."""
    likely = [group for group in groups if group.kind == "paragraph" and _may_be_heading(group)]
    styles = Counter(_style_of(group) for group in likely)
    for group in likely:
        if fold_words(group.text) in outline:
            group.kind = "heading"
            continue
        style = _style_of(group)
        if not _stands_out(group, style, usual):
            continue
        group.kind = "heading"
        if styles[style] < _OFTEN and style[0] <= usual.style.size * _LARGER and not style[1]:
            group.doubts.append("heading")


def heading_levels(groups: Sequence[LineGroup], outline: Mapping[str, int]) -> dict[int, int]:
    """The level of each heading by the identity of its group: larger and bolder ones are higher."""
    headings = [group for group in groups if group.kind == "heading"]
    ranked = sorted({_style_of(group)[:3] for group in headings}, key=lambda s: (-s[0], not s[1], s[2]))
    return {
        id(group): outline.get(fold_words(group.text)) or min(6, ranked.index(_style_of(group)[:3]) + 1)
        for group in headings
    }


def fold_words(text: str) -> str:
    """The letters and figures of a text, without capitals, to compare titles by."""
    return "".join(_WORD.findall(text)).casefold()


def _may_be_heading(group: LineGroup) -> bool:
    text = group.text
    return (
        len(group.lines) <= _MOST_LINES
        and 0 < len(text) <= _LONGEST
        and any(sign.isalnum() for sign in text)
        and not text.rstrip().endswith((",", ";"))
        and not _LEADERS.search(text)
    )


def _style_of(group: LineGroup) -> HeadingStyle:
    style = group.style
    return (style.size, style.is_bold, style.is_italic, all(is_centred(line) for line in group.lines))


def _stands_out(group: LineGroup, style: HeadingStyle, usual: UsualPrint) -> bool:
    """Whether the group is printed as no running text is."""
    size, bold, italic, centred = style
    words = [word for line in group.lines for piece in line.pieces for word in piece.words]
    is_all_bold = bold and not usual.style.is_bold and all(word.style.is_bold for word in words)
    is_all_italic = italic and not usual.style.is_italic and all(word.style.is_italic for word in words)
    ends = group.text.rstrip().endswith(_NO_HEADING_ENDS)
    if size > usual.style.size * _LARGER:
        return True
    if size < usual.style.size * 0.8:
        return False
    if find_mark(group.lines[0]) and not is_all_bold:
        return False
    if is_all_bold:
        return not ends or len(group.text) <= 80
    if ends:
        return False
    short = is_short_line(group.lines[-1])
    return (is_all_italic and short) or (centred and len(group.lines) <= 2)
