"""Values of options: what stands in braces in report_url, and the facets of timeline_pages."""

from __future__ import annotations

from pathlib import Path

import pytest
from markupsafe import Markup

from dossier_timeline.checks.option_values import check_report_url, check_timeline_pages
from dossier_timeline.site.language_context import LanguageContext
from dossier_timeline.site.page_context import PageContext
from dossier_timeline.views.frame import make_frame
from tests.helpers.files import GOOD
from tests.helpers.small_site import config_of, dossier_of, planned

HELP = "https%3A%2F%2Fexample.org%2Fdossier%2Fen%2Fhelp%2F"


@pytest.mark.parametrize(
    ("setting", "href"),
    [
        ("https://example.org/r?page={page}", f"https://example.org/r?page={HELP}"),
        ("https://example.org/r?page={url}", f"https://example.org/r?page={HELP}"),
        ("https://example.org/r?t={title}&p={page}", f"https://example.org/r?t=Where%20to%20turn&p={HELP}"),
        ("mailto:editors@example.org", "mailto:editors@example.org"),
        ("", ""),
    ],
)
def test_an_error_is_reported_with_the_address_and_title_of_the_page(setting: str, href: str) -> None:
    config = config_of(GOOD, report_url=setting)
    site = planned(dossier_of(GOOD), config)
    page = next(page for page in site.pages if page.path == "en/help/index.html")
    ctx = PageContext(LanguageContext(site, config, site.languages["en"], show=lambda _: Markup("")), page)
    assert make_frame(ctx).foot.report == href
    assert check_report_url(config.addresses.report_url, config.paths) == []


def test_a_placeholder_that_stands_for_nothing_is_told_at_its_line(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text("site_name: x\nplugins:\n- dossier:\n    report_url: …\n", "utf-8")
    config = config_of(tmp_path, report_url="https://example.org/{path}?{page}&{path}&{}")
    told = [
        (str(one.position), one.code, one.message)
        for one in check_report_url(config.addresses.report_url, config.paths)
    ]
    assert [(position, code) for position, code, _ in told] == [
        ("mkdocs.yml:4:1", "unknown-placeholder"),
        ("mkdocs.yml:4:1", "unknown-placeholder"),
    ]
    assert "{path}" in told[0][2]
    assert "{}" in told[1][2]


def test_a_facet_that_the_timeline_does_not_have_is_told_at_its_line(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: x\nplugins:\n- dossier:\n    timeline_pages: [actors, kind]\n", "utf-8"
    )
    paths = config_of(tmp_path).paths
    (problem,) = check_timeline_pages(("actors", "kind", "actors"), paths)
    assert (str(problem.position), problem.code) == ("mkdocs.yml:4:1", "unknown-facet")
    assert "actors" in problem.message
    assert problem.hint == "did you mean “actor”?"
