"""Which passages prove a value of the summaries, and which of them is sure to be meant."""

from __future__ import annotations

import pytest

from dossier_timeline.checks.vocabularies import make_vocabulary
from dossier_timeline.content.reading import read_content_folder
from dossier_timeline.evidence.known_values import choose_known_value, find_known_values
from dossier_timeline.evidence.nearest_values import find_nearest_value
from dossier_timeline.evidence.shared_values import SharedValue, match_languages
from dossier_timeline.evidence.stated_values import SummaryReader
from dossier_timeline.evidence.value_candidates import (
    ValueCandidate,
    choose_candidate,
    find_value_candidates,
    read_passages,
)
from dossier_timeline.evidence.verification_state import PassageValues, SegmentedTexts, VerificationState
from dossier_timeline.model.documents import Document
from dossier_timeline.model.facts import Fact
from tests.evidence.proving import words
from tests.helpers.files import GOOD
from tests.helpers.small_site import good_site

NAME, CODE = "plan-2019", "en"


def state(summary: str) -> SharedValue:
    """The one value of a summary in English."""
    site = good_site()
    vocabulary = make_vocabulary(site.languages[CODE], site.dossier)
    reader = SummaryReader(vocabulary, words(CODE), site.dossier.units)
    (shared,), _ = match_languages({CODE: reader.find_stated_values(summary)})
    return shared


def plan() -> Document:
    document = good_site().dossier.by_id[NAME]
    assert isinstance(document, Document)
    return document


def cut(source: str) -> tuple[VerificationState, tuple[PassageValues, ...]]:
    """A source text in Dutch in the place of the plan's."""
    site = good_site()
    texts = SegmentedTexts.segment_all(site.dossier, {plan().text.file: source}, {"nl": words("nl")})
    verifier = VerificationState(site.dossier, texts, read_content_folder(GOOD).positions)
    return verifier, read_passages(verifier, plan())


def look_up(summary: str, source: str) -> tuple[ValueCandidate, ...]:
    verifier, printed = cut(source)
    return find_value_candidates(verifier, plan(), state(summary), printed)


def describe(candidate: ValueCandidate | None) -> str:
    if candidate is None:
        return ""
    fact = candidate.fact
    said = [str(fact.value), fact.unit, fact.qualifier, fact.date and fact.date.text]
    return " ".join([*map(str, filter(None, said)), str(candidate.source_passage.paragraph)])


@pytest.mark.parametrize(
    ("summary", "source", "wanted"),
    [
        ("There are 1,250 cards.", "Er zijn 1.250 kaarten.", "1250 1"),
        ("There are 1,250 cards.", "Er zijn 1 250 kaarten.", "1250 1"),
        ("There are 14 bridges.", "Er zijn veertien bruggen.", "14 bridge 1"),
        ("There are over 14 bridges.", "Er zijn ruim 14 bruggen.", "14 bridge over 1"),
        ("It was 30.5%.", "Het was 30,5 procent.", "30.5 percent 1"),
        ("It costs €2 million.", "Het kost 2 miljoen euro.", "2000000 EUR 1"),
        ("It takes 18 months.", "Het duurt 18 maanden.", "P18M 1"),
        ("It opened on 5 May 2021.", "Het opende op 5 mei 2021.", "2021-05-05 1"),
        ("It opened on 5 May.", "Het opende op 5 mei 2021.", "2021-05-05 1"),
        ("It lasted 5–7 May 2021.", "Het duurde van 5 tot 7 mei 2021.", "2021-05-05/2021-05-07 1"),
        ("In 2018 there were 14 bridges.", "In 2018 waren er 14 bruggen, in 2019 meer.", "14 bridge 2018 1"),
        ("There were 14 bridges.", "In 2018 waren er 14 bruggen, in 2020 meer.", "14 bridge 2018 1"),
        ("There were 14 bridges.", "Er waren, anders dan in 2018 en in 2019, 14 bruggen.", "14 bridge 1"),
        ("There were 14 bridges.", "In 2018 kwam het plan. Nu zijn er 14 bruggen.", "14 bridge 1"),
        ("In 2018 there were 14 bridges.", "Het plan is van 2018. Er zijn 14 bruggen.", "14 bridge 2018 1"),
        ("There were 55 bridges.", "Jaar\tBruggen\n2017\t51\n2018\t55", "55 bridge 2018 1"),
    ],
)
def test_a_passage_that_prints_it(summary: str, source: str, wanted: str) -> None:
    assert describe(choose_candidate(look_up(summary, source))) == wanted


def test_a_value_of_a_table_is_placed_in_its_row() -> None:
    (candidate,) = look_up("There were 55 bridges.", "Jaar\tBruggen\n2017\t51\n2018\t55")
    assert candidate.fact.passage is not None
    assert candidate.fact.passage.place_keys == {"paragraph": "1", "row": "2018"}


