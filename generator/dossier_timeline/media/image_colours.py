"""The colours of an image as those of the web (sRGB), whatever profile, depth or inks its file has."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

_WITHOUT_ALPHA = {"1": "L", "LA": "L", "La": "L", "P": "RGB", "PA": "RGB", "RGBA": "RGB", "RGBa": "RGB"}
"""By the mode of an image: the one that its colours have by themselves, where that is another."""
_PROFILED_MODES = frozenset({"CMYK", "L", "LAB", "RGB"})
_USUAL_GAMMA = 1 / 2.2


def convert_to_srgb(image: Image) -> Image:
    """The same colours in sRGB, which is what browsers take them for; RGBA where something shines through."""
    image = _reduce_depth(image)
    alpha = image.convert("RGBA").getchannel("A") if image.has_transparency_data else None
    colours = image.convert(_WITHOUT_ALPHA.get(image.mode, image.mode))
    colours = _apply_profile(colours, image.info.get("icc_profile"))
    if alpha is not None and alpha.getextrema()[0] != 255:
        colours.putalpha(alpha)
    return colours


def _reduce_depth(image: Image) -> Image:
    """An image with 8 bits for each value: of 16 the upper half, as Pillow itself takes it of colours."""
    clear = image.info.get("transparency")
    if image.mode.startswith("I;16"):
        info = image.info
        image = image.convert("I").point(lambda value: value / 256).convert("L")
        image.info = info
    elif not (isinstance(clear, tuple) and max(clear) > 255):
        return image
    if isinstance(clear, tuple):
        image.info["transparency"] = tuple(value // 256 for value in clear)
    elif isinstance(clear, int):
        image.info["transparency"] = clear // 256
    return image


def _apply_profile(image: Image, profile: bytes | None) -> Image:
    from PIL import ImageCms

    if profile and image.mode in _PROFILED_MODES:
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            target = ImageCms.createProfile("sRGB")
            converted = ImageCms.profileToProfile(image, source, target, outputMode="RGB")
        except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
            converted = None  # a profile that doesn't fit its image says nothing of it
        if converted is not None:
            return converted
    return _apply_gamma(image.convert("RGB"), image.info)


def _apply_gamma(image: Image, info: dict[str | tuple[int, int], object]) -> Image:
    """An image whose file says how bright its values are, and nothing else of its colours, as PNG may."""
    gamma = info.get("gamma")
    if not isinstance(gamma, float) or "srgb" in info or not 0.05 < gamma < 5:
        return image
    if abs(gamma - _USUAL_GAMMA) < 0.02:
        return image
    table = [round(255 * _encode_brightness((value / 255) ** (1 / gamma))) for value in range(256)]
    return image.point(table * 3)


def _encode_brightness(light: float) -> float:
    """The value that stands for an amount of light, both from 0 to 1. Source: IEC 61966-2-1."""
    return 12.92 * light if light <= 0.0031308 else 1.055 * light ** (1 / 2.4) - 0.055
