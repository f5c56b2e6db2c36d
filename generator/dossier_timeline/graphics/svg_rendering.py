"""A drawing in SVG as PNG.

resvg draws it, a renderer of SVG in one library without dependencies, with the font of a package and none of
the system.
"""

from __future__ import annotations

from dossier_timeline.graphics.packaged_font import FONT_NAME, find_font_file


def render_svg(svg: str, *, zoom: int | None = None, width: int | None = None) -> bytes:
    """Return a drawing as PNG, so many times as large, or so many pixels wide. Raises `ValueError`."""
    import resvg_py

    return bytes(
        resvg_py.svg_to_bytes(
            svg_string=svg,
            zoom=zoom,
            width=width,
            skip_system_fonts=True,
            font_files=[str(find_font_file(weight)) for weight in ("Regular", "Bold")],
            font_family=FONT_NAME,
            serif_family=FONT_NAME,
            sans_serif_family=FONT_NAME,
        )
    )
