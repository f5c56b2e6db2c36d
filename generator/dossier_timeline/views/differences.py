"""Where sources differ."""

from __future__ import annotations

from dataclasses import dataclass

from dossier_timeline.components.page import Contents
from dossier_timeline.components.story import DifferenceCard, DifferenceItem, DifferenceSide
from dossier_timeline.model.documents import Document
from dossier_timeline.model.facts import Fact
from dossier_timeline.model.relations import find_owned
from dossier_timeline.model.story import Difference, Side
from dossier_timeline.model.uses import find_field_ids
from dossier_timeline.site.page_context import PageContext
from dossier_timeline.views.contents import list_headings
from dossier_timeline.views.difference_kinds import name_difference_kind
from dossier_timeline.views.introduction import LocalisedProse, find_introduction
from dossier_timeline.views.official_addresses import show_former_addresses
from dossier_timeline.views.page_parts import PartNavigation, choose_shown, make_part_navigation
from dossier_timeline.views.source_lines import show_source


@dataclass(frozen=True, slots=True)
class DifferencesView:
    """All differences or a part of them, in the order of their file."""

    introduction: LocalisedProse
    parts: PartNavigation
    differences: tuple[DifferenceCard, ...]
    contents: Contents


def make_differences_view(ctx: PageContext) -> DifferencesView:
    """Return the page of all differences."""
    shown = choose_shown(ctx, Difference, lambda: ctx.dossier.differences)
    return DifferencesView(
        introduction=find_introduction(ctx),
        parts=make_part_navigation(ctx),
        differences=tuple(make_difference(ctx, one, level=2) for one in shown),
        contents=Contents(tuple(list_headings(ctx, shown))),
    )


def make_difference(ctx: PageContext, difference: Difference, *, level: int = 3) -> DifferenceCard:
    """Return one difference; `level` is that of its heading."""
    with ctx.suppress_difference(difference):
        return DifferenceCard(
            kind=name_difference_kind(ctx.language, difference.kind),
            title=show_former_addresses(ctx, difference) + ctx.show_words(difference.title),
            sides=tuple(_make_side(ctx, side) for side in difference.sides),
            why=ctx.show_words(difference.why),
            shown=ctx.show_words(difference.shown),
            id=difference.id,
            level=level,
        )


def _make_side(ctx: PageContext, side: Side) -> DifferenceSide:
    facts = [fact for one in side.facts if isinstance(fact := ctx.dossier.by_id.get(one), Fact)]
    fact = facts[0] if facts else None
    fact_work = ctx.language_context.work_of_fact.get(fact.id) if fact else None
    work = side.work or (fact_work.id if fact_work else None)
    passage = side.passage or (fact.passage if fact and not work else None)
    source = show_source(ctx, passage, fact, work)
    return DifferenceSide(source, ctx.show_words(side.text), is_text_held=not work)


def summarise_difference(ctx: PageContext, one: Difference) -> DifferenceItem:
    """Return a difference in a line: its title with the way to it, which value is shown, and its kind."""
    with ctx.suppress_difference(one):
        link = ctx.show_link(ctx.names.full_name(one), ctx.entry_href(one))
        return DifferenceItem(link, ctx.show_words(one.shown), name_difference_kind(ctx.language, one.kind))


def find_differences_of(ctx: PageContext, document: Document) -> list[Difference]:
    """Return the differences in which a document has a part."""
    inside = {document.id, *(entry.id for entry in find_owned(document))}

    def names_it(one: Difference) -> bool:
        entries = (ctx.dossier.by_id.get(name) for name in find_field_ids(one))
        return any(entry.id in inside for entry in entries if entry)

    return [one for one in ctx.dossier.differences if names_it(one)]
