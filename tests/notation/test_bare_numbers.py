"""Bare numbers: the cases of bare-numbers.yml, positions, and time."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from dossier_timeline.checks.vocabularies import make_vocabulary
from dossier_timeline.content.lexicon_files import load_number_words
from dossier_timeline.languages import load_languages
from dossier_timeline.model.dates import parse_date
from dossier_timeline.model.dossier import Dossier
from dossier_timeline.model.facts import Unit
from dossier_timeline.notation.bare_numbers import find_bare_numbers, parse_bare_figures
from dossier_timeline.notation.vocabulary import Vocabulary
from tests.helpers.files import ROOT
from tests.helpers.small_site import NO_SETTINGS
from tests.helpers.work import grows_with_length

CASES = yaml.load((ROOT / "tests/cases/bare-numbers.yml").read_text(encoding="utf-8"), yaml.CBaseLoader)

UNITS = (
    Unit(id="report", name={"nl": {"other": "{n} meldingen"}, "en": {"other": "{n} reports"}}),
    Unit(id="suspect", name={"nl": {"other": "{n} verdachten"}, "en": {"other": "{n} suspects"}}),
)


CODES = sorted({"nl", "en", *(case["language"] for case in CASES)})
LANGUAGES, _ = load_languages(CODES, [ROOT / "templates" / "locales"])
WORDS, _ = load_number_words(CODES, [ROOT / "templates"])
DOSSIER = Dossier.model_construct(settings=NO_SETTINGS, documents=(), units=UNITS)
PLAIN = {code: make_vocabulary(language, DOSSIER, (), WORDS[code]) for code, language in LANGUAGES.items()}


def said(value: str) -> Decimal | str | None:
    if value == "null":
        return None
    return value if "-" in value[1:] else Decimal(value)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['language']}: {case['text'][:50]}")
def test_bare_numbers(case: dict[str, Any]) -> None:
    code = case["language"]
    words = make_vocabulary(LANGUAGES[code], DOSSIER, case.get("names", ()), WORDS[code])
    found = find_bare_numbers(case["text"], words, markdown=case.get("markdown") == "true")
    expected = {text: said(value) for text, value in case.get("found", {}).items()}
    assert {bare.text: bare.day or bare.value for bare in found if not bare.doubtful} == expected
    doubtful = {text: said(value) for text, value in case.get("doubtful", {}).items()}
    assert {bare.text: bare.value for bare in found if bare.doubtful} == doubtful
    for bare in found:
        assert case["text"][bare.start : bare.end] == bare.text


def test_positions() -> None:
    found = find_bare_numbers("één\n  12 en\ndrie", PLAIN["nl"])
    assert [(bare.line, bare.column) for bare in found] == [(2, 3), (3, 1)]


@pytest.mark.parametrize(
    ("text", "decimal", "value"),
    [
        ("12.000", ",", "12000"),
        ("12.000", ".", "12.000"),
        ("1,234,567.89", ".", "1234567.89"),
        ("30,8%", ",", "30.8"),
        ("€ 5", ".", "5"),
        ("6th", ".", "6"),
        ("5–6", ".", None),
        ("½", ".", None),
    ],
)
def test_what_figures_say(text: str, decimal: str, value: str | None) -> None:
    assert parse_bare_figures(text, decimal) == (None if value is None else Decimal(value))


@settings(deadline=None)
@given(
    st.integers(min_value=2, max_value=10**12).filter(lambda n: not 1900 <= n <= 2099),
    st.sampled_from(["nl", "en"]),
)
def test_every_formatted_number_is_found(value: int, code: str) -> None:
    language = LANGUAGES[code]
    written = language.number(Decimal(value))
    found = find_bare_numbers(f"Er zijn {written} ervan.", PLAIN[code])
    assert [bare.value for bare in found] == [Decimal(value)]


@settings(deadline=None)
@given(st.dates().filter(lambda day: 1900 <= day.year <= 2099), st.sampled_from(["nl", "en"]))
def test_every_date_in_words_is_found(day: Any, code: str) -> None:
    language = LANGUAGES[code]
    written = language.date(parse_date(day.isoformat()))
    found = find_bare_numbers(f"Op {written} kwam het.", PLAIN[code])
    assert [bare.day for bare in found] == [day.isoformat()]


_WORDS = Vocabulary({"three": 3, "million": 10**6}, {"may": 5}, names=frozenset({"Plan 9", "three"}))


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet="a1 .,-/’%€[]`{}#\n三٣½é<:@(", max_size=60), st.booleans())
def test_no_text_raises(text: str, markdown: bool) -> None:
    for bare in find_bare_numbers(text, _WORDS, markdown=markdown):
        assert text[bare.start : bare.end] == bare.text


@pytest.mark.parametrize(
    "bit",
    [
        "1 ",
        "three ",
        "1.1",
        "5 may ",
        "[[a ",
        "a-1",
        "{a",
        "](a",
        "a@",
        "a.a",
        "AA-",
        "10.1234/",
        "€ ",
        "31 015, nr. 1 en ",
    ],
)
def test_time_grows_with_length_only(bit: str) -> None:
    assert grows_with_length(
        lambda length: find_bare_numbers(bit * (length // len(bit)), _WORDS, markdown=True), 25_000
    )
