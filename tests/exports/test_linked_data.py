"""What pages say of themselves to machines: JSON-LD and the tags in their heads."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from dossier_timeline.model.base import Words
from dossier_timeline.model.dates import parse_date
from dossier_timeline.output.audit import audit_site
from dossier_timeline.output.render import render_site
from tests.exports.exported import BASE, GOOD
from tests.helpers.html import select, select_one, text_of, texts, values
from tests.helpers.small_site import config_of, dossier_of, planned

DOCUMENT = "en/documents/progress-report-2021/index.html"
LINKED_DATA = "script[type='application/ld+json']"


def graph(files: Mapping[str, bytes], path: str) -> list[dict[str, Any]]:
    data = json.loads("".join(select_one(files[path], LINKED_DATA).itertext()))
    assert set(data) == {"@context", "@graph"}
    assert data["@context"] == "https://schema.org"
    nodes: list[dict[str, Any]] = data["@graph"]
    return nodes


def of_type(files: Mapping[str, bytes], path: str, name: str) -> list[dict[str, Any]]:
    return [node for node in graph(files, path) if node["@type"] == name]


def pages(files: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    yield from ((path, content) for path, content in files.items() if path.endswith(".html"))


def is_unlisted(page: bytes) -> bool:
    return values(page, "meta[name=robots]", "content") == ["noindex"]


def test_every_page_with_a_way_to_it_says_so(files: Mapping[str, bytes]) -> None:
    for path, page in pages(files):
        if not select(page, "nav.crumbs") or is_unlisted(page):
            continue
        (trail,) = of_type(files, path, "BreadcrumbList")
        names = texts(page, "nav.crumbs li")
        items = trail["itemListElement"]
        assert [item["name"] for item in items] == names, path
        assert [item["position"] for item in items] == list(range(1, len(items) + 1))
        assert [items[-1]["item"]] == values(page, "link[rel=canonical]", "href")


def test_pages_that_are_not_for_finding_say_nothing(files: Mapping[str, bytes]) -> None:
    unlisted = {path: page for path, page in pages(files) if is_unlisted(page)}
    assert unlisted
    for path, page in unlisted.items():
        assert not select(page, LINKED_DATA), path


def test_a_document_is_a_report_based_on_its_source(files: Mapping[str, bytes]) -> None:
    (report,) = of_type(files, DOCUMENT, "Report")
    assert report["@id"] == f"{BASE}en/documents/progress-report-2021/"
    assert report["dateModified"] == "2022-01-15"
    source = report["isBasedOn"]
    assert source["@type"] == "Report"
    assert source["inLanguage"] == "nl"
    assert source["datePublished"] == "2021-11-04"
    assert source["author"] == [{"@type": "Person", "name": "Anna de Boer"}]
    assert "url" not in source, "nobody has opened the address"


def test_events_have_the_dates_that_are_certain(files: Mapping[str, bytes]) -> None:
    events = {event["name"]: event for event in of_type(files, "en/timeline/index.html", "Event")}
    assert events["The Mill Bridge opens"]["startDate"] == "2020-09-11"
    assert events["The Mill Bridge opens"]["url"] == f"{BASE}en/timeline/#mill-bridge-opened"
    assert "Residents' evening" not in events, "a season is no date in ISO 8601"


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("2014-09-30", "2014-09-30"),
        ("2014-09", "2014-09"),
        ("2014", "2014"),
        ("2014-21", None),
        ("201X", None),
        ("2014~", None),
        ("2014?", None),
        ("2014-11-05/2014-11-06", "2014-11-05"),
    ],
)
def test_days_in_iso_8601(text: str, written: str | None) -> None:
    date = parse_date(text)
    assert (date.start or date).iso8601 == written


def test_the_figures_are_a_dataset_with_its_files(files: Mapping[str, bytes]) -> None:
    (dataset,) = of_type(files, "en/figures/index.html", "Dataset")
    parts = {part["name"]: part for part in dataset["hasPart"]}
    assert (
        parts["Inspections per year"]["distribution"]["contentUrl"] == f"{BASE}data/figures/inspections.csv"
    )
    urls = [file["contentUrl"] for file in dataset["distribution"]]
    urls += [part["distribution"]["contentUrl"] for part in parts.values()]
    assert all(url.removeprefix(BASE) in files for url in urls)


def test_law_is_legislation() -> None:
    def law(dossier: Any) -> Any:
        works = tuple(
            work.model_copy(
                update={"identifiers": work.identifiers.model_copy(update={"celex": "32011L0093"})}
            )
            for work in dossier.works[:1]
        )
        return dossier.model_copy(update={"works": (*works, *dossier.works[1:])})

    files = render_site(planned(law(dossier_of(GOOD)), config_of(GOOD)), config_of(GOOD))
    (node,) = of_type(files, "en/works/index.html", "Legislation")
    assert node["legislationIdentifier"] == "32011L0093"
    assert node["name"] == "Standard for railings"


def test_no_title_gets_out_of_its_script() -> None:
    bad = '</script><script>alert(1)</script> & <!-- "'
    dossier = dossier_of(GOOD)
    documents = tuple(
        document.model_copy(update={"title": Words({"nl": bad, "en": bad})}) for document in dossier.documents
    )
    files = render_site(
        planned(dossier.model_copy(update={"documents": documents}), config_of(GOOD)), config_of(GOOD)
    )
    assert of_type(files, DOCUMENT, "Report")[0]["name"] == bad
    assert b"<script>alert" not in files[DOCUMENT]
    assert audit_site({**files, "manifest.json": b"{}"}, base=BASE) == []


def metas(page: bytes) -> dict[str, str]:
    return {one.get("name", ""): one.get("content", "") for one in select(page, "meta[name][content]")}


def test_a_document_page_has_the_tags_that_reference_managers_read(files: Mapping[str, bytes]) -> None:
    found = metas(files[DOCUMENT])
    assert found["citation_title"] == found["DC.title"] == "Progress report on the bridges"
    assert found["citation_author"] == found["DC.creator"] == "The editors"
    assert found["citation_publication_date"] == "2022/01/15"
    assert found["DC.date"] == "2022-01-15"
    assert (
        found["citation_public_url"] == found["DC.identifier"] == f"{BASE}en/documents/progress-report-2021/"
    )
    assert found["citation_language"] == "en"
    assert found["citation_technical_report_institution"] == "Bridges of Brugstede"
    assert found["DC.publisher"] == "The editors"


def test_the_tags_say_all_that_the_line_by_which_a_page_is_cited_says(files: Mapping[str, bytes]) -> None:
    for path in (DOCUMENT, "nl/documenten/voortgangsbericht-2021/index.html"):
        found, line = metas(files[path]), text_of(select(files[path], "div.cite p")[-1])
        for name in ("citation_author", "citation_title", "citation_public_url"):
            assert found[name] in line
        assert found["citation_technical_report_institution"] in line
        assert found["citation_publication_date"][:4] in line


def test_other_pages_have_none(files: Mapping[str, bytes]) -> None:
    assert not [
        name for name in metas(files["en/timeline/index.html"]) if name.startswith(("citation", "DC"))
    ]


def test_every_page_names_the_feeds_of_its_language(files: Mapping[str, bytes]) -> None:
    page = files[DOCUMENT]
    for media, name in (("application/atom+xml", "feed.xml"), ("application/feed+json", "feed.json")):
        assert values(page, f"link[rel=alternate][type='{media}']", "href") == [f"../../{name}"]
        assert f"en/{name}" in files


def test_all_this_weighs_little(files: Mapping[str, bytes]) -> None:
    page = files[DOCUMENT].decode()
    without = re.sub(r'<script type="application/ld\+json">.*?</script>', "", page, flags=re.DOTALL)
    without = re.sub(r'<meta name="(?:citation_|DC\.)[^>]*>|<link rel="alternate" type[^>]*>', "", without)
    assert len(gzip.compress(page.encode())) - len(gzip.compress(without.encode())) < 700
