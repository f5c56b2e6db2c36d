"""The timeline: all of it or a part, what it can be asked for, and the events of one value."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dossier_timeline.components.base import Html
from dossier_timeline.components.filters import FilterFacet, FilterOption, FilterResult, ListFilters
from dossier_timeline.components.story import Timeline, YearLinks
from dossier_timeline.exports.event_calendar import calendar_path
from dossier_timeline.model.documents import Document
from dossier_timeline.site.filtered_lists import TIMELINE_STYLE
from dossier_timeline.site.page_context import PageContext
from dossier_timeline.site.timeline_index import TimelineItem, TimelinePart
from dossier_timeline.site.timeline_pages import (
    EVENTS_KIND,
    name_facet,
    name_facet_value,
    name_filter_style,
    name_timeline_part,
)
from dossier_timeline.views.events import EVENTS_SECTION, TIMELINE_KIND, make_timeline
from dossier_timeline.views.introduction import LocalisedProse, find_introduction
from dossier_timeline.views.overview import draw_overview
from dossier_timeline.views.page_parts import PartLink, PartNeighbour, link_neighbours
from dossier_timeline.views.year_links import make_year_links


@dataclass(frozen=True, slots=True)
class TimelineView:
    """The timeline, a part of it, or the events of one value; what it lacks is `None` or empty."""

    introduction: LocalisedProse
    overview: Html
    filters: ListFilters | None
    filter_result: FilterResult | None
    filter_style: str
    """The style sheet that does what the filters ask for."""
    count: str
    """How many events there are, in words."""
    parts: tuple[PartLink, ...]
    timeline: Timeline | None
    years: YearLinks | None
    """The way to each year, beside the timeline and its parts."""
    neighbours: tuple[PartNeighbour, ...]
    calendar: str = ""
    """The address of the calendar with its events."""


def make_timeline_view(ctx: PageContext) -> TimelineView:
    """Return the timeline: every event, year by year, or the contents of its parts; or one of the parts."""
    index = ctx.language_context.timeline_index
    part = index.find_part(ctx.page.entity) if ctx.page.entity else None
    items_shown = part.items if part else () if index.parts else index.items
    count = _count_events(ctx, index.items if part is None else part.items)
    overview = draw_overview(ctx) if part is None else ""
    return _make_view(
        ctx,
        items_shown,
        index.outline if part else index.parts,
        part,
        count=count,
        overview=overview,
        facets=_list_facets(ctx, items_shown or index.items, is_live=bool(items_shown)),
        calendar="" if part else ctx.file_href(calendar_path(ctx.language.code)),
    )


def make_events_view(ctx: PageContext) -> TimelineView:
    """Return the events of one value, or a part of them."""
    facet, value, *rest = ctx.page.entity.split(":")
    index = ctx.language_context.timeline_index
    part = index.find_part_with(facet, value, rest[0]) if rest else None
    if part is not None:
        count = _count_events(ctx, part.items)
        return _make_view(ctx, part.items, index.outline_with(facet, value), part, count=count)
    items, parts = index.items_with(facet, value), index.split_items_with(facet, value)
    return _make_view(ctx, () if parts else items, parts, None, count=_count_events(ctx, items))


def _make_view(
    ctx: PageContext,
    items_shown: Sequence[TimelineItem],
    parts: tuple[TimelinePart, ...],
    part: TimelinePart | None,
    *,
    count: str,
    overview: Html = "",
    facets: tuple[FilterFacet, ...] = (),
    calendar: str = "",
) -> TimelineView:
    """Return the view of these items, with links to all parts, or from one of them to its neighbours."""
    return TimelineView(
        introduction=find_introduction(ctx),
        overview=overview,
        filters=_make_filters(ctx, facets, count, len(items_shown)) if facets else None,
        filter_result=_make_filter_result(ctx, facets, len(items_shown)) if facets and items_shown else None,
        filter_style=name_filter_style(part.slug if part else ""),
        count=count,
        parts=() if part else tuple(_link_part(ctx, one) for one in parts),
        timeline=make_timeline(ctx, items_shown, level=2),
        years=make_year_links(ctx, items_shown) if ctx.page.kind == TIMELINE_KIND else None,
        neighbours=_link_neighbours(ctx, parts, part) if part else (),
        calendar=calendar,
    )


def _make_filters(ctx: PageContext, facets: tuple[FilterFacet, ...], count: str, number: int) -> ListFilters:
    """Return the choices above so many events; without events on the page they are links alone."""
    say = ctx.language.gettext
    return ListFilters(
        label=say("Choose events"),
        facets=facets,
        count=count,
        no_match=say("No event matches all of these."),
        show_all=_say_show_all(ctx, number),
        groups=TIMELINE_STYLE.groups,
        entries=TIMELINE_STYLE.entries,
        live=bool(number),
    )


def _make_filter_result(ctx: PageContext, facets: tuple[FilterFacet, ...], number: int) -> FilterResult:
    """Return what tells how many of so many events are left: the words around a number yet unknown."""
    words = ctx.language.ngettext("%(left)s of %(n)s event", "%(left)s of %(n)s events", number, left=_GAP)
    before, _, after = words.partition(_GAP)
    return FilterResult(facets, before, after, _say_show_all(ctx, number))


_GAP = "\N{OBJECT REPLACEMENT CHARACTER}"
"""Stands in words for a number that the page fills in."""


def _say_show_all(ctx: PageContext, number: int) -> str:
    return ctx.language.ngettext("Show %(n)s", "Show all %(n)s", number)


def _count_events(ctx: PageContext, items: Sequence[TimelineItem]) -> str:
    return ctx.language.ngettext("%(n)s event", "%(n)s events", len(items))


def _link_part(ctx: PageContext, part: TimelinePart) -> PartLink:
    value = ctx.page.entity if ctx.page.kind == EVENTS_KIND else ""
    return PartLink(
        slug=part.slug,
        href=ctx.kind_href(ctx.page.kind, f"{value}:{part.slug}" if value else part.slug),
        label=name_timeline_part(part, ctx.names),
        count=_count_events(ctx, part.items),
    )


def _link_neighbours(
    ctx: PageContext, parts: tuple[TimelinePart, ...], part: TimelinePart
) -> tuple[PartNeighbour, ...]:
    """Return the part before and the one after, where there are any."""
    position = [one.slug for one in parts].index(part.slug)
    value = ctx.page.entity.removesuffix(part.slug)

    def link(one: TimelinePart) -> tuple[str, str]:
        return ctx.kind_href(ctx.page.kind, f"{value}{one.slug}"), name_timeline_part(one, ctx.names)

    return link_neighbours(parts, position, link)


def _list_facets(
    ctx: PageContext, items: Sequence[TimelineItem], *, is_live: bool
) -> tuple[FilterFacet, ...]:
    """Return what can be chosen among these: for each facet its values, with a link where there is a page.

    Where nothing is chosen on the page itself (not `is_live`), values without a page are left out.
    """
    index = ctx.language_context.timeline_index
    facets = []
    for facet, offered in index.find_offered_values(items).items():
        options = [_make_option(ctx, facet, value, count) for value, count in offered.counts.items()]
        options = options if is_live else [option for option in options if option.href]
        if facet == "actor":
            options.sort(key=lambda option: ctx.language.sort_key(option.label))
        if len(options) > 1:
            title, rest = name_facet(ctx.language, facet), offered.left_out
            more = ctx.language.ngettext("and %(n)s more", "and %(n)s more", rest) if rest else ""
            register = _REGISTERS_OF_FACETS.get(facet)
            more_href = ctx.kind_href(register) if rest and register else ""
            facets.append(FilterFacet(facet, title, tuple(options), more, more_href))
    return tuple(facets)


_REGISTERS_OF_FACETS: Mapping[str, str] = {"document": "documents", "theme": "themes", "actor": "people"}
"""The kind of the page on which all values of a facet are."""


def _make_option(ctx: PageContext, facet: str, value: str, count: int) -> FilterOption:
    label = name_facet_value(ctx.dossier.by_id[value], ctx.names)
    return FilterOption(value, label, ctx.language.number(count), _find_value_href(ctx, facet, value))


def _find_value_href(ctx: PageContext, facet: str, value: str) -> str:
    """Return the link to a page with a value's events, or else to the value itself; "" for none."""
    entry = ctx.dossier.by_id[value]
    if href := ctx.kind_href(EVENTS_KIND, f"{facet}:{value}"):
        return href
    if isinstance(entry, Document) and entry.events:
        return ctx.kind_href("document", value, EVENTS_SECTION)
    return ctx.entry_href(entry)
