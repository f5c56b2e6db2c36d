"""What typesetting leaves in a text is read through, and makes no value of two."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier_timeline.evidence.passages import passage_digest
from dossier_timeline.evidence.text_cutting import segment
from dossier_timeline.evidence.value_matching import find_whole_words
from dossier_timeline.model.documents import SourceText
from dossier_timeline.notation.printed_values import read_values
from dossier_timeline.notation.typesetting import make_readable, normalise_text
from tests.evidence.proving import words

PLAIN = SourceText(file="x")


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("samen\u00ad\nwerking met de stad", "samenwerking met de stad"),
        ("samen\u00ad \n  werking", "samenwerking"),
        ("samen\u00ad werking", "samenwerking"),
        ("samen\u00adwerking", "samenwerking"),
        ("samen-\nwerking", "samenwerking"),
        ("samen\u2010\nwerking", "samenwerking"),
        ("Noord-\nHolland", "Noord-Holland"),
        ("Noord\u2011Holland", "Noord-Holland"),
        ("een -\ndwars - teken", "een - dwars - teken"),
        ("de \ufb01nanciën en de o\ufb03ciële \ufb02at, \u0133s", "de financiën en de officiële flat, ijs"),
        ("12\u202f000 en 12\u2009000\u00a0stuks", "12 000 en 12 000 stuks"),
        ("een\u200dwoord\u200b en\u2060 nog een", "eenwoord en nog een"),
        ("1990-\n1995", "1990-1995"),
        ("1990\u00ad\n1995", "1990-1995"),
        ("1990\u00ad1995", "1990-1995"),
        ("1990\u200b1995", "1990 1995"),
        ("COVID\u00ad\n19 en 3-\ndaagse", "COVID-19 en 3-daagse"),
    ],
)
def test_what_is_read(text: str, read: str) -> None:
    assert make_readable(text) == read
    (block,) = segment(text, PLAIN)
    assert block.text == read
    assert block.digest == passage_digest(text)


@pytest.mark.parametrize("quoted", ["in- en uitvoer", "in-en uitvoer", "inen uitvoer"])
def test_a_word_that_a_line_end_broke_can_be_quoted_in_each_way(quoted: str) -> None:
    (block,) = segment("de in-\nen uitvoer van", PLAIN)
    assert any(find_whole_words(quoted, text) for text in block.readings)
    assert not any(find_whole_words("in en uitvoer", text) for text in block.readings)


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("nl", "zes-\ntien schepen", ["16"]),
        ("en", "twenty-\none ships", ["21"]),
        ("en", "a two-\nday trip", ["2"]),
        ("nl", "een twee-\ndaagse reis", ["2"]),
        ("nl", "negen\u00ad\ntien schepen", ["19"]),
    ],
)
def test_numbers_that_a_line_end_broke(language: str, text: str, found: list[str]) -> None:
    (block,) = segment(text, PLAIN)
    assert [
        str(token.value) for token in read_values(block.text, words(language)) if not token.may_be_article
    ] == found


_SIGNS = ["\u2011", "\u200b", "\u2060", "\u200d", "\ufeff", "\u2009\n"]
_BREAKS = st.sampled_from(["-\n", "\u00ad\n", "\u00ad", "\u00ad \n ", "\u2010\n", "\n", "-\u00ad\n", *_SIGNS])


@given(st.integers(1, 9999), _BREAKS, st.integers(1, 9999))
def test_two_numbers_never_become_one(one: int, between: str, other: int) -> None:
    (block,) = segment(f"n {one}{between}{other} n", PLAIN)
    together = f"{one}{other}"
    assert all(together not in text for text in block.readings)
    read = [token for token in read_values(block.text, words("nl")) if token.value == int(together)]
    assert not read or re.search(rf"{one} {other}", block.text)  # grouped: "12 000"


_WORDS = st.lists(
    st.sampled_from(["fiets", "officieel", "afval", "werk", "ijs", "stad"]), min_size=1, max_size=8
)
_NOISE = st.sampled_from(["", "\u00ad", "\u200d", "\u2060", "\u00ad\n", "-\n", "\u2010 \n "])


@given(_WORDS, st.data())
def test_words_are_whole_again(chosen: list[str], data: st.DataObject) -> None:
    """Ligatures, signs that nobody sees and breaks put into words at any place are read away."""
    printed = " ".join(
        word[:place] + data.draw(_NOISE) + word[place:]
        for word in chosen
        for place in (data.draw(st.integers(1, len(word) - 1)),)
    )
    for letters, ligature in (("ffi", "\ufb03"), ("fi", "\ufb01"), ("ij", "\u0133")):
        printed = printed.replace(letters, ligature)
    assert make_readable(printed) == " ".join(chosen)


@given(st.text(alphabet="ab1 -\n\u00ad\u2010\u200b\ufb01*\u00b9\t.,", max_size=60))
def test_reading_twice_changes_nothing(text: str) -> None:
    assert make_readable(make_readable(text)) == make_readable(text)
    assert normalise_text(make_readable(text)) == make_readable(text)
