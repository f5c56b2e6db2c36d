"""The line that says where something stands, as a way to its words: in the official text, or in a note."""

from __future__ import annotations

from markupsafe import Markup, escape

from dossier_timeline.components.marks import OutsideLink, TextLink
from dossier_timeline.model.base import Entry
from dossier_timeline.model.documents import Document
from dossier_timeline.model.sources import Passage
from dossier_timeline.site.page_context import PageContext
from dossier_timeline.views.places_in_addresses import find_official_place
from dossier_timeline.views.sources import (
    find_document,
    is_page_of,
    link_published_passage,
    name_source,
    show_passage,
)

CARD_SECTION = "section-card"
"""The id of the card on the page of a document."""


def show_source(
    ctx: PageContext, passage: Passage | None, entry: Entry | None, work_id: str | None = None
) -> Markup:
    """Return where something stands, in a line: the document with the place, or the work that says it."""
    if passage is None:
        return ctx.list_entries((work_id,)) if work_id else Markup("")
    document = find_document(ctx, passage, entry)
    if document is None:
        return Markup("")
    if is_page_of(ctx, document):
        return link_passage(ctx, passage, document)
    place = show_passage(ctx, passage, document)
    line = escape(name_source(ctx, document)) + escape(ctx.language.comma) + place
    return _link_place(ctx, line, passage, document) or _link_card(ctx, line, document)


def _link_card(ctx: PageContext, words: Markup, document: Document) -> Markup:
    """Return these words as a link to the card of a document: its date and its official address."""
    href = "" if ctx.is_report else ctx.kind_href("document", document.id, CARD_SECTION)
    return ctx.show(TextLink(words, href or ctx.entry_href(document)))


def link_passage(ctx: PageContext, passage: Passage, document: Document) -> Markup:
    """Return where a passage stands, as a link to its words where there is one."""
    place = show_passage(ctx, passage, document)
    return _link_place(ctx, place, passage, document) or place


def _link_place(ctx: PageContext, words: Markup, passage: Passage, document: Document) -> Markup:
    """Return these words as a link to a passage; nothing where only the top of its document is known.

    It leads to the passage in the published source text, or else at the confirmed official address, or else
    to the note of a fact that stands in the same passage. The whole report holds its notes itself: there a
    reader is sent nowhere else.
    """
    if href := link_published_passage(ctx, passage, document):
        return ctx.show(TextLink(words, href))
    if not ctx.is_report and (address := find_official_place(ctx, passage, document)):
        return ctx.show(OutsideLink(words, address.url, address.language))
    note = next((fact for fact in document.facts if fact.passage == passage), None)
    href = ctx.entry_href(note) if note else ""
    return ctx.show(TextLink(words, href)) if href else Markup("")
