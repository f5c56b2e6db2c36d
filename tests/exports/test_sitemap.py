"""The sitemap holds each page once, in as many files as the protocol asks for."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest

from dossier_timeline.config import SiteAddresses
from dossier_timeline.exports import sitemap
from dossier_timeline.output.file_templates import make_file_renderer
from tests.helpers.files import GOOD
from tests.helpers.small_site import BASE, config_of, good_site

_NAMESPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def _write_sitemap() -> dict[str, bytes]:
    render = make_file_renderer(config_of(GOOD).paths, {})
    return sitemap.export_sitemap(good_site(), SiteAddresses(BASE), render)


def _list_locations(content: bytes) -> list[str]:
    return [one.text or "" for one in ET.fromstring(content).iter(f"{_NAMESPACE}loc")]


def test_few_pages_are_in_one_sitemap() -> None:
    files = _write_sitemap()
    assert sorted(files) == ["robots.txt", "sitemap.xml"]
    assert ET.fromstring(files["sitemap.xml"]).tag == f"{_NAMESPACE}urlset"


@pytest.mark.parametrize(("most_urls", "most_bytes"), [(7, 10**6), (50_000, 3000)])
def test_a_sitemap_index_names_as_many_sitemaps_as_are_needed(
    most_urls: int, most_bytes: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    single = _write_sitemap()
    monkeypatch.setattr(sitemap, "MOST_URLS", most_urls)
    monkeypatch.setattr(sitemap, "MOST_BYTES", most_bytes)
    files = _write_sitemap()
    assert files["robots.txt"] == single["robots.txt"]
    assert f"Sitemap: {BASE}sitemap.xml".encode() in files["robots.txt"]
    index = ET.fromstring(files["sitemap.xml"])
    assert index.tag == f"{_NAMESPACE}sitemapindex"
    named = _list_locations(files["sitemap.xml"])
    assert named == [f"{BASE}sitemap-{number}.xml" for number in range(1, len(files) - 1)]
    assert len(named) > 2
    parts = [files[one.removeprefix(BASE)] for one in named]
    assert max(map(len, parts)) <= most_bytes
    assert max(len(_list_locations(part)) for part in parts) <= most_urls
    assert [one for part in parts for one in _list_locations(part)] == _list_locations(single["sitemap.xml"])
