"""Dates as machines read them, and what was concluded about one, in words."""

from __future__ import annotations

from markupsafe import Markup, escape

from dossier_timeline.languages import Language
from dossier_timeline.model.dates import Edtf


def machine_date(day: Edtf | None) -> str:
    """A date for `<time datetime>`; "" where HTML has no form that says as little as the date does.

    HTML knows days, months and years, but nothing that is about, uncertain, or from one day to another.
    """
    return (day and day.iso8601) or ""


def time_element(day: Edtf | None, words: str) -> Markup:
    """A date in words, with what machines read of it where there is such a form."""
    if attribute := machine_date(day):
        return Markup('<time datetime="{}">{}</time>').format(attribute, words)
    return escape(words)


def describe_inference(language: Language, what: str | None) -> str:
    """What was concluded, in words; "" for nothing."""
    if not what:
        return ""
    words = {
        "year": language.gettext("year inferred"),
        "month": language.gettext("month inferred"),
        "day": language.gettext("day inferred"),
        "start": language.gettext("beginning inferred"),
        "end": language.gettext("end inferred"),
        "date": language.gettext("date inferred"),
        "value": language.gettext("value inferred"),
        "place": language.gettext("place inferred"),
    }
    return words.get(what, "")
