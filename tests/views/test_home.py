"""The home page lists all documents of a small dossier, and the newest of a large one."""

from __future__ import annotations

import pytest

from dossier_timeline.output.render import render_site
from dossier_timeline.views import home, overview
from tests.helpers.files import GOOD
from tests.helpers.html import texts, values
from tests.helpers.small_site import config_of, dossier_of, good_files, planned


def test_a_large_dossier_shows_its_newest_documents_and_the_way_to_all(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    small = good_files()["en/index.html"]
    listed = values(small, "section[aria-labelledby=the-documents] h3 a", "href")
    assert len(listed) == len(dossier_of(GOOD).documents) == 2
    monkeypatch.setattr(home, "MOST_HOME_DOCUMENTS", 1)
    monkeypatch.setattr(home, "NEWEST_DOCUMENTS", 1)
    page = render_site(planned(dossier_of(GOOD), config_of(GOOD)), config_of(GOOD))["en/index.html"]
    assert texts(page, "#the-documents") == ["The newest documents"]
    assert values(page, "section[aria-labelledby=the-documents] h3 a", "href") == listed[-1:]
    assert texts(page, "section[aria-labelledby=the-documents] > p > a") == ["All 2 documents"]
    assert values(page, "section[aria-labelledby=the-documents] > p > a", "href") == ["documents/"]


def test_the_overview_of_a_large_dossier_leads_to_its_years(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(overview, "MOST_LABELLED_DOCUMENTS", 1)
    site = planned(dossier_of(GOOD), config_of(GOOD))
    page = render_site(site, config_of(GOOD))["en/timeline/index.html"]
    names = values(page, "svg.wide a", "aria-label")
    numbers = [int(name.partition(": ")[2].partition(" event")[0]) for name in names]
    assert all(numbers)
    assert sum(numbers) == len(site.timeline_index.items)
    for address in values(page, "svg.wide a", "href"):
        assert address.removeprefix("#") in values(page, "section.year", "id")
