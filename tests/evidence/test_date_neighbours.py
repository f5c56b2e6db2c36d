"""Printed dates and durations prove their value and no other; `make fuzz` draws many more."""

from __future__ import annotations

from tests.evidence.date_neighbours import NEIGHBOURS, OTHERS, PACKAGED, tried, tried_everywhere

FORMS = {"day", "month", "year", "quarter", "days", "months", "years"}
FORMS |= {"decade", "century", "season", "half", "pair"}
UNITS = {f"duration of {units}" for units in ("Y", "M", "W", "D", "H", "YM", "YD", "YH", "MD", "MH", "DH")}


def test_a_printed_form_proves_its_value_and_no_neighbour() -> None:
    tally = tried(seed=1, count=600)
    print(tally)
    assert tally.wrong == []
    assert set(tally.drawn) == FORMS | UNITS
    assert set(tally.languages) == {*PACKAGED, *OTHERS}
    assert set(tally.caught) == NEIGHBOURS
    assert min(tally.caught.values()) >= 20
    assert tally.caught.total() > 10_000


def test_in_no_language_of_cldr_a_printed_date_proves_another() -> None:
    tally = tried_everywhere(seed=2, count=5, share=7)
    print(tally)
    assert len(tally.languages) > 40
    assert tally.wrong == []
    assert len(tally.unread) <= tally.drawn.total() / 100
    assert {"a day off", "a month off", "a year off", "a coarser date", "a finer date", "one end off"} <= set(
        tally.caught
    )
