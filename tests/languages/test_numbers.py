"""Numbers, shares, sums, durations and numbers in words."""

from __future__ import annotations

from decimal import Decimal

import pytest
from babel import Locale
from babel.localedata import locale_identifiers
from babel.numbers import parse_decimal
from hypothesis import given
from hypothesis import strategies as st

from dossier_timeline.languages import Language, load_languages
from dossier_timeline.languages.compact_numbers import format_round_millions
from dossier_timeline.languages.numbers import format_duration

NBSP = "\N{NO-BREAK SPACE}"
codes = st.sampled_from(["nl", "en", "pl", "ar"])


@pytest.mark.parametrize(
    ("value", "dutch", "english"),
    [
        ("0", "0", "0"),
        ("12000", "12.000", "12,000"),
        ("1234", "1.234", "1,234"),
        ("510.6", "510,6", "510.6"),
        ("17.0", "17,0", "17.0"),
        ("1E+3", "1.000", "1,000"),
        ("-34", "−34", "−34"),
    ],
)
def test_number(value: str, dutch: str, english: str, nl: Language, en: Language) -> None:
    assert (nl.number(Decimal(value)), en.number(Decimal(value))) == (dutch, english)


@given(
    st.decimals(min_value=-(10**18), max_value=10**18, allow_nan=False, places=60)
    | st.builds(
        lambda digit, exponent: Decimal(digit).scaleb(-exponent), st.integers(1, 9), st.integers(0, 60)
    ),
    codes,
)
def test_a_number_with_many_decimals_is_written_out(
    languages: dict[str, Language], value: Decimal, code: str
) -> None:
    language = languages[code]
    written = language.number(value).replace("−", "-").replace("\u200e", "")
    assert parse_decimal(written, locale=language.locale) == value
    assert language.percent(value)
    assert language.amount(value, "EUR")


def test_signed(nl: Language) -> None:
    assert nl.number(34, signed=True) == "+34"
    assert nl.number(0, signed=True) == "0"
    assert nl.percent(Decimal("19.6"), signed=True) == "+19,6%"
    assert nl.percent(Decimal("-1.5"), signed=True) == "−1,5%"


def test_percent(nl: Language, en: Language) -> None:
    assert (nl.percent(Decimal("30.8")), en.percent(Decimal("30.8"))) == ("30,8%", "30.8%")
    assert nl.percent(20) == "20%"
    assert nl.percent(Decimal("17.0")) == "17,0%"


@pytest.mark.parametrize(
    ("value", "dutch", "english"),
    [
        ("2000000", "€ 2 miljoen", "€2 million"),
        ("2500000", "€ 2,5 miljoen", "€2.5 million"),
        ("2250000", "€ 2.250.000", "€2,250,000"),
        ("5000000000", "€ 5 miljard", "€5 billion"),
        ("20000", "€ 20.000", "€20,000"),
        ("999999", "€ 999.999", "€999,999"),
        ("12.5", "€ 12,50", "€12.50"),
        ("-2000000", "€ −2.000.000", "−€2,000,000"),
    ],
)
def test_amount(value: str, dutch: str, english: str, nl: Language, en: Language) -> None:
    assert nl.amount(Decimal(value), "EUR").replace(NBSP, " ") == dutch
    assert en.amount(Decimal(value), "EUR").replace(NBSP, " ") == english


def test_amounts_elsewhere(pl: Language, ar: Language) -> None:
    assert pl.amount(Decimal(2_000_000), "EUR") == f"2{NBSP}miliony{NBSP}€"
    assert pl.amount(Decimal(5_000_000), "EUR") == f"5{NBSP}milionów{NBSP}€"
    assert "مليون" in ar.amount(Decimal(2_000_000), "EUR")


def test_millions_only_where_round(nl: Language) -> None:
    assert nl.number(1_000_000, rounded=True).replace(NBSP, " ") == "1 miljoen"
    assert nl.number(1_050_000, rounded=True) == "1.050.000"
    assert nl.number(50_000, rounded=True) == "50.000"


@pytest.mark.parametrize(
    ("value", "dutch", "english", "words"),
    [
        ("P1D", "1 dag", "1 day", "één dag"),
        ("P2Y", "2 jaar", "2 years", "twee jaar"),
        ("P3W", "3 weken", "3 weeks", "drie weken"),
        ("P1Y6M", "1 jaar en 6 maanden", "1 year and 6 months", "één jaar en zes maanden"),
        ("P30D", "30 dagen", "30 days", "30 dagen"),
        ("PT72H", "72 uur", "72 hours", "72 uur"),
        ("P1DT1H", "1 dag en 1 uur", "1 day and 1 hour", "één dag en één uur"),
    ],
)
def test_duration(value: str, dutch: str, english: str, words: str, nl: Language, en: Language) -> None:
    assert (nl.duration(value), en.duration(value)) == (dutch, english)
    assert nl.duration(value, words=True) == words


