"""The colours of a dossier: those that come with the program, and its own in the place of some."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from dossier_timeline.graphics.chart_style import PAGE_COLOURS, SERIES_COLOURS, Colour
from dossier_timeline.model.style import ColourPair, Colours

Scheme = Literal["light", "dark"]
RgbColour = tuple[int, int, int]
"""Red, green and blue, from 0 to 255."""
SCHEMES: tuple[Scheme, ...] = ("light", "dark")
_PACKAGED: Mapping[str, tuple[str, str]] = {
    "paper": ("#fbfaf6", "#14171a"),
    "sheet": ("#ffffff", "#1c2024"),
    "ink": ("#1d1f21", "#e9e7e2"),
    "soft": ("#575c63", "#a9aeb5"),
    "rule": ("#dcd8cd", "#353b42"),
    "edge": ("#85837a", "#747b84"),
    "wash": ("#efece3", "#262b31"),
    "blue": ("#1b4f8a", "#93bff2"),
    "blue-wash": ("#e9f0f8", "#1b2b3d"),
    "amber": ("#7d5000", "#e8b95c"),
    "amber-wash": ("#fcf2dc", "#33290f"),
    "series-1": ("#1b4f8a", "#7fb2ee"),
    "series-2": ("#8f8877", "#7c848e"),
    "series-3": ("#a36a00", "#e8b95c"),
    "series-4": ("#3c7a53", "#7fc79a"),
}
"""By the custom properties of the stylesheet: on light and on dark paper."""
_PROPERTIES: Mapping[str, str] = {
    "accent": "blue",
    "accent_wash": "blue-wash",
    "warning": "amber",
    "warning_wash": "amber-wash",
}
"""By their fields in dossier.yml: custom properties of another name."""

_TEXT_CONTRAST, _SHAPE_CONTRAST = 4.5, 3.0
_LETTERS = ("ink", "soft", "blue", "amber")
_WASHES = ("wash", "blue-wash", "amber-wash")
"""Links, marks of what differs, and the ring around what has the focus stand on each of them."""
_LEAST_CONTRASTS: tuple[tuple[str, str, float], ...] = (
    *((letters, "paper", _TEXT_CONTRAST) for letters in _LETTERS),
    *((letters, "sheet", _TEXT_CONTRAST) for letters in _LETTERS),
    *((letters, wash, _TEXT_CONTRAST) for wash in _WASHES for letters in _LETTERS),
    ("edge", "paper", _SHAPE_CONTRAST),
    ("edge", "sheet", _SHAPE_CONTRAST),
    *((series, "paper", _SHAPE_CONTRAST) for series in SERIES_COLOURS),
)
"""What stands on what, and by how much it must stand out: WCAG 2.2, 1.4.3 and 1.4.11."""


@dataclass(frozen=True, slots=True)
class LowContrast:
    """Two colours that are too much alike, by their custom properties."""

    colour: str
    ground: str
    scheme: Scheme
    found: float
    least: float


@dataclass(frozen=True, slots=True)
class Palette:
    """All colours by custom property, and those of them that the dossier names itself."""

    colours: Mapping[str, ColourPair]
    own: Mapping[str, ColourPair]

    def pick(self, name: str, scheme: Scheme = "light") -> str:
        """The colour of a custom property in a scheme, as CSS writes it."""
        pair = self.colours[name]
        return pair.light if scheme == "light" else pair.dark

    @property
    def file_colours(self) -> Mapping[Colour, str]:
        """The colours of a drawing that stands alone in a file, on light paper."""
        return {name: self.pick(name) for name in PAGE_COLOURS}


@lru_cache(maxsize=4)
def make_palette(colours: Colours) -> Palette:
    """Put a dossier's own colours in the place of those that come with the program.

    Each page asks for its card, and each chart for its file; the answer for a dossier is the same.
    """
    own = {find_property(path): pair for path, pair in list_own_colours(colours)}
    packaged = {name: ColourPair(light=light, dark=dark) for name, (light, dark) in _PACKAGED.items()}
    return Palette({**packaged, **own}, own)


def list_own_colours(colours: Colours) -> Iterator[tuple[tuple[str | int, ...], ColourPair]]:
    """Yield each colour that a dossier names, with its place in `style.colours`: ("charts", 0)."""
    for name in type(colours).model_fields:
        value = getattr(colours, name)
        if isinstance(value, ColourPair):
            yield (name,), value
    for number, pair in enumerate(colours.charts):
        yield ("charts", number), pair


def find_property(path: tuple[str | int, ...]) -> str:
    """Return the custom property of a colour by its place in `style.colours`."""
    if path[0] == "charts":
        return SERIES_COLOURS[int(path[1])]
    return _PROPERTIES.get(str(path[0]), str(path[0]))


def find_field(name: str) -> str:
    """Return the field of `style.colours` for a custom property: "charts" for each colour of a chart."""
    if name in SERIES_COLOURS:
        return "charts"
    return next((field for field, known in _PROPERTIES.items() if known == name), name)


def find_low_contrasts(palette: Palette) -> Iterator[LowContrast]:
    """Yield each pair with an own colour in it whose colours are too much alike."""
    for colour, ground, least in _LEAST_CONTRASTS:
        for scheme in SCHEMES:
            found = measure_contrast(palette.pick(colour, scheme), palette.pick(ground, scheme))
            if found < least and {colour, ground} & palette.own.keys():
                yield LowContrast(colour, ground, scheme, found, least)


def measure_contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, from 1 to 21. Source: WCAG 2.2, "contrast ratio"."""
    darker, lighter = sorted((_measure_luminance(one), _measure_luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _measure_luminance(colour: str) -> float:
    """Return the relative luminance, from 0 to 1. Source: WCAG 2.2, "relative luminance"."""
    red, green, blue = (_linearise(part / 255) for part in split_colour(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linearise(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)


def split_colour(colour: str) -> RgbColour:
    """Return red, green and blue of "#1b4f8a", from 0 to 255."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def strengthen_colour(colour: str, ground: str, least: float = 10.0) -> str:
    """Return a colour that stands out from the ground by `least` to 1, as near to the given as it can be."""
    end: RgbColour = max(
        ((0, 0, 0), (255, 255, 255)), key=lambda one: measure_contrast(_join_colour(one), ground)
    )
    parts = split_colour(colour)
    for step in range(21):
        mixed = _join_colour(mix_colours(parts, end, step / 20))
        if measure_contrast(mixed, ground) >= least:
            return mixed
    return _join_colour(end)


def mix_colours(one: RgbColour, other: RgbColour, share: float) -> RgbColour:
    """Return a colour between two; of the other it has a share from 0 to 1."""
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(one, other, strict=True))
    return red, green, blue


def _join_colour(parts: RgbColour) -> str:
    return "#" + "".join(f"{part:02x}" for part in parts)
