"""The dossier's own style: colours that are too much alike, and fonts that aren't there."""

from __future__ import annotations

import math
import struct
from collections.abc import Iterable, Iterator
from pathlib import Path

from dossier_timeline.config import OWN_TEMPLATES
from dossier_timeline.diagnostics.codes import Code
from dossier_timeline.diagnostics.diagnostic import Diagnostic
from dossier_timeline.file_reading import read_beginning
from dossier_timeline.graphics.palette import (
    LowContrast,
    Palette,
    Scheme,
    find_field,
    find_low_contrasts,
    find_property,
    list_own_colours,
    make_palette,
)
from dossier_timeline.model.dossier import Settings
from dossier_timeline.model.source_positions import SETTINGS, SourcePositions
from dossier_timeline.model.style import FONT_FACES, FontFiles, Fonts

_WOFF2_HEAD = struct.Struct(">4s4xI36x")
"""How a file of that format begins: its mark, and its length. Source: WOFF File Format 2.0, section 4."""


def check_style(
    settings: Settings, positions: SourcePositions, template_folders: Iterable[Path]
) -> Iterator[Diagnostic]:
    """Tell of each colour that doesn't stand out and of each font file that can't be used, at its line."""
    yield from _check_contrast(settings, positions)
    folders = tuple(template_folders)
    for name in Fonts.model_fields:
        files: FontFiles | None = getattr(settings.style.fonts, name)
        for face in FONT_FACES if files else ():
            file = getattr(files, face)
            if file and (message := _find_fault(file, folders)):
                position = positions.of(SETTINGS, "style", "fonts", name, face)
                hint = f"put the font into {OWN_TEMPLATES}/assets/{file}, as WOFF2"
                yield Diagnostic(position, Code.FONT_FILE, message, hint)


def _find_fault(name: str, folders: tuple[Path, ...]) -> str:
    """Say what is wrong with a font file; "" for nothing."""
    found = next((file for folder in folders if (file := folder / "assets" / name).is_file()), None)
    if found is None:
        return f"there is no file “{name}” among the dossier's own assets"
    try:
        beginning, size = read_beginning(found, _WOFF2_HEAD.size), found.stat().st_size
    except OSError:
        return f"the file “{name}” cannot be read"
    if not beginning.startswith(b"wOF2"):
        return f"the file “{name}” is no font in the format WOFF2"
    if len(beginning) < _WOFF2_HEAD.size or _WOFF2_HEAD.unpack(beginning)[1] != size:
        return f"the font “{name}” is broken: it has {size} bytes, which isn't what its beginning says"
    return ""


def _check_contrast(settings: Settings, positions: SourcePositions) -> Iterator[Diagnostic]:
    """Tell of each colour of the dossier's own that doesn't stand out, beside what it is most alike."""
    colours = settings.style.colours
    palette = make_palette(colours)
    paths = {find_property(path): path for path, _ in list_own_colours(colours)}
    worst: dict[tuple[str, Scheme], LowContrast] = {}
    for low in sorted(find_low_contrasts(palette), key=lambda one: one.found / one.least):
        worst.setdefault((low.colour if low.colour in paths else low.ground, low.scheme), low)
    for (name, scheme), low in worst.items():
        position = positions.of(SETTINGS, "style", "colours", *paths[name], scheme)
        yield Diagnostic(position, Code.LOW_CONTRAST, _tell_contrast(low, palette), _advise(low))


def _tell_contrast(low: LowContrast, palette: Palette) -> str:
    colour, ground = (
        f"{palette.pick(name, low.scheme)} (`{find_field(name)}`)" for name in (low.colour, low.ground)
    )
    return (
        f"on {low.scheme} paper {colour} stands out from {ground} by {math.floor(low.found * 100) / 100:.2f} "
        f"to 1, and it needs {low.least:g} to 1"
    )


def _advise(low: LowContrast) -> str:
    own, behind = ("darker", "lighter") if low.scheme == "light" else ("lighter", "darker")
    return f"write a {own} colour, or a {behind} one for what is behind it"
