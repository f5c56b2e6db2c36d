"""How source texts are cut into passages, and passages found."""

from __future__ import annotations

import hashlib
import unicodedata
from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier_timeline.evidence.passage_location import find_passage
from dossier_timeline.evidence.passage_search import find_passages
from dossier_timeline.evidence.passages import SourcePassage, passage_digest
from dossier_timeline.evidence.text_cutting import segment, segment_with_gaps
from dossier_timeline.model.documents import SourceText
from dossier_timeline.model.sources import Passage
from dossier_timeline.notation.line_patterns import compile_line_pattern
from dossier_timeline.notation.typesetting import normalise_text

REPORT = dedent(
    """\
    HARBOUR OFFICE

    Report on the harbour

    1. Ships

    In spring the *harbour* had 12 ships.¹ Most of them came from the
    north; the rest

    HARBOUR OFFICE
    Page 1

    ¹ Counted by the
    pilots.

    lay there already.

    Table 1: ships

    \tNorth\tSouth
    2018\t4\t8
    2019\t5\t7
    Source: the pilots

    Goals
    The goals are:
      • more ships,
        and larger ones;
      • fewer accidents.

    - pilots
    - tugs

    a) first
    b) second

    2. Quays

    The quays (old

    HARBOUR OFFICE

    ² See the plan.

    More of it.

    North and South) will be renewed.

    It ends here

    HARBOUR OFFICE

    And this begins.
    """
)

HALVES = "In spring the harbour had 12 ships. Most of them came from the north; the rest lay there already."

SPEC = SourceText(
    file="report.txt",
    sections=("1. Ships", "Goals", "2. Quays"),
    furniture=("HARBOUR OFFICE", "Page 1"),
    footnote_paragraphs={2: 2},
)


def _shown(block: SourcePassage) -> tuple[str, int | None, str, str]:
    return (block.section, block.paragraph or block.footnote, block.kind, block.text)


def test_a_whole_report() -> None:
    assert [_shown(block) for block in segment(REPORT, SPEC)] == [
        ("", 1, "paragraph", "Report on the harbour"),
        (
            "1. Ships",
            1,
            "paragraph",
            HALVES,
        ),
        ("", 1, "footnote", "Counted by the pilots."),
        ("1. Ships", 2, "paragraph", "Table 1: ships"),
        ("1. Ships", 3, "table", "North South 2018 4 8 2019 5 7"),
        ("1. Ships", 4, "paragraph", "Source: the pilots"),
        ("Goals", 1, "paragraph", "The goals are:"),
        ("Goals", 2, "item", "more ships, and larger ones;"),
        ("Goals", 3, "item", "fewer accidents."),
        ("Goals", 4, "item", "pilots"),
        ("Goals", 5, "item", "tugs"),
        ("Goals", 6, "item", "a) first"),
        ("Goals", 7, "item", "b) second"),
        ("2. Quays", 1, "paragraph", "The quays (old North and South) will be renewed."),
        ("", 2, "footnote", "See the plan. More of it."),
        ("2. Quays", 2, "paragraph", "It ends here"),
        ("2. Quays", 3, "paragraph", "And this begins."),
    ]


def test_the_cells_of_a_table() -> None:
    table = next(block for block in segment(REPORT, SPEC) if block.kind == "table")
    assert table.rows == (("", "North", "South"), ("2018", "4", "8"), ("2019", "5", "7"))


def test_lines_are_where_they_begin() -> None:
    lines = REPORT.splitlines()
    for block in segment(REPORT, SPEC):
        assert normalise_text(lines[block.line - 1]).split()[-1] in block.text


def test_anyone_can_recompute_a_digest() -> None:
    text = "Café\u0301s\u00a0and \u00adbars*, 12³ of\tthem"
    plain = "Café\u0301s and bars, 12 of them"
    assert normalise_text(text) == unicodedata.normalize("NFC", plain)
    assert passage_digest(text) == hashlib.sha256(normalise_text(plain).encode()).hexdigest()[:12]


def test_what_the_description_names_in_vain() -> None:
    spec = SourceText(
        file="x", sections=("1. Ships", "Pilots", "2. Quays", "Tugs"), furniture=("Page 9", "Page 1")
    )
    found = segment_with_gaps(REPORT, spec)
    assert [(one.name, one.index) for one in found.missing_sections] == [("Pilots", 1), ("Tugs", 3)]
    assert found.missing_furniture == ("Page 9",)


