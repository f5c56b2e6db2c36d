"""How a dossier looks where it doesn't look as it comes: its colours, its fonts, and a line at the foot."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import Field, StringConstraints, model_validator

from dossier_timeline.model.base import ModelValue, Words
from dossier_timeline.model.field_types import IdOf, Name
from dossier_timeline.model.font_licences import FontLicenceId
from dossier_timeline.model.media import Image, Permission

COLOUR_PATTERN = r"^#[0-9A-Fa-f]{6}$"
FONT_PATTERN = r"^([A-Za-z0-9][A-Za-z0-9_.-]*/)*[A-Za-z0-9][A-Za-z0-9_.-]*\.woff2$"

HexColour = Annotated[str, StringConstraints(pattern=COLOUR_PATTERN)]
"""A colour of sRGB as CSS writes it, with six digits: "#1b4f8a"."""
FontFile = Annotated[str, StringConstraints(max_length=200, pattern=FONT_PATTERN)]
"""A file below templates/assets/ of the dossier: "fonts/Vollkorn-Regular.woff2"."""


class ColourPair(ModelValue):
    """A colour on light paper, and the one that stands for it on dark paper."""

    light: HexColour
    """On light paper: "#1b4f8a"."""
    dark: HexColour
    """On dark paper: "#93bff2"."""


class Colours(ModelValue):
    """The colours of pages; one that is left out is as it comes."""

    paper: ColourPair | None = None
    """Behind everything."""
    sheet: ColourPair | None = None
    """Behind cards and notes."""
    ink: ColourPair | None = None
    """The letters of a text."""
    soft: ColourPair | None = None
    """The letters of what is less important."""
    rule: ColourPair | None = None
    """Fine lines that only part things."""
    edge: ColourPair | None = None
    """The borders of fields and buttons."""
    wash: ColourPair | None = None
    """Behind labels, and rows of a table that are to be told apart."""
    accent: ColourPair | None = None
    """Links, and what is chosen."""
    accent_wash: ColourPair | None = None
    """Behind what is chosen."""
    warning: ColourPair | None = None
    """The letters of a caveat, as where sources differ."""
    warning_wash: ColourPair | None = None
    """Behind a caveat."""
    charts: Annotated[tuple[ColourPair, ...], Field(max_length=4)] = ()
    """The results in a chart, in order: up to four."""


FONT_FACES = ("regular", "bold", "italic")
"""The files that a font may have."""


class FontFiles(ModelValue):
    """The files of a font, as WOFF2, and what allows that they're published."""

    regular: FontFile
    """The font as it is."""
    bold: FontFile | None = None
    """For headings and emphasis; a browser thickens the regular one where there is none."""
    italic: FontFile | None = None
    """For titles; a browser slants the regular one where there is none."""
    credit: Name | None = None
    """What the font is called and who made it, as it is to be named at the foot of every page."""
    licence: FontLicenceId | None = None
    """The licence under which it is given away, by its identifier in the SPDX list: OFL-1.1."""
    allowed_by: Permission | None = None
    """What else lets us publish it, where no licence of the list does: a contract, a permission."""

    @model_validator(mode="after")
    def _require_licence(self) -> Self:
        if self.licence is None and self.allowed_by is None:
            raise ValueError(
                "a font is published only with what allows it: write `licence: OFL-1.1`, or "
                "`allowed_by: {name: …}`"
            )
        if self.credit is None:
            raise ValueError("a font says what it is called and who made it: write `credit: …`")
        return self


class Fonts(ModelValue):
    """The fonts of pages, from files of the dossier's own; one that is left out is as it comes."""

    text: FontFiles | None = None
    """Of texts and headings."""
    interface: FontFiles | None = None
    """Of menus, tables, notes and charts."""


class Style(ModelValue):
    """How the pages look."""

    colours: Colours = Colours()
    """Its colours, each for light and for dark paper."""
    fonts: Fonts = Fonts()
    """Its fonts."""
    logo: IdOf[Image] | None = None
    """A picture from images.yml beside the name of the dossier at the top of every page."""
    logo_on_dark: IdOf[Image] | None = None
    """The same for dark paper; without it, what shines through a logo is white there."""
    footer: Words | None = None
    """A line of its own at the foot of every page, as of who pays for it; may hold [[references]]."""
