"""The order of names."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dossier_timeline.languages import Language


def test_accents_and_capitals_come_last(nl: Language) -> None:
    assert nl.sorted(["zee", "Een", "één", "een", "Ébène", "ebbe"]) == [
        "ebbe",
        "Ébène",
        "een",
        "Een",
        "één",
        "zee",
    ]


def test_word_by_word(nl: Language) -> None:
    names = ["Steur, van der", "Steurman", "Steur", "Van der Laan", "Vandaag"]
    assert nl.sorted(names) == ["Steur", "Steur, van der", "Steurman", "Van der Laan", "Vandaag"]


def test_numbers_by_value(nl: Language) -> None:
    papers = ["31 015, nr. 112", "31 015, nr. 93", "28 684, nr. 412", "EC3"]
    assert nl.sorted(papers) == ["28 684, nr. 412", "31 015, nr. 93", "31 015, nr. 112", "EC3"]


def test_a_number_may_have_thousands_of_digits(nl: Language) -> None:
    long = "9" * 5000
    assert nl.sorted([long, "x", "00012", "٣", "9"]) == ["٣", "9", "00012", long, "x"]


def test_the_alphabet_is_the_languages(nl: Language, pl: Language) -> None:
    words = ["azyl", "ąb", "ab", "łan", "lato", "mak"]
    assert pl.sorted(words) == ["ab", "azyl", "ąb", "lato", "łan", "mak"]
    assert nl.sorted(words) == ["ab", "ąb", "azyl", "łan", "lato", "mak"]


def test_another_script(ar: Language) -> None:
    assert ar.sorted(["يمن", "بحر", "ألف"]) == ["ألف", "بحر", "يمن"]


def test_composed_or_not_is_the_same_place(nl: Language) -> None:
    assert nl.sort_key("e\u0301e\u0301n")[:3] == nl.sort_key("één")[:3]


@given(st.lists(st.text(max_size=12), max_size=8), st.sampled_from(["nl", "pl", "ar"]), st.randoms())
def test_one_order_however_they_come(
    languages: dict[str, Language], texts: list[str], code: str, random: object
) -> None:
    shuffled = list(texts)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert languages[code].sorted(shuffled) == languages[code].sorted(texts)
