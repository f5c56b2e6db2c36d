"""The notes of a document that has too many facts for its own page."""

from __future__ import annotations

from dataclasses import dataclass

from dossier_timeline.components.facts import NoteList
from dossier_timeline.site.note_pages import NOTES_KIND, NotePage, name_note_page
from dossier_timeline.site.page_context import PageContext
from dossier_timeline.views.citations import explain_citing_numbers
from dossier_timeline.views.fact_notes import make_note_list
from dossier_timeline.views.page_parts import PartLink, PartNavigation, link_neighbours


@dataclass(frozen=True, slots=True)
class NotesView:
    """Some notes of a document, and the way to the others."""

    parts: PartNavigation
    notes: NoteList | None


def make_notes_view(ctx: PageContext) -> NotesView:
    """Return a page of notes."""
    note_page = ctx.language_context.note_index.find_page(ctx.page.entity)
    pages = ctx.language_context.note_index.pages_of(note_page.document.id)

    def link(one: NotePage) -> tuple[str, str]:
        return ctx.kind_href(NOTES_KIND, one.entity), name_note_page(one, ctx.names)

    return NotesView(
        parts=PartNavigation(neighbours=link_neighbours(pages, note_page.number - 1, link)),
        notes=make_note_list(
            ctx, note_page.facts, remarks=(explain_citing_numbers(ctx, note_page.document),)
        ),
    )


def link_note_pages(ctx: PageContext, document_id: str) -> tuple[PartLink, ...]:
    """Return links to the pages with the notes of a document; none where they are on its own page."""
    return tuple(
        PartLink(
            slug="",
            href=ctx.kind_href(NOTES_KIND, one.entity),
            label=name_note_page(one, ctx.names),
            count=ctx.language.ngettext("%(n)s entry", "%(n)s entries", len(one.facts)),
        )
        for one in ctx.language_context.note_index.pages_of(document_id)
    )
