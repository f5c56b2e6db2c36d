"""Printed dates and durations prove their value and no other; `make fuzz` draws many more."""

from __future__ import annotations

from tests.dossier.neighbours import NEIGHBOURS, OTHERS, PACKAGED, tried

FORMS = {"day", "month", "year", "quarter", "days", "months", "years"}
FORMS |= {"decade", "century", "season", "half", "pair"}
UNITS = {f"duration of {units}" for units in ("Y", "M", "W", "D", "H", "YM", "YD", "YH", "MD", "MH", "DH")}


def test_a_printed_form_proves_its_value_and_no_neighbour() -> None:
    tally = tried(seed=1, count=900)
    print(tally)
    assert tally.wrong == []
    assert set(tally.drawn) == FORMS | UNITS
    assert set(tally.languages) == {*PACKAGED, *OTHERS}
    assert set(tally.caught) == NEIGHBOURS
    assert min(tally.caught.values()) >= 50
    assert tally.caught.total() > 15_000
