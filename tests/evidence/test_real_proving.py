"""`prove --yes` on the first dossier: nothing that it takes is wrong, and the rest waits for a person."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.evidence.real_proving import measure
from tests.helpers.files import SOURCES

pytestmark = pytest.mark.skipif(
    not SOURCES.is_dir(), reason="the source texts are not at hand: name their folder in SOURCES"
)
AS_TRUE = {"plan-line-investigation", "victims-2014-combined", "ecpat-total-period"}
"""Taken with a unit or passage that the source has too, or as the event of that date."""


def test_what_is_taken_is_right() -> None:
    outcomes = list(measure())
    counts = Counter(one.became for one in outcomes)
    assert counts["right"] >= 27
    taken = {one.fact for one in outcomes if one.became not in ("right", "left", "not seen")}
    assert taken <= AS_TRUE
    assert all(one.label for one in outcomes if one.became == "right")


def test_with_labels_typed_more_is_right() -> None:
    assert Counter(one.became for one in measure(has_labels=True))["right"] >= 36
