"""The timeline: all of it or a part, what it can be asked for, and the events of one value."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

from dossier_timeline.languages import Language
from dossier_timeline.site.page_context import PageContext
from dossier_timeline.site.timeline_index import (
    FACETS,
    TimelineIndex,
    TimelineItem,
    TimelinePart,
    split_by_years,
)
from dossier_timeline.site.timeline_pages import EVENTS_KIND, name_facet, name_facet_value
from dossier_timeline.views.common import Item
from dossier_timeline.views.events import make_years
from dossier_timeline.views.frame import find_introduction
from dossier_timeline.views.overview import draw_overview


def make_timeline_view(ctx: PageContext) -> dict[str, Any]:
    """The timeline: every event, year by year, or the contents of its parts; or one of the parts."""
    listings = ctx.language_context.timeline_index
    own = listings.parts
    part = next((one for one in own if one.slug == ctx.page.entity), None)
    shown = part.items if part else () if own else listings.items
    return {
        "intro": find_introduction(ctx),
        "overview": draw_overview(ctx) if part is None else "",
        "facets": _list_facets(ctx, shown or listings.items),
        "live": bool(shown),
        "counts": list_count_words(ctx.language) if shown else [],
        **_make_items(ctx, shown, listings.items if part is None else part.items, own, part),
    }


def make_events_view(ctx: PageContext) -> dict[str, Any]:
    """The events of one value, or a part of them."""
    facet, value, *rest = ctx.page.entity.split(":")
    things = ctx.language_context.timeline_index.items_with(facet, value)
    own = split_by_years(things)
    part = next((one for one in own if [one.slug] == rest), None)
    shown = part.items if part else () if own else things
    return {
        "intro": find_introduction(ctx),
        "overview": "",
        "facets": [],
        "live": False,
        "counts": [],
        **_make_items(ctx, shown, things if part is None else part.items, own, part),
    }


def _make_items(
    ctx: PageContext,
    shown: Sequence[TimelineItem],
    counted: Sequence[TimelineItem],
    own: tuple[TimelinePart, ...],
    part: TimelinePart | None,
) -> dict[str, Any]:
    say_many = ctx.language.ngettext
    return {
        "years": make_years(ctx, shown),
        "count": say_many("%(n)s event", "%(n)s events", len(counted)),
        "parts": [] if part else [_link_part(ctx, one) for one in own],
        "beside": _link_neighbours(ctx, own, part) if part else [],
    }


def _link_part(ctx: PageContext, part: TimelinePart) -> Item:
    of = ctx.page.entity if ctx.page.kind == EVENTS_KIND else ""
    return {
        "href": ctx.kind_href(ctx.page.kind, f"{of}:{part.slug}" if of else part.slug),
        "label": part.label,
        "count": ctx.language.ngettext("%(n)s event", "%(n)s events", len(part.items)),
    }


def _link_neighbours(
    ctx: PageContext, own: tuple[TimelinePart, ...], part: TimelinePart
) -> list[tuple[str, str, str]]:
    """The part before and the one after, where there are any: relation, address and label."""
    at, of = own.index(part), ctx.page.entity.removesuffix(part.slug)
    near = [("prev", own[at - 1])] if at else []
    near += [("next", own[at + 1])] if at + 1 < len(own) else []
    return [(rel, ctx.kind_href(ctx.page.kind, f"{of}{one.slug}"), one.label) for rel, one in near]


def _list_facets(ctx: PageContext, shown: Iterable[TimelineItem]) -> list[Item]:
    """What can be chosen among these: for each facet its values, each with the page of its own."""
    listings = ctx.language_context.timeline_index
    found: list[Item] = []
    for facet in FACETS:
        there = {value for thing in shown for value in listings.item_facets[thing.id][facet]}
        options = [
            _make_option(ctx, listings, facet, value)
            for value in listings.facet_values[facet]
            if value in there
        ]
        if facet == "actor":
            options.sort(key=lambda option: ctx.language.sort_key(option["label"]))
        if len(options) > 1:
            found.append({"name": facet, "title": name_facet(ctx.language, facet), "options": options})
    return found


def _make_option(ctx: PageContext, listings: TimelineIndex, facet: str, value: str) -> Item:
    return {
        "value": value,
        "label": name_facet_value(listings.dossier.by_id[value], ctx.names),
        "href": ctx.kind_href(EVENTS_KIND, f"{facet}:{value}"),
    }


@lru_cache(maxsize=64)
def list_count_words(language: Language) -> list[tuple[str, str]]:
    """How a number of events is told, by plural category; "#" stands for the number."""
    forms: dict[str, str] = {}
    for number in (*range(200), 1000, 1_000_000):
        said = language.ngettext("%(n)s event", "%(n)s events", number)
        forms.setdefault(language.plural(number), said.replace(language.number(number), "#"))
    return list(forms.items())
