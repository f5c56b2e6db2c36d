"""Printed numbers that don't follow each other are told: there a heading may have been left out."""

from __future__ import annotations

from pathlib import Path

import pytest

from dossier_timeline.evidence.printed_locators import segment_with_locators
from dossier_timeline.model.documents import SourceText
from tests.evidence.proving import FILE, Site, words


def gaps(text: str, *sections: str) -> list[tuple[str, str]]:
    """Each number that isn't the next one, and what is odd about it."""
    cut = segment_with_locators(text, SourceText(file="x", sections=sections), words("en").label_words)
    return [(gap.name, gap.what) for gap in cut.number_gaps]


def articles(*numbers: str, chapter: str = "") -> str:
    """A text with articles of these numbers."""
    return chapter + "".join(f"Article {number} On ships\n\nThey enter.\n\n" for number in numbers)


@pytest.mark.parametrize(
    ("numbers", "found"),
    [
        (("1", "2", "3"), []),
        (("1", "2", "2a", "2b", "3"), []),
        (("I", "II", "III", "IV"), []),
        (("1.1", "1.2", "2.1", "2.2"), []),
        (("1", "3", "4"), [("Article 3", "behind “Article 1” comes “Article 3”")]),
        (("2", "3"), [("Article 2", "the first heading of its kind is “Article 2”")]),
        (("1", "2", "1"), [("Article 1", "behind “Article 2” comes “Article 1”")]),
        (("IV",), []),
    ],
)
def test_numbers_of_headings(numbers: tuple[str, ...], found: list[tuple[str, str]]) -> None:
    assert gaps(articles(*numbers), "Article *") == found


def test_numbers_may_begin_again_below_a_wider_heading() -> None:
    text = articles("1", "2", chapter="Chapter I\n\n") + articles("1", chapter="Chapter II\n\n")
    assert gaps(text, "Chapter *", "Article *") == []
    odd = text.replace("Chapter II\n\nArticle 1", "Chapter II\n\nArticle 4")
    assert [name for name, _ in gaps(odd, "Chapter *", "Article *")] == ["Article 4"]


def test_a_heading_that_is_left_out_of_the_cut_is_told() -> None:
    text = "Article 1\n\n1. A.\n\n2. B.\n\nArticle 2\n\n1. C.\n\n2. D.\n\nArticle 3\n\n1. E.\n\n2. F.\n"
    assert gaps(text, "Article *") == []
    assert gaps(text, "Article 1", "Article 2") == [
        ("Article 3", "“Article 3” begins a paragraph and is no heading"),
        ("Article 2, 1", "below “Article 2” the numbers begin again with “1”"),
    ]


def test_a_paragraph_that_is_missing_is_told() -> None:
    text = "Article 1\n\n1. A.\n\n2. B.\n\n4. D.\n\nArticle 2\n\n2. E.\n\n3. F.\n"
    assert gaps(text, "Article *") == [
        ("Article 1, 4", "below “Article 1” “2” is followed by “4”"),
        ("Article 2, 2", "below “Article 2” the numbers begin with “2”"),
    ]


def test_running_text_and_lists_of_a_report_are_no_gaps() -> None:
    text = (
        "Plan\n\nArticle 83 of the law goes on.\n\nFirst:\n\n1. one\n\n2. two\n\n1. three\n\n2. four\n\n"
        "5. Mai was a day.\n\nArticle 1 Ships\n\nArticle 5 of it.\n\nArticle 2 Quays\n\nThey are.\n"
    )
    assert gaps(text, "Plan", "Article 1 Ships", "Article 2 Quays") == []


DOCUMENT = """
text:
  file: report.txt
  sections: [Article 1, Article 3]
facts:
  - id: ships
    label: {xx: ships}
    value: 5
    unit: ship
    passage: {article: 3}
"""
TEXT = "Article 1\n\nIt counts.\n\nArticle 3\n\nThere are 5 ships.\n"


def test_a_verification_tells_a_gap_unless_it_is_known(tmp_path: Path) -> None:
    site = Site(tmp_path, TEXT, DOCUMENT, language="en")
    (problem,) = site.verified().problems
    assert (problem.code, problem.level) == ("number-skipped", "warning")
    assert problem.message == "behind “Article 1” comes “Article 3” (line 5 of the source text)"
    assert 'skips: ["Article 3"]' in problem.hint
    known = DOCUMENT.replace("facts:", "  skips: [Article 3]\nfacts:", 1)
    assert Site(tmp_path, TEXT, known, language="en").verified().problems == ()
    unused = DOCUMENT.replace("facts:", "  skips: [Article 3, Article 9]\nfacts:", 1)
    (problem,) = Site(tmp_path, TEXT, unused, language="en").verified().problems
    assert problem.message == "no number is missing before “Article 9”"
    assert FILE in DOCUMENT


def test_a_place_that_is_missing_or_several_is_refused_with_the_choices(tmp_path: Path) -> None:
    text = "Article 1\n\n1. 5 ships.\n\n2. 6 ships.\n\nAnnex I\n\nArticle 1\n\n5 ships.\n"
    written = DOCUMENT.replace("[Article 1, Article 3]", "[Annex *, Article *]")
    told = []
    right = ("article: 1, paragraph: 1", "appendix: I, article: 1")
    for place in ("article: 1, paragraph: 4", "article: 7", right[0], "article: 1", right[1]):
        site = Site(tmp_path, text, written.replace("article: 3", place), language="en")
        told.append([f"{one.code}: {one.message}; {one.hint}" for one in site.verified().problems])
    choices = "there are article: 1, paragraph: 1; article: 1, paragraph: 2"
    assert told == [
        [f"no-such-passage: report has no passage at article: 1, paragraph: 4; {choices}"],
        ["no-such-passage: report has no article 7; there are 1"],
        [],
        [f"no-such-passage: report has no passage at article: 1; {choices}"],
        [],
    ]


def test_a_place_of_several_passages_is_refused_with_the_choices(tmp_path: Path) -> None:
    text = "".join(f"Chapter {one}\n\nArticle 1\n\nThere are 5 ships, {one}.\n\n" for one in "AB")
    written = DOCUMENT.replace("[Article 1, Article 3]", "[Chapter *, Article *]")
    site = Site(tmp_path, text, written.replace("article: 3", "article: 1"), language="en")
    (problem,) = site.verified().problems
    assert problem.code == "several-passages"
    assert problem.message.endswith("at this place: chapter: A, article: 1; chapter: B, article: 1")
    assert (problem.position.line, problem.position.column) == (19, 24)


def test_a_counted_place_prints_what_stands_there_in_the_receipt(tmp_path: Path) -> None:
    text = "Plan\n\nFirst of all.\n\n1. There are 5 ships.\n\n2. Two.\n"
    written = DOCUMENT.replace("[Article 1, Article 3]", "[Plan]")
    for place in ("section: Plan, paragraph: 1", "section: Plan, quote: 5 ships"):
        site = Site(tmp_path, text, written.replace("article: 3", place), language="en")
        verification = site.verified()
        assert verification.problems == ()
        (one,) = verification.texts["report"].passages.values()
        assert one.locator == (("paragraph", "1"),)
        assert (one.section, one.paragraph) == ("Plan", 2)
