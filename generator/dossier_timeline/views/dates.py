"""Dates as machines read them, and what was concluded about one, in words."""

from __future__ import annotations

from dossier_timeline.components.marks import TimeElement
from dossier_timeline.languages import Language
from dossier_timeline.model.dates import Edtf
from dossier_timeline.site.page_context import PageContext


def machine_date(date: Edtf | None) -> str:
    """Return a date for `<time datetime>`; "" where HTML has no form that says as little as the date does.

    HTML knows days, months and years, but nothing that is about, uncertain, or from one day to another.
    """
    return (date and date.iso8601) or ""


def make_time_element(ctx: PageContext, date: Edtf | None) -> TimeElement:
    """Return a date in words, with the date that machines read where there is one."""
    return TimeElement(ctx.names.write_date(date), machine_date(date))


def describe_inference(language: Language, inferred: str | None) -> str:
    """Return in words what was concluded about an entry; "" for nothing."""
    if not inferred:
        return ""
    words = {
        "year": language.gettext("year: our inference"),
        "month": language.gettext("month: our inference"),
        "day": language.gettext("day: our inference"),
        "start": language.gettext("starting date: our inference"),
        "end": language.gettext("end date: our inference"),
        "date": language.gettext("date: our inference"),
        "value": language.gettext("value: our inference"),
        "place": language.gettext("place: our inference"),
    }
    return words.get(inferred, "")
