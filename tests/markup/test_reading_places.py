"""Sections and sentences in which references stand."""

from __future__ import annotations

import pytest

from dossier_timeline.markup.prose import parse_prose, parse_short_words
from dossier_timeline.markup.reading_places import ReadingPlace, RepeatedMarks, place_references

TEXT = """\
Before [[a]] and [[b]]. Then [[a]],
and [[c]].

## Next {#next}

- [[a]];
- [[b]] (“see above!”) [[c]]
"""


def test_a_heading_begins_a_section_and_a_full_stop_or_an_item_a_sentence() -> None:
    places = list(place_references(parse_prose(TEXT, ("attr_list",))))
    assert [place.section for place in places] == [0, 0, 0, 0, 1, 1, 1]
    first = [place.sentence for place in places[:4]]
    assert first[0] == first[1] < first[2] == first[3]
    item, other_item, after_exclamation = (place.sentence for place in places[4:])
    assert first[3] < item < other_item < after_exclamation


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("[[a]] of 3.5 and [[b]]", 1),
        ("[[a]]. [[b]]", 2),
        ("[[a]]? [[b]] … [[c]]", 3),
        ("[[a]]。[[b]]", 2),
        ("[[a]]؟ [[b]]", 2),
        ("[[a]] *very. much* [[b]]", 2),
    ],
)
def test_signs_of_many_scripts_end_a_sentence(text: str, count: int) -> None:
    places = place_references(parse_short_words(text))
    assert len({place.sentence for place in places}) == count


def test_a_section_names_a_thing_first_and_a_sentence_has_one_mark() -> None:
    repeated = RepeatedMarks()
    here, there = ReadingPlace(0, 0), ReadingPlace(1, 1)
    assert [repeated.is_first_link(place, "a") for place in (here, here, there)] == [True, False, True]
    assert repeated.is_first_link(here, "b")
    assert [repeated.is_first_mark(place) for place in (here, there, here)] == [True, True, False]
