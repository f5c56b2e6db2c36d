"""Events as items of a timeline, year by year."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from dossier_timeline.components.marks import Badge
from dossier_timeline.components.story import DatedItem
from dossier_timeline.model.documents import Document
from dossier_timeline.model.story import Event
from dossier_timeline.site.page_context import PageContext
from dossier_timeline.site.timeline_index import TimelineItem, sort_by_time
from dossier_timeline.views.addresses import show_former_addresses
from dossier_timeline.views.common import Item
from dossier_timeline.views.dates import describe_inference, machine_date
from dossier_timeline.views.sources import is_text_held, show_source


def make_years(ctx: PageContext, items: Iterable[TimelineItem], level: int = 3) -> list[Item]:
    """Years in order, each with its `events`; a document without an event of its own stands for itself."""
    years: dict[int, list[Item]] = {}
    for thing in sort_by_time(ctx.dossier, items):
        item = _make_document(ctx, thing) if isinstance(thing, Document) else _make_event(ctx, thing)
        item["level"] = level
        years.setdefault(thing.date.year, []).append(item)
    return [
        {"label": ctx.language.year(year), "id": f"year-{year}", "events": events}
        for year, events in years.items()
    ]


def _make_event(ctx: PageContext, event: Event) -> dict[str, Any]:
    document = ctx.dossier.document_of.get(event.id)
    own = document is not None and ctx.language_context.timeline_index.own_events.get(document.id) == event.id
    href = ctx.entry_href(document) if own and document else ""
    title = ctx.names.plain_words(event.title) if href else ctx.show_words(event.title)
    return {
        "id": event.id,
        "date": ctx.names.write_date(event.date),
        "datetime": machine_date(event.date),
        "title": title,
        "href": href,
        "text": show_former_addresses(ctx, event) + ctx.show_words(event.text),
        "place": ctx.show_words(event.place),
        "source": show_source(ctx, event.passage, event, event.work),
        "permalink": ctx.entry_href(event),
        "document": own,
        "draft": document is not None and document.draft,
        "span": event.date.is_span,
        "announced": event.announced,
        "inferred": describe_inference(ctx.language, event.inferred),
        "because": ctx.show_words(event.because),
        "differs": ctx.difference_href(event),
        "held": is_text_held(event.passage, event.work),
        "facets": _list_facets(ctx, event),
    }


def summarise_event(ctx: PageContext, event: Event) -> DatedItem:
    """An event in a line: its date in words, its title with the way to it, and what is uncertain of it."""
    say = ctx.language.gettext
    differs = ctx.difference_href(event)
    badges = [
        Badge(say("announced") if event.announced else "", "amber"),
        Badge(describe_inference(ctx.language, event.inferred), "amber"),
        Badge(say("sources differ") if differs else "", "amber", differs),
    ]
    return DatedItem(
        date=ctx.names.write_date(event.date),
        link=ctx.show_link(ctx.names.full_name(event), ctx.entry_href(event)),
        datetime=machine_date(event.date),
        badges=tuple(badge for badge in badges if badge.text),
    )


def _make_document(ctx: PageContext, document: Document) -> dict[str, Any]:
    return {
        "id": f"day-of-{document.id}" if ctx.is_report else document.id,
        "date": ctx.names.write_date(document.date),
        "datetime": machine_date(document.date),
        "title": ctx.names.plain_words(document.title),
        "href": ctx.entry_href(document),
        "text": ctx.show_words(document.description),
        "place": ctx.show_words(document.place),
        "document": True,
        "draft": document.draft,
        "facets": _list_facets(ctx, document),
    }


def _list_facets(ctx: PageContext, item: TimelineItem) -> list[tuple[str, str]]:
    """What the filters of the timeline ask for, as space-separated values of data- attributes."""
    if ctx.page.kind != "timeline":
        return []
    listings = ctx.language_context.timeline_index
    return [
        (facet, " ".join(value for value in values if value in listings.facet_values[facet]))
        for facet, values in listings.item_facets[item.id].items()
    ]
