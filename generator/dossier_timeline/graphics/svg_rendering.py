"""A drawing in SVG as PNG.

resvg draws it, a renderer of SVG in one library without dependencies, with the font of a package and none of
the system.
"""

from __future__ import annotations

from dossier_timeline.graphics.packaged_font import FONT_NAME, find_font_file

_PIXELS_PER_INCH = 96
"""Of CSS. Without it a drawing that gives its size in millimetres would have none."""


def render_svg(
    svg: str, *, zoom: int | None = None, width: int | None = None, max_height: int | None = None
) -> bytes:
    """Return a drawing as PNG, so many times as large, or so many pixels wide.

    One that would be higher than `max_height` pixels is made narrower. Raises `ValueError`.
    """
    import resvg_py

    return bytes(
        resvg_py.svg_to_bytes(
            svg_string=svg,
            zoom=zoom,
            width=width,
            height=max_height,
            dpi=_PIXELS_PER_INCH,
            skip_system_fonts=True,
            font_files=[str(find_font_file(weight)) for weight in ("Regular", "Bold")],
            font_family=FONT_NAME,
            serif_family=FONT_NAME,
            sans_serif_family=FONT_NAME,
        )
    )
