"""The feeds: what Atom and JSON Feed ask for, and that they change with the content alone."""

from __future__ import annotations

import re
import shutil
import xml.etree.ElementTree as ET
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from dossier_timeline.diagnostics.diagnostic import ContentError
from dossier_timeline.exports import feeds
from dossier_timeline.model.base import Words
from dossier_timeline.model.dates import parse_date
from dossier_timeline.model.dossier import Dossier
from tests.exports.exported import BASE, GOOD, changed, exported, good, json_of, real

A = "{http://www.w3.org/2005/Atom}"
XML = "{http://www.w3.org/XML/1998/namespace}"
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
"""RFC 4287, 3.3: a date of RFC 3339 with an upper-case T and Z."""


@pytest.fixture(scope="module", params=["good", "real"])
def files(request: pytest.FixtureRequest) -> dict[str, bytes]:
    """The exports of the small site, and of this project's own dossier."""
    return good() if request.param == "good" else real()


def atom(files: dict[str, bytes], code: str) -> ET.Element:
    return ET.fromstring(files[f"{code}/feed.xml"])


def one(element: ET.Element, name: str) -> ET.Element:
    found = element.findall(A + name)
    assert len(found) == 1, (element.tag, name, len(found))
    return found[0]


def links(element: ET.Element) -> list[dict[str, str]]:
    return [link.attrib for link in element.findall(f"{A}link")]


@pytest.mark.parametrize("code", ["nl", "en"])
def test_a_feed_has_what_rfc_4287_asks_for(files: dict[str, bytes], code: str) -> None:
    feed = atom(files, code)
    assert feed.tag == f"{A}feed"
    assert feed.get(f"{XML}lang") == code
    assert one(feed, "title").text
    assert MOMENT.fullmatch(one(feed, "updated").text or "")
    assert one(one(feed, "author"), "name").text
    own = [link for link in links(feed) if link["rel"] == "self"]
    assert [link["href"] for link in own] == [f"{BASE}{code}/feed.xml"] == [one(feed, "id").text]
    for element in (feed, *feed.findall(f"{A}entry")):
        alternates = [(x.get("type"), x.get("hreflang")) for x in links(element) if x["rel"] == "alternate"]
        assert len(alternates) == len(set(alternates)), "4.1.1: no two alternates of one type and language"
        assert all(urlsplit(link["href"]).scheme for link in links(element))


@pytest.mark.parametrize("code", ["nl", "en"])
def test_an_entry_has_what_rfc_4287_asks_for(files: dict[str, bytes], code: str) -> None:
    entries = atom(files, code).findall(f"{A}entry")
    assert entries
    for entry in entries:
        assert one(entry, "title").text
        assert one(entry, "summary").get("type") == "text"
        assert MOMENT.fullmatch(one(entry, "updated").text or "")
        assert [link for link in links(entry) if link["rel"] == "alternate" and link["hreflang"] == code]
    ids = [one(entry, "id").text or "" for entry in entries]
    assert len(ids) == len(set(ids))
    assert all(urlsplit(name).scheme == "https" for name in ids)


@pytest.mark.parametrize("code", ["nl", "en"])
def test_the_newest_is_first_and_gives_the_feed_its_day(files: dict[str, bytes], code: str) -> None:
    feed = atom(files, code)
    days = [one(entry, "updated").text or "" for entry in feed.findall(f"{A}entry")]
    assert days == sorted(days, reverse=True)
    assert one(feed, "updated").text == days[0]


@pytest.mark.parametrize("code", ["nl", "en"])
def test_the_json_feed_has_what_version_1_1_asks_for(files: dict[str, bytes], code: str) -> None:
    feed = json_of(files, f"{code}/feed.json")
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["title"]
    assert feed["feed_url"] == f"{BASE}{code}/feed.json"
    assert feed["home_page_url"] == f"{BASE}{code}/"
    assert feed["language"] == code
    assert all(author["name"] for author in feed["authors"])
    for item in feed["items"]:
        assert isinstance(item["id"], str)
        assert item["content_text"]
        assert item["url"].startswith(BASE)
        datetime.fromisoformat(item["date_modified"])
        assert "external_url" not in item or urlsplit(item["external_url"]).scheme in ("http", "https")


@pytest.mark.parametrize("code", ["nl", "en"])
def test_both_feeds_say_the_same(files: dict[str, bytes], code: str) -> None:
    entries = atom(files, code).findall(f"{A}entry")
    items = json_of(files, f"{code}/feed.json")["items"]
    assert [one(entry, "id").text for entry in entries] == [item["id"] for item in items]
    assert [one(entry, "title").text for entry in entries] == [item["title"] for item in items]
    assert [one(entry, "updated").text for entry in entries] == [item["date_modified"] for item in items]


