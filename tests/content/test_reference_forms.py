"""Which form shows what stood in a text, and how much of the text it replaces."""

from __future__ import annotations

import pytest

from dossier_timeline.content.reference_forms import choose_form
from dossier_timeline.evidence.stated_values import StatedValue

SHOWN = {"": "over 26", "unit": "over 26 bridges", "value": "26", "words": "over twenty-six"}
PLAIN = {"": "26", "unit": "26 bridges", "value": "26", "words": "twenty-six"}


def choose(
    body: str, value: str, shown: dict[str, str], qualifier: str = "", noun: str = ""
) -> tuple[str, str, bool]:
    start = body.index(value)
    stated = StatedValue(
        value,
        start,
        start + len(value),
        body.index(qualifier) if qualifier else start,
        body.index(noun) + len(noun) if noun else start + len(value),
    )
    chosen = choose_form(body, stated, shown)
    return chosen.form, body[chosen.start : chosen.end], chosen.is_same


@pytest.mark.parametrize(
    ("body", "qualifier", "noun", "wanted"),
    [
        ("There are over 26 bridges.", "over", "bridges", ("unit", "over 26 bridges", True)),
        ("There are over\n26 old bridges.", "over", "", ("", "over\n26", True)),
        ("There are 26 old bridges.", "", "", ("value", "26", True)),
        ("There are above 26 old bridges.", "above", "", ("value", "26", True)),
        ("There are over 26 viaducts.", "over", "viaducts", ("", "over 26", True)),
    ],
)
def test_the_form_that_shows_the_same(
    body: str, qualifier: str, noun: str, wanted: tuple[str, str, bool]
) -> None:
    assert choose(body, "26", SHOWN, qualifier, noun) == wanted


def test_words_and_plain_numbers() -> None:
    assert choose("There are twenty-six.", "twenty-six", PLAIN) == ("words", "twenty-six", True)
    assert choose("There are 26.", "26", PLAIN) == ("", "26", True)
    assert choose("Twenty-six bridges.", "Twenty-six", PLAIN)[0::2] == ("words", False)


def test_the_nearest_is_taken_where_none_is_the_same() -> None:
    assert choose("It was 30.5 percent.", "30.5 percent", {"": "30.5%", "value": "30.5%"}) == (
        "",
        "30.5 percent",
        False,
    )


def test_another_qualifier_than_the_source_has_is_replaced() -> None:
    shown = {form: words for form, words in SHOWN.items() if form != "value"}
    assert choose("There are about 26 old bridges.", "26", shown, "about") == ("", "about 26", False)
