"""Registers and documents name each other: what a document names, its entry in a register shows."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest

from dossier_timeline.model.dossier import Dossier
from dossier_timeline.output.render import render_site
from tests.helpers.files import GOOD
from tests.helpers.html import select, values
from tests.helpers.small_site import config_of, dossier_of, planned


def _people_of(files: Mapping[str, bytes], dossier: Dossier) -> set[tuple[str, str]]:
    """Which document names which person, body or country, by the documents' pages."""
    found = set()
    for document in dossier.documents:
        slug = document.slug["en"]
        page = files[f"en/documents/{slug}/index.html"]
        for address in values(page, "section[aria-labelledby=section-people] a", "href"):
            found.add((slug, address.partition("#")[2]))
    return found


def _documents_of(files: Mapping[str, bytes]) -> set[tuple[str, str]]:
    """The same by the registers."""
    found = set()
    for register in ("people", "countries"):
        for entry in select(files[f"en/{register}/index.html"], ".entry"):
            for address in values(entry, "a", "href"):
                if document := re.fullmatch(r"\.\./documents/([^/#]+)/", address):
                    found.add((document[1], entry.get("id", "")))
    return found


@pytest.fixture(scope="module")
def dossier() -> Dossier:
    """The small good site, whose documents name nobody but as publisher, in events and in promises."""
    whole = dossier_of(GOOD)
    only = {"sender": (), "recipient": (), "actors": (), "publisher": ("bridge-office",)}
    office = whole.actors[0].model_copy(update={"id": "bridge-office", "aliases": (), "roles": ()})
    documents = tuple(document.model_copy(update=only) for document in whole.documents)
    changes = {"documents": documents, "actors": (*whole.actors, office)}
    return Dossier.model_construct(**{**dict(whole), **changes})


@pytest.fixture(scope="module")
def files(dossier: Dossier) -> Mapping[str, bytes]:
    return render_site(planned(dossier, config_of(GOOD)), config_of(GOOD))


def test_a_register_shows_each_document_that_names_an_entry_in_whatever_part(
    files: Mapping[str, bytes], dossier: Dossier
) -> None:
    named = _people_of(files, dossier)
    assert len({name for _, name in named}) > 2
    assert named <= _documents_of(files)


def test_a_document_names_its_publisher(files: Mapping[str, bytes], dossier: Dossier) -> None:
    published = {(one.slug["en"], actor) for one in dossier.documents for actor in one.publisher}
    assert published <= _people_of(files, dossier)


def test_a_document_leads_to_what_rests_on_it_elsewhere(files: Mapping[str, bytes], dossier: Dossier) -> None:
    (document,) = (one for one in dossier.documents if one.id == "letter-2021")
    page = files[f"en/documents/{document.slug['en']}/index.html"]
    links = values(page, "section[aria-labelledby=section-cited-by] a", "href")
    assert "../../promises/#renew-bridges" in links
    assert "./" not in links
