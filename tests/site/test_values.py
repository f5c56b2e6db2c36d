"""The value of a fact in a text."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier_timeline.languages import Language, load_languages
from dossier_timeline.model.facts import Duration, Fact, Unit
from dossier_timeline.site.values import REFERENCE_FORMS, write_value
from tests.helpers.files import ROOT

NBSP = "\N{NO-BREAK SPACE}"
UNITS = {
    unit.id: unit
    for unit in (
        Unit.model_validate(data)
        for data in (
            {
                "id": "case",
                "name": {
                    "nl": {"one": "{n} zaak", "other": "{n} zaken"},
                    "en": {"one": "case", "other": "cases"},
                    "pl": {
                        "one": "jedna sprawa",
                        "few": "{n} sprawy",
                        "many": "{n} spraw",
                        "other": "{n} sprawy",
                    },
                    "ar": {
                        "one": "قضية واحدة",
                        "two": "قضيتان",
                        "few": "{n} قضايا",
                        "many": "{n} قضية",
                        "other": "{n} قضية",
                    },
                },
            },
            {"id": "participant", "name": {"nl": {"one": "{n} deelnemer", "other": "{n} deelnemers"}}},
        )
    )
}


@pytest.fixture(scope="module")
def languages() -> dict[str, Language]:
    """The shipped languages, and two that have other plurals."""
    shipped, _ = load_languages(["nl", "en"], [ROOT / "templates" / "locales"])
    others, _ = load_languages(["pl", "ar"], [ROOT / "tests" / "languages" / "locales"])
    return shipped | others


def fact(value: str, unit: str | None = None, **more: Any) -> Fact:
    label = {"nl": "iets", "en": "something"}
    return Fact.model_validate({"id": "f", "label": label, "value": value, "unit": unit, **more})


def text(language: Language, of: Fact, form: str = "") -> str:
    assert of.value is not None
    return write_value(of.value, of, UNITS, language, form).replace(NBSP, " ")


@pytest.mark.parametrize(
    ("of", "form", "dutch", "english"),
    [
        (fact("12000", "case"), "", "12.000", "12,000"),
        (fact("12000", "case"), "unit", "12.000 zaken", "12,000 cases"),
        (fact("1", "case"), "unit", "één zaak", "one case"),
        (fact("1", "case"), "", "1", "1"),
        (fact("2", "case"), "unit", "2 zaken", "2 cases"),
        (fact("3", "case"), "words", "drie", "three"),
        (fact("150", qualifier="over"), "", "ruim 150", "more than 150"),
        (fact("150", qualifier="more-than"), "value", "150", "150"),
        (fact("30", qualifier="about"), "words", "ongeveer dertig", "about thirty"),
        (fact("20000", qualifier="expected"), "", "20.000 (verwachting)", "20,000 (forecast)"),
        (fact("18000", qualifier="nearly"), "", "bijna 18.000", "nearly 18,000"),
        (fact("1000000", qualifier="more-than"), "", "meer dan 1 miljoen", "more than 1 million"),
        (fact("30.8", "percent"), "", "30,8%", "30.8%"),
        (fact("30.8", "percent"), "unit", "30,8%", "30.8%"),
        (fact("19.6", "percent", signed=True), "", "+19,6%", "+19.6%"),
        (fact("2000000", "EUR"), "", "€ 2 miljoen", "€2 million"),
        (fact("5", "EUR", qualifier="at-most"), "unit", "ten hoogste € 5", "at most €5"),
        (fact("6", kind="ordinal"), "", "zesde", "sixth"),
        (fact("31", kind="ordinal"), "", "31e", "31st"),
        (fact("6", "case", kind="ordinal"), "unit", "zesde zaak", "sixth case"),
        (fact("31", kind="ordinal"), "words", "eenendertigste", "thirty-first"),
        (fact("P2Y", kind="duration"), "", "2 jaar", "2 years"),
        (fact("P2Y", kind="duration"), "words", "twee jaar", "two years"),
        (fact("P10Y", kind="duration", qualifier="more-than"), "", "meer dan 10 jaar", "more than 10 years"),
        (fact("2012-12-05", kind="date"), "", "5 december 2012", "5 December 2012"),
        (fact("2012-12-05", kind="date"), "year", "2012", "2012"),
        (fact("2017", kind="date", qualifier="expected"), "", "2017 (verwacht)", "2017 (expected)"),
        (fact("2010", kind="date", qualifier="about"), "", "circa 2010", "about 2010"),
        (fact("423", "case", date="2014"), "date", "2014", "2014"),
        (fact("423", "case", date="2014-05"), "year", "2014", "2014"),
        (fact("2.5"), "words", "2,5", "2.5"),
        (fact("5", "unknown-unit"), "unit", "5", "5"),
    ],
)  # fmt: skip
def test_forms(of: Fact, form: str, dutch: str, english: str, languages: dict[str, Language]) -> None:
    assert (text(languages["nl"], of, form), text(languages["en"], of, form)) == (dutch, english)


def test_units_of_other_languages(languages: dict[str, Language]) -> None:
    pl, ar = languages["pl"], languages["ar"]
    assert [text(pl, fact(n, "case"), "unit") for n in ("1", "3", "5", "22", "0.5")] == [
        "jedna sprawa",
        "3 sprawy",
        "5 spraw",
        "22 sprawy",
        "0,5 sprawy",
    ]
    assert [text(ar, fact(n, "case"), "unit") for n in ("1", "2", "3", "11")] == [
        "قضية واحدة",
        "قضيتان",
        "3 قضايا",
        "11 قضية",
    ]
    assert text(pl, fact("150", "case", qualifier="more-than"), "unit") == "ponad 150 spraw"


def test_one_with_a_unit_is_a_word_only_where_the_catalogue_has_one_for_every_gender() -> None:
    """The word for counting is no article: German counts "eins", but has "ein Baum" and "eine Sache"."""
    trees = {code: {"one": f"{{n}} {words}", "other": "x"} for code, words in TREES.items()}
    units = {"tree": Unit.model_validate({"id": "tree", "name": trees})}
    others, _ = load_languages(list(TREES), [ROOT / "templates" / "locales"])
    for code, words in TREES.items():
        of = fact("1", "tree")
        assert of.value is not None
        said = write_value(of.value, of, units, others[code], "unit")
        assert said == f"{ONE.get(code, '1')} {words}"
        one_year = others[code].duration("P1Y", words=True)
        assert one_year.startswith(ONE.get(code, "1"))


TREES = {"de": "Baum", "es": "árbol", "it": "albero", "fr": "personne", "nl": "boom", "en": "tree"}
ONE = {"nl": "één", "en": "one"}


def test_a_derived_value_takes_the_facts_form(languages: dict[str, Language]) -> None:
    derived = Fact.model_validate(
        {"id": "d", "label": {"nl": "tekort", "en": "shortfall"}, "unit": "case", "derived": "a - b"}
    )
    assert write_value(Decimal(34), derived, UNITS, languages["nl"], "unit") == "34 zaken"


def test_what_cannot_be_said(languages: dict[str, Language]) -> None:
    with pytest.raises(ValueError, match="no form “plural”"):
        text(languages["nl"], fact("3"), "plural")
    with pytest.raises(ValueError, match="no date of its own"):
        text(languages["nl"], fact("3"), "date")


values = st.decimals(-(10**12), 10**12, allow_nan=False, places=1) | st.integers(0, 10**9).map(Decimal)
qualifiers = st.sampled_from(
    [None, "about", "more-than", "over", "less-than", "at-least", "at-most", "expected", "nearly"]
)


@given(values, qualifiers, st.sampled_from([None, "case", "percent", "EUR"]), st.sampled_from(["nl", "en"]))
def test_the_value_stands_in_every_form(
    languages: dict[str, Language], value: Decimal, qualifier: str | None, unit: str | None, code: str
) -> None:
    of, language = fact(str(value), unit, qualifier=qualifier), languages[code]
    bare = text(language, of, "value")
    assert bare
    assert bare in text(language, of)
    if value != 1:
        assert bare in text(language, of, "unit")
    assert (text(language, of) == bare) == (qualifier is None)


@given(
    st.sampled_from(REFERENCE_FORMS),
    st.sampled_from(["P3D", "P1Y6M", "P2W"]),
    st.sampled_from(["nl", "en", "pl", "ar"]),
)
def test_durations_have_every_form(languages: dict[str, Language], form: str, value: str, code: str) -> None:
    of = fact(value, kind="duration", date="2014")
    assert isinstance(of.value, Duration)
    assert text(languages[code], of, form)
