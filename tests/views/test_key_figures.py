"""A key figure shows what it is compared with, and how sources differ about it."""

from __future__ import annotations

from decimal import Decimal
from typing import Any
from xml.etree.ElementTree import Element

import pytest

from dossier_timeline.model.dates import parse_date
from dossier_timeline.model.dossier import Dossier
from dossier_timeline.model.facts import Fact
from dossier_timeline.output.render import render_site
from tests.helpers.files import GOOD
from tests.helpers.html import select, text_of, texts, values
from tests.helpers.small_site import config_of, dossier_of, planned

KEY, BESIDE = "bridges-2018", "target"
"""A fact of the plan that comes first, and another in the same unit."""


def _with_facts(changes: dict[str, dict[str, Any]]) -> Dossier:
    """The small good site with one key figure; each fact named gets these fields."""
    whole = dossier_of(GOOD)

    def change(fact: Fact) -> Fact:
        return fact.model_copy(update=changes.get(fact.id, {}))

    documents = tuple(
        document.model_copy(update={"facts": tuple(map(change, document.facts))})
        for document in whole.documents
    )
    settings = whole.settings.model_copy(update={"key_facts": (KEY,)})
    return Dossier.model_construct(
        **{**dict(whole), "documents": documents, "settings": settings, "differences": ()}
    )


def _key_figure(dossier: Dossier, language: str = "en") -> Element:
    page = render_site(planned(dossier, config_of(GOOD)), config_of(GOOD))[f"{language}/index.html"]
    (found,) = select(page, "dl.figures > div > dd")
    return found


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("target", 30, "of a target of 30"),
        ("earlier", 12, "up from 12 in 2021"),
        ("earlier", 30, "down from 30 in 2021"),
        ("earlier", 24, "as in 2021: 24"),
        ("afterwards", 30, "in the end 30"),
    ],
)
def test_what_stands_beside_it_is_said_and_leads_to_its_note(field: str, value: int, words: str) -> None:
    found = _key_figure(_with_facts({KEY: {field: BESIDE}, BESIDE: {"value": Decimal(value)}}))
    assert texts(found, "small.compared") == [words]
    (address,) = values(found, "small.compared a", "href")
    assert address.endswith(f"#{BESIDE}")


def test_without_anything_beside_it_only_the_value_is_shown() -> None:
    assert text_of(_key_figure(_with_facts({}))) == "24"


def _with_difference(kind: str, date: str) -> Dossier:
    """The same with a difference between the two facts; the other one is of this year."""
    dossier = _with_facts({BESIDE: {"date": parse_date(date)}})
    first = dossier_of(GOOD).differences[0]
    sides = tuple(
        side.model_copy(update={"facts": (name,)})
        for side, name in zip(first.sides, (KEY, BESIDE), strict=False)
    )
    update = {"kind": kind, "concerns": (KEY, BESIDE), "sides": sides}
    return Dossier.model_construct(**{**dict(dossier), "differences": (first.model_copy(update=update),)})


def test_the_other_count_of_a_difference_stands_beside_it_in_the_words_of_its_kind() -> None:
    found = _key_figure(_with_difference("basis", "2018"))
    assert texts(found, "small") == ["or 3", "counted differently"]


def test_another_time_is_no_other_count() -> None:
    assert texts(_key_figure(_with_difference("basis", "2021")), "small") == ["counted differently"]


def test_a_remark_puts_no_other_count_beside_it() -> None:
    assert texts(_key_figure(_with_difference("remark", "2018")), "small") == []
