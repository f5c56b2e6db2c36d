"""Places as a reader cites them: what is printed in headings and before paragraphs, items and tables."""

from __future__ import annotations

import pytest
import yaml

from dossier_timeline.evidence.passage_location import find_passage, locate_passages
from dossier_timeline.evidence.passages import SourcePassage
from dossier_timeline.evidence.printed_locators import segment_with_locators
from dossier_timeline.model.documents import SourceText
from dossier_timeline.model.sources import Passage
from dossier_timeline.notation.printed_labels import LabelWords, compile_label_words
from tests.evidence.proving import words

ARABIC = compile_label_words({"article": ("المادة",), "chapter": ("الباب",)})


def cut(
    text: str, *sections: str, language: str = "en", label_words: LabelWords | None = None
) -> tuple[SourcePassage, ...]:
    """The passages of a text with their locators."""
    spec = SourceText(file="x", sections=sections, whole_paragraphs=True)
    return segment_with_locators(text, spec, label_words or words(language).label_words).passages


def places(source_passages: tuple[SourcePassage, ...]) -> list[str]:
    """Where each passage stands, as content writes it."""
    return [one.place for one in source_passages]


LAW = """\
CHAPTER I General

Article 1 Ships

1. The office counts ships, following Article 83.

2. It counts:

(a) ships that enter;

(b) ships that leave:

(i) by day;

(ii) by night.

Such ships are numbered.

2a. Boats are no ships.

3. Article 1 goes for ferries, too.

CHAPTER II Quays

Article 2 Definitions

For this law:

(1) ‘quay’ means a quay;

(2) ‘pier’ means:

(a) a pier;

(b) a jetty.

Article 3

No ship is turned away.

Article 4 Duties

The office reports on:

– ships,

– quays.

The council answers.
"""


def test_numbers_of_articles_paragraphs_and_points_name_a_passage() -> None:
    assert places(cut(LAW, "CHAPTER *", "Article *")) == [
        "article: 1, paragraph: 1",
        "article: 1, paragraph: 2",
        "article: 1, paragraph: 2, point: (a)",
        "article: 1, paragraph: 2, point: (b)",
        "article: 1, paragraph: 2, point: (b)(i)",
        "article: 1, paragraph: 2, point: (b)(ii)",
        "article: 1, paragraph: 2, subparagraph: 2",
        "article: 1, paragraph: 2a",
        "article: 1, paragraph: 3",
        "article: 2",
        "article: 2, point: (1)",
        "article: 2, point: (2)",
        "article: 2, point: (2)(a)",
        "article: 2, point: (2)(b)",
        "article: 3",
        "article: 4, paragraph: 1",
        "article: 4, paragraph: 1, indent: 1",
        "article: 4, paragraph: 1, indent: 2",
        "article: 4, paragraph: 2",
    ]


def test_every_place_that_is_told_is_found_again() -> None:
    for text, language in ((LAW, "en"), (REPORT, "en"), (GERMAN, "de"), (JUDGMENT, "fr")):
        found = cut(text, *HEADINGS[text], language=language)
        for one in found:
            written = yaml.load(one.as_yaml, Loader=yaml.CBaseLoader)["passage"]
            assert find_passage(found, Passage.model_validate(written)) == one, one.as_yaml


@pytest.mark.parametrize(
    ("place", "text"),
    [
        ({"article": 1, "paragraph": 3}, "3. Article 1 goes for ferries, too."),
        ({"article": "1", "paragraph": "2", "point": "b"}, "(b) ships that leave:"),
        ({"article": 1, "paragraph": 2, "point": "B(i)"}, "(i) by day;"),
        ({"article": 1, "paragraph": "2a"}, "2a. Boats are no ships."),
        ({"chapter": "II", "article": 3}, "No ship is turned away."),
        ({"section": "Article 1", "paragraph": 3}, "3. Article 1 goes for ferries, too."),
        ({"section": "Article 1 Ships", "paragraph": 3}, "3. Article 1 goes for ferries, too."),
        ({"section": "Article 1 Ships", "paragraph": 9}, "3. Article 1 goes for ferries, too."),
        ({"article": 4, "paragraph": 2}, "The council answers."),
        ({"article": 4, "quote": "council"}, "The council answers."),
    ],
)
def test_a_passage_is_named_by_what_is_printed(place: dict[str, object], text: str) -> None:
    found = find_passage(cut(LAW, "CHAPTER *", "Article *"), Passage.model_validate(place))
    assert found is not None
    assert found.text == text


