"""Where something stands: the passage, the document that holds it, or the work that says it."""

from __future__ import annotations

from markupsafe import Markup, escape

from dossier_timeline.model.base import Entry
from dossier_timeline.model.documents import Document
from dossier_timeline.model.sources import Passage
from dossier_timeline.site.names import Phrase
from dossier_timeline.site.page_context import PageContext


def describe_passage(ctx: PageContext, passage: Passage, language: str) -> Markup:
    """Section and paragraph of a passage; `language` is that of the source."""
    known = ctx.language_context.known_passages
    place = (passage.section, passage.paragraph, passage.footnote, language)
    if place not in known:
        known[place] = _where(ctx, passage, language)
    return known[place]


def _where(ctx: PageContext, passage: Passage, language: str) -> Markup:
    if passage.footnote is not None:
        place = ctx.language.gettext("footnote %(number)s", number=passage.footnote)
    else:
        place = ctx.language.gettext("paragraph %(number)s", number=passage.paragraph)
    if not passage.section:
        return escape(place)
    lang = language if language != ctx.language.code else ""
    return ctx.show_link(Phrase(passage.section, lang), "") + escape(ctx.language.comma) + escape(place)


def find_document(ctx: PageContext, passage: Passage | None, entry: Entry | None) -> Document | None:
    """The document in which a passage stands: its own, or the one in which the entry is written."""
    if passage is not None and passage.document:
        found = ctx.dossier.by_id.get(passage.document)
        return found if isinstance(found, Document) else None
    return ctx.dossier.document_of.get(entry.id) if entry is not None else None


def describe_source(
    ctx: PageContext, passage: Passage | None, entry: Entry | None, work: str | None = None
) -> Markup:
    """Where something stands, in a line: the document with its place, or the work that says it."""
    if passage is None:
        return ctx.list_entries((work,)) if work else Markup("")
    document = find_document(ctx, passage, entry)
    if document is None:
        return Markup("")
    place = describe_passage(ctx, passage, document.language)
    if ctx.page.kind == "document" and ctx.page.entity == document.id:
        return place
    link = ctx.show_link(name_source(ctx, document), ctx.entry_href(document))
    return Markup(f"{link}{escape(ctx.language.comma)}{place}")  # noqa: S704 -- all of it is HTML


def name_source(ctx: PageContext, document: Document) -> str:
    """A document as a source is named: its kind and year, or its title where another has the same."""
    if ctx.language_context.count_of_kind_and_year[document.kind, document.date.year] > 1:
        return ctx.names.plain_words(document.title)
    return ctx.language.pgettext(
        "source",
        "%(kind)s %(year)s",
        kind=ctx.names.kind_name(document.kind),
        year=ctx.language.year(document.date),
    )


def is_text_held(passage: Passage | None, work: str | None) -> bool:
    """Whether the text in which something stands is held: false for a work beside the documents."""
    return passage is not None or work is None
