"""Charts as PNG: the picture has what the drawing has, in letters of a packaged font."""

from __future__ import annotations

import io

from PIL import Image

from dossier_timeline.exports.chart_files import chart_path
from dossier_timeline.graphics.png_charts import can_draw_png, draw_png_chart
from dossier_timeline.model.facts import Figure
from dossier_timeline.output.render import render_site
from tests.exports.exported import GOOD, ROOT, exported
from tests.helpers.html import values
from tests.helpers.small_site import config_of, dossier_of, planned

SQUARE = '<path fill="#1b4f8a" d="M10 10h30v30h-30Z"/>'


def draw(inside: str) -> Image.Image:
    namespace = 'xmlns="http://www.w3.org/2000/svg"'
    svg = f'<svg {namespace} width="120" height="60" font-family="sans-serif">{inside}</svg>'
    return Image.open(io.BytesIO(draw_png_chart(svg))).convert("RGBA")


def list_charts(figures: list[Figure]) -> list[str]:
    return [figure.id for figure in figures if figure.chart != "none"]


def test_shapes_and_letters_are_drawn_twice_as_large() -> None:
    picture = draw(SQUARE)
    assert picture.size == (240, 120)
    assert picture.getpixel((40, 40)) == (0x1B, 0x4F, 0x8A, 255)
    assert picture.getpixel((10, 10)) == (0, 0, 0, 0)
    lettered = draw(SQUARE + '<text x="60" y="30">Wort</text>')
    assert lettered.crop((120, 30, 240, 70)).getbbox()


def test_no_font_of_the_system_is_used() -> None:
    named = draw('<text x="10" y="30" font-family="DejaVu Sans, sans-serif">Wort</text>')
    plain = draw('<text x="10" y="30">Wort</text>')
    assert named.tobytes() == plain.tobytes()


def test_the_same_drawing_gives_the_same_bytes() -> None:
    assert draw(SQUARE).tobytes() == draw(SQUARE).tobytes()


def test_letters_that_the_font_lacks_are_noticed() -> None:
    assert can_draw_png('<svg><text x="1">423 &amp; 329 – Ελλάδα</text></svg>')
    assert not can_draw_png("<svg><title>約束</title></svg>")


def test_each_chart_is_a_picture_in_each_language() -> None:
    files = exported(ROOT)
    figures = [*dossier_of(ROOT).all_figures()]
    charts = list_charts(figures)
    assert charts
    for figure in figures:
        for code in ("nl", "en"):
            path = chart_path(figure, code, "png")
            assert (path in files) == (figure.id in charts)
            if path in files:
                picture = Image.open(io.BytesIO(files[path]))
                assert picture.width > 1200
                assert len(files[path]) < 250_000


def test_a_dossier_with_more_charts_has_none_as_pictures_and_no_link_to_one() -> None:
    charts = list_charts([*dossier_of(GOOD).all_figures()])
    assert charts
    for most in (len(charts), len(charts) - 1):
        config = config_of(GOOD, png_charts=most)
        files = render_site(planned(dossier_of(GOOD), config), config)
        pictures = [path for path in files if path.startswith("charts/") and path.endswith(".png")]
        links = [
            href
            for path in files
            if path.endswith(".html")
            for href in values(files[path], "a[href]", "href")
            if href.endswith(".png")
        ]
        assert bool(pictures) == bool(links) == (most == len(charts))
