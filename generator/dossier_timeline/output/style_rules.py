"""The rules of a dossier's own style: its colours and fonts in the place of those of the stylesheet."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from dossier_timeline.graphics.palette import SCHEMES, Palette, make_palette, strengthen_colour
from dossier_timeline.model.style import ColourPair, FontFiles, Fonts, Style
from dossier_timeline.output.assets import EMBED_STYLE, FOLDER, STYLE, Assets, assets
from dossier_timeline.output.own_icons import ICONS, colour_icon

_NOT_FORCED = "@media not (forced-colors:active)"
_MORE_CONTRAST = "@media (prefers-contrast:more) and (not (forced-colors:active))"
_STRENGTHENED = ("ink", "soft", "edge", "blue", "amber")
"""What stands out more for readers who ask for more contrast."""
_FAMILIES: Mapping[str, tuple[str, str]] = {
    "text": ("serif", "Charter,Georgia,serif"),
    "interface": ("sans", "system-ui,sans-serif"),
}
"""By the field in dossier.yml: the custom property of the font, and what stands in while it loads."""
_FACES = (("regular", "400", "normal"), ("bold", "600 800", "normal"), ("italic", "400", "italic"))


def read_styled_assets(template_folders: tuple[Path, ...], style: Style) -> Assets:
    """Return the assets of the templates in the colours and fonts of the dossier."""
    files = assets(template_folders)
    for name in (STYLE, EMBED_STYLE, *ICONS):
        content = files.content(name)
        changed = _change(name, content, style, files)
        if changed != content:
            files = files.without(name).plus(name, changed)
    return files


def _change(name: str, content: bytes, style: Style, files: Assets) -> bytes:
    """Return what an asset is in the dossier's style; one that isn't there stays so."""
    if not content:
        return content
    if name in ICONS:
        return colour_icon(name, content, style.colours)
    return content + write_style_rules(style, files)


def write_style_rules(style: Style, assets: Assets) -> bytes:
    """Return what comes after the stylesheet; nothing where the style is as it comes."""
    palette = make_palette(style.colours)
    families = {name: getattr(style.fonts, name) for name in Fonts.model_fields}
    rules = [
        *(face for name, files in families.items() if files for face in _write_faces(name, files, assets)),
        *_write_colours(palette),
        *_write_families(name for name, files in families.items() if files),
    ]
    return "".join(rules).encode()


def _write_colours(palette: Palette) -> Iterator[str]:
    if not palette.own:
        return
    own = ";".join(f"--{name}:{_write_pair(pair)}" for name, pair in palette.own.items())
    yield f"@layer tokens{{{_NOT_FORCED}{{:root:root{{{own}}}}}}}"
    strong = ";".join(f"--{name}:{_write_pair(_strengthen(name, palette))}" for name in _STRENGTHENED)
    yield f"@layer tokens{{{_MORE_CONTRAST}{{:root:root{{{strong};--rule:var(--edge)}}}}}}"


def _strengthen(name: str, palette: Palette) -> ColourPair:
    light, dark = (strengthen_colour(palette.pick(name, one), palette.pick("paper", one)) for one in SCHEMES)
    return ColourPair(light=light, dark=dark)


def _write_pair(pair: ColourPair) -> str:
    return f"light-dark({pair.light},{pair.dark})"


def _write_faces(name: str, files: FontFiles, assets: Assets) -> Iterator[str]:
    for face, weight, slope in _FACES:
        path = assets.path(getattr(files, face) or "")
        if path:
            address = posixpath.relpath(path, FOLDER)
            yield (
                f'@font-face{{font-family:"own {name}";src:url("{address}") format("woff2");'
                f"font-weight:{weight};font-style:{slope};font-display:swap}}"
            )


def _write_families(names: Iterable[str]) -> Iterator[str]:
    for name in names:
        variable, fallback = _FAMILIES[name]
        yield f'@layer tokens{{:root:root{{--{variable}:"own {name}",{fallback}}}}}'
