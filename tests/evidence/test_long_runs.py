"""The work of reading a source text grows with its length and no faster, whatever it repeats."""

from __future__ import annotations

import re

import pytest

from tests.evidence.long_runs import PIECES, READERS, SIGNS, grows_too_fast, pieces
from tests.evidence.proving import words


@pytest.mark.parametrize("name", READERS)
def test_work_grows_with_length(name: str) -> None:
    found = [grows_too_fast(READERS[name], piece, words("nl"), 2_000) for piece in (*SIGNS, *PIECES)]
    assert [wrong for wrong in found if wrong] == []


def test_work_that_grows_by_its_square_is_noticed() -> None:
    squared = re.compile(r"\((?=[^)]*\))")
    assert grows_too_fast(lambda text, lexicon: squared.search(text), "(a", words("nl"), 16_000)


def test_a_run_of_every_word_of_a_lexicon_is_tried() -> None:
    tried = " ".join(pieces(words("nl")))
    assert all(word in tried for word in ("circa", "honderd", "dozijn", "herfst", "procent"))
