"""An image in the sizes and formats in which browsers take it: AVIF and WebP, and JPEG or PNG for all others.

The same libraries make the same bytes: one thread encodes, and no date or name is written.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from dossier_timeline.media.image_reading import read_image

if TYPE_CHECKING:
    from PIL.Image import Image

IMAGE_WIDTHS = (480, 960, 1600)
"""Pixels: a telephone, a column of text, the same on a screen with two pixels for one."""
_MAX_HEIGHT = 8000
"""Pixels: a higher image is made narrower; WebP knows no more than 16383."""
RenditionFormat: TypeAlias = Literal["avif", "webp", "jpeg", "png"]
_SETTINGS: dict[RenditionFormat, dict[str, Any]] = {
    "avif": {"quality": 60, "speed": 6, "max_threads": 1},
    "webp": {"quality": 78, "method": 5},
    "jpeg": {"quality": 82, "optimize": True, "progressive": True},
    "png": {"optimize": True},
}


@dataclass(frozen=True, slots=True)
class Rendition:
    """An image in one size and format; its size is in pixels."""

    format: RenditionFormat
    width: int
    height: int
    content: bytes


@dataclass(frozen=True, slots=True)
class ImageRenditions:
    """All files of an image. The last one is for browsers that take no other, and the largest."""

    has_alpha: bool
    files: tuple[Rendition, ...]


def make_renditions(content: bytes, ending: str) -> ImageRenditions:
    """The files of an image; `ending` is that of its name. Raises `UnusableFileError`."""
    image, is_graphic = read_image(content, ending)
    has_alpha = image.mode == "RGBA"
    sizes = list_sizes(*image.size)
    scaled = [image if size == image.size else _scale(image, size) for size in sizes]
    renditions = [_encode(one, name) for name in ("avif", "webp") for one in scaled]
    renditions.append(_encode(scaled[-1], "png" if has_alpha or is_graphic else "jpeg"))
    return ImageRenditions(has_alpha, tuple(renditions))


def list_sizes(width: int, height: int) -> list[tuple[int, int]]:
    """The sizes in which an image is made, the smallest first: none is larger than the image itself."""
    widest = min(width, IMAGE_WIDTHS[-1], max(1, width * _MAX_HEIGHT // height))
    widths = [*(one for one in IMAGE_WIDTHS if one < widest), widest]
    return [(one, min(_MAX_HEIGHT, max(1, round(height * one / width)))) for one in widths]


def _scale(image: Image, size: tuple[int, int]) -> Image:
    from PIL.Image import Resampling

    return image.resize(size, Resampling.LANCZOS)


def _encode(image: Image, name: RenditionFormat) -> Rendition:
    written = io.BytesIO()
    image.save(written, name.upper(), **_SETTINGS[name])
    return Rendition(name, *image.size, written.getvalue())