def test_durations_inflect(pl: Language, ar: Language) -> None:
    assert [pl.duration(f"P{n}Y") for n in (1, 2, 5, 22)] == ["1 rok", "2 lata", "5 lat", "22 lata"]
    assert ar.duration("P2Y") == "سنتان"
    assert "duration" not in ar.duration("P3M")


def test_every_language_of_cldr_has_units_of_time() -> None:
    """The unit stands beside the number, and never its code."""
    languages = [name for name in locale_identifiers() if "_" not in name]
    assert len(languages) > 200
    for name in languages:
        for letter in "YMWDH":
            (text,) = format_duration(f"PT{33}H" if letter == "H" else f"P33{letter}", Locale.parse(name))
            assert "33" in text, (name, letter)
            assert text != "33" and "duration" not in text, (name, letter)


def test_words(nl: Language, en: Language) -> None:
    assert [nl.in_words(n) for n in (1, 3, 30)] == ["één", "drie", "dertig"]
    assert [en.ordinal(n) for n in (1, 6, 20, 21)] == ["first", "sixth", "twentieth", "21st"]
    assert [nl.ordinal(6, words=w) for w in (True, False)] == ["zesde", "6e"]
    assert nl.ordinal(21, words=True) == "eenentwintigste"


def test_a_rank_that_figures_cannot_tell_is_in_words(pl: Language) -> None:
    assert pl.ordinal(30) == "trzydziesty"


def test_a_language_without_rules_has_figures() -> None:
    languages, _ = load_languages(["mt"], [])
    assert (languages["mt"].in_words(3), languages["mt"].ordinal(3)) == ("3", "3")
    assert languages["mt"].number_words().get("3") is None


def test_lexicon(nl: Language, en: Language, pl: Language) -> None:
    assert nl.number_words().items() >= {"één": 1, "zesde": 6, "dertigtal": 30, "miljoen": 10**6}.items()
    assert en.number_words().items() >= {"twenty-one": 21, "twenty one": 21, "dozen": 12}.items()
    assert pl.number_words()["kopa"] == 60
    assert nl.number_words() is nl.number_words()
    german, _ = load_languages(["de"], [])
    assert german["de"].number_words().items() >= {"million": 10**6, "dritte": 3}.items()


@given(st.integers(0, 100), st.sampled_from(["nl", "en", "pl"]))
def test_every_small_number_is_in_the_lexicon(languages: dict[str, Language], n: int, code: str) -> None:
    language = languages[code]
    assert language.number_words()[language.in_words(n)] == n
    if n:
        assert n in language.number_words().values()


numbers = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**9), max_value=10**9, places=2)


@given(numbers | st.integers(-(10**12), 10**12).map(Decimal), codes)
def test_a_number_reads_back(languages: dict[str, Language], value: Decimal, code: str) -> None:
    language = languages[code]
    text = language.number(value).replace("−", "-")
    if code == "ar":
        text = text.replace("\N{LEFT-TO-RIGHT MARK}", "")
    assert parse_decimal(text, locale=language.locale) == value


@given(numbers, codes)
def test_a_share_reads_back(languages: dict[str, Language], value: Decimal, code: str) -> None:
    language = languages[code]
    text = language.percent(value).replace("−", "-").replace("\N{LEFT-TO-RIGHT MARK}", "")
    figures = text.replace("%", "").replace("\N{ARABIC LETTER MARK}", "").strip()
    assert parse_decimal(figures, locale=language.locale) == value


@given(st.integers(10**6, 10**12), codes)
def test_a_rounded_number_loses_nothing(languages: dict[str, Language], value: int, code: str) -> None:
    language = languages[code]
    text = format_round_millions(value, language.locale)
    if text is not None:
        figures = Decimal(parse_decimal(text.split(NBSP)[0].split(" ")[0], locale=language.locale))
        assert any(figures * 1000**power == value for power in (2, 3, 4))


@given(st.integers(0, 10**6), codes)
def test_plural_is_cldrs(languages: dict[str, Language], n: int, code: str) -> None:
    category = languages[code].plural(n)
    assert category in {"zero", "one", "two", "few", "many", "other"}
    if code in {"nl", "en"}:
        assert category == ("one" if n == 1 else "other")
    if code == "pl":
        assert (category == "few") == (n % 10 in {2, 3, 4} and n % 100 not in {12, 13, 14})
