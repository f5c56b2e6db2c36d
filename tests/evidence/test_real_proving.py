"""`prove --yes` on the first dossier: nothing that it takes is wrong, and the rest waits for a person."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.evidence.real_proving import measure, measure_exchanged
from tests.helpers.files import SOURCES

pytestmark = pytest.mark.skipif(
    not SOURCES.is_dir(), reason="the source texts are not at hand: name their folder in SOURCES"
)


def test_what_is_taken_is_right() -> None:
    outcomes = list(measure())
    counts = Counter(one.became for one in outcomes)
    assert counts["right"] >= 23
    assert counts.keys() == {"right", "left", "not seen"}
    assert all(one.label for one in outcomes if one.became == "right")


def test_with_labels_typed_more_is_right() -> None:
    assert Counter(one.became for one in measure(has_labels=True))["right"] >= 24


def test_a_value_of_something_else_is_never_taken() -> None:
    assert [*measure_exchanged(steps=(1, 3, 8))] == []
