"""Printed numbers, shares, sums and ranks prove their value and no other; `make fuzz` draws many more."""

from __future__ import annotations

import random
from decimal import Decimal

import pytest
from babel.numbers import format_currency
from hypothesis import given, settings
from hypothesis import strategies as st

from dossier_timeline.evidence.value_matching import Claim, find_mismatch
from dossier_timeline.languages.compact_scales import list_scale_words
from dossier_timeline.notation.printed_values import read_values
from dossier_timeline.notation.typesetting import SUPERSCRIPTS, make_readable
from tests.evidence.number_neighbours import LANGUAGES, NEIGHBOURS, lexicon_of, try_out
from tests.languages.scale_words import of_cldr


def test_a_printed_form_proves_its_value_and_no_neighbour() -> None:
    tally = try_out(40, seed=1)
    assert tally.wrong == []
    assert dict(tally.drawn) == dict.fromkeys(LANGUAGES, 40)
    assert set(tally.refused) == set(NEIGHBOURS)
    assert min(tally.refused.values()) >= 300


def test_what_proves_another_value_is_told() -> None:
    """The property notices a reader that leaves the scale unread."""
    lexicon, claim = lexicon_of("nl"), Claim("number", Decimal(25))
    assert find_mismatch(claim, "25 mln.", lexicon) == "value"
    assert find_mismatch(claim, "25 zzz.", lexicon) is None


def test_the_scale_words_are_those_of_cldr() -> None:
    """`python -m tests.languages.scale_words` writes them anew for another version of CLDR."""
    assert of_cldr(regions=False) <= list_scale_words()


@settings(max_examples=12, deadline=None)
@pytest.mark.parametrize("language", LANGUAGES)
@given(value=st.integers(1, 10**9), currency=st.sampled_from(["EUR", "USD", "JPY"]))
def test_a_sum_in_the_form_of_accounts_is_below_zero(language: str, value: int, currency: str) -> None:
    lexicon = lexicon_of(language)
    written = format_currency(-value, currency, locale=language, format_type="accounting")
    for printed in (written, written.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))):
        text = make_readable(printed)
        assert find_mismatch(Claim("amount", Decimal(-value), currency), text, lexicon) is None
        for other in (value, -value - 1, -10 * value, -1000 * value):
            assert find_mismatch(Claim("amount", Decimal(other), currency), text, lexicon) == "value"


@pytest.mark.parametrize("language", LANGUAGES)
def test_any_parts_of_numbers_can_be_read(language: str) -> None:
    """Words and signs of numbers in any order end in no exception."""
    lexicon, chance = lexicon_of(language), random.Random(language)
    words, scales = lexicon.words, lexicon.scales
    parts = [*words.minus, *words.articles, *words.fractions, *words.ratios, *words.connectors]
    parts += [
        *scales.words,
        *scales.signs,
        *"-−+€$()½%x.,\t٫",
        "5",
        "2,5",
        "1.000",
        "5٬123",
        "M€",
        "EUR5",
        "万",
    ]
    for _ in range(150):
        text = "".join(chance.choice(parts) + chance.choice(["", " "]) for _ in range(chance.randrange(1, 7)))
        for token in read_values(text.strip(), lexicon):
            assert text.strip()[token.start : token.end] == token.text


@settings(max_examples=40, deadline=None)
@pytest.mark.parametrize(
    "form",
    [
        "{} 1/2",
        "{}-3/4",
        "{} and 1/2",
        "{} 1⁄2",
        "{}^6",
        "{}**6",
        "version {}",
        "§ {}",
        "№ {}",
        "+31 {} 123 45 67",
    ],
)
@given(value=st.integers(1, 999))
def test_a_number_that_is_a_part_of_another_or_a_name_proves_nothing(form: str, value: int) -> None:
    lexicon = lexicon_of("en")
    text = f"Zzz {form.format(value)} zzz."
    assert find_mismatch(Claim("number", Decimal(value)), make_readable(text), lexicon) == "value"
    assert (
        find_mismatch(Claim("number", Decimal(value)), make_readable(f"{text} {value} zzz."), lexicon) is None
    )


@settings(max_examples=40, deadline=None)
@given(value=st.integers(1, 999), power=st.integers(2, 99), mark=st.integers(1, 99))
def test_a_raised_figure_is_a_power_behind_a_ten_alone(value: int, power: int, mark: int) -> None:
    lexicon, raised = lexicon_of("en"), str.maketrans("0123456789", SUPERSCRIPTS)
    powers = f"Zzz 10{str(power).translate(raised)} zzz."
    marked = f"Zzz {value}{str(mark).translate(raised)} zzz."
    for other in {10, power, 10**power, int(f"10{power}")}:
        assert find_mismatch(Claim("number", Decimal(other)), make_readable(powers), lexicon) == "value"
    wanted = "value" if value == 10 and mark != 1 else None
    assert find_mismatch(Claim("number", Decimal(value)), make_readable(marked), lexicon) == wanted
    assert (
        find_mismatch(Claim("number", Decimal(f"{value}{mark}")), make_readable(marked), lexicon) == "value"
    )
