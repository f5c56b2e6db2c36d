"""The years of a timeline as links beside it, with marks of what is in each."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import groupby

from dossier_timeline.components.story import YearLink, YearLinks
from dossier_timeline.model.documents import Document
from dossier_timeline.site.page_context import PageContext
from dossier_timeline.site.timeline_index import TimelineItem


def make_year_links(ctx: PageContext, items: Sequence[TimelineItem]) -> YearLinks | None:
    """Return the way to each year of these items, which are in order; nothing for a single year."""
    years = tuple(
        _link_year(ctx, year, tuple(of_year)) for year, of_year in groupby(items, lambda item: item.date.year)
    )
    return YearLinks(years) if len(years) > 1 else None


def _link_year(ctx: PageContext, year: int, items: Sequence[TimelineItem]) -> YearLink:
    own_events = set(ctx.language_context.timeline_index.own_events.values())
    places: dict[bool, set[int]] = {False: set(), True: set()}
    for item in items:
        places[isinstance(item, Document) or item.id in own_events].add(_find_place(item, year))
    return YearLink(
        label=ctx.language.year(year),
        href=f"#year-{year}",
        count=ctx.language.number(len(items)),
        events=tuple(sorted(places[False])),
        documents=tuple(sorted(places[True])),
    )


def _find_place(item: TimelineItem, year: int) -> int:
    """Return where in a year something is, in hundredths: a span where it begins."""
    day = item.date.lower
    if not item.date.is_span:
        day += (item.date.upper - day) / 2
    start, end = date(year, 1, 1), date(year, 12, 31)
    return round((min(max(day, start), end) - start) / (end - start) * 100)
