"""The languages of the tests: two that ship with the project, two with other plurals and scripts."""

from __future__ import annotations

from pathlib import Path

import pytest

from dossier_timeline.languages import Language, load_languages

HERE = Path(__file__).parent
SHIPPED = HERE.parents[1] / "templates" / "locales"


@pytest.fixture(scope="session")
def languages() -> dict[str, Language]:
    """The shipped languages, with Polish and Arabic from this folder."""
    shipped, _ = load_languages(["nl", "en"], [SHIPPED])
    others, problems = load_languages(["pl", "ar"], [HERE / "locales"])
    assert problems == []
    return shipped | others


@pytest.fixture
def nl(languages: dict[str, Language]) -> Language:
    """Dutch."""
    return languages["nl"]


@pytest.fixture
def en(languages: dict[str, Language]) -> Language:
    """English, by British formats."""
    return languages["en"]


@pytest.fixture
def pl(languages: dict[str, Language]) -> Language:
    """Polish: three plural forms, an alphabet of its own."""
    return languages["pl"]


@pytest.fixture
def ar(languages: dict[str, Language]) -> Language:
    """Arabic: six plural forms, from right to left."""
    return languages["ar"]
