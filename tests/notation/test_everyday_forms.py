"""Everyday forms of numbers that claim nothing, in each language, and that no quantity passes so."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from dossier_timeline.checks.vocabularies import make_vocabulary
from dossier_timeline.model.dossier import Dossier
from dossier_timeline.notation.bare_numbers import find_bare_numbers
from dossier_timeline.notation.number_words import NumberWords
from tests.helpers.small_site import NO_SETTINGS
from tests.notation.test_no_claims import CODES, LANGUAGES, UNIT, WORDS, claims, words_of


def everyday(code: str) -> list[tuple[str, str]]:
    """Every everyday form of a language, each with a quantity of the same number."""
    numbers = WORDS[code][0]
    found = [(f"{label} 7", f"7 {label}") for label in numbers.labels]
    found += [
        (f"{label} 7 {word}", f"{label} 7 qworts") for label in numbers.labels[:1] for word in numbers.after
    ]
    found += [(f"{word} 112", f"{word} 112 qworts") for word in numbers.calls]
    found += [(written, f"7 {written}") for written in numbers.codes]
    ordinals = numbers.ordinals
    found += [(f"7{end} {noun}", f"7{end} qwort") for end in ordinals.endings for noun in ordinals.nouns]
    for form in numbers.decades:
        free = form.format(year=1990, tens=90)
        found.append((free, form.format(year=1790, tens=97)))
    for word in numbers.times.between:
        until = next(iter(WORDS[code][1].connectors), "–")
        found += [
            (f", {word} 9 {until} 11 {hour}", f"{word} 9 {until} 11 qworts") for hour in numbers.times.hours
        ]
    return found


EVERYDAY = [(code, one) for code in CODES for one in everyday(code)]


def test_there_are_many_everyday_forms() -> None:
    assert len(EVERYDAY) > 120


@pytest.mark.parametrize(("code", "case"), EVERYDAY, ids=str)
def test_an_everyday_form_is_free_and_a_quantity_is_not(code: str, case: tuple[str, str]) -> None:
    known, (free, told) = words_of(code), case
    assert not find_bare_numbers(f"x {free}.", known), free
    assert find_bare_numbers(f"x {told}.", known), told
    if free.endswith(tuple(f" {word}" for word in WORDS[code][0].after)):
        return
    every = claims(code)
    for claim in every[len(free) % 7 :: 7]:
        assert find_bare_numbers(f"x {free}{claim}.", known), f"{free}{claim}"


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from([c for c in CODES if WORDS[c][0].labels]),
    st.integers(2, 10**6).filter(lambda n: not 1900 <= n < 2100),
    st.data(),
)
def test_a_label_before_a_noun_is_a_quantity(code: str, value: int, data: st.DataObject) -> None:
    label = data.draw(st.sampled_from(WORDS[code][0].labels + WORDS[code][0].calls))
    noun = data.draw(st.sampled_from(["qworts", "zibbels", UNIT]))
    assert find_bare_numbers(f"x {label} {value} {noun}.", words_of(code))


@pytest.mark.parametrize("code", CODES)
def test_an_address_of_another_language_of_the_dossier(code: str) -> None:
    dossier = Dossier.model_construct(settings=NO_SETTINGS, documents=(), units=())
    every = [numbers for numbers, _ in WORDS.values()]
    known = make_vocabulary(LANGUAGES[code], dossier, (), WORDS[code], every)
    streets = ("12 Harbour Road, ", "Kade 12, ", "12, rue Haute, ")
    for street in streets:
        for numbers in every:
            for shape in numbers.postcodes:
                postcode = shape.replace("A", "B").replace("9", "3")
                assert not find_bare_numbers(f"{street}{postcode} Zandmeer\n", known), (street, postcode)
        assert find_bare_numbers(f"{street}300 bridges\n", known)


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("decades", ["{tens}"], "beside a word"),
        ("decades", ["the nineties"], "is not a decade"),
        ("codes", ["5"], "is not a code"),
        ("codes", ["G"], "is not a code"),
    ],
)
def test_forms_that_would_free_any_number_are_refused(key: str, value: list[str], said: str) -> None:
    with pytest.raises(ValidationError, match=said):
        NumberWords.model_validate({key: value})
