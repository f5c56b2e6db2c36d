"""Card images: what a social network or a messenger shows of a page that somebody shares.

Pillow draws them with the font of a package, so that no font of the system decides what they look like. The
image has sixteen colours and is compressed by runs, which takes a third of the time of a smaller file. Text
is laid out by Pillow's basic layout, because the other one uses libraries of the system where there are any.

Source: The Open Graph protocol; the size is the one that networks ask for.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from dossier_timeline.graphics.packaged_font import has_all_letters, load_font

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageFont import FreeTypeFont

CARD_WIDTH, CARD_HEIGHT = 1200, 630
MOST_BYTES = 40_000
"""No card is larger."""
_Colour = tuple[int, int, int]
_INK_SHADES, _SOFT_SHADES = 7, 6
_BLUE_INDEX, _RAIL_INDEX = 14, 15
_MARGIN, _RAIL_PLACE, _MARK_SIZE = 140, 80, 28
_TEXT_WIDTH = CARD_WIDTH - 2 * _MARGIN + 40
_NAME_TOP, _TITLE_TOP, _TITLE_HEIGHT, _DETAIL_TOP = 84, 162, 340, 538
_TITLE_SIZES = (72, 64, 56, 48, 42)
_LINE_HEIGHT = 1.18
_SMALL_SIZE = 34
_MOST_SIGNS = 1000
"""No card has room for more, in the narrowest letters; to measure a longer text would take long."""


@dataclass(frozen=True, slots=True)
class CardColours:
    """The colours of a card: of the paper, of letters, of the mark, and of the line on which it stands."""

    paper: _Colour = (251, 250, 246)
    ink: _Colour = (20, 23, 26)
    soft: _Colour = (92, 88, 80)
    mark: _Colour = (27, 79, 138)
    rail: _Colour = (206, 219, 232)


PACKAGED_COLOURS = CardColours()


@dataclass(frozen=True, slots=True)
class _CardLine:
    """A line of text on a card: where it begins, and in what it's set."""

    top: int
    text: str
    weight: str
    size: int
    is_soft: bool = True


@dataclass(frozen=True, slots=True)
class CardText:
    """What a card says: the page's title, a line under it, and the name of the dossier above it."""

    title: str
    detail: str
    name: str
    is_right_to_left: bool = False


def draw_card(text: CardText, colours: CardColours = PACKAGED_COLOURS) -> bytes:
    """The card as PNG. Lines with letters that the font lacks are left out."""
    from PIL import Image, ImageDraw

    image = Image.new("L", (CARD_WIDTH, CARD_HEIGHT), 0)
    draw, mark = ImageDraw.Draw(image), _MARK_SIZE // 2
    draw.rectangle((_RAIL_PLACE - 3, 0, _RAIL_PLACE + 3, CARD_HEIGHT), fill=_RAIL_INDEX)
    top = _NAME_TOP + 10
    draw.rectangle((_RAIL_PLACE - mark, top, _RAIL_PLACE + mark, top + _MARK_SIZE), fill=_BLUE_INDEX)
    if text.is_right_to_left:
        image = image.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    for line in _list_lines(text):
        if has_all_letters(line.text):
            _draw_line(image, line, is_right_to_left=text.is_right_to_left)
    content = _write_png(image, colours)
    return content if len(content) <= MOST_BYTES else draw_card(replace(text, title="", detail=""), colours)


def _list_lines(text: CardText) -> Iterator[_CardLine]:
    yield _CardLine(_NAME_TOP, _fit_line(text.name, "Semibold"), "Semibold", _SMALL_SIZE)
    size, title_lines = _fit_title(text.title[:_MOST_SIGNS])
    for number, line in enumerate(title_lines):
        top = _TITLE_TOP + int(number * size * _LINE_HEIGHT)
        yield _CardLine(top, line, "Bold", size, is_soft=False)
    yield _CardLine(_DETAIL_TOP, _fit_line(text.detail, "Regular"), "Regular", _SMALL_SIZE)


def _fit_title(title: str) -> tuple[int, Sequence[str]]:
    """The largest size at which a title has room, with its lines; at the smallest one it may be cut short."""
    for size in _TITLE_SIZES:
        font = load_font("Bold", size)
        lines = _break_lines(title, font)
        most = int(_TITLE_HEIGHT / (size * _LINE_HEIGHT))
        if len(lines) <= most and all(font.getlength(line) <= _TEXT_WIDTH for line in lines):
            break
    else:
        lines = [*lines[: most - 1], " ".join(lines[most - 1 :])]
    return size, [_shorten(line, font) for line in lines]


def _fit_line(text: str, weight: str) -> str:
    return _shorten(text[:_MOST_SIGNS], load_font(weight, _SMALL_SIZE))


def _break_lines(text: str, font: FreeTypeFont) -> list[str]:
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and font.getlength(longer) <= _TEXT_WIDTH:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _shorten(line: str, font: FreeTypeFont) -> str:
    """The line as far as there is room for it, with three points where it's cut."""
    if font.getlength(line) <= _TEXT_WIDTH:
        return line
    while line and font.getlength(f"{line}…") > _TEXT_WIDTH:
        line = line[:-1].rstrip()
    return f"{line}…"


def _draw_line(image: Image, line: _CardLine, *, is_right_to_left: bool) -> None:
    """Draw a line into an image whose values are numbers of colours."""
    from PIL import Image as PillowImage
    from PIL import ImageDraw

    font = load_font(line.weight, line.size)
    width = int(font.getbbox(line.text)[2])
    mask = PillowImage.new("L", (width, int(font.size * 1.5)), 0)
    ImageDraw.Draw(mask).text((0, 0), line.text, font=font, fill=255)
    shades = mask.point(_list_shades(is_soft=line.is_soft))
    left = CARD_WIDTH - _MARGIN - width if is_right_to_left else _MARGIN
    image.paste(shades, (left, line.top), shades.point([0] + [255] * 255))


@cache
def _list_shades(*, is_soft: bool) -> list[int]:
    """The number of a colour for each grey of a letter."""
    shades, first = (_SOFT_SHADES, _INK_SHADES) if is_soft else (_INK_SHADES, 0)
    steps = [round(grey * shades / 255) for grey in range(256)]
    return [first + step if step else 0 for step in steps]


def _write_png(image: Image, colours: CardColours) -> bytes:
    """The image with its colours, as PNG of four bits."""
    import zlib

    from PIL import Image as PillowImage

    coloured = PillowImage.frombytes("P", image.size, image.tobytes())
    coloured.putpalette([part for colour in _list_colours(colours) for part in colour])
    content = io.BytesIO()
    coloured.save(content, "PNG", bits=4, compress_type=zlib.Z_RLE)
    if content.tell() > MOST_BYTES:
        content = io.BytesIO()
        coloured.save(content, "PNG", bits=4, compress_level=9)
    return content.getvalue()


def _list_colours(colours: CardColours) -> Iterable[_Colour]:
    """The sixteen colours: paper, shades of ink and of soft ink, and those of the rail and its mark."""
    inks = _mix(colours.paper, colours.ink, _INK_SHADES)
    softs = _mix(colours.paper, colours.soft, _SOFT_SHADES)
    return (colours.paper, *inks, *softs, colours.mark, colours.rail)


def _mix(paper: _Colour, colour: _Colour, shades: int) -> Iterable[_Colour]:
    """So many shades from paper to a colour."""
    for shade in range(1, shades + 1):
        red, green, blue = (
            round(part + (ink - part) * shade / shades) for part, ink in zip(paper, colour, strict=True)
        )
        yield red, green, blue
