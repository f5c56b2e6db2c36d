"""The style sheets of the filters above promises: of the page with all of them, or of each of its parts."""

from __future__ import annotations

from collections.abc import Iterator

from dossier_timeline.model.story import Commitment
from dossier_timeline.output.filter_rules import write_filter_rules
from dossier_timeline.site.commitment_filters import (
    MATRIX_STYLE,
    count_offered_values,
    list_filtered_commitments,
    name_commitment_filter_style,
)
from dossier_timeline.site.plan import SitePlan


def write_commitment_filters(site: SitePlan) -> Iterator[tuple[str, bytes]]:
    """Yield the name and rules of each style sheet; the rules are empty where nothing can be chosen."""
    index = next(iter(site.part_indexes.values()), None)
    parts = index.list_parts("promises", "") if index else ()
    pages = [(part.slug, part.entries) for part in parts] or [("", tuple(site.dossier.all_commitments()))]
    for slug, shown in pages:
        commitments = [one for one in shown if isinstance(one, Commitment)]
        entries = list_filtered_commitments(site.dossier, commitments)
        values = {facet: tuple(counts) for facet, counts in count_offered_values(entries).items()}
        yield name_commitment_filter_style(slug), write_filter_rules(values, entries, MATRIX_STYLE)
