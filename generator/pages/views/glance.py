"""The whole span at a glance: what the overview is drawn from."""

from __future__ import annotations

from markupsafe import Markup

from generator.dossier.dates import Edtf
from generator.pages.context import Context
from generator.pages.overview import DocumentMark, Mark, OverviewWords, overview


def drawing(ctx: Context) -> Markup:
    """The overview of all events and documents, each document a link to its event on the timeline."""
    dossier = ctx.dossier
    own = set(ctx.tongue.listings.own.values())
    events = [event for event in dossier.all_events() if event.id not in own]
    if not dossier.documents:
        return Markup("")
    days = [dossier.settings.span] if dossier.settings.span else []
    days = days or [*(document.date for document in dossier.documents), *(event.date for event in events)]
    start, end = min(day.lower.year for day in days), max(day.upper.year for day in days)
    documents = [
        DocumentMark(
            document.date.lower,
            ctx.texts.plain(document.short),
            ctx.language.month_year(document.date, short=True),
            ctx.on_timeline(ctx.tongue.listings.own.get(document.id, document.id)),
            ctx.texts.plain(document.title),
        )
        for document in dossier.documents
    ]
    say_many = ctx.language.ngettext
    label = ctx.language.gettext(
        "%(events)s and %(documents)s on a line from %(start)s to %(end)s",
        events=say_many("%(n)s event", "%(n)s events", len(events)),
        documents=say_many("%(n)s document", "%(n)s documents", len(documents)),
        start=start,
        end=end,
    )
    marks = [_mark(event.date) for event in events]
    return overview(marks, documents, start, end, words=OverviewWords(label, ctx.language.direction))


def _mark(day: Edtf) -> Mark:
    """A span where something lasted; what has no more than a year or month stands in the middle of it."""
    if day.is_span:
        return Mark(day.lower, day.upper)
    middle = day.lower + (day.upper - day.lower) / 2
    return Mark(middle, middle)
