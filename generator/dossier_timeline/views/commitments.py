"""Promises, and what came of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from dossier_timeline.components.base import Html
from dossier_timeline.components.filters import FilterResult, ListFilters
from dossier_timeline.components.outcomes import CommitmentMatrix
from dossier_timeline.components.story import CommitmentCard, CommitmentItem, OutcomeItem
from dossier_timeline.languages import Language
from dossier_timeline.model.story import Commitment, Outcome
from dossier_timeline.site.commitment_filters import name_commitment_filter_style
from dossier_timeline.site.outcome_index import OUTCOME_ORDER, find_last_status
from dossier_timeline.site.page_context import PageContext
from dossier_timeline.site.page_parts import name_page_part
from dossier_timeline.views.commitment_filters import make_commitment_filters
from dossier_timeline.views.commitment_matrix import make_commitment_matrix
from dossier_timeline.views.introduction import LocalisedProse, find_introduction
from dossier_timeline.views.official_addresses import show_former_addresses
from dossier_timeline.views.outcomes import choose_outcome
from dossier_timeline.views.page_parts import (
    PartNavigation,
    choose_shown,
    find_shown_part,
    group_by_document,
    make_part_navigation,
)
from dossier_timeline.views.source_lines import show_source
from dossier_timeline.views.sources import is_text_held


@dataclass(frozen=True, slots=True)
class CommitmentSection:
    """The promises of one document."""

    id: str
    title: Html
    commitments: tuple[CommitmentCard, ...]


@dataclass(frozen=True, slots=True)
class PartOutcomes:
    """A part of the page: what it is called, its address, and the number of promises with each outcome.

    A number has the address of the part with that outcome chosen, or "" for none.
    """

    label: str
    href: str
    counts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class CommitmentsView:
    """Every promise or a part of them, document by document."""

    introduction: LocalisedProse
    parts: PartNavigation
    parts_by_outcome: tuple[PartOutcomes, ...]
    """Of each part of a page that is cut, how many promises have which outcome; empty on any other page."""
    matrix: CommitmentMatrix | None
    """The promises of the page beside the documents that speak of them; `None` where there are none."""
    filters: ListFilters | None
    """What can be chosen among the promises of the page."""
    filter_result: FilterResult | None
    filter_style: str
    """The style sheet that does what the filters ask for."""
    sections: tuple[CommitmentSection, ...]


def make_commitments_view(ctx: PageContext) -> CommitmentsView:
    """Return the page of all promises."""
    shown = choose_shown(ctx, Commitment, ctx.dossier.all_commitments)
    groups = group_by_document(ctx, shown)
    introduction = find_introduction(ctx)
    sections = tuple(
        CommitmentSection(
            id=f"of-{document.id}",
            title=ctx.show_link(ctx.names.full_name(document), ctx.entry_href(document)),
            commitments=tuple(make_commitment(ctx, one) for one in commitments),
        )
        for document, commitments in groups
    )
    matrix = make_commitment_matrix(ctx, groups) if groups else None
    filters, filter_result = make_commitment_filters(ctx, shown) or (None, None)
    part = find_shown_part(ctx)
    return CommitmentsView(
        introduction=introduction,
        parts=make_part_navigation(ctx),
        parts_by_outcome=tuple(_list_parts_by_outcome(ctx)) if part is None else (),
        matrix=matrix,
        filters=filters,
        filter_result=filter_result,
        filter_style=name_commitment_filter_style(part.slug if part else ""),
        sections=sections,
    )


def _list_parts_by_outcome(ctx: PageContext) -> Iterator[PartOutcomes]:
    for part in ctx.language_context.page_parts.parts_of(ctx.page):
        commitments = [one for one in part.entries if isinstance(one, Commitment)]
        numbers = Counter(status for one in commitments for status in find_last_status(one))
        href = ctx.kind_href(ctx.page.kind, part.entity)
        counts = tuple(
            (ctx.language.number(numbers[one]), choose_outcome(href, one) if numbers[one] else "")
            for one in OUTCOME_ORDER
        )
        yield PartOutcomes(name_page_part(part, ctx.names), href, counts)


def name_commitment_kind(language: Language, kind: str) -> str:
    """Return what sort of promise it is, in words."""
    words = {
        "goal": language.gettext("Goal"),
        "commitment": language.gettext("Commitment"),
        "target": language.gettext("Target"),
    }
    return words[kind]


def make_commitment(ctx: PageContext, commitment: Commitment, level: int = 3) -> CommitmentCard:
    """Return one promise; `level` is that of its heading."""
    document = ctx.dossier.document_of.get(commitment.id)
    made_on = commitment.made or (document.date if document else None)
    return CommitmentCard(
        id=commitment.id,
        title=ctx.show_words(commitment.title),
        by=ctx.list_entries(commitment.by),
        made=ctx.names.write_date(made_on),
        made_note=ctx.show_words(commitment.made_inferred),
        to=ctx.list_entries(commitment.to),
        due=ctx.names.write_date(commitment.due),
        due_note=ctx.show_words(commitment.due_inferred),
        kind=name_commitment_kind(ctx.language, commitment.kind),
        text=show_former_addresses(ctx, commitment) + ctx.show_words(commitment.text),
        variant=ctx.show_words(commitment.variant),
        source=show_source(ctx, commitment.passage, commitment),
        outcomes=tuple(_make_outcome(ctx, commitment, outcome) for outcome in commitment.outcomes),
        level=level,
    )


def _make_outcome(ctx: PageContext, commitment: Commitment, outcome: Outcome) -> OutcomeItem:
    return OutcomeItem(
        status=outcome.status,
        date=ctx.names.write_date(outcome.date),
        text=ctx.show_words(outcome.text),
        source=show_source(ctx, outcome.passage, commitment, outcome.work),
        is_text_held=is_text_held(outcome.passage, outcome.work),
    )


def summarise_commitment(ctx: PageContext, commitment: Commitment) -> CommitmentItem:
    """Return a promise in a line: its title with the way to it, and how it ended."""
    link = ctx.show_link(ctx.names.plain_words(commitment.title), ctx.entry_href(commitment))
    return CommitmentItem(link, find_last_status(commitment))
