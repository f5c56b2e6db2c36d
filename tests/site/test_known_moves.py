"""Addresses that earlier versions of the generator made lead to what is there now."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from dossier_timeline.output.render import render_site
from dossier_timeline.site.known_moves import KnownMoves
from dossier_timeline.site.permalinks import path_of_permalink
from tests.bench.synthetic import write_dossier
from tests.helpers.files import GOOD
from tests.helpers.html import values
from tests.helpers.small_site import config_of, dossier_of, good_files, good_site, planned

REPORT = "/en/documents/progress-report-2021/"


@pytest.mark.parametrize(
    ("address", "target"),
    [
        (f"{REPORT}citation.bib", "/data/citations/letter-2021.bib"),
        (f"{REPORT}citation.json", "/data/citations/letter-2021.csl.json"),
        (f"{REPORT}this-page.ris", REPORT),
        ("/nl/documenten/bruggenplan-2019/citation.ris", "/data/citations/plan-2019.ris"),
        ("/nl/cijfers/inspections.csv", "/data/figures/inspections.csv"),
        ("/en/timeline/document/progress-report-2021/", f"{REPORT}#section-events"),
        (
            "/nl/tijdlijn/document/voortgangsbericht-2021/",
            "/nl/documenten/voortgangsbericht-2021/#section-events",
        ),
        ("/en/report/part-1/", "/en/report/"),
        ("/en/report/part-2/", ""),
        ("/en/report/part-0/", ""),
        ("/en/timeline/document/none/", ""),
        ("/en/about/", ""),
    ],
)
def test_a_former_address_has_its_target(address: str, target: str) -> None:
    assert KnownMoves(good_site()).find_target(address) == target
    files: Mapping[str, bytes] = good_files()
    page, _, fragment = target.partition("#")
    if page:
        assert path_of_permalink(page) in files
    if fragment:
        assert fragment in values(files[path_of_permalink(page)], "[id]", "id")


def test_a_document_without_events_leads_to_its_page() -> None:
    dossier = dossier_of(GOOD)
    documents = tuple(one.model_copy(update={"events": ()}) for one in dossier.documents)
    site = planned(dossier.model_copy(update={"documents": documents}), config_of(GOOD))
    moves = KnownMoves(site)
    assert moves.find_target("/en/timeline/document/progress-report-2021/") == REPORT


def test_a_numbered_part_leads_to_the_part_that_has_its_first_document(tmp_path: Path) -> None:
    write_dossier(tmp_path / "dossier", 81)
    config = config_of(tmp_path / "dossier", search=False)
    site = planned(dossier_of(tmp_path / "dossier"), config)
    files = render_site(site, config)
    for number in (1, 2, 3):
        target = KnownMoves(site).find_target(f"/nl/rapport/deel-{number}/")
        document = site.dossier.documents[(number - 1) * 40]
        assert document.id in values(files[path_of_permalink(target)], "[id]", "id")
    assert not KnownMoves(site).find_target("/nl/rapport/deel-4/")
