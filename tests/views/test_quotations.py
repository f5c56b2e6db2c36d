"""The quotations of a document, where it is told and in the whole report."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from dossier_timeline.output.render import render_site
from tests.helpers.files import GOOD
from tests.helpers.html import select_one, values
from tests.helpers.small_site import config_of, dossier_of, planned

QUOTATION, DIFFERENCE = "quotation-progress", "how-many-bridges"


@pytest.fixture(scope="module")
def pages() -> Mapping[str, bytes]:
    """The small good site, with a difference between sources that concerns a quotation and nothing else."""
    dossier = dossier_of(GOOD)
    changes = {
        "concerns": (QUOTATION,),
        "sides": tuple(
            side.model_copy(update={"facts": (), "passage": None, "work": "bridge-standard"})
            for side in dossier.differences[0].sides
        ),
    }
    changed = dossier.model_copy(update={"differences": (dossier.differences[0].model_copy(update=changes),)})
    return render_site(planned(changed, config_of(GOOD)), config_of(GOOD))


@pytest.mark.parametrize(
    ("path", "difference"),
    [
        ("en/documents/bridge-plan-2019/index.html", f"../../differences/#{DIFFERENCE}"),
        ("en/report/index.html", f"#{DIFFERENCE}"),
    ],
)
def test_a_quotation_leads_to_the_difference_that_concerns_it(
    pages: Mapping[str, bytes], path: str, difference: str
) -> None:
    badge = select_one(pages[path], f"div#{QUOTATION} > dd > p > a.tag.amber")
    assert (badge.get("href"), badge.text) == (difference, "sources differ")


def test_a_document_names_the_differences_that_concern_its_quotations(pages: Mapping[str, bytes]) -> None:
    page = pages["en/documents/bridge-plan-2019/index.html"]
    links = values(page, "section[aria-labelledby=section-differences] a", "href")
    assert f"../../differences/#{DIFFERENCE}" in links
