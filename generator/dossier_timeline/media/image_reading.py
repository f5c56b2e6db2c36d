"""Reading an image that anybody may have made: upright, in the colours of the web.

Pillow reads it. Position, camera, names, thumbnails and colour profiles stay behind, because only the pixels
go on.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from dossier_timeline.media.image_colours import convert_to_srgb
from dossier_timeline.media.svg_reading import draw_svg, is_svg
from dossier_timeline.media.unusable_file import UnusableFileError

if TYPE_CHECKING:
    from PIL.Image import Image

MAX_IMAGE_BYTES = 48 << 20
MAX_PIXELS = 64_000_000
"""A telephone takes pictures of 50 million."""
_MAX_SIDE = 20_000

_ENDINGS = {
    "AVIF": ("avif",),
    "GIF": ("gif",),
    "JPEG": ("jpg", "jpeg", "jpe", "jfif"),
    "MPO": ("jpg", "jpeg", "mpo"),
    "PNG": ("png",),
    "SVG": ("svg",),
    "TIFF": ("tif", "tiff"),
    "WEBP": ("webp",),
}
"""By the name that Pillow gives to a format: how the names of such files end, the usual ending first."""
_SEVERAL_IN_ONE = "MPO"
"""A photograph by JPEG with others of the same view behind it, as telephones make them."""
_HEIC_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"})
_GRAPHIC_FORMATS = frozenset({"GIF", "PNG", "SVG"})
_SAVE_HINT = "open it in a program for images and save it as JPEG, PNG, WebP or AVIF"


def read_image(content: bytes, ending: str) -> tuple[Image, bool]:
    """The pixels of an image as RGB or RGBA in sRGB, and whether it's drawn rather than photographed.

    `ending` is that of the file's name, without the point. Raises `UnusableFileError`.
    """
    if is_svg(content):
        _require_ending("SVG", ending)
        content, kind = draw_svg(content), "SVG"
        image = _open_image(content)
    else:
        image = _open_image(content)
        kind = str(image.format)
        _require_ending(kind, ending)
    _require_usual_depth(image)
    try:
        _require_one_picture(image, kind)
        image.load()
        plain = convert_to_srgb(_turn_upright(image))
    except (MemoryError, UnusableFileError):
        raise
    except Exception as error:
        # Broken files end in errors of many types, as each decoder has its own.
        message = "this image is broken: it ends too soon, or something in it can't be read"
        raise UnusableFileError(message, "copy it anew from where it comes from") from error
    plain.info.clear()
    return plain, kind in _GRAPHIC_FORMATS


def _open_image(content: bytes) -> Image:
    """The image with its head read, and its pixels not yet."""
    from PIL import Image, UnidentifiedImageError

    formats = [name for name in _ENDINGS if name not in ("SVG", _SEVERAL_IN_ONE)]
    try:
        image = Image.open(io.BytesIO(content), formats=formats)
    except Image.DecompressionBombError as error:
        raise _too_large_error("more than 64 million") from error
    except UnidentifiedImageError as error:
        raise UnusableFileError(_tell_kind(content), _SAVE_HINT) from error
    except Exception as error:
        raise UnusableFileError("the beginning of this image is broken", _SAVE_HINT) from error
    width, height = image.size
    if width * height > MAX_PIXELS or max(width, height) > _MAX_SIDE:
        raise _too_large_error(f"{width} × {height}")
    return image


def _tell_kind(content: bytes) -> str:
    """Say what a file is that isn't read."""
    if content[4:8] == b"ftyp" and content[8:12] in _HEIC_BRANDS:
        return "this is HEIC, as telephones make it, and most browsers don't show that"
    if not content:
        return "this file is empty"
    return "this is no image of a kind that is read here, or its beginning is broken"


def _too_large_error(pixels: str) -> UnusableFileError:
    hint = f"make it smaller: at most {_MAX_SIDE} pixels on a side, and 64 million in all"
    return UnusableFileError(f"this image has {pixels} pixels, which is too large to be read safely", hint)


def _require_ending(kind: str, ending: str) -> None:
    endings = _ENDINGS[kind]
    if ending.lower() not in endings:
        name = "JPEG" if kind == _SEVERAL_IN_ONE else kind
        message = f"what is in this file is {name}, and its name ends in “.{ending}”"
        raise UnusableFileError(message, f"let its name end in “.{endings[0]}”, here and in images.yml")


def _require_usual_depth(image: Image) -> None:
    if image.mode in ("F", "I"):
        message = "this image has values of 32 bits, of which nothing says how bright they are"
        raise UnusableFileError(message, "save it with 8 or 16 bits for each value, as PNG or TIFF")


def _require_one_picture(image: Image, kind: str) -> None:
    count = getattr(image, "n_frames", 1)
    if count > 1 and kind != _SEVERAL_IN_ONE:
        what = "pages" if kind == "TIFF" else "pictures, and moves"
        hint = "save the one that is to be shown as a file of its own; a link may lead to a video"
        raise UnusableFileError(f"this file holds {count} {what}", hint)


def _turn_upright(image: Image) -> Image:
    """The image as it's to be seen: cameras only note how they were held."""
    from PIL import ImageOps

    return ImageOps.exif_transpose(image)
