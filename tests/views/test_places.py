"""Where something stands is said so that a reader of another language, or of the official page, finds it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from dossier_timeline.checks.languages_and_slugs import check_languages
from dossier_timeline.checks.passages import check_passages
from dossier_timeline.content.reading import read_content_folder
from dossier_timeline.model.base import Words
from dossier_timeline.model.documents import Document
from dossier_timeline.model.dossier import Dossier
from dossier_timeline.model.sources import Address, Passage
from dossier_timeline.output.render import render_site
from tests.helpers.files import GOOD
from tests.helpers.html import select_one, text_of
from tests.helpers.small_site import config_of, dossier_of, planned

LETTER = "letter-2021"
FACT = "renewed"


def _change_letter(**changes: Any) -> Dossier:
    whole = dossier_of(GOOD)
    documents = tuple(one.model_copy(update=changes) if one.id == LETTER else one for one in whole.documents)
    return Dossier.model_construct(**{**dict(whole), "documents": documents})


def _letter() -> Document:
    return next(one for one in dossier_of(GOOD).documents if one.id == LETTER)


def _note(dossier: Dossier, language: str) -> str:
    files: Mapping[str, bytes] = render_site(planned(dossier, config_of(GOOD)), config_of(GOOD))
    folder = {"en": "en/documents", "nl": "nl/documenten"}[language]
    page = files[f"{folder}/{_letter().slug[language]}/index.html"]
    return text_of(select_one(page, f"ol.notes > li#{FACT}"))


def _translate(heading: str) -> Dossier:
    spec = _letter().text.model_copy(
        update={"translated_sections": {heading: Words({"en": "State of things"})}}
    )
    return _change_letter(text=spec)


def test_a_heading_has_its_meaning_behind_it_in_other_languages() -> None:
    dossier = _translate("Stand van zaken")
    assert "Stand van zaken (State of things), paragraph\u00a01" in _note(dossier, "en")
    assert "Stand van zaken, alinea\u00a01" in _note(dossier, "nl")


def test_a_heading_need_not_be_translated_into_its_own_language_and_must_be_one_of_the_text() -> None:
    positions = read_content_folder(GOOD).positions
    missing = [
        problem
        for problem in check_languages(_translate("Stand van zaken"), positions)
        if "Stand van zaken" in problem.message
    ]
    assert missing == []
    found = [problem.message for problem in check_passages(_translate("Stand van zaak"), positions, ())]
    assert f"“{LETTER}” has no section “Stand van zaak”" in found


@pytest.mark.parametrize(
    ("shift", "place"), [(0, "footnote\u00a03"), (1, "footnote 3 (4 on the official page)")]
)
def test_a_footnote_has_the_number_of_the_official_page(shift: int, place: str) -> None:
    letter = _letter()
    facts = tuple(
        one.model_copy(update={"passage": Passage(footnote=3)}) if one.id == FACT else one
        for one in letter.facts
    )
    addresses = (
        Address(url="https://example.org/derived", status="derived"),
        Address(url="https://example.org/confirmed", status="confirmed", footnote_shift=shift),
    )
    note = _note(_change_letter(facts=facts, addresses=addresses), "en")
    assert f"{place}\u00a0·" in note


def test_a_note_names_what_else_uses_its_fact() -> None:
    note = _note(dossier_of(GOOD), "en")
    title = next(one.title["en"] for one in dossier_of(GOOD).all_commitments() if one.id == "renew-bridges")
    assert f"promise: {title}" in note
