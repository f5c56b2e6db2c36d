"""Values in passages: each case of tests/cases/printed-values.yml, and what must hold of any number."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from dossier_timeline.evidence.value_matching import Claim, find_mismatch, find_whole_words
from dossier_timeline.languages import load_languages
from dossier_timeline.model.dates import parse_date
from dossier_timeline.model.facts import Fact
from dossier_timeline.notation.printed_values import read_values
from dossier_timeline.notation.typesetting import make_readable, normalise_text
from tests.evidence.proving import words
from tests.helpers.files import ROOT

CASES = yaml.load((ROOT / "tests/cases/printed-values.yml").read_text("utf-8"), Loader=yaml.CBaseLoader)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['value']} in {case['text']}")
def test_cases(case: dict[str, Any]) -> None:
    keys = ("value", "kind", "unit", "qualifier", "printed", "inferred")
    fields = {key: case[key] for key in keys if key in case} | {"id": "fact", "label": {"xx": "fact"}}
    if "inferred" in fields:
        fields["because"] = {"xx": "so"}
    fact = Fact.model_validate(fields)
    assert fact.value is not None
    known = parse_date(case["known"]) if "known" in case else None
    claim = Claim(
        fact.kind,
        fact.value,
        fact.unit,
        fact.qualifier,
        fact.printed,
        fact.inferred,
        known,
        nouns=frozenset(case.get("nouns", "").split()),
    )
    wrong = case.get("wrong") if case.get("wrong") != "null" else None
    assert find_mismatch(claim, make_readable(case["text"]), words(case["lang"])) == wrong


@pytest.mark.parametrize(
    ("value", "message"), [("1E-30", ""), ("1E-60", ""), ("1E-61", "more than 60 decimals")]
)
def test_a_value_has_as_many_decimals_as_can_be_shown(value: str, message: str) -> None:
    fields = {"id": "fact", "label": {"xx": "fact"}, "value": value}
    if not message:
        assert Fact.model_validate(fields).value == Decimal(value)
        return
    with pytest.raises(ValueError, match=message):
        Fact.model_validate(fields)


LANGUAGES, _ = load_languages(["nl", "en"], [ROOT / "templates" / "locales"])


@given(st.integers(0, 10**9), st.sampled_from(["nl", "en"]))
def test_a_number_as_the_language_writes_it_is_read_back(value: int, code: str) -> None:
    printed = LANGUAGES[code].number(value)
    if 1500 <= value <= 2100:
        return  # without separators these are years
    (token,) = read_values(normalise_text(f"x {printed} x"), words(code))
    assert (token.kind, token.value) == ("number", Decimal(value))


@given(st.decimals(0, 10**6, places=1), st.sampled_from(["nl", "en"]))
def test_a_share_as_the_language_writes_it_is_read_back(value: Decimal, code: str) -> None:
    (token,) = read_values(normalise_text(f"x {LANGUAGES[code].percent(value)} x"), words(code))
    assert (token.kind, token.value) == ("share", value)


@given(st.integers(2, 999), st.sampled_from(["nl", "en"]))
def test_a_number_in_words_is_read_back(value: int, code: str) -> None:
    (token,) = read_values(normalise_text(f"x {LANGUAGES[code].in_words(value)} x"), words(code))
    assert token.value == value


@given(st.dates(), st.sampled_from(["nl", "en"]))
def test_a_date_as_the_language_writes_it_is_read_back(day: Any, code: str) -> None:
    if day.year not in range(1500, 2101):
        return
    text = LANGUAGES[code].date(parse_date(day.isoformat()))
    (token,) = read_values(normalise_text(f"x {text} x"), words(code))
    assert (token.kind, token.year, token.month, token.day) == ("date", day.year, day.month, day.day)


@given(st.text(max_size=80), st.sampled_from(["nl", "en"]))
def test_any_text_can_be_scanned(text: str, code: str) -> None:
    plain = normalise_text(text)
    for token in read_values(plain, words(code)):
        assert plain[token.start : token.end] == token.text


@given(st.integers(0, 99999), st.integers(0, 99999))
def test_no_other_number_is_found(printed: int, claimed: int) -> None:
    text = f"aantal: {printed:05d}x, {printed} stuks."
    supported = find_mismatch(Claim("number", Decimal(claimed)), text, words("nl")) is None
    assert supported == (printed == claimed and not 1500 <= printed <= 2100)


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("The person in paragraph 1 may be fined.", []),
        ("We march 12 miles, and 5 march on.", []),
        ("May we? May 10 people enter?", []),
        ("March on. (May I?)", []),
        ("In May it began, on May 5 it ended.", ["May", "May 5"]),
        ("On 1 May. On 5 may 2014. May 10, 2014.", ["1 May", "5 may 2014", "May 10, 2014"]),
        ("From Aug–Oct 2008.", ["Aug", "Oct 2008"]),
        ("On 03/04/2015 and 31/12/2015.", ["03/04/2015", "31/12/2015"]),
    ],
)
def test_months_that_are_words(text: str, dates: list[str]) -> None:
    assert [token.text for token in read_values(text, words("en")) if token.kind == "date"] == dates


@pytest.mark.parametrize(
    ("code", "text", "dates"),
    [
        ("nl", "Keizer Augustus kwam. Maart begon, in augustus.", [(None, 3, None), (None, 8, None)]),
        ("fr", "Les 5 sept bateaux, le 1er janvier 2014.", [(2014, 1, 1)]),
        ("es", "El 5 de mayo de 2014.", [(2014, 5, 5)]),
        ("de", "Am 5. Mai 2014, am 5. mai.", [(2014, 5, 5)]),
        ("ca", "El 5 de novembre del 2014.", [(2014, 11, 5)]),
    ],
)
def test_months_of_other_languages(code: str, text: str, dates: list[tuple[int | None, ...]]) -> None:
    found = [token for token in read_values(text, words(code)) if token.kind == "date" and token.year != 0]
    assert [(token.year, token.month, token.day) for token in found] == dates


def test_figures_of_which_the_month_may_come_first_prove_nothing() -> None:
    text = "On 03/04/2015."
    for day in ("2015-04-03", "2015-03-04"):
        assert find_mismatch(Claim("date", parse_date(day)), text, words("en")) == "value"
    assert find_mismatch(Claim("date", parse_date("2015-04-03")), text, words("nl")) is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("EC3 en D66 in Brugge", []),
        ("IP/12/1308 en MEMO/12/937", [("work", "IP/12/1308"), ("work", "MEMO/12/937")]),
        ("Richtlijn 2011/36/EU", [("work", "Richtlijn 2011/36/EU")]),
        ("Tweede Kamer, 2013-2014, 31 015, nr. 93.", [("work", "Tweede Kamer, 2013-2014, 31 015, nr. 93")]),
        ("versie 1.2.3", []),
        ("(N=480 zaken)", [("number", "480")]),
        ("om 12:16 uur", [("number", "12:16")]),
        ("acht of twintig", [("number", "acht"), ("number", "twintig")]),
        ("€ 2 en 3 miljoen euro", [("amount", "€ 2"), ("amount", "3 miljoen euro")]),
        ("20 tot 30%", [("share", "20"), ("share", "30%")]),
        ("van 2012-14", [("date", "2012-14")]),
    ],
)
def test_what_is_read(text: str, found: list[tuple[str, str]]) -> None:
    assert [(token.kind, token.text) for token in read_values(text, words("nl"))] == found


def test_quotations_are_whole_words_with_any_quotes() -> None:
    assert find_whole_words("niet ‘zomaar’ iets", "Dit is niet 'zomaar' iets.")
    assert find_whole_words("omaar iets", "niet zomaar iets") is None
    assert find_whole_words("12", "112") is None
    assert find_whole_words("12", "12,5") is None
    assert find_whole_words("", "12") is None
