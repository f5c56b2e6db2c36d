"""The quotations of a document."""

from __future__ import annotations

from dossier_timeline.components.documents import QuotationItem, QuotationList
from dossier_timeline.model.documents import Document
from dossier_timeline.model.sources import Quotation
from dossier_timeline.site.page_context import PageContext
from dossier_timeline.views.difference_kinds import name_kind_of_difference
from dossier_timeline.views.source_lines import link_passage


def make_quotation_list(ctx: PageContext, document: Document) -> QuotationList | None:
    """Return the quotations of a document, or `None` where it has none."""
    if not document.quotations:
        return None
    return QuotationList(tuple(_make_quotation(ctx, document, one) for one in document.quotations))


def _make_quotation(ctx: PageContext, document: Document, quotation: Quotation) -> QuotationItem:
    """Return quoted words between the page's quotation marks, what they mean, and where they stand."""
    language = quotation.language or document.language
    before, after = ctx.language.quotation_marks
    has_translation = quotation.translation is not None and quotation.translation.get(ctx.language.code)
    return QuotationItem(
        id=quotation.id,
        before=before,
        text=quotation.text,
        after=after,
        place=link_passage(ctx, quotation.passage, document),
        lang=language if language != ctx.language.code else "",
        translation=ctx.show_words(quotation.translation) if has_translation else "",
        difference_href=ctx.difference_href(quotation),
        difference_kind=name_kind_of_difference(ctx, quotation),
    )
