"""Which values a summary states without a reference, where they stand, and which belong together."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier_timeline.checks.vocabularies import make_vocabulary
from dossier_timeline.evidence.shared_values import ONE_LANGUAGE, match_languages
from dossier_timeline.evidence.stated_values import (
    IN_HEADING,
    IN_LINK,
    NOT_READ,
    SEVERAL_IN_ONE,
    StatedValue,
    SummaryReader,
)
from tests.evidence.proving import words
from tests.helpers.small_site import good_site


def read(body: str, code: str = "en") -> tuple[StatedValue, ...]:
    site = good_site()
    vocabulary = make_vocabulary(site.languages[code], site.dossier)
    return SummaryReader(vocabulary, words(code), site.dossier.units).find_stated_values(body)


@pytest.mark.parametrize(
    ("text", "kind", "value", "unit"),
    [
        ("There are 26 bridges.", "number", "26", "bridge"),
        ("There are twenty-six old bridges.", "number", "26", "bridge"),
        ("There are 26 kites.", "number", "26", None),
        ("It was 30.5% of them.", "share", "30.5", "percent"),
        ("It costs €2 million.", "amount", "2000000", "EUR"),
        ("It takes 2 years and 3 months.", "duration", "P2Y3M", None),
        ("It opened on 5 May 2021.", "date", "2021-05-05", None),
        ("It lasts (5–7 May 2021).", "date", "2021-05-05/2021-05-07", None),
        ("The second bridge is new.", "ordinal", "2", "bridge"),
    ],
)
def test_what_is_stated(text: str, kind: str, value: str, unit: str | None) -> None:
    (stated,) = read(text)
    assert (stated.kind, str(stated.value), stated.unit, stated.why_not) == (kind, value, unit, "")


def test_where_it_stands_with_what_is_around_it() -> None:
    body = "## The numbers {#numbers}\n\nIn *2021* more than **26**\nbridges. Now about\n30 bridges.\n"
    first, second = read(body)
    assert body[first.start : first.end] == "26"
    assert body[first.qualifier_start : first.start] == "more than **"
    assert (first.qualifier, first.section, first.years) == ("more-than", "numbers", frozenset({2021}))
    assert first.noun_end == first.end, "stars stand between, so the noun stays"
    assert body[second.qualifier_start : second.noun_end] == "about\n30 bridges"


def test_a_date_without_a_year_keeps_its_month_and_day() -> None:
    (stated,) = read("It opened on 5 May.")
    assert (stated.value, stated.month_and_day, stated.why_not) == (None, (5, 5), "")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("## 26 bridges {#count}\n\nWords.", IN_HEADING),
        ("There are [26 bridges](https://example.org/).", IN_LINK),
        ("There are 20–26 bridges.", SEVERAL_IN_ONE),
    ],
)
def test_where_no_reference_can_stand(text: str, why: str) -> None:
    (stated,) = read(text)
    assert stated.why_not == why


@pytest.mark.parametrize(
    "text",
    [
        "1. First.\n2. Then.\n",
        "See `26 bridges`.",
        "```\n26\n```\n",
        "[[bridges-2018]] in 2018.",
        "[[no-claim: 7]]",
    ],
)
def test_what_is_no_statement(text: str) -> None:
    assert read(text) == ()


def test_values_in_lists_and_tables_are_read_cell_by_cell() -> None:
    body = (
        "- 24 bridges\n- 26 bridges\n\n| Year | Bridges |\n|---|---|\n| then | 25 |\n| now | 27 bridges |\n"
    )
    assert [str(one.value) for one in read(body)] == ["24", "26", "25", "27"]


def test_words_of_a_reference_say_what_is_counted() -> None:
    (stated,) = read("There are 26 [[mill: bridges]].")
    assert (stated.unit, stated.noun_end) == ("bridge", stated.end)


def shared(first: str, other: str) -> list[tuple[str, str]]:
    found, _ = match_languages({"en": read(first), "nl": read(other, "nl")})
    return [(one.stated["en"].text, one.stated["nl"].text) for one in found]


def test_languages_are_matched_by_heading_and_value_in_another_order() -> None:
    first = "## A {#a}\n\n24 bridges and 80 people.\n\n## B {#b}\n\n80 bridges."
    other = "## A {#a}\n\n80 mensen en 24 bruggen.\n\n## B {#b}\n\n80 bruggen."
    assert shared(first, other) == [("24", "24"), ("80", "80"), ("80", "80")]


def test_the_same_number_of_two_things_is_matched_by_what_is_counted() -> None:
    found, _ = match_languages(
        {"en": read("24 bridges and 24 participants."), "nl": read("24 deelnemers en 24 bruggen.", "nl")}
    )
    assert [(one.unit, one.stated["nl"].unit) for one in found] == [
        ("bridge", "bridge"),
        ("participant", "participant"),
    ]


def test_what_one_language_says_alone_is_told() -> None:
    found, alone = match_languages({"en": read("24 bridges, 30.5%."), "nl": read("25 bruggen, 30,5%.", "nl")})
    assert [one.value for one in found] == [Decimal("30.5")]
    assert [(one.language, one.stated.text, one.why) for one in alone] == [
        ("en", "24", ONE_LANGUAGE),
        ("nl", "25", ONE_LANGUAGE),
    ]


def test_a_year_may_lack_in_one_language() -> None:
    found, alone = match_languages({"en": read("On 5 May 2021."), "nl": read("Op 5 mei.", "nl")})
    assert ([str(one.value) for one in found], alone) == (["2021-05-05"], ())


def test_languages_that_count_otherwise_share_no_unit() -> None:
    (one,) = read("There are 26 bridges.")
    found, _ = match_languages({"en": (one,), "nl": (replace(one, unit=None, noun_end=one.end),)})
    assert found[0].unit == "bridge"
    assert match_languages({"en": (one,), "nl": (replace(one, unit="participant"),)})[0] == ()


def test_a_date_over_two_paragraphs_and_a_duration_without_end_are_left() -> None:
    assert [one.why_not for one in read("It was on 5\n\nMay 2021.")] == [NOT_READ]
    assert [one.why_not for one in read(f"It takes {'9' * 40} years.")] == [NOT_READ]


PIECES = st.sampled_from(
    [
        "12,000",
        "€2 million",
        "30.5%",
        "5 May",
        "2021",
        "99999999999 years",
        "–",
        " ",
        "\n\n",
        "\n- ",
        "| ",
        "½",
        "Ⅷ",
        "[[a]]",
        "[[a: x 5]]",
        "[w 7](u)",
        "`9`",
        "```\n",
        "## H {#h}\n",
        "**",
        "_",
        "bridges",
        "more than",
        "9" * 40,
        "1/2",
        "the '90s",
        "2013/14",
        "(",
        ")",
        ".",
        ";",
        "two",
        "months and",
        "13th",
        "\u200f",
        "\\",
        "<b>",
        "5:30",
    ]
)


@given(st.lists(PIECES, max_size=20), st.sampled_from(["", " "]))
def test_every_text_can_be_read(pieces: list[str], between: str) -> None:
    body = between.join(pieces)
    for stated in read(body):
        assert 0 <= stated.qualifier_start <= stated.start <= stated.end <= stated.noun_end <= len(body)
        assert stated.why_not or stated.value is not None or stated.month_and_day is not None
