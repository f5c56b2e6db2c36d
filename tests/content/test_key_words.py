"""Words of a maintainer's own language in the place of keys: which key is meant."""

from __future__ import annotations

import pytest

from dossier_timeline.content.key_words import translate_key
from dossier_timeline.model.facts import Fact
from dossier_timeline.model.sources import Passage


@pytest.mark.parametrize(
    ("word", "key"),
    [
        ("artikel", "article"),
        ("Artikel", "article"),
        ("lid", "paragraph"),
        ("paragraaf", "section"),
        ("alinéa", "paragraph"),
        ("Absatz", "paragraph"),
        ("rij", "row"),
        ("citaat", "quote"),
        ("kite", ""),
    ],
)
def test_a_word_for_a_part_of_a_text(word: str, key: str) -> None:
    assert translate_key(word, set(Passage.model_fields)) == key


def test_only_a_key_that_can_stand_there_is_named() -> None:
    assert translate_key("Jaar", set(Fact.model_fields)) == "date"
    assert translate_key("Jaar", set(Passage.model_fields)) == ""
