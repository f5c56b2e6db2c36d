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
    ("root", "size"),
    [
        ('viewBox="0 0 210 297" width="210mm" height="297mm"', (1600, 2263)),
        ('viewBox="0 0 1 1" width="4in"', (1600, 1600)),
        ('width="100" height="50"', (1600, 800)),
        ('viewBox="0 0 10 400"', (100, 4000)),
        ('viewBox="0 0 1 1000000"', (1, 4000)),
        ('viewBox="0 0 1e9 1"', (1600, 1)),
    ],
)
def test_a_drawing_of_any_size_fits(root: str, size: tuple[int, int]) -> None:
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg" {root}><rect width="5" height="5"/></svg>'
    assert read_image(drawing.encode(), "svg")[0].size == size


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
        ("<text>中</text>", "a letter for which there is no font here (“中”), on its line 1"),
        ("<style>@imp<![CDATA[ort 'x.css';]]></style>", "style from elsewhere"),
    ],
)
def test_what_could_run_or_fetch_is_refused(inside: str, said: str) -> None:
    with pytest.raises(UnusableFileError) as told:
        read_image(make_svg(inside), "svg")
    assert said in told.value.message


@pytest.mark.parametrize("declared", ['a "b"', 'a SYSTEM "file:///x"', '% a "b"'])
def test_entities_are_refused(declared: str) -> None:
    content = f"<!DOCTYPE svg [<!ENTITY {declared}>]>".encode() + make_svg("<text>&a;</text>")
    assert is_svg(content)
    with pytest.raises(UnusableFileError, match="an entity of its own"):
        read_image(content, "svg")


def test_attributes_by_default_are_looked_at() -> None:
    content = b'<!DOCTYPE svg [<!ATTLIST image href CDATA "/x.png">]>' + make_svg("<image/>")
    with pytest.raises(UnusableFileError, match="something from elsewhere"):
        read_image(content, "svg")


def test_the_beginning_of_a_drawing_is_found_at_once() -> None:
    assert not is_svg(b"<!---->" * 9000 + b"<x")


def test_another_encoding_is_told() -> None:
    content = '<?xml version="1.0" encoding="ISO-8859-1"?><svg xmlns="http://www.w3.org/2000/svg">é</svg>'
    with pytest.raises(UnusableFileError, match="isn't in UTF-8"):
        read_image(content.encode("latin-1"), "svg")


def test_a_web_page_is_no_drawing() -> None:
    assert not is_svg(b"<html><body>" + make_svg() + b"</body></html>")
