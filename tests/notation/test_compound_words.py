"""Words at the end of compounds, as the words of a dossier tell them."""

from __future__ import annotations

import pytest

from dossier_timeline.notation.compound_words import CompoundSplitter, list_words

KNOWN = list_words(["Een kind en toerisme, hulp voor slachtoffers.", "Het verkeer op de Brug"])
SPLITTER = CompoundSplitter(("e", "en", "er", "s"), KNOWN)


@pytest.mark.parametrize(
    ("word", "endings"),
    [
        ("kindersekstoerisme", ("sekstoerisme", "toerisme")),
        ("brugverkeer", ("verkeer",)),
        ("slachtoffershulp", ("hulp",)),
        ("kinderhulp", ("hulp",)),
        ("toerisme", ()),
        ("kinderachtig", ()),
        ("bruggen", ()),
        ("onbekendtoerisme", ()),
    ],
)
def test_a_compound_begins_and_ends_with_known_words(word: str, endings: tuple[str, ...]) -> None:
    assert SPLITTER.find_endings(word) == endings


def test_words_of_the_same_page_count_as_known() -> None:
    assert SPLITTER.find_endings("brugwachter") == ()
    assert SPLITTER.find_endings("brugwachter", frozenset({"wachter"})) == ("wachter",)


def test_endings_stand_behind_their_compound_between_marks() -> None:
    text = "Kindersekstoerisme, en meer."
    assert SPLITTER.add_endings(text, frozenset(), " <", ">") == (
        "Kindersekstoerisme <sekstoerisme> <toerisme>, en meer."
    )


def test_a_language_without_joints_builds_no_compounds() -> None:
    text = "brugverkeer"
    assert CompoundSplitter((), KNOWN).add_endings(text, frozenset(), "<", ">") == text


def test_other_words_and_other_joints_have_another_digest() -> None:
    digests = {
        splitter.digest
        for splitter in (SPLITTER, CompoundSplitter(("e",), KNOWN), CompoundSplitter(("e", "en", "er", "s")))
    }
    assert len(digests) == 3
