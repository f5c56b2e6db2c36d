"""Promises, and what came of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dossier_timeline.components.filters import FilterResult, ListFilters
from dossier_timeline.components.outcomes import CommitmentMatrix
from dossier_timeline.components.story import CommitmentCard, CommitmentItem, OutcomeItem
from dossier_timeline.languages import Language
from dossier_timeline.model.story import Commitment, Outcome, OutcomeStatus
from dossier_timeline.site.commitment_filters import OUTCOME_PREFIX, name_commitment_filter_style
from dossier_timeline.site.outcome_index import OUTCOME_ORDER, find_last_status, find_main_outcome
from dossier_timeline.site.page_context import PageContext
from dossier_timeline.site.page_parts import name_page_part
from dossier_timeline.views.commitment_filters import make_commitment_filters
from dossier_timeline.views.commitment_matrix import make_commitment_matrix
from dossier_timeline.views.introduction import LocalisedProse, find_introduction
from dossier_timeline.views.official_addresses import show_former_addresses
from dossier_timeline.views.outcomes import name_outcome_group
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
    """The promises with one outcome."""

    id: str
    status: OutcomeStatus
    title: str
    count: str
    commitments: tuple[CommitmentCard, ...]


@dataclass(frozen=True, slots=True)
class PartOutcomes:
    """A part of the page: what it is called, its address, and the number of promises with each outcome.

    A number has the address of that outcome in the part, or "" for none.
    """

    label: str
    href: str
    counts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class CommitmentsView:
    """Every promise or a part of them: document by document in the matrix, and below it by outcome."""

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
        sections=tuple(_make_sections(ctx, shown)),
    )


def _make_sections(ctx: PageContext, commitments: Sequence[Commitment]) -> Iterator[CommitmentSection]:
    """Yield the promises with each outcome; each promise stands below one."""
    for outcome in OUTCOME_ORDER:
        if found := [one for one in commitments if find_main_outcome(one) == outcome]:
            yield CommitmentSection(
                id=f"{OUTCOME_PREFIX}{outcome}",
                status=outcome,
                title=name_outcome_group(ctx.language, outcome),
                count=ctx.language.number(len(found)),
                commitments=tuple(make_commitment(ctx, one, is_silence_said=False) for one in found),
            )


def _list_parts_by_outcome(ctx: PageContext) -> Iterator[PartOutcomes]:
    for part in ctx.language_context.page_parts.parts_of(ctx.page):
        commitments = [one for one in part.entries if isinstance(one, Commitment)]
        numbers = Counter(find_main_outcome(one) for one in commitments)
        hrefs = {one: ctx.kind_href(ctx.page.kind, part.entity, f"{OUTCOME_PREFIX}{one}") for one in numbers}
        counts = tuple((ctx.language.number(numbers[one]), hrefs.get(one, "")) for one in OUTCOME_ORDER)
        yield PartOutcomes(name_page_part(part, ctx.names), ctx.kind_href(ctx.page.kind, part.entity), counts)


def name_commitment_kind(language: Language, kind: str) -> str:
    """Return what sort of promise it is, in words."""
    words = {
        "goal": language.gettext("Goal"),
        "commitment": language.gettext("Commitment"),
        "target": language.gettext("Target"),
    }
    return words[kind]


def make_commitment(
    ctx: PageContext, commitment: Commitment, level: int = 3, *, is_silence_said: bool = True
) -> CommitmentCard:
    """Return one promise.

    Args:
        ctx: the page.
        commitment: the promise.
        level: that of its heading.
        is_silence_said: whether it says so itself where nothing is known of what came of it.
    """
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
        kind="" if commitment.kind == "commitment" else name_commitment_kind(ctx.language, commitment.kind),
        text=show_former_addresses(ctx, commitment) + ctx.show_words(commitment.text),
        variant=ctx.show_words(commitment.variant),
        source=show_source(ctx, commitment.passage, commitment),
        outcomes=tuple(_make_outcome(ctx, commitment, outcome) for outcome in commitment.outcomes),
        is_silence_said=is_silence_said,
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
