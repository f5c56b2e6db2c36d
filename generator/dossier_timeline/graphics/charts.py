"""Charts as static SVG, for a wide page and for a phone.

A chart is given its words and its labels in the language of the page, so nothing here formats a
number. Colours are custom properties of the stylesheet, so that a chart follows the colour scheme;
the drawing carries no words for a screen reader, which has the table and the summary beside it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from markupsafe import Markup

from dossier_timeline.graphics.bar_charts import draw_bars
from dossier_timeline.graphics.chart_data import Chart
from dossier_timeline.graphics.chart_style import FONT_SIZE, PAGE_COLOURS, Colour
from dossier_timeline.graphics.line_charts import draw_lines

DrawingSize = Literal["wide", "narrow"]

WIDTHS: Mapping[DrawingSize, int] = {"wide": 620, "narrow": 288}
"""How wide a drawing is, in CSS pixels; a phone's isn't a shrunk one."""


def draw_chart(chart: Chart) -> Markup:
    """The drawings for a wide page and for a phone, of which a stylesheet shows one."""
    return Markup("").join(
        Markup('<div class="chart chart-{}" aria-hidden="true">{}</div>').format(
            size, _draw_size(chart, size)
        )
        for size in WIDTHS
    )


def draw_elements(chart: Chart, size: DrawingSize, colours: Mapping[Colour, str]) -> tuple[str, float]:
    """What a drawing of this size consists of, as SVG, and its height in CSS pixels."""
    width = WIDTHS[size]
    if chart.shape == "lines":
        elements, height = draw_lines(chart, width, colours)
    else:
        elements, height = draw_bars(chart, width, colours, is_narrow=size == "narrow")
    return "".join(elements), height


def _draw_size(chart: Chart, size: DrawingSize) -> Markup:
    elements, height = draw_elements(chart, size, PAGE_COLOURS)
    width, rounded = WIDTHS[size], round(height)
    return Markup(  # noqa: S704 -- numbers, and elements whose words are escaped
        f'<svg focusable="false" font-size="{FONT_SIZE}" width="{width}" height="{rounded}" '
        f'viewBox="0 0 {width} {rounded}" fill="{PAGE_COLOURS["ink"]}">{elements}</svg>'
    )
