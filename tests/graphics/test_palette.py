"""The colours of a dossier: as they come, its own, and whether they stand out."""

from __future__ import annotations

import re

import pytest

from dossier_timeline.graphics.palette import (
    find_low_contrasts,
    find_property,
    list_own_colours,
    make_palette,
    measure_contrast,
    strengthen_colour,
)
from dossier_timeline.model.style import ColourPair, Colours
from tests.helpers.files import ROOT

_TOKEN = re.compile(r"--([\w-]+): light-dark\((#\w+), (#\w+)\)")
_NAVY = ColourPair(light="#000080", dark="#c0c0ff")


def _write_whole(colour: str) -> str:
    return colour if len(colour) == 7 else "#" + "".join(digit * 2 for digit in colour[1:])


def test_the_colours_are_those_of_the_stylesheet() -> None:
    tokens = (ROOT / "templates/assets/css/20-tokens.css").read_text("utf-8").partition("@media")[0]
    chart = (ROOT / "templates/assets/css/documents/10-chart.css").read_text("utf-8")
    written = {
        name: (_write_whole(light), _write_whole(dark))
        for name, light, dark in _TOKEN.findall(tokens + chart)
    }
    palette = make_palette(Colours())
    assert {name: (pair.light, pair.dark) for name, pair in palette.colours.items()} == written


def test_the_colours_as_they_come_stand_out() -> None:
    colours = make_palette(Colours()).colours
    fields = {find_property((name,)): name for name in Colours.model_fields if name != "charts"}
    own = Colours(**{fields[name]: pair for name, pair in colours.items() if name in fields})
    palette = make_palette(own)
    assert len(palette.own) == len(fields)
    assert list(find_low_contrasts(palette)) == []


def test_an_own_colour_takes_the_place_of_one_that_comes() -> None:
    palette = make_palette(Colours(accent=_NAVY, charts=(_NAVY,)))
    assert set(palette.own) == {"blue", "series-1"}
    assert palette.pick("blue") == palette.pick("series-1") == "#000080"
    assert palette.pick("blue", "dark") == "#c0c0ff"
    assert palette.file_colours["series-1"] == "#000080"
    assert [path for path, _ in list_own_colours(Colours(accent=_NAVY, charts=(_NAVY,)))] == [
        ("accent",),
        ("charts", 0),
    ]


def test_what_is_too_much_alike_is_found_in_the_scheme_in_which_it_is() -> None:
    pale = ColourPair(light="#7fb2ee", dark="#93bff2")
    found = list(find_low_contrasts(make_palette(Colours(accent=pale))))
    assert {(low.colour, low.scheme) for low in found} == {("blue", "light")}
    assert all(1 < low.found < low.least == 4.5 for low in found)


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [("#000000", "#ffffff", 21.0), ("#777777", "#777777", 1.0), ("#767676", "#ffffff", 4.54)],
)
def test_the_contrast_is_that_of_the_guidelines(one: str, other: str, ratio: float) -> None:
    assert measure_contrast(one, other) == pytest.approx(ratio, abs=0.01)
    assert measure_contrast(other, one) == measure_contrast(one, other)


@pytest.mark.parametrize("ground", ["#ffffff", "#14171a"])
@pytest.mark.parametrize("colour", ["#7fb2ee", "#1b4f8a", "#888888"])
def test_a_strengthened_colour_stands_out(colour: str, ground: str) -> None:
    assert measure_contrast(strengthen_colour(colour, ground), ground) >= 10
    assert strengthen_colour("#000000", "#ffffff") == "#000000"
