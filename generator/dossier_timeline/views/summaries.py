"""The summary of a document, in the language of the page or the one that stands in for it."""

from __future__ import annotations

from dossier_timeline.components.page import ProseBlock
from dossier_timeline.model.availability import choose_text, decide_availability
from dossier_timeline.model.documents import Document, Prose
from dossier_timeline.site.page_context import PageContext


def choose_summary(ctx: PageContext, document: Document) -> Prose | None:
    """Return the summary in the language of the page, or the one that stands in for it."""
    texts = ctx.language_context.texts_of_documents.get(document.id, {})
    return choose_text(texts, decide_availability(texts, ctx.language.code, ctx.dossier.languages))


def make_summary(ctx: PageContext, summary: Prose | None, section: str = "") -> ProseBlock:
    """Return a summary as it is shown; it is empty where there is none.

    With the id of a `section` it is shown as a part of that: see `PageContext.show_prose`.
    """
    if summary is None:
        return ProseBlock("")
    language = summary.language if summary.language != ctx.language.code else ""
    return ProseBlock(ctx.show_prose(summary, section), language)
