"""The home page says what came of the promises, counted, in sentences and as marks."""

from __future__ import annotations

import re
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier_timeline.languages import Language
from dossier_timeline.languages.loading import load_languages
from dossier_timeline.model.dossier import Dossier
from dossier_timeline.output.render import render_site
from dossier_timeline.site.outcome_index import (
    OUTCOME_ORDER,
    OutcomeCounts,
    count_outcomes,
    find_main_outcome,
)
from dossier_timeline.site.page_bounds import MOST_OUTCOME_MARKS
from dossier_timeline.views.outcomes import (
    choose_promises_per_mark,
    count_drawn_marks,
    write_outcome_sentence,
)
from tests.helpers.files import GOOD, ROOT
from tests.helpers.html import select, texts, values
from tests.helpers.small_site import config_of, dossier_of, good_files, planned

LANGUAGES = load_languages(["en", "nl"], [ROOT / "templates" / "locales"])[0]


def _count(*numbers: int) -> OutcomeCounts:
    by_outcome = {outcome: number for outcome, number in zip(OUTCOME_ORDER, numbers, strict=True) if number}
    return OutcomeCounts(sum(numbers), by_outcome, 0, 0, 0)


def _with_commitments(dossier: Dossier, *, copies: int) -> Dossier:
    """The dossier with each promise so many times, under other ids."""
    documents = tuple(
        document.model_copy(
            update={
                "commitments": tuple(
                    one.model_copy(update={"id": f"{one.id}-{number}"})
                    for one in document.commitments
                    for number in range(copies)
                )
            }
        )
        for document in dossier.documents
    )
    return dossier.model_copy(update={"documents": documents})


def test_the_home_page_counts_the_promises_and_leads_to_them() -> None:
    page = good_files()["en/index.html"]
    assert texts(page, "#answer") == ["Of 3 promises, 1 was met, 1 was partly met and 1 came late."]
    assert texts(page, ".tallies li") == ["1 met", "1 partly met", "1 late"]
    assert [len(select(one, "i")) for one in select(page, ".tallies li")] == [1, 1, 1]
    assert all(href.startswith("promises/") for href in values(page, ".answer a", "href"))
    assert texts(page, ".answer p a") == ["All 3 promises", "How we judge"]


def test_how_we_judge_leads_to_the_section_that_says_it() -> None:
    page = good_files()["en/index.html"]
    address = values(page, ".answer p a", "href")[1]
    assert address == "promises/#how-we-judge"
    assert texts(good_files()["en/promises/index.html"], "#how-we-judge") == ["How we judge"]


def test_a_dossier_without_promises_says_nothing_of_them() -> None:
    dossier = _with_commitments(dossier_of(GOOD), copies=0)
    page = render_site(planned(dossier, config_of(GOOD)), config_of(GOOD))["en/index.html"]
    assert texts(page, "#answer, .answer, .tallies") == []
    assert b"promises." not in page


def test_very_many_promises_have_a_bounded_number_of_marks() -> None:
    dossier = _with_commitments(dossier_of(GOOD), copies=150)
    page = render_site(planned(dossier, config_of(GOOD)), config_of(GOOD))["en/index.html"]
    assert texts(page, "#answer") == ["Of 450 promises, 150 were met, 150 were partly met and 150 came late."]
    assert len(select(page, ".marks i")) == 90
    assert texts(page, ".answer > p")[0] == "A mark stands for up to 5 promises."


@pytest.mark.parametrize(
    ("numbers", "sentence"),
    [
        (
            (4, 6, 0, 1, 28),
            (
                "Of 39 promises, 4 were met, 6 were partly met and 1 was not met."
                " The documents do not say what came of the other 28."
            ),
        ),
        ((0, 0, 0, 0, 1), "There is 1 promise. The documents do not say what came of it."),
        ((0, 0, 0, 0, 7), "There are 7 promises. The documents do not say what came of them."),
        (
            (0, 0, 1, 2, 1),
            (
                "Of 4 promises, 1 came late and 2 were not met."
                " The documents do not say what came of the other one."
            ),
        ),
        ((1, 0, 0, 0, 0), "There is 1 promise: 1 was met."),
    ],
)
def test_the_sentence_is_grammatical_and_leaves_out_what_there_is_none_of(
    numbers: tuple[int, ...], sentence: str
) -> None:
    assert write_outcome_sentence(LANGUAGES["en"], _count(*numbers)) == sentence


@pytest.mark.parametrize("language", LANGUAGES.values(), ids=LANGUAGES)
def test_every_count_is_said_once_in_every_language(language: Language) -> None:
    for numbers in product((0, 1, 3, 5000), repeat=len(OUTCOME_ORDER)):
        if not any(numbers):
            continue
        sentence = write_outcome_sentence(language, _count(*numbers))
        told = [language.number(one) for one in numbers[:-1] if one]
        known = [one for one in re.findall(r"\d[\d.,]*\d|\d", sentence) if one != "0"]
        assert known[0] == language.number(sum(numbers))
        assert known[1 : 1 + len(told)] == told
        assert "%(" not in sentence
        assert not re.search(r"(^|\D)0(\D|$)", sentence)


def test_a_promise_counts_once_whatever_its_last_outcome_says() -> None:
    counts = count_outcomes(dossier_of(GOOD).documents)
    assert counts.by_outcome == {"met": 1, "partly-met": 1, "late": 1}
    assert (counts.total, counts.also_late, counts.unknown) == (3, 1, 0)
    (promise, _) = dossier_of(GOOD).documents[0].commitments
    assert find_main_outcome(promise) == "partly-met"
    assert find_main_outcome(promise.model_copy(update={"outcomes": ()})) == "unknown"


def test_what_the_newest_documents_promise_is_told_apart() -> None:
    document = dossier_of(GOOD).documents[0]
    unknown = tuple(one.model_copy(update={"outcomes": ()}) for one in document.commitments)
    documents = tuple(
        document.model_copy(update={"id": f"document-{number}", "commitments": unknown[: 1 + number % 2]})
        for number in range(30)
    )
    counts = count_outcomes(documents)
    assert (counts.newest_documents, counts.unknown_in_newest) == (3, 5)
    assert count_outcomes(documents[:2]).newest_documents == 0


@given(st.lists(st.integers(1, 100_000), min_size=1, max_size=len(OUTCOME_ORDER)))
def test_marks_are_bounded_and_none_stands_for_more_than_it_must(numbers: list[int]) -> None:
    per_mark = choose_promises_per_mark(numbers, MOST_OUTCOME_MARKS)
    marks = [count_drawn_marks(number, per_mark) for number in numbers]
    assert all(marks)
    assert sum(marks) <= MOST_OUTCOME_MARKS
    assert re.fullmatch("[125]0*", str(per_mark))
    if per_mark > 1:
        smaller = per_mark // 2 if str(per_mark)[0] != "5" else per_mark * 2 // 5
        assert sum(count_drawn_marks(number, smaller) for number in numbers) > MOST_OUTCOME_MARKS
