"""Values, names and addresses in every locale that Babel has; `make fuzz` draws more of them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from babel.core import get_global
from babel.localedata import locale_identifiers

from dossier_timeline.languages.number_symbols import minimum_grouping_digits
from dossier_timeline.languages.slugs import is_slug
from dossier_timeline.site.timeline_index import make_slug
from tests.languages.every_locale import DATES, NUMBERS, faults, language_of

NBSP, RLM, LRM = "\N{NO-BREAK SPACE}", "\N{RIGHT-TO-LEFT MARK}", "\N{LEFT-TO-RIGHT MARK}"
ALWAYS = (Decimal(1000), Decimal(2_000_000))

FROM_FIVE_DIGITS = {
    *("be", "be_TARASK", "bg", "ee", "ee_TG", "es", "es_EA", "es_GQ", "es_IC", "es_PH", "et", "hu", "hy"),
    *("ia", "ie", "it", "it_CH", "it_SM", "it_VA", "ka", "lv", "pl", "pt_CH", "pt_CV", "pt_GQ", "pt_GW"),
    *("pt_LU", "pt_MO", "pt_MZ", "pt_PT", "pt_ST", "pt_TL", "ru_UA", "sl", "sq", "sq_MK", "sq_XK"),
}
"""Every locale of CLDR 48.2 in which four digits aren't grouped, but for the main country of a language."""


def test_values_names_and_addresses_in_every_locale() -> None:
    """Each locale has the numbers most likely to go wrong, and takes its turn with the rest."""
    found: list[str] = []
    for index, identifier in enumerate(sorted(locale_identifiers())):
        numbers = (*ALWAYS, NUMBERS[index % len(NUMBERS)])
        dates = (DATES[index % len(DATES)], "2014-09/2014-11")
        found += faults(language_of(identifier), numbers, dates)
    assert found == []


def test_four_digits_are_grouped_in_every_locale_but_those_of_cldr() -> None:
    likely = get_global("likely_subtags")
    for identifier in locale_identifiers():
        language, _, rest = identifier.partition("_")
        main = likely.get(language, "").split("_")
        known = language if rest and set(rest.split("_")) <= set(main) else identifier
        assert (minimum_grouping_digits(identifier) > 1) == (known in FROM_FIVE_DIGITS), identifier


@pytest.mark.parametrize(
    ("identifier", "value", "text"),
    [
        ("es", "1000", "1000"),
        ("es", "10000", "10.000"),
        ("es_MX", "1000", "1,000"),
        ("pl", "9999", "9999"),
        ("pl", "10000", f"10{NBSP}000"),
        ("pt_PT", "1000", "1000"),
        ("pt_BR", "1000", "1.000"),
        ("hi", "1234567", "12,34,567"),
        ("en_IN", "100000", "1,00,000"),
        ("ee", "12345", "12345"),
        ("ar", "-34", f"{LRM}−34"),
        ("fa", "-1234", f"{LRM}−1,234"),
        ("yi", "-5", f"{LRM}−5"),
    ],
)
def test_groups_and_signs(identifier: str, value: str, text: str) -> None:
    assert language_of(identifier).number(Decimal(value)) == text


@pytest.mark.parametrize(
    ("identifier", "value", "text"),
    [
        ("ja", "2000000", "200万"),
        ("ja", "1234000000", "1,234,000,000"),
        ("ja", "1230000000", "12.3億"),
        ("zh", "2000000", "200万"),
        ("zh_Hant", "500000000", "5億"),
        ("ko", "2000000", "200만"),
        ("mt", "2000000", "2,000,000"),
        ("xh", "2000000", f"2{NBSP}000{NBSP}000"),
        ("hi", "20000000", f"2{NBSP}करोड़"),
        ("hi", "12300000", "1,23,00,000"),
        ("yrl", "2000000", f"2{NBSP}miliãu-ita"),
        ("en", "-2000000", f"−2{NBSP}million"),
        ("he", "-2000000", f"{RLM}{LRM}−2{NBSP}מיליון"),
    ],
)  # fmt: skip
def test_round_millions(identifier: str, value: str, text: str) -> None:
    """Said exactly in the language's own magnitudes, or in figures: 1.23 crore is not 1.2 crore."""
    assert language_of(identifier).number(Decimal(value), rounded=True) == text


@pytest.mark.parametrize(
    ("identifier", "value", "currency", "text"),
    [
        ("ja", "2000000", "EUR", "€200万"),
        ("es", "1000", "EUR", f"1000{NBSP}€"),
        ("en", "5", "CHF", f"CHF{NBSP}5"),
        ("en", "-5", "EUR", "−€5"),
        ("he", "-5", "EUR", f"{RLM}{LRM}−5{NBSP}{RLM}€"),
    ],
)
def test_amounts(identifier: str, value: str, currency: str, text: str) -> None:
    assert language_of(identifier).amount(Decimal(value), currency) == text


def test_a_plus_stands_where_the_minus_would() -> None:
    dutch = language_of("nl")
    assert dutch.amount(Decimal(-2000), "EUR", signed=True) == f"€{NBSP}−2.000"
    assert dutch.amount(Decimal(2000), "EUR", signed=True) == f"€{NBSP}+2.000"
    assert language_of("fy").amount(Decimal(7), "EUR", signed=True) == f"€{NBSP}7+"


def test_durations_follow_the_language_too() -> None:
    assert language_of("es").duration("P1000D") == "1000 días"


@pytest.mark.parametrize("identifier", ["ceb", "kok", "arn", "bem", "fil", "teo", "sr", "az_Cyrl", "en_Shaw"])
def test_numbers_in_words_are_never_those_of_another_language_or_script(identifier: str) -> None:
    """num2words takes the first two letters of a code that it doesn't know: "ceb" for Chechen."""
    assert language_of(identifier).in_words(3) == "3"
    assert language_of(identifier).ordinal(3) == "3"


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("Cecilia Malmström", "cecilia-malmstrom"),
        ("한국 정부", "한국-정부"),
        ("हिन्दी भाषा", "हिन्दी-भाषा"),
        ("กระทรวงน้ำ", "กระทรวงน้ำ"),
        ("ガス が", "ガス-が"),
        ("Йошкар-Ола", "йошкар-ола"),
        ("İstanbul", "istanbul"),
        ("ᏣᎳᎩ", "ᏣᎳᎩ".lower()),
    ],
)
def test_addresses_keep_the_letters_of_their_script(name: str, address: str) -> None:
    assert make_slug(name, "x") == address
    assert is_slug(address)


def test_vowel_signs_sort_as_letters_and_accents_after_them() -> None:
    assert language_of("hi").sorted(["कि", "काम", "क", "का"]) == ["क", "का", "काम", "कि"]
    assert language_of("th").sorted(["กุ", "กิน", "กา"]) == ["กา", "กิน", "กุ"]
    assert language_of("fr").sorted(["cotée", "coté", "côte", "cote"]) == ["cote", "coté", "côte", "cotée"]
