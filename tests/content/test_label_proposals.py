"""Labels and ids that are proposed from the words around a value."""

from __future__ import annotations

import pytest

from dossier_timeline.content.label_proposals import propose_id, propose_label
from dossier_timeline.evidence.stated_values import StatedValue
from dossier_timeline.model.facts import FactKind, Unit
from dossier_timeline.model.references import Reference
from dossier_timeline.notation.lexicon import Lexicon, load_lexicon
from dossier_timeline.notation.vocabulary import Vocabulary
from tests.evidence.proving import words

WORDS = Vocabulary({"thirty": 30}, {})


def label(
    body: str, kind: FactKind = "number", lexicon: Lexicon | None = None, unit: Unit | None = None
) -> str:
    """The label of what stands in the place of 26, with the sign behind it."""
    start = body.index("26")
    end = start + 2 + body.startswith("%", start + 2)
    end += len(" days") if body.startswith(" days", end) else 0
    stated = StatedValue(body[start:end], start, end, start, end, kind=kind)
    return propose_label(body, stated, _name, WORDS, lexicon or words("en"), unit)


def _name(reference: Reference) -> str:
    return reference.words or reference.id


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        ("There were 26 bridges in the town, and more.", "bridges in the town"),
        ("There were 26 *old* [bridges](https://example.org/) in 2021.", "old bridges"),
        ("There were 26 bridges and 30 people.", "bridges"),
        ("The number of bridges is 26.", "number of bridges"),
        ("A steep rise in the number of bridges: to 26 in a year.", "steep rise in the number of bridges"),
        ("Bridges: 26.", "Bridges"),
        ("The share of bridges fell, from 30 to 26.", ""),
        ("There are 26 [[mill: mills]] and [[other]].", "mills"),
        ("The old bridges were 26 a year later.", "old bridges"),
        ("It was 26.", ""),
        ("A breach is reported not later than 26.", "breach"),
        ("Of the old bridges, it was painted 26.", ""),
        ("There were 26 of the bridges of 2021 left.", "bridges"),
        ("Compared with 2010 it was 26, or nearly.", ""),
        ("Somebody painted 26.", "Somebody painted"),
        ("They say that somebody painted 26.", ""),
        ("In 2021 26 were arrested.", ""),
        ("- 26\n- 30 bridges", ""),
        ("26", ""),
        ("There are 26 trees along the canals.", "trees along the canals"),
        ("There are 26 bridges upon the river.", "bridges"),
    ],
)
def test_the_words_around_it(body: str, wanted: str) -> None:
    assert label(body) == wanted


@pytest.mark.parametrize(
    ("body", "kind", "wanted"),
    [
        ("Of that, 26% comes from the province.", "share", "province"),
        ("No more than €26 goes to advice.", "amount", "advice"),
        ("No more than €26 goes to thirty things.", "amount", ""),
        ("26% of the thirty bridges is old.", "share", "bridges"),
        ("26% is old.", "share", ""),
        ("The work takes 26 days of rain.", "duration", "work"),
        ("It is from 26 May on the lake.", "date", ""),
    ],
)
def test_words_around_other_values(body: str, kind: FactKind, wanted: str) -> None:
    assert label(body, kind=kind) == wanted


def test_the_name_of_the_unit_stands_in_for_words() -> None:
    unit = Unit.model_validate(
        {"id": "bridge", "name": {"en": {"one": "{n} bridge", "other": "{n} bridges"}}}
    )
    assert label("The goal is 26, and more.", unit=unit) == "bridges"
    assert label("The goal is 26.") == "goal"


def test_without_words_of_the_language_only_the_next_word_is_one() -> None:
    body = "Liczba to 26 mostów w mieście."
    assert label(body, lexicon=words("nl")) == "mostów w mieście"
    assert label(body, lexicon=load_lexicon("pl")) == "mostów"
    assert label("Liczba to 26.", lexicon=load_lexicon("pl")) == ""


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
