"""The stylesheet, icon and drawings of a dossier with a style of its own."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from PIL import Image

from dossier_timeline.config import packaged_templates
from dossier_timeline.model.style import ColourPair, Colours, FontFiles, Fonts, Style
from dossier_timeline.output.assets import STYLE, assets
from dossier_timeline.output.own_icons import SVG_ICON
from dossier_timeline.output.render import render_site
from dossier_timeline.output.style_rules import read_styled_assets
from tests.helpers.small_site import config_of, dossier_of, planned

_PLUM = ColourPair(light="#6b1d52", dark="#f0b3d9")


def test_a_style_as_it_comes_changes_nothing() -> None:
    folders = (packaged_templates(),)
    assert read_styled_assets(folders, Style()) == assets(folders)


def test_own_colours_come_after_the_stylesheet_and_in_the_icon() -> None:
    folders = (packaged_templates(),)
    packaged, own = assets(folders), read_styled_assets(folders, Style(colours=Colours(accent=_PLUM)))
    sheet = own.content(STYLE)
    assert sheet.startswith(packaged.content(STYLE))
    rules = sheet.removeprefix(packaged.content(STYLE)).decode()
    assert "@media not (forced-colors:active){:root:root{--blue:light-dark(#6b1d52,#f0b3d9)}}" in rules
    assert "@media (prefers-contrast:more)" in rules
    assert b"#6b1d52" in own.content(SVG_ICON)
    assert b"#1b4f8a" not in own.content(SVG_ICON)
    assert own.path(STYLE) != packaged.path(STYLE)
    assert packaged.path(STYLE) not in own.files


def _list_colours(image: Image.Image) -> set[bytes]:
    """The colours of the pixels through which nothing shines, three bytes each."""
    pixels = image.convert("RGBA").tobytes()
    return {pixels[at : at + 3] for at in range(0, len(pixels), 4) if pixels[at + 3] == 255}


@pytest.mark.parametrize(("name", "size"), [("favicon.ico", (32, 32)), ("apple-touch-icon.png", (180, 180))])
def test_icons_of_pixels_have_own_colours(name: str, size: tuple[int, int]) -> None:
    folders = (packaged_templates(),)
    paper = ColourPair(light="#ffeedd", dark="#000000")
    own = read_styled_assets(folders, Style(colours=Colours(accent=_PLUM, paper=paper)))
    before, after = (Image.open(io.BytesIO(one.content(name))) for one in (assets(folders), own))
    assert (after.format, after.size) == (before.format, size)
    old, new = _list_colours(before), _list_colours(after)
    packaged = {bytes.fromhex("1b4f8a"), bytes.fromhex("fbfaf6")}
    assert packaged <= old
    assert {bytes.fromhex("6b1d52"), bytes.fromhex("ffeedd")} <= new
    assert not packaged & new


def test_own_icons_stay_as_they_are(tmp_path: Path) -> None:
    (tmp_path / "assets").mkdir()
    icons = {"favicon.svg": b'<svg fill="#1b4f8a"/>', "favicon.ico": b"own", "apple-touch-icon.png": b"own"}
    for name, content in icons.items():
        (tmp_path / "assets" / name).write_bytes(content)
    own = read_styled_assets((tmp_path, packaged_templates()), Style(colours=Colours(accent=_PLUM)))
    assert {name: own.content(name) for name in icons} == icons


def test_own_fonts_are_read_from_own_files(tmp_path: Path) -> None:
    (tmp_path / "assets/fonts").mkdir(parents=True)
    (tmp_path / "assets/fonts/Text.woff2").write_bytes(b"wOF2")
    style = Style(fonts=Fonts(text=FontFiles(regular="fonts/Text.woff2", credit="A", licence="OFL-1.1")))
    own = read_styled_assets((tmp_path, packaged_templates()), style)
    rules = own.content(STYLE).decode()
    address = own.path("fonts/Text.woff2").removeprefix("assets/")
    assert f'src:url("{address}")' in rules
    assert '--serif:"own text",Charter' in rules
    assert rules.count("@font-face") == 1


def test_every_page_says_who_made_the_fonts_and_what_allows_them(good: Path) -> None:
    folder = good / "templates/assets/fonts"
    folder.mkdir(parents=True)
    (folder / "Text.woff2").write_bytes(b"wOF2")
    settings = good / "content/dossier.yml"
    fonts = (
        "style:\n  fonts:\n"
        "    text: {regular: fonts/Text.woff2, credit: Text by A, licence: OFL-1.1}\n"
        "    interface: {regular: fonts/Text.woff2, credit: {nl: Scherm, en: Screen}, "
        "allowed_by: {name: bought}}\n"
    )
    settings.write_text(settings.read_text("utf-8") + fonts, "utf-8")
    config = config_of(good)
    page = render_site(planned(dossier_of(good), config), config)["nl/index.html"].decode()
    assert re.search(r'<li>Lettertype: Text by A\W+<a [^>]*href="https://openfontlicense\.org/"', page)
    assert re.search(r"<li>Lettertype: Scherm\W+bought</li>", page)
