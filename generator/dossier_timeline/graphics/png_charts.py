"""A chart's file as a picture: the same drawing as PNG, for programs that show no SVG."""

from __future__ import annotations

import re
from html import unescape

from dossier_timeline.graphics.packaged_font import has_all_letters
from dossier_timeline.graphics.svg_rendering import render_svg

_SCALE = 2
"""So many pixels for a length of one: screens of phones have that many."""
_MARKUP = re.compile(r"<[^<>]*>")


def draw_png_chart(svg: str) -> bytes:
    """The drawing as PNG."""
    return render_svg(svg, zoom=_SCALE)


def can_draw_png(svg: str) -> bool:
    """Whether the font has all letters of a drawing."""
    return has_all_letters(unescape(_MARKUP.sub("", svg)))
