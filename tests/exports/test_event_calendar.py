"""The calendar of each language, read back by a library that others wrote."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier_timeline.exports import event_calendar
from dossier_timeline.exports.event_calendar import find_whole_days
from dossier_timeline.model.base import Words
from dossier_timeline.model.dates import parse_date
from dossier_timeline.model.dossier import Dossier
from dossier_timeline.site.timeline_index import list_timeline_items
from tests.exports.exported import BASE, GOOD, ROOT, exported, good, real
from tests.helpers.small_site import dossier_of


@pytest.fixture(scope="module", params=["good", "real"])
def site(request: pytest.FixtureRequest) -> tuple[Dossier, dict[str, bytes]]:
    """A dossier with its exports: that of the small site, and this project's own."""
    root = GOOD if request.param == "good" else ROOT
    return dossier_of(root), good() if request.param == "good" else real()


def read(files: dict[str, bytes], code: str) -> Any:
    return icalendar.Calendar.from_ical(files[f"{code}/calendar.ics"])


@pytest.mark.parametrize("code", ["nl", "en"])
def test_each_event_with_a_known_day_span_or_month_is_in_it_once(
    site: tuple[Dossier, dict[str, bytes]], code: str
) -> None:
    dossier, files = site
    calendar = read(files, code)
    assert calendar.errors == []
    assert calendar["version"] == "2.0"
    events = {str(event["uid"]): event for event in calendar.walk("VEVENT")}
    expected = {
        f"{item.id}.{code}@{dossier.settings.id}": days
        for item in list_timeline_items(dossier)
        if (days := find_whole_days(item.date))
    }
    assert events.keys() == expected.keys() != set()
    for uid, days in expected.items():
        event = events[uid]
        assert event.errors == []
        assert event["dtstart"].dt == days.first
        assert event["dtend"].dt == days.last + timedelta(days=1)
        assert type(event["dtstart"].dt) is date
        assert str(event["summary"]).strip()
        assert event["summary"].params["language"] == code
        assert str(event["url"]).startswith(BASE + code)


@pytest.mark.parametrize("code", ["nl", "en"])
def test_lines_are_folded_and_end_as_the_standard_asks(
    site: tuple[Dossier, dict[str, bytes]], code: str
) -> None:
    content = site[1][f"{code}/calendar.ics"]
    assert content.endswith(b"END:VCALENDAR\r\n")
    lines = content.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert not any(b"\n" in line or b"\r" in line for line in lines)
    for line in lines:
        line.decode()


@pytest.mark.parametrize(
    ("text", "first", "last", "is_month"),
    [
        ("2014-09-30", "2014-09-30", "2014-09-30", False),
        ("2014-11-05/2014-11-06", "2014-11-05", "2014-11-06", False),
        ("2014-02", "2014-02-01", "2014-02-28", True),
        ("2014-02/2014-04", "2014-02-01", "2014-04-30", True),
        ("2014-02-03/2014-04", "2014-02-03", "2014-04-30", True),
    ],
)
def test_days_spans_and_months_are_whole_days(text: str, first: str, last: str, is_month: bool) -> None:
    days = find_whole_days(parse_date(text))
    assert days is not None
    assert (days.first.isoformat(), days.last.isoformat(), days.is_month) == (first, last, is_month)


@pytest.mark.parametrize(
    "text", ["2014", "201X", "2014-22", "2014-09-30~", "2014-09?", "2014-09-30/..", "2013/2014", "9999-12-31"]
)
def test_a_vague_date_is_on_no_day(text: str) -> None:
    assert find_whole_days(parse_date(text)) is None


def test_a_month_is_said_in_words_and_what_is_left_out_is_told() -> None:
    def change(dossier: Dossier) -> Dossier:
        (first, *others) = dossier.documents
        month, vague, *events = first.events
        events = [
            month.model_copy(update={"date": parse_date("2011-03")}),
            vague.model_copy(update={"date": parse_date("2011~")}),
            *events,
        ]
        return dossier.model_copy(
            update={"documents": (first.model_copy(update={"events": tuple(events)}), *others)}
        )

    calendar = read(exported(GOOD, change), "en")
    (event,) = [one for one in calendar.walk("VEVENT") if one["dtstart"].dt == date(2011, 3, 1)]
    assert event["dtend"].dt == date(2011, 4, 1)
    assert "(March 2011)" in event["summary"]
    assert "Only the month is known" in event["description"]
    assert "left out" in calendar["description"]


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1))
def test_every_text_comes_back_as_it_was(text: str) -> None:
    line = event_calendar._fold(f"SUMMARY:{event_calendar._escape(text + chr(10) + text)}")
    assert max(len(part.encode()) for part in line.split("\r\n")) <= 75
    content = f"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n{line}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    (event,) = icalendar.Calendar.from_ical(content.encode()).walk("VEVENT")
    assert str(event["summary"]) == f"{text}\n{text}"


def test_ids_stay_when_titles_and_addresses_change() -> None:
    def rename(dossier: Dossier) -> Dossier:
        documents = [
            one.model_copy(
                update={
                    "events": tuple(
                        event.model_copy(update={"title": Words({"nl": "Anders", "en": "Other"})})
                        for event in one.events
                    )
                }
            )
            for one in dossier.documents
        ]
        return dossier.model_copy(update={"documents": tuple(documents)})

    before = read(good(), "nl")
    after = read(exported(GOOD, rename, site_url="https://example.com/"), "nl")
    assert [str(one["uid"]) for one in before.walk("VEVENT")] == [
        str(one["uid"]) for one in after.walk("VEVENT")
    ]
