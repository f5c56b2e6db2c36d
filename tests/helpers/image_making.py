"""Images for tests, made here: no file of anybody else is needed."""

from __future__ import annotations

import io
from typing import Any

from PIL import Image

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20">{}<rect width="20" height="10" fill="#c00"/>'
    "</svg>"
)


def make_image(form: str = "PNG", size: tuple[int, int] = (24, 16), mode: str = "RGB", **saved: Any) -> bytes:
    """A file with one image: dark above, light below."""
    image = Image.new("L", size, 255)
    image.paste(40, (0, 0, size[0], size[1] // 2))
    written = io.BytesIO()
    image.convert(mode).save(written, form, **saved)
    return written.getvalue()


def make_svg(inside: str = "") -> bytes:
    """A small drawing with something more in it."""
    return SVG.format(inside).encode()
