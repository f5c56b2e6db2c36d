"""Where sources differ."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from dossier_timeline.components.page import Contents
from dossier_timeline.components.story import DifferenceItem
from dossier_timeline.model.documents import Document
from dossier_timeline.model.facts import Fact
from dossier_timeline.model.relations import find_owned
from dossier_timeline.model.story import Difference, Side
from dossier_timeline.model.uses import find_field_ids
from dossier_timeline.site.page_context import PageContext
from dossier_timeline.views.addresses import show_former_addresses
from dossier_timeline.views.common import Item
from dossier_timeline.views.contents import list_headings
from dossier_timeline.views.frame import find_introduction
from dossier_timeline.views.sources import show_source


def make_differences_view(ctx: PageContext) -> dict[str, Any]:
    """All differences, in the order of their file."""
    return {
        "intro": find_introduction(ctx),
        "differences": [make_difference(ctx, one, level=2) for one in ctx.dossier.differences],
        "contents": Contents(tuple(list_headings(ctx, ctx.dossier.differences))),
    }


def make_difference(ctx: PageContext, one: Difference, *, level: int = 3) -> Item:
    """One difference, for the component of that name."""
    ctx.suppressed_differences.add(one.id)
    told = {
        "title": show_former_addresses(ctx, one) + ctx.show_words(one.title),
        "sides": [_make_side(ctx, side) for side in one.sides],
        "why": ctx.show_words(one.why),
        "shown": ctx.show_words(one.shown),
        "id": one.id,
        "level": level,
    }
    ctx.suppressed_differences.discard(one.id)
    return told


def _make_side(ctx: PageContext, side: Side) -> tuple[Markup, Markup]:
    facts = [fact for one in side.facts if isinstance(fact := ctx.dossier.by_id.get(one), Fact)]
    written = facts[0] if facts else None
    held = ctx.language_context.work_of_fact.get(written.id) if written else None
    work = side.work or (held.id if held else None)
    passage = side.passage or (written.passage if written and not work else None)
    place = show_source(ctx, passage, written, work)
    if work:
        place += Markup(' <span class="tag">{}</span>').format(ctx.language.gettext("text not held"))
    return place, ctx.show_words(side.text)


def summarise_difference(ctx: PageContext, one: Difference) -> DifferenceItem:
    """A difference in a line: its title with the way to it, and which value is shown."""
    ctx.suppressed_differences.add(one.id)
    link = ctx.show_link(ctx.names.full_name(one), ctx.entry_href(one))
    item = DifferenceItem(link, ctx.show_words(one.shown))
    ctx.suppressed_differences.discard(one.id)
    return item


def find_differences_of(ctx: PageContext, document: Document) -> list[Difference]:
    """The differences in which a document has a part."""
    inside = {document.id, *(entry.id for entry in find_owned(document))}

    def names_it(one: Difference) -> bool:
        named = (ctx.dossier.by_id.get(name) for name in find_field_ids(one))
        return any(entry.id in inside for entry in named if entry)

    return [one for one in ctx.dossier.differences if names_it(one)]
