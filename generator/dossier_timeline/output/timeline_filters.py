"""The style sheet of the filters above a timeline, or above a part of it."""

from __future__ import annotations

from collections.abc import Sequence

from dossier_timeline.model.documents import Document
from dossier_timeline.output.filter_rules import write_filter_rules
from dossier_timeline.site.filtered_lists import TIMELINE_STYLE, FilteredEntry
from dossier_timeline.site.timeline_index import TimelineIndex, TimelineItem


def write_timeline_filters(index: TimelineIndex, items: Sequence[TimelineItem]) -> bytes:
    """Return the style sheet of a page with these items; empty where there is nothing to choose."""
    values = {facet: offered.values for facet, offered in index.find_offered_values(items).items()}
    linked = {item.id for item in items if isinstance(item, Document)} | set(index.own_events.values())
    entries = [
        FilteredEntry(
            item.id,
            f"year-{item.date.year}",
            index.item_facets[item.id],
            is_linked_above=item.id in linked,
        )
        for item in items
    ]
    return write_filter_rules(values, entries, TIMELINE_STYLE)
