"""A summary with too many values and links is remarked upon; what a reader doesn't see isn't counted."""

from __future__ import annotations

from pathlib import Path

import pytest

from dossier_timeline.checks.mark_density import check_mark_density, count_marks, count_shown_words
from dossier_timeline.diagnostics.codes import Code
from dossier_timeline.markup.prose import parse_prose
from dossier_timeline.site.names import EntryNames
from tests.helpers.files import GOOD
from tests.helpers.illustrated_site import illustrate_site
from tests.helpers.small_site import config_of, dossier_of, languages_of

DOSSIER = dossier_of(GOOD)
LANGUAGES = languages_of(DOSSIER, config_of(GOOD))
PLAN = "plan-2019"
FILLER = "words " * 95


def _told(text: str, most_marks: int = 10) -> list[str]:
    found = check_mark_density(parse_prose(text), PLAN, DOSSIER, LANGUAGES["en"], most_marks)
    assert {one.code for one in found} <= {Code.MANY_MARKS}
    return [one.message for one in found]


def test_more_marks_than_the_bound_are_told_with_their_number() -> None:
    assert _told(FILLER + "[[bridges-2018]] " * 10) == []
    assert _told(FILLER + "[[bridges-2018]] " * 11) == [
        "there are 11 values and links in 106 words: 10.4 for 100 words"
    ]


def test_the_bound_is_a_setting_and_may_be_none() -> None:
    text = FILLER + "[[bridges-2018]] " * 11
    assert _told(text, most_marks=11) == _told(text, most_marks=0) == []
    assert len(_told(FILLER + "[[bridges-2018]] " * 5, most_marks=4)) == 1


def test_a_short_text_is_let_be() -> None:
    assert _told("[[bridges-2018]] " * 90) == []


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("[[bridges-2018]] and [[bridges-2018.unit]]", 2),
        ("[[de-boer]] and [[de-boer: he]]", 1),
        ("[[de-boer]]\n\n## Next {#next}\n\n[[de-boer]]", 2),
        ("[[plan-2019]] of ours", 0),
        ("[a page](https://example.org/) and ![a picture](https://example.org/a.png)", 1),
    ],
)
def test_marks_are_counted_as_they_are_shown(text: str, marks: int) -> None:
    assert count_marks(parse_prose(text, ("attr_list",)), PLAN, DOSSIER) == marks


def test_an_image_is_no_link(tmp_path: Path) -> None:
    dossier = dossier_of(illustrate_site(tmp_path))
    assert count_marks(parse_prose("[[bridges-2018]]\n\n[[old-bridge]]"), PLAN, dossier) == 1


def test_words_are_those_that_are_shown() -> None:
    names = EntryNames(DOSSIER, LANGUAGES["en"])
    shown = names.name_in_text(DOSSIER.by_id["town-council"]).text
    parsed = parse_prose("The [[town-council]] *saw* [[bridges-2018]] of [[de-boer: his bridges]].")
    assert count_shown_words(parsed, names) == 3 + len(shown.split()) + 1 + 2
