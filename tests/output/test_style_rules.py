"""The stylesheet, icon and drawings of a dossier with a style of its own."""

from __future__ import annotations

from pathlib import Path

from dossier_timeline.config import packaged_templates
from dossier_timeline.model.style import ColourPair, Colours, FontFiles, Fonts, Style
from dossier_timeline.output.assets import STYLE, assets
from dossier_timeline.output.style_rules import ICON, read_styled_assets

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
    assert b"#6b1d52" in own.content(ICON)
    assert b"#1b4f8a" not in own.content(ICON)
    assert own.path(STYLE) != packaged.path(STYLE)
    assert packaged.path(STYLE) not in own.files


def test_own_fonts_are_read_from_own_files(tmp_path: Path) -> None:
    (tmp_path / "assets/fonts").mkdir(parents=True)
    (tmp_path / "assets/fonts/Text.woff2").write_bytes(b"wOF2")
    style = Style(fonts=Fonts(text=FontFiles(regular="fonts/Text.woff2")))
    own = read_styled_assets((tmp_path, packaged_templates()), style)
    rules = own.content(STYLE).decode()
    address = own.path("fonts/Text.woff2").removeprefix("assets/")
    assert f'src:url("{address}")' in rules
    assert '--serif:"own text",Charter' in rules
    assert rules.count("@font-face") == 1
