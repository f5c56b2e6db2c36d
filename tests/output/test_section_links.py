"""Links of a site's own pages into its dossier are followed."""

from __future__ import annotations

from dossier_timeline.config import SiteAddresses
from dossier_timeline.output.page_reports import PageReports
from dossier_timeline.output.section_links import check_section_links
from dossier_timeline.publishing.site_files import SiteFiles

ADDRESSES = SiteAddresses("https://example.org/docs/dossier/", mount="dossier")
PAGE = b'<!doctype html><html lang="en"><head><title>x</title></head><body><p id="trees">x</p></body></html>'
FILES = SiteFiles({"index.html": PAGE, "en/index.html": PAGE, "data/a.csv": b"1"})


def told(link: str, path: str = "guide/a/index.html") -> list[str]:
    page = f'<!doctype html>\n<p>see <a class="x" href={link}>it</a> and <a href={link}>it</a></p>'.encode()
    reports = PageReports(FILES, ADDRESSES.site_url)
    found = [*check_section_links({path: page, "a.css": page}, reports, FILES, ADDRESSES, "site")]
    assert {problem.code for problem in found} <= {"section-link"}
    return [f"{problem.position}: {problem.message}" for problem in found]


def test_links_that_lead_somewhere_or_elsewhere_are_silent() -> None:
    for address in (
        "../../dossier/", "../../dossier/en/", "../../dossier/en", "../../dossier/en/#trees",
        "../../dossier/data/a.csv", "/docs/dossier/en/", "https://example.org/docs/dossier/en/index.html",
        "../b/", "https://example.org/dossier/nothing/", "../../dossiers/x/", "mailto:dossier@example.org",
        "#dossier", "http://[dossier",
    ):  # fmt: skip
        assert told(f'"{address}"') == [], address


def test_a_link_that_leads_to_nothing_is_told_once_where_it_stands() -> None:
    for address in ("../../dossier/nl/", "/docs/dossier/nl/", "https://example.org/docs/dossier/en/x.html"):
        (message,) = told(f'"{address}"')
        assert message.startswith("site/guide/a/index.html:2:27: ")
        assert f"“{address}”" in message
    assert len(told("'../../dossier/en/#bushes'")) == 1
    assert len(told("dossier/nothing/", "index.html")) == 1
