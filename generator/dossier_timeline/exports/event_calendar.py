"""The calendar of a language: the events of the timeline whose day, span of days or month is known.

A calendar has whole days only, so an event of which no day is known would stand on one that nobody has
said. Events of a month fill it, and say in words that it's the month which is known; those of a year, a
season, or an approximate or doubtful date are left out, and the calendar's description says how many those
are. An id is made of the entry's own and the dossier's, and stays when a title or an address of the site
changes.

Sources: RFC 5545 (iCalendar), RFC 7986 (names and descriptions of calendars).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from dossier_timeline.exports.export_context import ExportContext
from dossier_timeline.model.dates import Edtf
from dossier_timeline.model.documents import Document
from dossier_timeline.model.story import Event
from dossier_timeline.site.language_context import LanguageContext
from dossier_timeline.site.routes import absolute_url
from dossier_timeline.site.timeline_index import TimelineItem, list_timeline_items, sort_by_time

CALENDAR_NAME, CALENDAR_TYPE = "calendar.ics", "text/calendar"
_PRODUCT = "-//dossier-timeline//calendar//EN"
_MOST_OCTETS = 75
"""How long a line may be, without its end (RFC 5545, 3.1)."""
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f]")
_DAY_AFTER = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class WholeDays:
    """The days of an event, from `first` to `last`; `is_month` says that no day of them is known."""

    first: date
    last: date
    is_month: bool


def calendar_path(language: str) -> str:
    """Return the path of a language's calendar."""
    return f"{language}/{CALENDAR_NAME}"


def export_calendars(context: ExportContext) -> Mapping[str, bytes]:
    """Return the calendar of each language that has a timeline, by path."""
    return {
        calendar_path(code): _write_calendar(language_context)
        for code, language_context in context.languages.items()
        if language_context.routes.find("timeline", code)
    }


def find_whole_days(value: Edtf) -> WholeDays | None:
    """Return the days that a date means; `None` where it's too vague for a calendar."""
    ends = (value.start, value.end) if value.is_span else (value,)
    if any(
        end is None or end.approximate or end.uncertain or end.precision not in ("day", "month")
        for end in ends
    ) or not _is_in_calendar(value.upper):
        return None
    return WholeDays(
        value.lower, value.upper, any(end is not None and end.precision == "month" for end in ends)
    )


def _is_in_calendar(day: date) -> bool:
    """Whether a day has one after it, as the end of a whole day needs."""
    return day < date.max


def _write_calendar(language_context: LanguageContext) -> bytes:
    names, code = language_context.names, language_context.language.code
    base, settings = language_context.config.addresses.site_url, language_context.dossier.settings
    title = names.plain_words(settings.title)
    events = [*_write_events(language_context)]
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:{_PRODUCT}",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"NAME;LANGUAGE={code}:{_escape(title)}",
        f"X-WR-CALNAME:{_escape(title)}",
        f"DESCRIPTION;LANGUAGE={code}:{_escape(_describe_calendar(language_context, len(events)))}",
        f"SOURCE;VALUE=URI:{absolute_url(base, calendar_path(code))}",
        *(line for event in events for line in event),
        "END:VCALENDAR",
    ]
    return "".join(f"{_fold(line)}\r\n" for line in lines).encode()


def _describe_calendar(language_context: LanguageContext, shown: int) -> str:
    """Return what the dossier is about, and how many of its events aren't in the calendar."""
    dossier, language = language_context.dossier, language_context.language
    left_out = len(list_timeline_items(dossier)) - shown
    description = language_context.names.plain_words(dossier.settings.description)
    if not left_out:
        return description
    note = language.ngettext(
        "%(n)s event is left out, as neither its day nor its month is known; it is on the timeline.",
        "%(n)s events are left out, as neither their day nor their month is known; they are on the timeline.",
        left_out,
    )
    return f"{description}\n\n{note}"


def _write_events(language_context: LanguageContext) -> Iterator[list[str]]:
    """Yield the lines of each event, in order of time."""
    dossier = language_context.dossier
    for item in sort_by_time(dossier, list_timeline_items(dossier)):
        days = find_whole_days(item.date)
        if days is not None:
            yield [*_write_event(language_context, item, days)]


def _write_event(language_context: LanguageContext, item: TimelineItem, days: WholeDays) -> Iterator[str]:
    names, code = language_context.names, language_context.language.code
    settings = language_context.dossier.settings
    title = names.plain_words(item.title)
    summary = f"{title} ({names.write_date(item.date)})" if days.is_month else title
    yield "BEGIN:VEVENT"
    yield f"UID:{item.id}.{code}@{settings.id}"
    yield f"DTSTAMP:{settings.updated.upper:%Y%m%d}T000000Z"
    yield f"DTSTART;VALUE=DATE:{_write_day(days.first)}"
    yield f"DTEND;VALUE=DATE:{_write_day(days.last + _DAY_AFTER)}"
    yield f"SUMMARY;LANGUAGE={code}:{_escape(summary)}"
    if description := _describe(language_context, item, days):
        yield f"DESCRIPTION;LANGUAGE={code}:{_escape(description)}"
    if item.place:
        yield f"LOCATION;LANGUAGE={code}:{_escape(names.plain_words(item.place))}"
    yield f"CATEGORIES;LANGUAGE={code}:{_escape(names.kind_name(item.kind))}"
    if url := _find_url(language_context, item):
        yield f"URL:{url}"
    if isinstance(item, Event) and item.announced:
        yield "STATUS:TENTATIVE"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _describe(language_context: LanguageContext, item: TimelineItem, days: WholeDays) -> str:
    """Return what happened, and what of its date isn't said by the source."""
    names, say = language_context.names, language_context.language.gettext
    texts = [item.description] if isinstance(item, Document) else [item.text, item.because]
    words = [names.plain_words(text) for text in texts if text]
    if isinstance(item, Event):
        if item.announced:
            words.append(say("The source speaks of it as still to come."))
        if item.inferred:
            words.append(say("Part of the date is our inference."))
    if days.is_month:
        words.append(say("Only the month is known, so all of it is marked."))
    return "\n\n".join(words)


def _find_url(language_context: LanguageContext, item: TimelineItem) -> str:
    """Return the address of an item on the timeline."""
    code, routes = language_context.language.code, language_context.routes
    page = routes.find("timeline", code, language_context.timeline_index.part_slugs.get(item.id, ""))
    return f"{absolute_url(language_context.config.addresses.site_url, page.path)}#{item.id}" if page else ""


def _write_day(day: date) -> str:
    """Return a day in the basic format; years have four figures."""
    return f"{day.year:04}{day.month:02}{day.day:02}"


def _escape(text: str) -> str:
    """Return a value of type TEXT (RFC 5545, 3.3.11)."""
    plain = _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    escaped = plain.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return escaped.replace("\n", "\\n")


def _fold(line: str) -> str:
    """Return a line in pieces of at most 75 octets, with no character divided (RFC 5545, 3.1)."""
    if line.isascii():
        rest = range(_MOST_OCTETS, len(line), _MOST_OCTETS - 1)
        return "\r\n ".join([line[:_MOST_OCTETS], *(line[at : at + _MOST_OCTETS - 1] for at in rest)])
    pieces, size = [""], 0
    for character in line:
        octets = len(character.encode("utf-8", "surrogatepass"))
        if size + octets > _MOST_OCTETS:
            pieces.append("")
            size = 1  # the space with which the next piece begins
        pieces[-1] += character
        size += octets
    return "\r\n ".join(pieces)