@pytest.mark.parametrize(
    "place",
    [
        {"article": 9, "paragraph": 1},
        {"article": 1, "paragraph": 4},
        {"article": 1, "point": "a"},
        {"chapter": "I", "article": 3},
        {"chapter": "II"},
        {"recital": 1},
    ],
)
def test_what_is_not_printed_names_nothing(place: dict[str, object]) -> None:
    assert locate_passages(cut(LAW, "CHAPTER *", "Article *"), Passage.model_validate(place)) == ()


@pytest.mark.parametrize("heading", ["Article 83(5)", "Article 83 (a) Fines", "(Article 83)"])
def test_a_part_of_an_article_is_not_the_article(heading: str) -> None:
    text = cut(f"Act\n\n{heading}\n\n1. A fine is high.\n\n2. A warning is none.\n", heading)
    assert locate_passages(text, Passage.model_validate({"article": 83, "paragraph": 1})) == ()
    whole = cut("Act\n\nArticle 83\n\n1. A fine is high.\n\n2. A warning is none.\n", "Article 83")
    assert locate_passages(whole, Passage.model_validate({"article": 83, "paragraph": 1})) != ()


REPORT = """\
Before the first heading.

Results

We counted 1999. In that year.

Recommendations

1. Count ships.

2. Count quays.

A word on counting.

Tables

Figure 2 shows that ships grow.

Figure 2: ships

Year	Ships
2013	5

Table 3 Quays per year

Year	Quays
2013	7

Figure 4: a drawing without numbers

Lists

First:

1. one

2. two

Second:

1. three

2. four
"""

GERMAN = """\
Abschnitt 1 Allgemeines

§ 11 Zweck

Dieses Gesetz zählt Schiffe.

§ 12 Pflichten

(1) Das Amt zählt.

(2) Gezählt werden

1. Schiffe und

2. Boote.

(3) § 12 Abs. 1 gilt auch nachts.

§ 12a Fähren

5. Mai 2014 war ein Tag.
"""

JUDGMENT = """\
Arrêt

Faits

1. Le navire entre.

2. Il sort.

Droit

3. La cour est saisie.

Elle examine.

4. Elle juge.
"""

HEADINGS = {
    LAW: ("CHAPTER *", "Article *"),
    REPORT: ("Results", "Recommendations", "Tables", "Lists"),
    GERMAN: ("Abschnitt *", "§ *"),
    JUDGMENT: ("Faits", "Droit"),
}


def test_what_has_no_number_is_counted() -> None:
    assert places(cut(REPORT, *HEADINGS[REPORT])) == [
        'section: "", paragraph: 1',
        'section: "Results", paragraph: 1',
        'section: "Recommendations", paragraph: 1',
        'section: "Recommendations", paragraph: 2',
        'section: "Recommendations", paragraph: 2, subparagraph: 2',
        'section: "Tables", paragraph: 1',
        'section: "Tables", paragraph: 2',
        "figure: 2",
        'section: "Tables", paragraph: 4',
        "table: 3",
        "figure: 4",
        'section: "Lists", paragraph: 1',
        'section: "Lists", paragraph: 2',
        'section: "Lists", paragraph: 3',
        'section: "Lists", paragraph: 4',
        'section: "Lists", paragraph: 5',
        'section: "Lists", paragraph: 6',
    ]


def test_a_sign_of_a_section_and_a_date_that_is_no_number_of_a_paragraph() -> None:
    found = cut(GERMAN, *HEADINGS[GERMAN], language="de")
    assert [one.locator for one in found] == [
        (("section", "11"),),
        (("section", "12"), ("paragraph", "1")),
        (("section", "12"), ("paragraph", "2")),
        (("section", "12"), ("paragraph", "2"), ("point", "1")),
        (("section", "12"), ("paragraph", "2"), ("point", "2")),
        (("section", "12"), ("paragraph", "3")),
        (("section", "12a"),),
    ]
    for section in ("12", "§ 12", "§ 12 Pflichten"):
        named = find_passage(found, Passage.model_validate({"section": section, "paragraph": 3}))
        assert named is not None
        assert named.text.startswith("(3)")


