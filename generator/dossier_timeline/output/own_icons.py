"""The icons that come with the program, in the colours of a dossier; icons of its own stay as they are."""

from __future__ import annotations

import io
from collections.abc import Mapping

from dossier_timeline.config import packaged_templates
from dossier_timeline.file_reading import LARGEST_ASSET, read_plain_file
from dossier_timeline.graphics.palette import SCHEMES, Palette, make_palette, split_colour
from dossier_timeline.model.style import Colours
from dossier_timeline.output.assets import FOLDER

SVG_ICON = "favicon.svg"
_PIXEL_ICONS: Mapping[str, str] = {"favicon.ico": "ICO", "apple-touch-icon.png": "PNG"}
"""By name: the format in which Pillow writes it."""
ICONS = (SVG_ICON, *_PIXEL_ICONS)
_DRAWN, _BEHIND = "blue", "paper"
"""The two colours in which every icon is drawn."""


def colour_icon(name: str, icon: bytes, colours: Colours) -> bytes:
    """Put own colours in the place of those in which an icon of the program is drawn."""
    palette, packaged = make_palette(colours), make_palette(Colours())
    if not {_DRAWN, _BEHIND} & palette.own.keys() or not _is_packaged(name, icon):
        return icon
    if name == SVG_ICON:
        for property_name in (_DRAWN, _BEHIND):
            for scheme in SCHEMES:
                before, after = (one.pick(property_name, scheme) for one in (packaged, palette))
                icon = icon.replace(before.encode(), after.encode())
        return icon
    return _colour_pixels(icon, _PIXEL_ICONS[name], packaged, palette)


def _is_packaged(name: str, icon: bytes) -> bool:
    return icon == read_plain_file(packaged_templates() / FOLDER / name, LARGEST_ASSET)


def _colour_pixels(icon: bytes, form: str, packaged: Palette, palette: Palette) -> bytes:
    """Draw an icon of pixels anew: each of its colours lies between the two, and so does the new one."""
    from PIL import Image

    image = Image.open(io.BytesIO(icon)).convert("RGBA")
    first, last = (split_colour(packaged.pick(name))[0] for name in (_DRAWN, _BEHIND))
    shares = [min(1, max(0, (value - first) / (last - first))) for value in range(256)]
    ends = zip(*(split_colour(palette.pick(name)) for name in (_DRAWN, _BEHIND)), strict=True)
    red, alpha = image.getchannel("R"), image.getchannel("A")
    channels = [red.point([round(a + (b - a) * share) for share in shares]) for a, b in ends]
    written = io.BytesIO()
    sizes = {"sizes": [image.size]} if form == "ICO" else {}
    Image.merge("RGBA", [*channels, alpha]).save(written, form, **sizes)
    return written.getvalue()
