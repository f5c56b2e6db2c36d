"""A chart's file as a picture: the same drawing as PNG, for programs that show no SVG.

resvg draws it, a renderer of SVG in one library without dependencies, with the font of a package and none of
the system.
"""

from __future__ import annotations

import re
from html import unescape

from dossier_timeline.graphics.packaged_font import FONT_NAME, find_font_file, has_all_letters

_SCALE = 2
"""So many pixels for a length of one: screens of phones have that many."""
_MARKUP = re.compile(r"<[^<>]*>")


def draw_png_chart(svg: str) -> bytes:
    """The drawing as PNG."""
    import resvg_py

    return bytes(
        resvg_py.svg_to_bytes(
            svg_string=svg,
            zoom=_SCALE,
            skip_system_fonts=True,
            font_files=[str(find_font_file(weight)) for weight in ("Regular", "Bold")],
            font_family=FONT_NAME,
            sans_serif_family=FONT_NAME,
        )
    )


def can_draw_png(svg: str) -> bool:
    """Whether the font has all letters of a drawing."""
    return has_all_letters(unescape(_MARKUP.sub("", svg)))
