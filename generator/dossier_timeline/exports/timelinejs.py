"""The events of a dossier in one language, for TimelineJS.

Source: TimelineJS 3, “JSON data format” (timeline.knightlab.com/docs/json-format.html).
"""

from __future__ import annotations

from datetime import date
from typing import Any

from markupsafe import escape

from dossier_timeline.exports.permanent_urls import find_permanent_url
from dossier_timeline.exports.table import write_json
from dossier_timeline.model.dates import Edtf
from dossier_timeline.model.story import Event
from dossier_timeline.site.language_context import LanguageContext
from dossier_timeline.site.page_context import PageContext

_PARTS = {"day": 3, "month": 2, "year": 1}
_MONTHS = ("season", "quarter")
"""Dates that last some whole months; what is longer lasts some whole years."""


def write_timelinejs(language_context: LanguageContext) -> bytes:
    """The JSON of a timeline: a title slide, and each event with its date, kind and permanent address."""
    dossier, names = language_context.dossier, language_context.names
    home = language_context.routes.find("home", language_context.language.code)
    ctx = PageContext(language_context, home) if home else None
    events = sorted(dossier.all_events(), key=lambda one: dossier.chronological_keys[one.id])
    return write_json(
        {
            "scale": "human",
            "title": {
                "unique_id": dossier.settings.id,
                "text": {
                    "headline": _escape_words(names.plain_words(dossier.settings.title)),
                    "text": _escape_words(names.plain_words(dossier.settings.description)),
                },
            },
            "events": [_describe_slide(language_context, ctx, one) for one in events],
        }
    )


def _describe_slide(
    language_context: LanguageContext, ctx: PageContext | None, event: Event
) -> dict[str, Any]:
    names = language_context.names
    start, end = _find_ends(event.date)
    url = find_permanent_url(ctx, event) if ctx and language_context.config.addresses.site_url else ""
    text = _escape_words(names.plain_words(event.text))
    slide: dict[str, Any] = {"unique_id": event.id, "start_date": start}
    if end:
        slide["end_date"] = end
    return {
        **slide,
        "display_date": _escape_words(names.write_date(event.date)),
        "group": names.kind_name(event.kind),
        # TimelineJS makes a link of an address in a text.
        "text": {
            "headline": _escape_words(names.plain_words(event.title)),
            "text": " ".join(one for one in (text, url) if one),
        },
    }


def _escape_words(words: str) -> str:
    """Words as they stand in HTML, which TimelineJS takes its texts for."""
    return str(escape(words))


def _find_ends(value: Edtf) -> tuple[dict[str, int], dict[str, int] | None]:
    """The date that a slide begins with, and the one that it ends with where it lasts longer."""
    if value.is_span:
        first = value.start or value.end
        start, only_end = _find_ends(first) if first else ({}, None)
        last = _find_ends(value.end) if value.start and value.end else None
        return start, (last[1] or last[0]) if last else only_end
    if value.precision in _PARTS:
        return _write_parts(value.lower, _PARTS[value.precision]), None
    count = 2 if value.precision in _MONTHS else 1
    return _write_parts(value.lower, count), _write_parts(value.upper, count)


def _write_parts(day: date, count: int) -> dict[str, int]:
    return dict(list({"year": day.year, "month": day.month, "day": day.day}.items())[:count])
