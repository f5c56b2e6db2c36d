"""The overview: all events and documents of the dossier on one line of years."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from markupsafe import Markup

from dossier_timeline.graphics.overview import DocumentMark, EventMark, OverviewWords, draw_overview_svg
from dossier_timeline.graphics.overview_columns import (
    YearColumn,
    choose_column_years,
    draw_overview_columns,
)
from dossier_timeline.model.dates import Edtf
from dossier_timeline.model.documents import Document
from dossier_timeline.model.story import Event
from dossier_timeline.site.page_bounds import MOST_LABELLED_DOCUMENTS
from dossier_timeline.site.page_context import PageContext


def draw_overview(ctx: PageContext) -> Markup:
    """Return the overview of all events and documents, each document a link to its event on the timeline.

    In a large dossier it is one of how many events there are, each few years a link to theirs.
    """
    dossier = ctx.dossier
    documents_events = set(ctx.language_context.timeline_index.own_events.values())
    events = [event for event in dossier.all_events() if event.id not in documents_events]
    if not dossier.documents:
        return Markup("")
    start, end = _find_span(dossier.settings.span, dossier.documents, events)
    events = [event for event in events if event.date.lower.year <= end and event.date.upper.year >= start]
    say_many = ctx.language.ngettext
    label = ctx.language.gettext(
        "%(events)s and %(documents)s on a line from %(start)s to %(end)s",
        events=say_many("%(n)s event", "%(n)s events", len(events)),
        documents=say_many("%(n)s document", "%(n)s documents", len(dossier.documents)),
        start=start,
        end=end,
    )
    words = OverviewWords(label, ctx.language.direction)
    if len(dossier.documents) > MOST_LABELLED_DOCUMENTS:
        caption = ctx.language.gettext(
            "Each column says how many events there are in its years, and leads to them."
        )
        return draw_overview_columns(tuple(_make_columns(ctx, start, end)), caption, words)
    documents = [_mark_document(ctx, document) for document in dossier.documents]
    marks = [_mark_event(event.date) for event in events]
    caption = ctx.language.gettext(
        "Square: a document. Ring: an event. Number: that many events. Bar: something that lasted."
    )
    words = replace(words, caption=caption, year_hrefs=_link_years(ctx))
    words = replace(words, caption=caption, year_hrefs=_link_years(ctx))
    return draw_overview_svg(marks, documents, start, end, words=words)


def _mark_document(ctx: PageContext, document: Document) -> DocumentMark:
    own_events = ctx.language_context.timeline_index.own_events
    return DocumentMark(
        document.date.lower,
        ctx.names.plain_words(document.short),
        _label_date(ctx, document.date),
        ctx.timeline_href(own_events.get(document.id, document.id)),
        ctx.names.plain_words(document.title),
    )


def _link_years(ctx: PageContext) -> dict[int, str]:
    """Return the address of each year on the timeline in which there is anything."""
    index = ctx.language_context.timeline_index
    places = {year: index.find_page_of_years(year, year) for year in index.counts_by_year}
    return {year: ctx.kind_href("timeline", *place) for year, place in places.items()}


def _make_columns(ctx: PageContext, start: int, end: int) -> Iterator[YearColumn]:
    """Yield a column for each few years from `start` to `end`, with what is on the timeline in them."""
    timeline_index, language = ctx.language_context.timeline_index, ctx.language
    years = choose_column_years(start, end)
    for begin in range(start // years * years, end + 1, years):
        first, last = max(begin, start), min(begin + years - 1, end)
        counted = [timeline_index.counts_by_year.get(year, (0, 0)) for year in range(first, last + 1)]
        events, documents = (sum(numbers) for numbers in zip(*counted, strict=True))
        name = language.join(
            [
                language.ngettext("%(n)s event", "%(n)s events", events),
                language.ngettext("%(n)s document", "%(n)s documents", documents),
            ]
        )
        slug, fragment = timeline_index.find_page_of_years(first, last)
        yield YearColumn(
            label="–".join(dict.fromkeys(language.year(year) for year in (first, last))),
            number=events,
            shown_number=language.number(events),
            name=name,
            href=ctx.kind_href("timeline", slug, fragment),
        )


def _find_span(span: Edtf | None, documents: Sequence[Document], events: Sequence[Event]) -> tuple[int, int]:
    """Return the first and last year: of the dossier's span, or else of its events, and of every document.

    A decade or century counts with its first year only, so that no empty years are drawn for it.
    """
    days = [one.date for one in documents]
    days += [span] if span else [event.date for event in events]
    return min(day.lower.year for day in days), max(_find_last_year(day) for day in days)


def _find_last_year(day: Edtf) -> int:
    last = (day.end or day.start or day) if day.is_span else day
    return last.lower.year if last.precision in _LONG_PERIODS else last.upper.year


_LONG_PERIODS = ("decade", "century")


def _label_date(ctx: PageContext, day: Edtf) -> str:
    """Return the month of a document, or its date where that has no month."""
    start = day.start or day.end or day
    if start.precision in ("day", "month") and not (day.approximate or day.uncertain):
        return ctx.language.month_year(day, short=True)
    return ctx.language.date_short(day)


def _mark_event(day: Edtf) -> EventMark:
    """Return the mark of an event: a span for a span, decade or century, else the middle of its date."""
    if day.is_span or day.precision in _LONG_PERIODS:
        return EventMark(day.lower, day.upper)
    middle = day.lower + (day.upper - day.lower) / 2
    return EventMark(middle, middle)
