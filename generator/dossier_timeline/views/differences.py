"""Where sources differ."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dossier_timeline.components.base import Html
from dossier_timeline.components.page import Contents
from dossier_timeline.components.story import DifferenceCard, DifferenceItem, DifferenceList, DifferenceSide
from dossier_timeline.model.documents import Document
from dossier_timeline.model.facts import Fact
from dossier_timeline.model.relations import find_owned
from dossier_timeline.model.story import DIFFERENCE_GROUPS, Difference, Side
from dossier_timeline.model.uses import find_field_ids
from dossier_timeline.site.page_context import PageContext
from dossier_timeline.views.contents import list_headings
from dossier_timeline.views.difference_kinds import name_difference_group, name_difference_kind
from dossier_timeline.views.introduction import LocalisedProse, find_introduction
from dossier_timeline.views.official_addresses import show_former_addresses
from dossier_timeline.views.page_parts import PartNavigation, choose_shown, make_part_navigation
from dossier_timeline.views.source_lines import show_source

MOST_LISTED = 5
"""How many differences a document's page lists before the others are folded."""

_OF_NUMBERS = ("values", "basis", "scope")


@dataclass(frozen=True, slots=True)
class DifferenceGroup:
    """The differences of one kind."""

    id: str
    title: str
    differences: tuple[DifferenceCard, ...]


@dataclass(frozen=True, slots=True)
class DifferencesView:
    """All differences or a part of them, by kind, and in the order of their file."""

    introduction: LocalisedProse
    parts: PartNavigation
    groups: tuple[DifferenceGroup, ...]
    contents: Contents


def make_differences_view(ctx: PageContext) -> DifferencesView:
    """Return the page of all differences."""
    shown = choose_shown(ctx, Difference, lambda: ctx.dossier.differences)
    groups: list[DifferenceGroup] = []
    items: list[tuple[str, Html, int]] = []
    for kinds in DIFFERENCE_GROUPS:
        if found := [one for one in shown if one.kind in kinds]:
            title = name_difference_group(ctx.language, kinds[0])
            cards = tuple(make_difference(ctx, one, is_grouped=True) for one in found)
            groups.append(DifferenceGroup(f"of-kind-{kinds[0]}", title, cards))
            items += [(f"#{groups[-1].id}", title, 1), *list_headings(ctx, found, 2)]
    return DifferencesView(
        introduction=find_introduction(ctx),
        parts=make_part_navigation(ctx),
        groups=tuple(groups),
        contents=Contents(tuple(items)),
    )


def make_difference(ctx: PageContext, difference: Difference, *, is_grouped: bool = False) -> DifferenceCard:
    """Return one difference; in a group of its kind it doesn't say its kind again."""
    with ctx.suppress_difference(difference):
        return DifferenceCard(
            kind="" if is_grouped else name_difference_kind(ctx.language, difference.kind),
            title=show_former_addresses(ctx, difference) + ctx.show_words(difference.title),
            sides=tuple(_make_side(ctx, side) for side in difference.sides),
            why=ctx.show_words(difference.why),
            shown=ctx.show_words(difference.shown),
            id=difference.id,
        )


def _make_side(ctx: PageContext, side: Side) -> DifferenceSide:
    facts = [fact for one in side.facts if isinstance(fact := ctx.dossier.by_id.get(one), Fact)]
    fact = facts[0] if facts else None
    fact_work = ctx.language_context.work_of_fact.get(fact.id) if fact else None
    work = side.work or (fact_work.id if fact_work else None)
    passage = side.passage or (fact.passage if fact and not work else None)
    value: Html = ctx.show_words(side.says)
    if fact is not None and side.says is None:
        value = ctx.show_link(ctx.names.write_fact(fact), ctx.entry_href(fact))
    return DifferenceSide(
        source=show_source(ctx, passage, fact, work),
        text=ctx.show_words(side.text),
        is_text_held=not work,
        value=value,
        label=ctx.names.full_name(fact).text if fact is not None and side.says is None else "",
        is_shown=side.is_shown,
    )


def list_differences(ctx: PageContext, differences: Iterable[Difference]) -> DifferenceList | None:
    """Return differences in a line each, those of numbers first; `None` for none."""
    ordered = sorted(differences, key=lambda one: (one.kind not in _OF_NUMBERS, one.group))
    items = tuple(_summarise_difference(ctx, one) for one in ordered)
    folded = items[MOST_LISTED:]
    more = ctx.language.ngettext("and %(n)s more", "and %(n)s more", len(folded)) if folded else ""
    return DifferenceList(items[:MOST_LISTED], folded, more) if items else None


def _summarise_difference(ctx: PageContext, one: Difference) -> DifferenceItem:
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
