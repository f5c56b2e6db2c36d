"""Drawings in SVG are drawn as pixels, and those that would run or fetch something are refused."""

from __future__ import annotations

import pytest

from dossier_timeline.media.image_reading import read_image
from dossier_timeline.media.svg_reading import is_svg
from dossier_timeline.media.unusable_file import UnusableFileError
from tests.helpers.image_making import make_svg


@pytest.mark.parametrize(
    "content",
    [
        make_svg(),
        make_svg('<text x="1" y="8">Bridge</text><a href="https://example.org/"><circle r="1"/></a>'),
        b'\xef\xbb\xbf<?xml version="1.0"?>\n<!-- by hand -->\n' + make_svg("<style>rect{fill:#00f}</style>"),
        make_svg('<linearGradient id="g"/><path d="M0 0h9" fill="url(#g)"/><use href="#g"/>'),
    ],
)
def test_a_plain_drawing_becomes_pixels(content: bytes) -> None:
    image, is_graphic = read_image(content, "svg")
    assert image.size == (1600, 800)
    assert image.mode == "RGBA"
    assert is_graphic


@pytest.mark.parametrize(
    ("inside", "said"),
    [
        ("<script>alert(1)</script>", "<script>"),
        ("<foreignObject><p>x</p></foreignObject>", "<foreignObject>"),
        ('<rect onclick="alert(1)"/>', "onclick"),
        ('<image href="https://example.org/x.png"/>', "elsewhere"),
        ('<image href="/etc/secret.png"/>', "elsewhere"),
        ('<image xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="../x.png"/>', "elsewhere"),
        ('<image href="data:image/svg+xml;base64,PHN2Zy8+"/>', "elsewhere"),
        ('<use href="other.svg#a"/>', "elsewhere"),
        ("<style>@import 'https://example.org/x.css';</style>", "style from elsewhere"),
        ('<rect style="fill:url(https://example.org/x)"/>', "style from elsewhere"),
        ("<g>" * 300 + "</g>" * 300, "too many elements"),
        ("<g>", "no XML"),
    ],
)
def test_what_could_run_or_fetch_is_refused(inside: str, said: str) -> None:
    with pytest.raises(UnusableFileError) as told:
        read_image(make_svg(inside), "svg")
    assert said in told.value.message


def test_entities_are_refused() -> None:
    content = b'<!DOCTYPE svg [<!ENTITY a "b">]>' + make_svg("<text>&a;</text>")
    assert not is_svg(content)
    with pytest.raises(UnusableFileError):
        read_image(content, "svg")


def test_a_web_page_is_no_drawing() -> None:
    assert not is_svg(b"<html><body>" + make_svg() + b"</body></html>")
