"""Labels and ids that are proposed from the words around a value."""

from __future__ import annotations

import pytest

from dossier_timeline.content.label_proposals import propose_id, propose_label
from dossier_timeline.evidence.stated_values import StatedValue
from dossier_timeline.model.references import Reference
from dossier_timeline.notation.vocabulary import Vocabulary
from tests.evidence.proving import words

WORDS = Vocabulary({"thirty": 30}, {})


def label(body: str, value: str = "26") -> str:
    start = body.index(value)
    stated = StatedValue(value, start, start + len(value), start, start + len(value))
    return propose_label(body, stated, _name, WORDS, words("en"))


def _name(reference: Reference) -> str:
    return reference.words or reference.id


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        ("There were 26 bridges in the town, and more.", "bridges in the town"),
        ("There were 26 *old* [bridges](https://example.org/) in 2021.", "old bridges"),
        ("There were 26 bridges and 30 people.", "bridges"),
        ("The number of bridges is 26.", "number of bridges is"),
        ("The share of bridges fell, from 30 to 26.", "share of bridges fell"),
        ("There are 26 [[mill: mills]] and [[other]].", "mills and other"),
        ("- 26\n- 30 bridges", ""),
        ("26", ""),
    ],
)
def test_the_words_around_it(body: str, wanted: str) -> None:
    assert label(body) == wanted


@pytest.mark.parametrize(
    ("labels", "taken", "wanted"),
    [
        ({"nl": "bruggen in 's-Brugstede"}, (), "bruggen-in-s-brugstede"),
        ({"ar": "جسور", "en": "bridges"}, (), "bridges"),
        ({"ar": "جسور"}, (), "plan-number"),
        ({"nl": "bruggen"}, ("bruggen", "bruggen-2"), "bruggen-3"),
        ({"nl": "word " * 30}, (), "word-word-word-word-word-word-word-word-word-word"),
    ],
)
def test_an_id_that_nothing_has(labels: dict[str, str], taken: tuple[str, ...], wanted: str) -> None:
    assert propose_id(labels, "plan-number", taken) == wanted