@pytest.mark.parametrize(
    ("summary", "source"),
    [
        ("There are 14 bridges.", "Er zijn 15 bruggen."),
        ("There are 14 bridges.", "Er zijn niet 14 bruggen."),
        ("It was 14%.", "Er zijn 14 bruggen."),
        ("It costs €14.", "Het kost 14 dollar."),
        ("There are 14 bridges.", "Zie figuur 14."),
        ("It opened on 5 May 2021.", "Het opende op 5 mei 2020."),
    ],
)
def test_what_a_verification_would_refuse_is_no_candidate(summary: str, source: str) -> None:
    assert look_up(summary, source) == ()


@pytest.mark.parametrize(
    ("summary", "source", "wanted"),
    [
        ("There are 80 bridges.", "Er zijn 80 deelnemers.\n\nEr zijn 80 bruggen.", "80 bridge 2"),
        ("There are 80 bridges.", "Er zijn 80 dingen.\n\nEr zijn 80 bruggen.", "80 bridge 2"),
        ("There are 80 bridges.", "Er zijn 80 bruggen.\n\nWeer 80 bruggen.", ""),
        ("There are 80 things.", "Er zijn 80 bruggen.\n\nEr zijn 80 deelnemers.", ""),
        ("In 2018 it was 80.", "Het was 80 in 2018.\n\nHet was 80 in 2017.", "80 2018 1"),
        ("About 80 came.", "Er kwamen er 80.\n\nEr kwamen er ongeveer 80.", "80 about 2"),
        ("80 came.", "Er kwamen er 80.\n\nJaar\tBezoek\nnu\t80", "80 1"),
        ("There are 80 bridges.", "Er zijn 80 deelnemers.", ""),
        ("There are 3 kites.", "Er zijn 3 bruggen.", ""),
        ("There are three bridges.", "Er zijn drie bruggen.", "3 bridge 1"),
        ("There are 14 things.", "Er zijn hooguit 14 bruggen.", ""),
        ("There are over 80 bridges.", "Er zijn 80 bruggen.", ""),
        ("They painted 80 of the bridges.", "Er zijn 80 bruggen.", ""),
        ("They painted 80 of the bridges.", "Van de stad zijn 80 van de bruggen.", "80 bridge 1"),
        ("In 2016 there were 80 bridges.", "Het plan is van 2018. Er zijn 80 bruggen.", ""),
        ("There are 80 bridges.", "Er zijn 80 bruggen.¹\n\n¹ Er zijn 80 bruggen.", "80 bridge 1"),
    ],
)
def test_which_is_sure(summary: str, source: str, wanted: str) -> None:
    candidates = look_up(summary, source)
    assert candidates
    assert describe(choose_candidate(candidates)) == wanted


def test_a_footnote_that_is_there_twice_is_named_by_its_words() -> None:
    source = "Woorden.¹\n\n¹ Er zijn 14 bruggen in de stad.\n\n¹ Een andere noot.\n"
    (candidate,) = look_up("There are 14 bridges.", source)
    assert candidate.fact.passage is not None
    assert candidate.fact.passage.quote == "Er zijn 14 bruggen in de"


def test_a_fact_that_counts_the_same_is_known() -> None:
    site = good_site()

    def choose(summary: str, places: int = 1) -> str:
        known = find_known_values(site.dossier, plan(), plan().facts, state(summary))
        chosen = choose_known_value(known, places)
        return chosen.target.id if chosen else ""

    assert choose("There are 24 bridges.", places=5) == "bridges-2018"
    assert choose("In 2018 there were 24 bridges.", places=5) == "bridges-2018"
    assert choose("In 2016 there were 24 bridges.", places=2) == ""
    assert choose("There are 24 participants.") == ""
    assert choose("There are about 24 bridges.", places=2) == ""
    assert choose("There are 24 of them.") == "bridges-2018"
    assert choose("There are 24 of them.", places=2) == ""
    assert choose("It came on 14 March 2019.") == "plan-sent"
    assert choose("It came on 14 March.") == "plan-sent"
    assert choose("It takes 2 months.") == "work-time"


@pytest.mark.parametrize(
    ("summary", "wanted"),
    [("There are 16 bridges.", "15"), ("There are 14 bridges.", "14%"), ("It was 20%.", "14%")],
)
def test_the_nearest_value_has_the_same_figures_or_is_of_the_same_kind(summary: str, wanted: str) -> None:
    _, printed = cut("Er zijn 15 bruggen.\n\nHet was 14%.\n\nEr zijn 900 vissen.")
    near = find_nearest_value(state(summary), printed)
    assert near is not None
    assert near[1].text == wanted
    assert find_nearest_value(state("It was on 5 May 2021."), printed) is None


def test_a_proposed_fact_has_all_that_is_needed() -> None:
    (candidate,) = look_up("There are 14 bridges.", "Er zijn 14 bruggen.")
    assert isinstance(candidate.fact, Fact)
    assert candidate.fact.label.root.keys() == {CODE}
