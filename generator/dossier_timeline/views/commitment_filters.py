"""The choices above promises, and what they leave of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from dossier_timeline.components.filters import FilterFacet, FilterOption, FilterResult, ListFilters
from dossier_timeline.components.marks import OutcomeBadge
from dossier_timeline.model.documents import Document
from dossier_timeline.model.story import Commitment
from dossier_timeline.site.commitment_filters import (
    MATRIX_STYLE,
    count_offered_values,
    list_filtered_commitments,
)
from dossier_timeline.site.page_context import PageContext
from dossier_timeline.site.timeline_pages import name_facet_value

_GAP = "\N{OBJECT REPLACEMENT CHARACTER}"
"""Stands in words for a number that the page fills in."""


def make_commitment_filters(
    ctx: PageContext, commitments: Sequence[Commitment]
) -> tuple[ListFilters, FilterResult] | None:
    """Return what can be chosen among promises and what tells the result; `None` where there is no choice."""
    facets = _list_facets(ctx, commitments)
    if not facets:
        return None
    say, say_many, number = ctx.language.gettext, ctx.language.ngettext, len(commitments)
    show_all = say_many("Show %(n)s", "Show all %(n)s", number)
    words = say_many("%(left)s of %(n)s promise", "%(left)s of %(n)s promises", number, left=_GAP)
    before, _, after = words.partition(_GAP)
    filters = ListFilters(
        label=say("Choose promises"),
        facets=facets,
        count=say_many("%(n)s promise", "%(n)s promises", number),
        no_match=say("No promise matches all of these."),
        show_all=show_all,
        groups=MATRIX_STYLE.groups,
        entries=MATRIX_STYLE.entries,
    )
    return filters, FilterResult(facets, before, after, show_all)


def _list_facets(ctx: PageContext, commitments: Sequence[Commitment]) -> tuple[FilterFacet, ...]:
    titles = {
        "status": ctx.language.pgettext("filter", "Outcome"),
        "actor": ctx.language.pgettext("filter", "Promised by"),
        "document": ctx.language.pgettext("filter", "Document"),
    }
    offered = count_offered_values(list_filtered_commitments(ctx.dossier, commitments))
    facets = []
    for facet, counts in offered.items():
        options = [_make_option(ctx, facet, value, count) for value, count in counts.items()]
        if facet == "document":
            options.sort(key=lambda option: _find_date(ctx, option.value))
        if facet == "actor":
            options.sort(key=lambda option: ctx.language.sort_key(option.label))
        facets.append(FilterFacet(facet, titles[facet], tuple(options)))
    return tuple(facets)


def _find_date(ctx: PageContext, name: str) -> date:
    document = ctx.dossier.by_id[name]
    assert isinstance(document, Document)  # noqa: S101 -- the filters offer documents
    return document.date.lower


def _make_option(ctx: PageContext, facet: str, value: str, count: int) -> FilterOption:
    number = ctx.language.number(count)
    if facet == "status":
        return FilterOption(value, ctx.show(OutcomeBadge(value)), number)
    entry = ctx.dossier.by_id[value]
    return FilterOption(value, name_facet_value(entry, ctx.names), number)
