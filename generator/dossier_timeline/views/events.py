"""Events as items of a timeline, year by year."""

from __future__ import annotations

from collections.abc import Iterable

from dossier_timeline.components.marks import Badge
from dossier_timeline.components.story import DatedItem, Timeline, TimelineEvent, TimelineYear
from dossier_timeline.model.documents import Document
from dossier_timeline.model.story import Event
from dossier_timeline.site.media_figures import show_images
from dossier_timeline.site.page_context import PageContext
from dossier_timeline.site.timeline_index import TimelineItem, sort_by_time
from dossier_timeline.views.dates import describe_inference, machine_date
from dossier_timeline.views.difference_kinds import name_kind_of_difference
from dossier_timeline.views.embed_lines import find_embed_href
from dossier_timeline.views.official_addresses import show_former_addresses
from dossier_timeline.views.source_lines import show_source
from dossier_timeline.views.sources import is_text_held

EVENTS_SECTION = "section-events"
"""The id of the section with a document's events on its page."""
TIMELINE_KIND = "timeline"
"""The kind of the timeline and its parts."""


def make_timeline(ctx: PageContext, items: Iterable[TimelineItem], level: int) -> Timeline | None:
    """Return the years of these items in order, each with its events; nothing where there are no items.

    A document without an event of its own stands for itself. `level` is that of the years' headings, and the
    next one that of the events'.
    """
    years: dict[int, list[TimelineEvent]] = {}
    for item in sort_by_time(ctx.dossier, items):
        if isinstance(item, Document):
            event = _make_document(ctx, item, level + 1)
        else:
            event = _make_event(ctx, item, level + 1)
        years.setdefault(item.date.year, []).append(event)
    if not years:
        return None
    return Timeline(
        tuple(
            TimelineYear(ctx.language.year(year), f"year-{year}", tuple(events), level)
            for year, events in years.items()
        )
    )


def _make_event(ctx: PageContext, event: Event, level: int) -> TimelineEvent:
    document = ctx.dossier.document_of.get(event.id)
    own_events = ctx.language_context.timeline_index.own_events
    is_own = document is not None and own_events.get(document.id) == event.id
    href = ctx.entry_href(document) if is_own and document else ""
    with ctx.suppress_difference_of(event):
        text, because = ctx.show_words(event.text), ctx.show_words(event.because)
    return TimelineEvent(
        id=event.id,
        date=ctx.names.write_date(event.date),
        title=ctx.names.plain_words(event.title) if href else ctx.show_words(event.title),
        datetime=machine_date(event.date),
        href=href,
        text=show_former_addresses(ctx, event) + text,
        place=ctx.show_words(event.place),
        images=show_images(ctx, event.images),
        source=show_source(ctx, event.passage, event, event.work),
        permalink=ctx.entry_href(event),
        embed_href=find_embed_href(ctx, event),
        is_document=is_own,
        is_span=event.date.is_span,
        is_announced=event.announced,
        inferred=describe_inference(ctx.language, event.inferred),
        because=because,
        difference_href=ctx.difference_href(event),
        difference_kind=name_kind_of_difference(ctx, event),
        is_text_held=is_text_held(event.passage, event.work),
        is_draft=document is not None and document.draft,
        is_found_elsewhere=ctx.page.kind == TIMELINE_KIND
        and not (event.text or event.place or event.because),
        level=level,
    )


def _make_document(ctx: PageContext, document: Document, level: int) -> TimelineEvent:
    return TimelineEvent(
        id=f"day-of-{document.id}" if ctx.is_report else document.id,
        date=ctx.names.write_date(document.date),
        title=ctx.names.plain_words(document.title),
        datetime=machine_date(document.date),
        href=ctx.entry_href(document),
        text=ctx.show_words(document.description),
        place=ctx.show_words(document.place),
        is_document=True,
        is_draft=document.draft,
        is_found_elsewhere=ctx.page.kind == TIMELINE_KIND,
        level=level,
    )


def list_event_badges(ctx: PageContext, event: Event) -> tuple[Badge, ...]:
    """Return what is uncertain about an event, in a few words each."""
    say, name = ctx.language.gettext, ctx.names.full_name(event).text
    badges = (
        Badge(say("announced") if event.announced else "", "amber"),
        Badge(describe_inference(ctx.language, event.inferred), "amber"),
        Badge(name_kind_of_difference(ctx, event), "amber", ctx.difference_href(event), name),
    )
    return tuple(badge for badge in badges if badge.text)


def summarise_event(ctx: PageContext, event: Event) -> DatedItem:
    """Return an event in a line: its date, its title with the way to it, and what is uncertain."""
    return DatedItem(
        date=ctx.names.write_date(event.date),
        link=ctx.show_link(ctx.names.full_name(event), ctx.entry_href(event)),
        datetime=machine_date(event.date),
        badges=list_event_badges(ctx, event),
    )
