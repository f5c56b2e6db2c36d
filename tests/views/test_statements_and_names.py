"""What is inferred, missing or sorted by another name says so in the language of the page."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from dossier_timeline.model.base import Words
from dossier_timeline.model.dossier import Dossier
from dossier_timeline.model.story import Commitment
from dossier_timeline.output.render import render_site
from tests.helpers.files import GOOD
from tests.helpers.html import select_one, text_of, texts, values
from tests.helpers.small_site import config_of, dossier_of, planned


def _render(dossier: Dossier) -> Mapping[str, bytes]:
    return render_site(planned(dossier, config_of(GOOD)), config_of(GOOD))


@pytest.fixture(scope="module")
def good() -> Dossier:
    return dossier_of(GOOD)


@pytest.fixture(scope="module")
def changed_files(good: Dossier) -> Mapping[str, bytes]:
    """The small good site without corrections, with an inferred promise and actors sorted by language."""
    first, second, *others = good.actors
    actors = (
        first.model_copy(update={"kind": "body", "sort": Words({"nl": "Aa", "en": "Zz"})}),
        second.model_copy(update={"kind": "body", "sort": Words({"nl": "Ab", "en": "Zy"})}),
        *(one.model_copy(update={"kind": "person"}) for one in others),
    )
    why = Words({"nl": "Dat denken wij.", "en": "We think so."})
    documents = tuple(
        one.model_copy(
            update={
                "commitments": tuple(
                    promise.model_copy(update={"made": promise.due, "made_inferred": why})
                    for promise in one.commitments
                )
            }
        )
        for one in good.documents
    )
    changes = {"documents": documents, "actors": actors, "corrections": ()}
    return _render(Dossier.model_construct(**{**dict(good), **changes}))


def test_a_promise_says_that_its_date_is_inferred(changed_files: Mapping[str, bytes], good: Dossier) -> None:
    promise: Commitment = next(iter(good.all_commitments()))
    card = select_one(changed_files["en/promises/index.html"], f"#{promise.id}")
    assert "our inference We think so." in text_of(card)


def test_actors_are_sorted_by_the_name_of_the_language(
    changed_files: Mapping[str, bytes], good: Dossier
) -> None:
    first, second = (one.id for one in good.actors[:2])
    dutch = values(
        changed_files["nl/personen-en-instanties/index.html"],
        "section[aria-labelledby='all-body'] li.entry",
        "id",
    )
    english = values(
        changed_files["en/people/index.html"], "section[aria-labelledby='all-body'] li.entry", "id"
    )
    assert dutch == [first, second]
    assert english == [second, first]


def test_a_log_of_corrections_says_of_which_there_are_none(changed_files: Mapping[str, bytes]) -> None:
    if (page := changed_files.get("en/corrections/index.html")) is not None:
        assert texts(page, "section p") == ["None yet.", "None yet."]


def test_the_method_counts_what_was_found_and_what_was_computed_apart(good: Dossier) -> None:
    page = _render(good)["en/method/index.html"]
    counts = dict(zip(texts(page, "dl.terms dt"), texts(page, "dl.terms dd"), strict=True))
    computed = sum(bool(fact.derived) for fact in good.all_facts())
    assert counts["Facts computed from others"] == str(computed)
    statements = sum(event.work is not None for event in good.all_events())
    assert int(counts["Other statements whose source text we do not have"]) >= statements > 0