def test_sections_out_of_order_are_missing() -> None:
    found = segment_with_gaps(REPORT, SourceText(file="x", sections=("2. Quays", "1. Ships")))
    (missing,) = found.missing_sections
    assert (missing.name, missing.index) == ("2. Quays", 0)


@pytest.mark.parametrize(
    ("sections", "furniture", "said", "hint"),
    [
        (["Pilots"], [], "is no line of the source text", "did you mean “Pilot”?"),
        (["Quite another thing"], [], "is no line of the source text", "write it as printed there"),
        (
            ["Goals"],
            [],
            "stands on line 4 of the source text, but within a paragraph",
            "an empty line before it",
        ),
        (
            ["Tugs", "Ships"],
            [],
            "“Tugs” stands on line 9 of the source text, out of the order",
            "behind “Ships”",
        ),
        (["Ships", "Ships"], [], "stands only once in the source text, on line 1", "name it once"),
        (["The long heading"], [], "stands on the lines 6 to 7 of the source text", "on one line"),
        (["Tugs"], ["Tugs"], "is also in `furniture`", "from one of the two"),
    ],
)
def test_why_a_section_is_missing(sections: list[str], furniture: list[str], said: str, hint: str) -> None:
    text = "Ships\n\nWe saw the\nGoals\n\nThe long\nheading\n\nTugs\n\nPilot\n"
    found = segment_with_gaps(
        text, SourceText(file="x", sections=tuple(sections), furniture=tuple(furniture))
    )
    (missing,) = found.missing_sections
    assert said in missing.why
    assert hint in missing.hint
    assert sections[missing.index] == missing.name


def test_a_section_that_comes_twice_goes_on_counting() -> None:
    blocks = segment("A\n\none\n\nB\n\ntwo\n\nA\n\nthree\n", SourceText(file="x", sections=("A", "B", "A")))
    assert [(b.section, b.paragraph) for b in blocks] == [("A", 1), ("B", 1), ("A", 2)]


def test_a_heading_within_a_paragraph_is_text() -> None:
    (block,) = segment("we saw the\nGoals\nof the plan\n", SourceText(file="x", sections=("Goals",)))
    assert block.text == "we saw the Goals of the plan"


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [
        ("It goes", "on here.", True),
        ("It ends.", "on here.", False),
        ("It ends.”", "on here.", False),
        ("It goes,", "On here.", True),
        ("It goes (or", "Or not) on.", True),
        ("It goes", "On here.", False),
    ],
)
def test_halves_of_a_paragraph(first: str, second: str, joined: bool) -> None:
    text = f"{first}\n\nFURNITURE\n\n{second}\n"
    blocks = segment(text, SourceText(file="x", furniture=("FURNITURE",)))
    assert len(blocks) == (1 if joined else 2)
    apart = segment(f"{first}\n\n{second}\n", SourceText(file="x"))
    assert len(apart) == 2


# Properties

_LINES = st.lists(
    st.sampled_from(
        ["", "Ships", "Page 1", "• één item", "¹ a note", "a\tb", "some words of text", "and more.", "é à ü"]
    ),
    max_size=30,
)
_SPEC = SourceText(file="x", sections=("Ships",), furniture=("Page 1",))


@given(_LINES)
def test_the_way_it_is_written_does_not_matter(lines: list[str]) -> None:
    plain = segment("\n".join(lines), _SPEC)
    for other in (
        "\r\n".join(lines),
        "\ufeff" + "\n".join(lines),
        unicodedata.normalize("NFD", "\n".join(lines)),
        "\n".join(line + "  " for line in lines),
        "\n".join(line.replace(" ", "\u00a0") for line in lines),
        "\n".join(f"*{line}*" if line and line[0].isalpha() else line for line in lines),
    ):
        assert [(b.place, b.digest) for b in segment(other, _SPEC)] == [(b.place, b.digest) for b in plain]


@given(st.text(max_size=300))
def test_any_text_can_be_cut(text: str) -> None:
    blocks = segment(text, _SPEC)
    places = [block.place for block in blocks if block.footnote is None]
    assert len(places) == len(set(places))
    assert all(block.digest == passage_digest(block.plain) and block.text for block in blocks)


@given(st.text(max_size=100))
def test_normalising_twice_changes_nothing(text: str) -> None:
    assert normalise_text(normalise_text(text)) == normalise_text(text)


# Finding