def test_paragraphs_may_count_on_below_the_next_heading() -> None:
    found = cut(JUDGMENT, *HEADINGS[JUDGMENT], language="fr")
    assert [(one.section, one.locator) for one in found] == [
        ("", None),
        ("Faits", (("paragraph", "1"),)),
        ("Faits", (("paragraph", "2"),)),
        ("Droit", (("paragraph", "3"),)),
        ("Droit", (("paragraph", "3"), ("subparagraph", 2))),
        ("Droit", (("paragraph", "4"),)),
    ]
    named = find_passage(found, Passage(paragraph=4))
    assert named is found[-1]


def test_text_from_right_to_left_has_its_own_figures_and_letters() -> None:
    text = """\
المادة ١ تعريفات

١. السفن:

أ) الكبيرة

ب) الصغيرة

ج) القديمة

٢. الأرصفة

المادة ٢

نص واحد.
"""
    assert [one.locator for one in cut(text, "المادة *", label_words=ARABIC)] == [
        (("article", "1"), ("paragraph", "1")),
        (("article", "1"), ("paragraph", "1"), ("point", "أ)")),
        (("article", "1"), ("paragraph", "1"), ("point", "ب)")),
        (("article", "1"), ("paragraph", "1"), ("point", "ج)")),
        (("article", "1"), ("paragraph", "2")),
        (("article", "2"),),
    ]


def test_a_number_that_comes_again_is_told_apart_by_the_heading_above() -> None:
    text = "".join(
        f"Chapter {chapter}\n\nArticle {article}\n\nShips of {chapter}, {article}.\n\n"
        for chapter in ("I", "II")
        for article in ("1", "2")
    )
    found = cut(text, "Chapter *", "Article *")
    assert places(found) == [
        "chapter: I, article: 1",
        "chapter: I, article: 2",
        "chapter: II, article: 1",
        "chapter: II, article: 2",
    ]
    assert len(locate_passages(found, Passage.model_validate({"article": 1}))) == 2
    assert find_passage(found, Passage.model_validate({"chapter": "ii", "article": 1})) is found[2]


def test_recitals_come_before_the_first_article() -> None:
    recitals = "(1) Ships are many.\n\n(2) Quays are few.\n\nThey are old."
    text = f"THE COUNCIL,\n\nWhereas:\n\n{recitals}\n\nArticle 1\n\nX.\n"
    found = cut(text, "Article *")
    assert places(found) == [
        'section: "", paragraph: 1',
        'section: "", paragraph: 2',
        "recital: 1",
        "recital: 2",
        "recital: 2, subparagraph: 2",
        "article: 1",
    ]


def test_numbers_of_footnotes_that_begin_again_have_their_page() -> None:
    text = "One.\n\n¹ First.\n\n² Second.\n\n\fTwo.\n\n¹ Third.\n"
    found = cut(text)
    assert places(found)[1:] == [
        "page: 1, footnote: 1",
        "footnote: 2",
        'section: "", paragraph: 2',
        "page: 2, footnote: 1",
    ]
    named = find_passage(found, Passage(page=2, footnote=1))
    assert named is not None
    assert named.text == "Third."


def test_a_title_on_its_own_line_belongs_to_the_label_above() -> None:
    found = cut("Article 5\n\nDefinitions\n\n1. One.\n\n2. Two.\n", "Article *", "Definitions")
    assert places(found) == ["article: 5, paragraph: 1", "article: 5, paragraph: 2"]


def test_parts_of_a_number_are_one_number() -> None:
    found = cut("Chapter 3\n\n3.1 Ships.\n\n3.2 Quays.\n\n3.2.1 Old ones.\n\n3.2.2 New ones.\n", "Chapter *")
    assert places(found) == [
        "chapter: 3, paragraph: 3.1",
        "chapter: 3, paragraph: 3.2",
        "chapter: 3, paragraph: 3.2.1",
        "chapter: 3, paragraph: 3.2.2",
    ]


def test_what_was_verified_at_a_counted_place_stays_there() -> None:
    text = "Plan\n\nFirst of all.\n\n1. One.\n\n2. Two.\n"
    found = cut(text, "Plan")
    written = Passage(section="Plan", paragraph=2)
    assert locate_passages(found, written) == (found[2],)
    assert locate_passages(found, written, found[1].digest) == (found[1],)