def test_documents_and_corrections_are_entries() -> None:
    items = {item["id"].partition("#")[2]: item for item in json_of(good(), "en/feed.json")["items"]}
    assert {"plan-2019", "letter-2021", "correction-number"} == set(items)
    correction = items["correction-number"]
    assert correction["url"] == f"{BASE}en/corrections/#correction-number"
    assert correction["date_modified"] == "2022-01-12T00:00:00Z"
    assert correction["content_text"] == "26 had the wrong year."
    assert correction["title"].startswith("Correction: ")


def test_an_entry_keeps_its_id_when_its_title_and_address_change() -> None:
    def renamed(dossier: Dossier) -> Dossier:
        words = Words({"nl": "anders", "en": "otherwise"})
        changes: dict[str, Any] = {"title": words, "slug": words}
        documents = tuple(document.model_copy(update=changes) for document in dossier.documents[:1])
        return dossier.model_copy(update={"documents": (*documents, *dossier.documents[1:])})

    before, after = good(), exported(GOOD, renamed)
    assert before["en/feed.xml"] != after["en/feed.xml"]
    ids = [{item["id"] for item in json_of(files, "en/feed.json")["items"]} for files in (before, after)]
    assert ids[0] == ids[1]


def test_the_day_of_an_entry_is_that_of_its_content() -> None:
    def later(dossier: Dossier) -> Dossier:
        return changed(dossier, updated=parse_date("2030-02-03"))

    items = json_of(exported(GOOD, later), "en/feed.json")["items"]
    days = {item["id"].partition("#")[2]: item["date_modified"] for item in items}
    assert days["letter-2021"] == "2030-02-03T00:00:00Z"
    assert days["correction-number"] == "2022-01-12T00:00:00Z"


def test_a_document_without_a_text_of_this_language_is_not_in_its_feed() -> None:
    def untranslated(dossier: Dossier) -> Dossier:
        summaries = tuple(
            summary.model_copy(update={"texts": {c: t for c, t in summary.texts.items() if c == "nl"}})
            if summary.document == "letter-2021"
            else summary
            for summary in dossier.summaries
        )
        return dossier.model_copy(update={"summaries": summaries})

    files = exported(GOOD, untranslated)
    found = {code: files[f"{code}/feed.json"].decode() for code in ("nl", "en")}
    assert "#letter-2021" in found["nl"]
    assert "#letter-2021" not in found["en"]


def test_drafts_are_in_no_feed() -> None:
    def drafted(dossier: Dossier) -> Dossier:
        documents = tuple(
            document.model_copy(update={"draft": document.id == "letter-2021"})
            for document in dossier.documents
        )
        return dossier.model_copy(
            update={"documents": documents, "corrections": (), "facts": (), "figures": (), "differences": ()}
        )

    assert "letter-2021" not in exported(GOOD, drafted)["en/feed.xml"].decode()


def test_characters_that_xml_has_no_place_for_do_not_break_a_feed() -> None:
    words = Words({"nl": "A\x07 <b>& \ufffe]]>", "en": "A\x07 <b>& \ufffe]]>"})
    feed = atom(exported(GOOD, lambda dossier: changed(dossier, title=words)), "en")
    assert one(feed, "title").text == "A <b>& ]]>"


def test_a_mistake_in_an_own_template_of_the_feed_is_told_at_its_line(tmp_path: Path) -> None:
    own = tmp_path / "templates" / "exports" / "feed.xml"
    own.parent.mkdir(parents=True)
    own.write_text("<feed>\n{{ feed.titel }}\n</feed>\n", encoding="utf-8")
    shutil.copytree(GOOD / "content", tmp_path / "content")
    with pytest.raises(ContentError) as told:
        exported(tmp_path)
    (problem,) = told.value.problems
    assert (str(problem.position), problem.code) == ("templates/exports/feed.xml:2:1", "template-undefined")


def test_a_feed_has_the_newest_entries_only(monkeypatch: pytest.MonkeyPatch) -> None:
    all_entries = [one(entry, "id").text for entry in atom(good(), "en").findall(f"{A}entry")]
    assert len(all_entries) > 2
    monkeypatch.setattr(feeds, "NEWEST_FEED_ENTRIES", 2)
    files = exported(GOOD)
    assert [one(entry, "id").text for entry in atom(files, "en").findall(f"{A}entry")] == all_entries[:2]
    assert [item["id"] for item in json_of(files, "en/feed.json")["items"]] == all_entries[:2]
    assert one(atom(files, "en"), "updated").text == one(atom(good(), "en"), "updated").text
