"""The subjects that run through the documents."""

from __future__ import annotations

from typing import Any

from dossier_timeline.model.documents import Document
from dossier_timeline.model.registers import Theme
from dossier_timeline.model.story import Commitment, Event
from dossier_timeline.site.builtin_pages import find_used_themes
from dossier_timeline.site.page_context import PageContext
from dossier_timeline.site.timeline_index import MOST_ITEMS
from dossier_timeline.site.timeline_pages import EVENTS_KIND
from dossier_timeline.views.addresses import show_former_addresses
from dossier_timeline.views.commitments import summarise_commitment
from dossier_timeline.views.common import Item
from dossier_timeline.views.documents import make_record_list
from dossier_timeline.views.events import make_years
from dossier_timeline.views.frame import find_introduction


def make_themes_view(ctx: PageContext) -> dict[str, Any]:
    """All themes that something belongs to."""
    used = set(find_used_themes(ctx.dossier))
    themes = [theme for theme in ctx.dossier.themes if theme.id in used]
    return {"intro": find_introduction(ctx), "themes": [_make_card(ctx, theme) for theme in themes]}


def _make_card(ctx: PageContext, theme: Theme) -> Item:
    documents, events, promises = find_theme_contents(ctx, theme)
    say_many = ctx.language.ngettext
    parts = [
        say_many("%(n)s document", "%(n)s documents", len(documents)) if documents else "",
        say_many("%(n)s event", "%(n)s events", len(events)) if events else "",
        say_many("%(n)s promise", "%(n)s promises", len(promises)) if promises else "",
    ]
    return {
        "href": ctx.entry_href(theme),
        "title": ctx.names.plain_words(theme.name),
        "text": ctx.show_words(theme.text),
        "counts": [part for part in parts if part],
    }


def find_theme_contents(
    ctx: PageContext, theme: Theme
) -> tuple[list[Document], list[Event], list[Commitment]]:
    """What belongs to a theme."""
    names = {theme.id, *theme.aliases}
    return (
        [one for one in ctx.dossier.documents if names & set(one.themes)],
        [one for one in ctx.dossier.all_events() if names & set(one.themes)],
        [one for one in ctx.dossier.all_commitments() if names & set(one.themes)],
    )


def make_theme_view(ctx: PageContext) -> dict[str, Any]:
    """One theme: its documents, what happened, what was promised."""
    theme = next(one for one in ctx.dossier.themes if one.id == ctx.page.entity)
    documents, events, promises = find_theme_contents(ctx, theme)
    return {
        "text": show_former_addresses(ctx, theme) + ctx.show_words(theme.text),
        "documents": make_record_list(ctx, documents) if documents else None,
        "years": make_years(ctx, events, 4) if len(events) <= MOST_ITEMS else [],
        "listing": ctx.kind_href(EVENTS_KIND, f"theme:{theme.id}") if len(events) > MOST_ITEMS else "",
        "promises": [summarise_commitment(ctx, promise) for promise in promises],
    }
