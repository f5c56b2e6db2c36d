"""The events of a dossier as TimelineJS reads them: its format holds, and every date says what ours does."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from dossier_timeline.exports.timelinejs import write_timelinejs
from dossier_timeline.model.dates import parse_date
from dossier_timeline.model.dossier import Dossier
from dossier_timeline.model.story import Event
from dossier_timeline.site.language_context import LanguageContext
from tests.helpers.small_site import BASE, config_of, dossier_of, planned


def exported(dossier: Dossier, root: Path, code: str = "nl") -> Any:
    config = config_of(root)
    site = planned(dossier, config)
    return json.loads(write_timelinejs(LanguageContext(site, config, site.languages[code])))


def with_first_event(dossier: Dossier, **changes: object) -> Dossier:
    document = dossier.documents[0]
    event: Event = document.events[0].model_copy(update=changes)
    document = document.model_copy(update={"events": (event, *document.events[1:])})
    return dossier.model_copy(update={"documents": (document, *dossier.documents[1:])})


@pytest.mark.parametrize("code", ["nl", "en"])
def test_every_event_is_a_slide(good: Path, code: str) -> None:
    dossier = dossier_of(good)
    found = exported(dossier, good, code)
    events = {one.id: one for one in dossier.all_events()}
    assert {one["unique_id"] for one in found["events"]} == set(events)
    for slide in found["events"]:
        assert slide["text"]["headline"].replace("&#39;", "'") == events[slide["unique_id"]].title[code]
        assert slide["text"]["text"].rpartition(" ")[2].startswith(BASE)
        assert set(slide["start_date"]) <= {"year", "month", "day"}
    assert found["title"]["text"]["headline"] == dossier.settings.title[code]
    first = next(one for one in found["events"] if one["unique_id"] == "mill-bridge-opened")
    assert first["start_date"] == {"year": 2020, "month": 9, "day": 11}
    assert first["group"] == "Opening"
    assert "end_date" not in first


@pytest.mark.parametrize(
    ("date", "start", "end"),
    [
        ("2014", [2014], None),
        ("2014-05", [2014, 5], None),
        ("2014-05-03/2014-06", [2014, 5, 3], [2014, 6]),
        ("2014/..", [2014], None),
        ("../2014-05", [2014, 5], None),
        ("2014-22", [2014, 6], [2014, 8]),
        ("2014-33", [2014, 1], [2014, 3]),
        ("201X", [2010], [2019]),
        ("2013-24/2015-21", [2013, 12], [2015, 5]),
        ("2014-05-03~", [2014, 5, 3], None),
    ],
)
def test_the_ends_of_a_date(good: Path, date: str, start: list[int], end: list[int] | None) -> None:
    dossier = with_first_event(dossier_of(good), date=parse_date(date))
    name = dossier.documents[0].events[0].id
    slide = next(one for one in exported(dossier, good)["events"] if one["unique_id"] == name)
    assert list(slide["start_date"].values()) == start
    assert (list(slide["end_date"].values()) if "end_date" in slide else None) == end
    assert slide["display_date"]


def test_no_word_is_markup(good: Path) -> None:
    path = good / "content/documents/letter-2021/document.yml"
    path.write_text(
        path.read_text("utf-8").replace("nl: De Molenbrug gaat open", 'nl: "<b>De & brug</b>"'), "utf-8"
    )
    slides = exported(dossier_of(good), good)["events"]
    headline = next(one for one in slides if one["unique_id"] == "mill-bridge-opened")["text"]["headline"]
    assert headline == "&lt;b&gt;De &amp; brug&lt;/b&gt;"