def test_words_are_found_whatever_their_case_and_quotes() -> None:
    blocks = segment("The ‘Old’ harbour – closed.\n\nThe new harbour.\n", SourceText(file="x"))
    assert find_passages(blocks, "the 'old' HARBOUR - closed").found == (blocks[0],)
    assert find_passages(blocks, "harbour").found == blocks
    assert find_passages(blocks, "the harbour that is new").nearest[0] == blocks[1]
    assert find_passages(blocks, "zzz").nearest == ()
    assert find_passages(blocks, "").found == ()


def test_the_yaml_is_what_content_takes() -> None:
    import yaml

    for block in segment(REPORT, SPEC):
        written = yaml.load(block.as_yaml, Loader=yaml.CBaseLoader)["passage"]
        assert find_passage(segment(REPORT, SPEC), Passage.model_validate(written)) == block


PAGES = """\
Page 1 of 12

Article 1 Ships

1. The first, as

Page 2 of 12

article 7 says.

\fPage 3 of 12

Article 2

Article 3 of the law is
no heading, for it is no whole line.

* Star

\fPage 4 of 12

¹ A note.
"""


def test_patterns_name_headings_and_furniture() -> None:
    spec = SourceText(file="x", sections=("Article *",), furniture=("Page * of 12",))
    cut = segment_with_gaps(PAGES, spec)
    assert [(block.section, block.paragraph, block.text) for block in cut.passages[:3]] == [
        ("Article 1 Ships", 1, "1. The first, as article 7 says."),
        ("Article 2", 1, "Article 3 of the law is no heading, for it is no whole line."),
        ("Article 2", 2, "Star"),
    ]
    assert (cut.missing_sections, cut.missing_furniture) == ((), ())


def test_patterns_that_name_nothing_are_told() -> None:
    spec = SourceText(file="x", sections=("Chapter *", "Article 2"), furniture=("Page *", "Sheet *"))
    cut = segment_with_gaps(PAGES, spec)
    (missing,) = cut.missing_sections
    assert (missing.index, "is like the section “Chapter *”" in missing.why) == (0, True)
    assert cut.missing_furniture == ("Sheet *",)


@pytest.mark.parametrize(
    ("pattern", "line", "is_like"),
    [
        ("L 119/*", "L 119/12", True),
        ("L 119/*", "L 119/", False),
        ("* of 12", "Page 3 of 12", True),
        ("a*b*c", "axbxc", True),
        ("a*b*c", "abc", False),
        ("a*b", "axbxb", True),
        ("#", "007", True),
        ("#", "7a", False),
        ("Page #/#", "Page 3/14", True),
        ("(c) *", "(c) Town", True),
        ("*a" * 40, "a" * 900 + "b", False),
        ("#1" * 40, "1" * 900, False),
        ("x *", "x " + "y" * 2000, False),
    ],
)
def test_lines_that_are_like_a_pattern(pattern: str, line: str, is_like: bool) -> None:
    assert compile_line_pattern(pattern).matches(line) is is_like


def test_a_number_may_be_named_alone() -> None:
    text = "12\n\nOne\n\n- 3 -\n\n4 ships\n\n5\n"
    cut = segment_with_gaps(text, SourceText(file="x", furniture=("#", "- # -", "nr. #")))
    assert [block.text for block in cut.passages] == ["One", "4 ships"]
    assert cut.missing_furniture == ("nr. #",)


def test_a_line_with_a_star_of_its_own_is_named_as_it_stands() -> None:
    spec = SourceText(file="x", sections=("Article *", "* Star"))
    assert segment_with_gaps(PAGES, spec).missing_sections == ()
    assert [block.text for block in segment(PAGES, spec)][-1] == "A note."
    assert "Star" not in [block.text for block in segment(PAGES, spec)]


def test_pages_are_counted_where_the_text_has_page_breaks() -> None:
    spec = SourceText(file="x", sections=("Article *",), furniture=("Page * of 12",))
    assert [block.page_number for block in segment(PAGES, spec)] == [1, 2, 2, 3]
    assert {block.page_number for block in segment(PAGES.replace("\f", ""), spec)} == {0}


def test_paragraphs_that_are_whole_are_not_joined() -> None:
    spec = SourceText(file="x", sections=("Article *",), furniture=("Page * of 12",), whole_paragraphs=True)
    texts = [block.text for block in segment(PAGES, spec)]
    assert texts[:2] == ["1. The first, as", "article 7 says."]
