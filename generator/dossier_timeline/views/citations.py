"""How to cite a document, the page about it, and a number on that page."""

from __future__ import annotations

from dossier_timeline.components.documents import CitationBox, PageCitation, SourceCitation
from dossier_timeline.components.facts import NotePopover
from dossier_timeline.components.marks import CitedTitle
from dossier_timeline.exports.citation_files import CITATION_FORMS, cite_source, list_citation_paths
from dossier_timeline.model.documents import Document
from dossier_timeline.site.page_context import PageContext
from dossier_timeline.site.routes import absolute_url


def make_page_citation(ctx: PageContext) -> CitationBox:
    """Return how to cite the page about a document, which is this one, as a line.

    Reference managers find the same in the head of the page (`exports/metatags.py`).
    """
    return CitationBox(
        id="section-cite",
        title=ctx.language.gettext("Cite this page"),
        text=ctx.show(_cite_page(ctx)),
    )


def make_note_popover(ctx: PageContext) -> NotePopover | None:
    """Return the popover in which the page shows a note beside its number; `None` for a page without any.

    What the whole report repeats is cited where it has its permanent address, and not there.
    """
    if ctx.page.kind in ("choice", "missing"):
        return None
    citation = _cite_page(ctx)
    return NotePopover("" if ctx.page.kind == "report" else ctx.show(citation).striptags(), citation.url)


def _cite_page(ctx: PageContext) -> PageCitation:
    return PageCitation(
        publisher=ctx.names.plain_words(ctx.dossier.settings.publisher),
        title=ctx.language.quote(ctx.page.title),
        site=ctx.names.plain_words(ctx.dossier.settings.short),
        date=ctx.names.write_day(ctx.page.last_changed),
        url=absolute_url(ctx.language_context.config.addresses.site_url, ctx.page.path),
    )


def make_source_citation(ctx: PageContext, document: Document) -> CitationBox:
    """Return how to cite the source document: who, what, where and when, its number and its address."""
    cited = cite_source(ctx.language_context, document)
    language = cited.title_language or cited.language
    parts = (
        ctx.language.join([author.name for author in cited.authors]),
        ctx.show(CitedTitle(cited.title, language if language != ctx.language.code else "")),
        cited.genre,
        cited.number,
        cited.publisher if cited.publisher != cited.place else "",
        cited.place,
        ctx.names.write_date(document.date),
    )
    citation = SourceCitation(tuple(part for part in parts if part), cited.url)
    return CitationBox(
        id="section-cite-document",
        title=ctx.language.gettext("Cite the document"),
        text=ctx.show(citation),
        files=_list_files(ctx, document),
    )


def explain_citing_numbers(ctx: PageContext, document: Document) -> str:
    """Return how any number on the page of a document is cited; each note has its own address."""
    title = ctx.language.quote(ctx.names.plain_words(document.title))
    return ctx.language.gettext(
        "To cite a number, name what it is, its value, %(title)s (%(date)s), where it stands there, "
        "and the address of its note.",
        title=title,
        date=ctx.names.write_date(document.date),
    )


def _list_files(ctx: PageContext, document: Document) -> tuple[tuple[str, str], ...]:
    """Return address and name of each form of a document's citation."""
    paths = list_citation_paths(document)
    return tuple(
        (ctx.file_href(path), form) for path, (_, form, _) in zip(paths, CITATION_FORMS, strict=True)
    )
