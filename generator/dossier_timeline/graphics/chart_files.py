"""A chart as a file of its own: the drawing with its title, unit, source and licence, in the light colours.

Source: Scalable Vector Graphics (SVG) 1.1 (Second Edition). No style, script, font or address is needed to
show it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import escape

from dossier_timeline.graphics.chart_data import Chart
from dossier_timeline.graphics.chart_pen import ChartPen, format_length
from dossier_timeline.graphics.chart_style import FONT_SIZE, Colour
from dossier_timeline.graphics.charts import WIDTHS, draw_elements
from dossier_timeline.graphics.rich_text import Span, wrap_spans

_FONTS = "Liberation Sans, Arial, Helvetica, DejaVu Sans, sans-serif"
_MARGIN = 28.0
CHART_FILE_WIDTH = round(WIDTHS["wide"] + 2 * _MARGIN)
"""How wide a drawing is in its file, in CSS pixels."""
_TITLE_SIZE, _MESSAGE_SIZE, _SMALL_SIZE = 20.0, 15.0, 12.0
_LEADING = 1.35
"""The height of a line, as a part of the size of its letters."""


@dataclass(frozen=True, slots=True)
class ChartFileText:
    """The words around a chart in its file, as plain text; `language` is their BCP 47 tag."""

    title: str
    subtitle: str
    message: str
    description: str
    remarks: tuple[str, ...]
    """Below the drawing, a line each: what a reader must know, the source, the licence."""
    language: str
    direction: str
    colours: Mapping[Colour, str]


@dataclass(frozen=True, slots=True)
class _Block:
    words: str
    size: float
    colour: Colour = "ink"
    is_bold: bool = False
    before: float = 0.0


def draw_chart_file(chart: Chart, text: ChartFileText) -> str:
    """The whole text of an SVG file."""
    inner = WIDTHS["wide"]
    pen = ChartPen(text.colours)
    is_rtl = text.direction == "rtl"
    direction, turned = (' direction="rtl"', ' direction="ltr"') if is_rtl else ("", "")
    x: float = _MARGIN + (inner if is_rtl else 0)
    head = (
        _Block(text.title, _TITLE_SIZE, is_bold=True),
        _Block(text.message, _MESSAGE_SIZE, before=4),
        _Block(text.subtitle, FONT_SIZE, "soft", before=4),
    )
    top = _write_blocks(pen, head, x, _MARGIN) + 18
    drawing, height = draw_elements(chart, "wide", text.colours)
    pen.elements.append(
        f'<g transform="translate({format_length(_MARGIN)},{format_length(top)})"{turned}>{drawing}</g>'
    )
    feet = [_Block(words, _SMALL_SIZE, "soft", before=4) for words in text.remarks]
    end = round(_write_blocks(pen, feet, x, top + height + 14) + _MARGIN)
    width = CHART_FILE_WIDTH
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{end}" viewBox="0 0 {width} {end}" '
        f'role="img" aria-labelledby="title description" xml:lang="{escape(text.language)}" '
        f'font-family="{_FONTS}" font-size="{FONT_SIZE}" fill="{text.colours["ink"]}"{direction}>'
        f'<title id="title">{escape(text.title)}</title>'
        f'<desc id="description">{escape(text.description or text.subtitle or text.title)}</desc>'
        f'<path fill="{text.colours["paper"]}" d="M0 0h{width}v{end}h-{width}Z"/>'
        f"{''.join(pen.elements)}</svg>\n"
    )


def _write_blocks(pen: ChartPen, blocks: Sequence[_Block], x: float, top: float) -> float:
    """Write blocks of words below each other; return where the last one ends."""
    for block, lines in _break_blocks(blocks):
        top += block.before
        for line in lines:
            middle = top + block.size * _LEADING / 2
            pen.write_line(line, (x, middle), colour=block.colour, size=block.size)
            top += block.size * _LEADING
    return top


def _break_blocks(blocks: Sequence[_Block]) -> Iterator[tuple[_Block, tuple[tuple[Span, ...], ...]]]:
    for block in blocks:
        if block.words:
            spans = [Span(block.words, block.is_bold)]
            yield block, wrap_spans(spans, block.size, WIDTHS["wide"])
