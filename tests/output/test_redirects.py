"""The page at an address that has moved."""

from __future__ import annotations

from collections.abc import Mapping

from dossier_timeline.output.redirects import make_moved_pages
from dossier_timeline.site.permalinks import Redirects
from dossier_timeline.site.plan import SitePlan
from tests.helpers.files import GOOD
from tests.helpers.html import select, values
from tests.helpers.small_site import BASE, config_of


def test_a_page_that_has_moved_leads_on_and_names_the_style_and_icons_of_the_site(
    site: SitePlan, files: Mapping[str, bytes]
) -> None:
    moved = Redirects({"en/a/old/index.html": "en/timeline/index.html#year-2021"}, ())
    folders = config_of(GOOD).paths.templates
    made = make_moved_pages(moved, site, files, {}, template_folders=folders, site_url=BASE, is_preview=False)
    page = made["en/a/old/index.html"].decode()
    assert values(page, "a.go", "href") == ["../../timeline/#year-2021"]
    for kind in ("stylesheet", "icon"):
        named = [one.get("href", "") for one in select(page, f"link[rel={kind}]")]
        assert named
        assert {href.removeprefix("../../../") for href in named} <= files.keys(), kind
