"""PDFs become blocks in reading order, with every word, and nothing else."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

import pypdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dossier_timeline.evidence.text_cutting import segment
from dossier_timeline.model.documents import SourceText
from dossier_timeline.source_reading import pdf
from dossier_timeline.source_reading.blocks import StructuredText, TextBlock
from dossier_timeline.source_reading.cleaning_rules import find_cleaning_rules
from dossier_timeline.source_reading.pdf import read_pdf
from dossier_timeline.source_reading.pdf_line_pieces import PdfLine
from dossier_timeline.source_reading.pdf_lines import find_lines
from dossier_timeline.source_reading.pdf_words import PdfWord
from dossier_timeline.source_reading.text_writing import write_source_text
from dossier_timeline.source_reading.unreadable import UnreadableDocumentError
from tests.helpers.pdf_making import Printed, make_pdf, printed_lines

LONG = "The harbour office counts every ship that enters the port between dawn and dusk of each"


def kinds(text: StructuredText) -> list[tuple[str, str, str]]:
    return [(block.kind, block.mark, block.text) for block in text.blocks]


def source_text(content: bytes) -> str:
    text = read_pdf(content)
    return write_source_text(text.blocks, text.soft_hyphens).text


def test_lines_become_paragraphs() -> None:
    page = [
        *printed_lines(70, 780, [LONG, LONG, "day of the year."]),
        *printed_lines(70, 720, [LONG, "night."]),
    ]
    assert kinds(read_pdf(make_pdf([page]))) == [
        ("paragraph", "", f"{LONG} {LONG} day of the year."),
        ("paragraph", "", f"{LONG} night."),
    ]


def test_heads_feet_and_page_numbers_are_page_lines() -> None:
    pages = [
        [
            Printed(70, 810, "Town of Brugstede"),
            Printed(480, 810, f"Report {number} of 2020"),
            *printed_lines(70, 770, [LONG, LONG, f"Ships in all: {number * number}."]),
            Printed(290, 30, str(number)),
        ]
        for number in range(1, 8)
    ]
    text = read_pdf(make_pdf(pages))
    lines = [block.text for block in text.blocks if block.kind == "page-line"]
    assert lines[:2] == ["Town of Brugstede Report 1 of 2020", "1"]
    assert len(lines) == 14
    rules = find_cleaning_rules(write_source_text(text.blocks))
    assert rules.furniture == ("Town of Brugstede Report * of 2020", "#")


def test_heads_with_the_title_of_a_chapter_are_known_by_the_number_of_the_page() -> None:
    titles = ["Ships", "Ships", "Boats of the north", "Quays", "Quays and tugs", "Pilots"]
    pages = [
        [
            Printed(70, 815, f"{title} {number + 40}"),
            *printed_lines(70, 770, [LONG, f"Ships in all: {number * number}."]),
        ]
        for number, title in enumerate(titles, 1)
    ]
    lines = [block.text for block in read_pdf(make_pdf(pages)).blocks if block.kind == "page-line"]
    assert lines == [f"{title} {number + 40}" for number, title in enumerate(titles, 1)]


def test_letters_of_one_width_end_a_paragraph() -> None:
    page = [
        Printed(70, 780, "begin := end", font="mono"),
        *printed_lines(70, 768, [LONG, "night."]),
    ]
    assert [block.text for block in read_pdf(make_pdf([page])).blocks] == ["begin := end", f"{LONG} night."]


def test_a_table_of_contents_has_no_headings() -> None:
    page = [
        Printed(70, 800, "Contents", 16, "bold"),
        Printed(70, 770, "1 Ships . . . . . . . . . . 3", font="bold"),
        *printed_lines(70, 740, [LONG, "night."]),
    ]
    headings = [block.text for block in read_pdf(make_pdf([page])).blocks if block.kind == "heading"]
    assert headings == ["Contents"]


def test_a_page_that_is_turned_is_read_as_it_is_shown() -> None:
    lines = [LONG, "night, and", "then some."]
    page = [Printed(100 + 12 * number, 70, line, turn=90) for number, line in enumerate(lines)]
    (block,) = read_pdf(make_pdf([page], rotate=90)).blocks
    assert block.text == f"{LONG} night, and then some."


def test_words_that_stand_upright_beside_the_text_are_kept() -> None:
    page = [*printed_lines(70, 780, [LONG, "night."]), Printed(30, 300, "printed on the edge", turn=90)]
    assert [block.text for block in read_pdf(make_pdf([page])).blocks] == [
        f"{LONG} night.",
        "printed on the edge",
    ]


def test_a_row_that_only_looks_alike_is_no_page_line() -> None:
    pages = [
        [
            Printed(280, 790, f"Article {first}", font="italic"),
            *printed_lines(70, 760, [f"{first} {LONG}", "ends with", f"number {first}."]),
        ]
        for first in (3, 9, 12, 20, 21)
    ]
    assert "page-line" not in {block.kind for block in read_pdf(make_pdf(pages)).blocks}


def test_a_paragraph_that_a_page_cuts_is_whole_and_stands_before_the_page_lines() -> None:
    pages = [
        [*printed_lines(70, 700, [LONG, LONG, LONG]), Printed(290, 30, "Brugstede 1")],
        [*printed_lines(70, 780, ["Day of the Sea is the last", "one."]), Printed(290, 30, "Brugstede 2")],
        [*printed_lines(70, 780, [LONG, "end."]), Printed(290, 30, "Brugstede 3")],
    ]
    first, foot, second_foot, *_ = read_pdf(make_pdf(pages)).blocks
    assert first.text.endswith("of each Day of the Sea is the last one.")
    assert (first.page_number, foot.kind, foot.page_number, second_foot.page_number) == (1, "page-line", 1, 2)


def test_what_begins_below_two_columns_comes_after_both() -> None:
    left = [f"left column line number {n} runs along" for n in range(12)]
    right = [f"right column line number {n} runs on" for n in range(11)]
    page = [
        *printed_lines(70, 770, left),
        *printed_lines(310, 764, right),
        Printed(70, 610, "Ships by year", 12, "bold"),
        *printed_lines(70, 590, ["They were counted by hand."]),
    ]
    words = source_text(make_pdf([page])).split()
    assert words == " ".join([*left, *right, "Ships by year", "They were counted by hand."]).split()


def test_a_longer_left_column_with_headings_is_read_to_its_end() -> None:
    left = [f"left column line number {n} runs along" for n in range(20)]
    right = [f"right column line number {n} runs on" for n in range(11)]
    page = [
        *printed_lines(70, 770, left[:18]),
        Printed(70, 530, "Ships by year", 12, "bold"),
        *printed_lines(70, 510, left[18:]),
        *printed_lines(310, 764, right),
    ]
    words = source_text(make_pdf([page])).split()
    assert words == " ".join([*left[:18], "Ships by year", *left[18:], *right]).split()


def test_a_mark_on_the_height_of_a_line_of_the_other_column() -> None:
    left = [f"left column line number {n} runs along" for n in range(10)]
    right = [f"right column line number {n} runs on" for n in range(10)]
    page = [
        *printed_lines(70, 770, left, size=8, font="mono"),
        Printed(199.4, 738, "1", 5, "mono"),
        *printed_lines(310, 774, right, size=8, font="mono"),
    ]
    text = " ".join(source_text(make_pdf([page])).split())
    assert text == " ".join([*left, *right]).replace(left[3], f"{left[3]}¹")


def test_columns_are_read_one_after_the_other() -> None:
    left = [f"left column line number {n} runs along" for n in range(12)]
    right = [f"right column line number {n} runs on" for n in range(12)]
    page = [
        Printed(70, 800, "A title over both columns of the page", 16, "bold"),
        *printed_lines(70, 760, left),
        *printed_lines(310, 758, right),
    ]
    heading, text = read_pdf(make_pdf([page])).blocks
    assert heading.kind == "heading"
    assert text.text == " ".join([*left, *right])


def test_a_table_has_cells() -> None:
    rows = [
        ("Year", "Ships", "Share"),
        ("2019", "1.204", "10%"),
        ("2020", "998", ""),
        ("2021", "1.300", "12%"),
    ]
    page = [
        *printed_lines(70, 780, [LONG, "as the table shows."]),
        *(
            Printed(left, 730 - 16 * number, cell)
            for number, row in enumerate(rows)
            for left, cell in zip((70, 200, 330), row, strict=True)
            if cell
        ),
        *printed_lines(70, 640, [LONG, "after the table."]),
    ]
    before, table, after = read_pdf(make_pdf([page])).blocks
    assert (before.kind, table.kind, after.kind) == ("paragraph", "table", "paragraph")
    assert table.rows == tuple(rows)


def test_items_keep_their_numbers_and_letters() -> None:
    page = [
        Printed(70, 780, "1."),
        *printed_lines(90, 780, [LONG, "night."]),
        Printed(70, 740, "(a) the first point, which is short;"),
        Printed(70, 720, "(b) the second point."),
        Printed(70, 700, "• a point without a number"),
    ]
    marks = [(block.kind, block.mark) for block in read_pdf(make_pdf([page])).blocks]
    assert marks == [("item", "1."), ("item", "(a)"), ("item", "(b)"), ("item", "•")]


def test_headings_by_size_weight_slope_and_outline() -> None:
    page = [
        Printed(70, 800, "Chapter of ships", 16),
        *printed_lines(70, 770, [LONG, "night."]),
        Printed(70, 730, "On boats", font="bold"),
        *printed_lines(70, 710, [LONG, "night."]),
        Printed(70, 670, "Named in the outline"),
        *printed_lines(70, 640, [LONG, LONG, "night."]),
    ]
    text = read_pdf(make_pdf([page], outline=["Named in the outline"]))
    headings = [block.text for block in text.blocks if block.kind == "heading"]
    assert headings == ["Chapter of ships", "On boats", "Named in the outline"]


def test_footnotes_have_their_marks() -> None:
    page = [
        Printed(70, 780, "Ships are counted"),
        Printed(153, 784, "1", 6),
        Printed(160, 780, "every day of the year, in every port of the land."),
        *printed_lines(70, 768, [LONG, "night."]),
        Printed(70, 63, "1", 6),
        Printed(76, 60, "See the yearbook of 2019.", 8),
    ]
    text = read_pdf(make_pdf([page]))
    assert text.blocks[-1] == TextBlock("footnote", "See the yearbook of 2019.", "1", page_number=1)
    assert text.blocks[0].text.startswith("Ships are counted¹ every")


@pytest.mark.parametrize(
    ("lines", "becomes"),
    [
        (["A cooperation of towns with coop-", "eration elsewhere."], "cooperation elsewhere"),
        (["The cross-border traffic and cross-", "border trade."], "cross-border trade"),
        (["The huur- of koop, or huur-", "of pacht."], "huur- of pacht"),
        (["A well of Noord-", "Holland is there."], "Noord-Holland"),
        (["They re-", "signed; they signed and re never."], "re-\nsigned"),
        (["Ships are coun-", "ted here."], "counted here"),
    ],
)
def test_a_hyphen_at_a_line_end(lines: list[str], becomes: str) -> None:
    assert becomes in source_text(make_pdf([printed_lines(70, 780, lines)]))


def test_an_open_hyphen_is_doubtful() -> None:
    text = read_pdf(make_pdf([printed_lines(70, 780, ["They re-", "signed; they signed and re never."])]))
    assert write_source_text(text.blocks).doubts == {"hyphen": (1,)}


def test_ligatures_are_letters() -> None:
    assert (
        write_source_text([TextBlock("paragraph", "eﬃcient aﬀiches ﬁt")]).text == "efficient affiches fit\n"
    )


def test_pages_are_counted_by_page_breaks() -> None:
    pages = [printed_lines(70, 780, [LONG, f"Page {n}."]) for n in (1, 2, 3)]
    text = source_text(make_pdf(pages))
    assert [part.count("Page") for part in text.split("\f")] == [1, 1, 1]


def test_a_title_below_a_label_is_one_heading_with_it() -> None:
    page = []
    for number in range(1, 5):
        top = 800 - 150 * number
        page += [
            Printed(270, top + 60, f"Article {number}", font="italic"),
            Printed(230, top + 40, f"Of the ships, {number}", font="bold"),
            *printed_lines(70, top, [f"{LONG}", "night."]),
        ]
    text = read_pdf(make_pdf([page]))
    written = write_source_text(text.blocks)
    assert written.headings[0] == "Article 1 Of the ships, 1"
    assert find_cleaning_rules(written).sections == ("Article *",)


def test_a_pattern_names_no_other_line() -> None:
    blocks = [
        *(TextBlock("heading", f"Article {number}") for number in (1, 2, 3)),
        TextBlock("paragraph", "Article 4 of the law is no heading."),
    ]
    rules = find_cleaning_rules(write_source_text(blocks))
    assert rules.sections == ("Article 1", "Article 2", "Article 3")


def test_a_table_of_contents_does_not_take_the_places_of_headings() -> None:
    blocks = [
        *(TextBlock("paragraph", name) for name in ("Ships", "Boats")),
        *(
            block
            for name in ("Ships", "Boats")
            for block in (TextBlock("heading", name), TextBlock("item", "x", "1."))
        ),
    ]
    written = write_source_text(blocks)
    rules = find_cleaning_rules(written)
    assert rules.sections == ("Ships", "Boats", "Ships", "Boats")
    spec = SourceText(file="x", sections=rules.sections, whole_paragraphs=True)
    assert [passage.section for passage in segment(written.text, spec)] == ["Ships", "Boats"]


def test_a_heading_that_is_a_page_line_too_is_named_once() -> None:
    blocks = [
        TextBlock("heading", "Ships"),
        *[TextBlock("page-line", "Ships")] * 2,
        TextBlock("paragraph", "x"),
    ]
    rules = find_cleaning_rules(write_source_text(blocks))
    assert (rules.sections, rules.furniture) == ((), ("Ships",))


def test_two_readers_agree() -> None:
    text = read_pdf(make_pdf([printed_lines(70, 780, [LONG, "(day) of the year, 1.204 ships."])]))
    assert (text.only_first, text.only_second) == ({}, {})
    assert [reader.split()[0] for reader in text.readers] == ["pypdfium2", "pypdf"]


def test_what_the_second_reader_cannot_read_is_told_and_not_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    real = pypdf.PageObject.extract_text

    def refuse_one(page: pypdf.PageObject) -> str:
        text = real(page)
        if "second" in text:
            raise ValueError("broken")
        return text

    monkeypatch.setattr(pypdf.PageObject, "extract_text", refuse_one)
    content = make_pdf([printed_lines(70, 780, [LONG, f"{word} night."]) for word in ("first", "second")])
    text = read_pdf(content)
    assert (text.remarks, text.only_first) == (("the second reader can't read page 2",), {})
    monkeypatch.setattr(pypdf, "PdfReader", lambda _: 1 / 0)
    text = read_pdf(content)
    assert text.remarks == ("the second reader can't open the file: compare it by eye",)
    assert {doubt for block in text.blocks for doubt in block.doubts} == set()


def test_letters_that_the_layout_loses_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def lose_a_line(words: Sequence[PdfWord], page_number: int, grids: object) -> list[PdfLine]:
        return find_lines(words, page_number)[1:]

    monkeypatch.setattr(pdf, "find_lines", lose_a_line)
    text = read_pdf(make_pdf([printed_lines(70, 780, ["abc 12", LONG, "night."])]))
    assert text.remarks == (
        "5 letters were lost or doubled in the layout: read all of it beside the original",
    )


def test_a_scan_names_what_makes_text_of_it() -> None:
    with pytest.raises(UnreadableDocumentError, match="ocrmypdf"):
        read_pdf(make_pdf([[], []]))


@pytest.mark.parametrize(
    "content", [b"%PDF-1.4\nnothing", b"%PDF-1.4\n1 0 obj << /Type /Catalog >> endobj trailer"]
)
def test_a_broken_file(content: bytes) -> None:
    with pytest.raises(UnreadableDocumentError, match="broken"):
        read_pdf(content)


WORDS = st.lists(
    st.text(st.characters(codec="cp1252", categories=["L", "N", "P"]), min_size=1, max_size=9),
    min_size=1,
    max_size=120,
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(
    words=WORDS, width=st.integers(3, 9), columns=st.sampled_from([1, 2]), size=st.sampled_from([8, 10, 14])
)
def test_no_word_is_lost_or_changed(words: list[str], width: int, columns: int, size: int) -> None:
    """Whatever the words, and wherever they stand, the letters in the text are those in the file."""
    lines = [" ".join(words[at : at + width]) for at in range(0, len(words), width)]
    half = (len(lines) + columns - 1) // columns
    page = []
    for column in range(columns):
        part = lines[half * column : half * (column + 1)]
        page += printed_lines(
            40 + 280 * column, 800, part, leading=1.3 * size, size=size * (0.5 if columns > 1 else 0.8)
        )
    content = make_pdf([page])
    try:
        text = read_pdf(content)
    except UnreadableDocumentError:
        assert sum(map(len, words)) < 8
        return
    written = write_source_text(text.blocks)
    assert _letters(written.text) == _letters(" ".join(words))


def _letters(text: str) -> Counter[str]:
    """Letters and figures, whatever is raised, and without hyphens, spaces and brackets."""
    raised = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
    return Counter(re.sub(r"[\W_]", "", text.translate(raised)))
