"""The receipt of a verification, and what it notices afterwards."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

import pytest

from dossier_timeline.checks.receipt import check_receipt
from dossier_timeline.evidence.receipt import (
    Receipt,
    list_items,
    make_receipt,
    parse_receipt,
    text_digest,
)
from tests.evidence.proving import Site
from tests.evidence.test_verification import GOOD, TEXT

DAY = "2020-07-01"


def _receipt(site: Site, day: str = DAY, before: Receipt | None = None) -> Receipt:
    dossier = site.reading().dossier
    assert dossier
    return make_receipt(dossier, site.verified(), site.texts, day, before)


def _told(site: Site, receipt: Receipt) -> list[tuple[str, str]]:
    reading = site.reading()
    assert reading.dossier
    problems = check_receipt(reading.dossier, receipt, reading.positions, "content/verification.json")
    return [(p.code, p.message) for p in problems]


def test_the_digest_of_a_text_can_be_computed_again() -> None:
    assert text_digest("One  line\r\nother\r\n") == sha256(b"One line\nother").hexdigest()


def test_nothing_is_told_of_what_has_not_changed(tmp_path: Path) -> None:
    site = Site(tmp_path, TEXT, GOOD)
    receipt = _receipt(site)
    assert _told(site, receipt) == []
    dossier = site.reading().dossier
    assert dossier
    assert set(receipt.entries) == {item.id for item in list_items(dossier)}
    assert receipt.count_by_status() == {"derived": 1, "inferred": 1, "placed": 1, "printed": 14}


def test_it_is_the_same_json_again(tmp_path: Path) -> None:
    receipt = _receipt(Site(tmp_path, TEXT, GOOD))
    text = receipt.to_json()
    assert parse_receipt(text).to_json() == text
    assert _receipt(Site(tmp_path, TEXT, GOOD)).to_json() == text
    assert TEXT.split()[0] not in text
    assert list(json.loads(text)["entries"]) == sorted(receipt.entries)


@pytest.mark.parametrize(
    ("old", "new", "changed"),
    [
        ("value: 150", "value: 151", {"ships", "double"}),
        ("unit: EUR", "unit: USD", {"money"}),
        ("value: 150, unit: ship", "value: 150", {"ships"}),
        ("qualifier: over, ", "", {"ships"}),
        ("date: 2019, passage: ~In 2019~", "date: 2018, passage: ~In 2019~", {"ships", "growth"}),
        ("ships * 2", "ships * 3", {"double"}),
        ("text: Nog nooit zo druk", "text: Nog nooit", {"quoted"}),
        ("date: 2020-03-03", "date: 2020-03-04", {"opened"}),
        ("inferred: year", "inferred: date", {"opened"}),
        ("due: 2021", "due: 2022", {"renew"}),
        ("north: 4", "north: 3", {"table-y2018.north"}),
        ("n: 11", "n: 12", {"table-y2019.n"}),
        ("n: day", "n: week", {"table-y2018.n", "table-y2019.n"}),
        ("value: 3,", "value: 3, printed: drie,", {"quays"}),
        ("passage: ~drie kades~}\nwaived", "passage: ~de kade geopend~}\nwaived", {"renew"}),
    ],
)
def test_every_change_is_told(tmp_path: Path, old: str, new: str, changed: set[str]) -> None:
    receipt = _receipt(Site(tmp_path, TEXT, GOOD))
    assert old in GOOD
    told = _told(Site(tmp_path, TEXT, GOOD.replace(old, new)), receipt)
    assert {code for code, _ in told} == {"changed-since-checked"}
    assert {message.split("”")[0][1:] for _, message in told} == changed
    assert all(f"on {DAY}" in message for _, message in told)


def test_what_is_new_and_what_is_gone(tmp_path: Path) -> None:
    receipt = _receipt(Site(tmp_path, TEXT, GOOD))
    told = _told(Site(tmp_path, TEXT, GOOD.replace("id: quays", "id: jetties")), receipt)
    assert [code for code, _ in told] == ["never-checked", "checked-but-gone"]


def test_an_id_that_is_given_twice_is_not_told_as_changed(tmp_path: Path) -> None:
    receipt = _receipt(Site(tmp_path, TEXT, GOOD))
    for name in ("quays", "growth"):
        assert f"id: {name}" in GOOD
        told = _told(Site(tmp_path, TEXT, GOOD.replace(f"id: {name}", "id: ships")), receipt)
        assert not [message for _, message in told if "“ships”" in message]
        assert ("checked-but-gone", f"the receipt speaks of “{name}”, which is there no more") in told


def test_what_has_not_changed_keeps_its_day(tmp_path: Path) -> None:
    first = _receipt(Site(tmp_path, TEXT, GOOD))
    other = Site(tmp_path, TEXT, GOOD.replace("due: 2021", "due: 2020-06-15"))
    second = _receipt(other, "2020-08-01", first)
    days = {name: entry.checked for name, entry in second.entries.items()}
    assert second.checked == "2020-08-01"
    assert days.pop("renew") == "2020-08-01"
    assert set(days.values()) == {DAY}


def test_what_failed_is_not_in_it(tmp_path: Path) -> None:
    receipt = _receipt(Site(tmp_path, TEXT, GOOD.replace("value: 150", "value: 151")))
    assert "ships" not in receipt.entries
    assert "growth" in receipt.entries


def test_another_text_is_another_receipt(tmp_path: Path) -> None:
    receipt = _receipt(Site(tmp_path, TEXT, GOOD))
    assert text_digest(TEXT.replace("\n", "\r\n")) == receipt.texts["report.txt"]
    assert text_digest(TEXT.replace("drie", "vier")) != receipt.texts["report.txt"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"format": 99}',
        '{"format": 1}',
        '{"format": 2}',
        '{"format": 2, "texts": [], "documents": {}, "entries": {}}',
        '{"format": 2, "texts": {}, "documents": {}, "entries": {"a": {}}}',
        '{"format": 2, "texts": {}, "documents": {"a": {"segmentation_digest": "0"}}, "entries": {}}',
        '{"format": 2, "texts": {}, "documents": {}, "entries": []}',
        '{"format": 2, "entries": {"a": {"hash": "0", "found": "printed", "checked": "2020-02-31"}}}',
    ],
)
def test_what_is_no_receipt(text: str) -> None:
    with pytest.raises(ValueError, match="it"):
        parse_receipt(text)
