"""An image in the sizes and formats in which browsers take it: AVIF and WebP, and JPEG or PNG for all others.

The same libraries make the same bytes: one thread encodes, and no date or name is written.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from dossier_timeline.media.image_reading import read_image

if TYPE_CHECKING:
    from PIL.Image import Image

IMAGE_WIDTHS = (480, 960, 1600)
"""Pixels: a telephone, a column of text, the same on a screen with two pixels for one."""
OPENED_WIDTH = 3200
"""Pixels: what the link around an image may open, so that the names on a map can be read."""
_MAX_HEIGHT = 8000
"""Pixels: a higher image is made narrower; WebP knows no more than 16383."""
MAX_SHOWN_BYTES = 500_000
"""What a page may load of one image: half a second on a telephone with 8 megabits a second."""
MAX_OPENED_BYTES = 1_000_000
"""What the link around an image may open, which browsers that know neither AVIF nor WebP show too."""
RenditionFormat: TypeAlias = Literal["avif", "webp", "jpeg", "png"]
_SETTINGS: dict[RenditionFormat, dict[str, Any]] = {
    "avif": {"quality": 60, "speed": 6, "max_threads": 1},
    "webp": {"quality": 78, "method": 5},
    "jpeg": {"quality": 82, "optimize": True, "progressive": True},
    "png": {"optimize": True},
}
_LOW_QUALITIES: dict[RenditionFormat, int] = {"avif": 40, "webp": 55, "jpeg": 65}
"""Those of an image that weighs too much in the usual one; where it still does it's made smaller."""


@dataclass(frozen=True, slots=True)
class Rendition:
    """An image in one size and format; its size is in pixels."""

    format: RenditionFormat
    width: int
    height: int
    content: bytes


@dataclass(frozen=True, slots=True)
class ImageRenditions:
    """All files of an image. The last one is for browsers that take no other, and for whoever opens it."""

    has_alpha: bool
    files: tuple[Rendition, ...]


def make_renditions(content: bytes, ending: str) -> ImageRenditions:
    """The files of an image; `ending` is that of its name. Raises `UnusableFileError`."""
    image, is_graphic = read_image(content, ending)
    has_alpha = image.mode == "RGBA"
    sizes = list_sizes(*image.size)
    scaled = [image if size == image.size else _scale(image, size) for size in sizes]
    shown = [one for name in ("avif", "webp") for one in _encode_sizes(scaled, name)]
    (opened_size,) = list_sizes(*image.size, (OPENED_WIDTH,))
    large = scaled[-1] if opened_size == sizes[-1] else _scale(image, opened_size)
    opened = _encode_opened(large, has_alpha=has_alpha, is_graphic=is_graphic)
    return ImageRenditions(has_alpha, (*shown, opened))


def list_sizes(width: int, height: int, at_most: Sequence[int] = IMAGE_WIDTHS) -> list[tuple[int, int]]:
    """The sizes in which an image is made, the smallest first: none is larger than the image itself."""
    widest = min(width, at_most[-1], max(1, width * _MAX_HEIGHT // height))
    widths = [*(one for one in at_most if one < widest), widest]
    return [(one, min(_MAX_HEIGHT, max(1, round(height * one / width)))) for one in widths]


def _scale(image: Image, size: tuple[int, int]) -> Image:
    from PIL.Image import Resampling

    return image.resize(size, Resampling.LANCZOS)


def _encode_sizes(scaled: Iterable[Image], name: RenditionFormat) -> Iterator[Rendition]:
    """An image in one format, the smallest first, up to the size in which it would weigh too much."""
    widest = 0
    for image in scaled:
        rendition = _encode(image, name)
        if len(rendition.content) > MAX_SHOWN_BYTES:
            lighter = _encode_lighter(image, name, MAX_SHOWN_BYTES)
            if lighter.width > widest:
                yield lighter
            return
        yield rendition
        widest = rendition.width


def _encode_opened(image: Image, *, has_alpha: bool, is_graphic: bool) -> Rendition:
    """The image as PNG where it's drawn, and no photograph that was saved as PNG; else as JPEG."""
    name: RenditionFormat = "png" if has_alpha or is_graphic else "jpeg"
    rendition = _encode(image, name)
    if len(rendition.content) <= MAX_OPENED_BYTES:
        return rendition
    return _encode_lighter(image, "png" if has_alpha else "jpeg", MAX_OPENED_BYTES)


def _encode_lighter(image: Image, name: RenditionFormat, max_bytes: int) -> Rendition:
    """The image in less quality, and then smaller until it weighs no more than it may."""
    rendition = _encode(image, name, _LOW_QUALITIES.get(name))
    while len(rendition.content) > max_bytes and max(image.size) > 1:
        share = 0.95 * (max_bytes / len(rendition.content)) ** 0.5
        width, height = image.size
        image = _scale(image, (max(1, int(width * share)), max(1, int(height * share))))
        rendition = _encode(image, name, _LOW_QUALITIES.get(name))
    return rendition


def _encode(image: Image, name: RenditionFormat, quality: int | None = None) -> Rendition:
    settings = _SETTINGS[name] if quality is None else {**_SETTINGS[name], "quality": quality}
    written = io.BytesIO()
    image.save(written, name.upper(), **settings)
    return Rendition(name, *image.size, written.getvalue())
