"""Charts as static SVG, drawn by Vega-Lite, for a wide page and for a phone.

A chart is given its words and its labels in the language of the page, so nothing here formats a
number. Colours are custom properties of the stylesheet, so that a chart follows the colour scheme;
the drawing carries no words for a screen reader, which has the table and the summary beside it.

vl-convert brings its own fonts, so that the layout is the same on every machine; it takes a good
half second to start, so it's imported when a chart is drawn, and drawings are remembered.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import MutableMapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from markupsafe import Markup

from dossier_timeline.graphics.bar_charts import specify_chart
from dossier_timeline.graphics.chart_style import FONT, FONT_SIZE

ChartShape = Literal["bars", "grouped-bars", "lines", "dots"]
SeriesRole = Literal["result", "target", "forecast", "context"]

VEGA_LITE = "5.20"
"""The version of Vega-Lite, of those that vl-convert brings."""

WIDTHS = {"wide": 620, "narrow": 288}
"""How wide a drawing is, in CSS pixels; a phone's isn't a shrunk one."""


@dataclass(frozen=True, slots=True)
class Point:
    """A value of a series at a key, and how it reads; no value where the source has none."""

    key: str
    value: Decimal | None
    label: str


@dataclass(frozen=True, slots=True)
class Series:
    """A row of points of one kind."""

    name: str
    role: SeriesRole
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """What is to be drawn; `gap` is what is said at a key for which no series has a value."""

    shape: ChartShape
    keys: tuple[str, ...]
    series: tuple[Series, ...]
    gap: str


def draw_chart(chart: Chart, known: MutableMapping[str, bytes] | None = None) -> Markup:
    """The drawings for a wide page and for a phone, of which a stylesheet shows one.

    `known` are drawings of earlier builds, by the digest of their specification.
    """
    return Markup("").join(
        Markup('<div class="chart chart-{}" aria-hidden="true">{}</div>').format(
            size, _draw_size(chart, size, known)
        )
        for size in WIDTHS
    )


def _draw_size(chart: Chart, size: str, known: MutableMapping[str, bytes] | None) -> Markup:
    spec, digest = _specify_size(chart, size)
    content = known.get(digest) if known is not None else None
    if content is None:
        content = draw_specification(spec, digest)
        if known is not None:
            known[digest] = content
    return Markup(content.decode())  # noqa: S704 our own drawing


def list_specifications(chart: Chart) -> dict[str, str]:
    """What `draw` will draw for a chart: a specification for Vega-Lite by the digest of each drawing."""
    return {digest: spec for spec, digest in (_specify_size(chart, size) for size in WIDTHS)}


def _specify_size(chart: Chart, size: str) -> tuple[str, str]:
    spec = json.dumps(specify_chart(chart, WIDTHS[size]), sort_keys=True)
    return spec, hashlib.sha256(spec.encode()).hexdigest()


@lru_cache(maxsize=1024)
def draw_specification(spec: str, digest: str) -> bytes:
    """The drawing of a specification as SVG, UTF-8."""
    import vl_convert

    return tidy_svg(vl_convert.vegalite_to_svg(spec, vl_version=VEGA_LITE), digest[:8]).encode()


def start_engine() -> None:
    """Start what draws."""
    draw_specification('{"data": {"values": []}, "mark": "bar", "encoding": {}}', "")


def tidy_svg(svg: str, unique: str) -> str:
    """The drawing without what the page doesn't need, its ids unique and its numbers short.

    What every text has alike is said once, on the drawing; the colour of the page's ink is left to the
    stylesheet.
    """
    svg = re.sub(r' (?:aria-[a-z]+|role|class|pointer-events|xmlns(?::xlink)?|version)="[^"]*"', "", svg)
    svg = re.sub(
        r' (?:opacity="1"|text-anchor="start"|stroke-miterlimit="10")|(?<=<text) fill="none"', "", svg
    )
    svg = svg.replace(f' font-family="{FONT}"', "").replace(f' font-size="{FONT_SIZE}px"', "")
    svg = svg.replace(' fill="var(--ink)"', "").replace(' transform="translate(0,0)"', "")
    svg = re.sub(r"<path d=\"M0,0h[\d.]+v[\d.]+h-?[\d.]+Z\"/>|<path d=\"\" display=\"none\"/>", "", svg)
    svg = re.sub(r'(<text[^>]*?) transform="translate\(([^,()]+),([^()]+)\)"', r'\1 x="\2" y="\3"', svg)
    svg = re.sub(r'(?<= )(?:d|transform|width|height|viewBox|[xy][12]?)="[^"]*"', _shorten_numbers, svg)
    svg = re.sub(r'(id="|url\(#|href="#)([\w-]+)', rf"\g<1>c{unique}-\g<2>", svg)
    for _ in range(6):
        svg = re.sub(r"<g>((?:<(?:text|path|line|rect)\b[^<]*(?:</text>)?)*)</g>", r"\1", svg)
    return svg.replace("<svg ", f'<svg focusable="false" font-size="{FONT_SIZE}" ', 1)


def _shorten_numbers(attribute: re.Match[str]) -> str:
    """An attribute of geometry with numbers of one decimal at most."""
    return re.sub(r"-?\d+\.\d{2,}", lambda number: f"{float(number[0]):.1f}".removesuffix(".0"), attribute[0])
