"""Metadata for reference managers in the head of a document's page: Highwire Press and Dublin Core.

They describe the page itself, because that is what a reader has before him and what its address
leads to: they are the page's only citation in a form for machines. The source document is cited by files of
its own (`citation_files.py`), and named here as the source.

Sources: Google Scholar's inclusion guidelines; DCMI, "Expressing Dublin Core in HTML/XHTML" (2008).
"""

from __future__ import annotations

from dossier_timeline.site.page_context import PageContext

Metatag = tuple[str, str]


def list_metatags(ctx: PageContext) -> tuple[Metatag, ...]:
    """Return name and content of each element; none on pages that aren't about a document."""
    if ctx.page.kind != "document":
        return ()
    document, settings = ctx.document, ctx.dossier.settings
    publisher = ctx.names.plain_words(settings.publisher)
    language = ctx.page.availability.canonical_language if ctx.page.availability else ctx.language.code
    url = next((one.url for one in document.addresses if one.url and one.status == "confirmed"), "")
    metatags = (
        ("citation_title", ctx.page.title),
        ("citation_author", publisher),
        ("citation_publication_date", ctx.page.last_changed.strftime("%Y/%m/%d")),
        ("citation_technical_report_institution", ctx.names.plain_words(settings.short)),
        ("citation_language", language),
        ("citation_public_url", ctx.page.canonical),
        ("DC.title", ctx.page.title),
        ("DC.creator", publisher),
        ("DC.publisher", publisher),
        ("DC.date", ctx.page.last_changed.isoformat()),
        ("DC.type", "Text"),
        ("DC.language", language),
        ("DC.identifier", ctx.page.canonical),
        ("DC.source", url),
        ("DC.rights", settings.licence.url),
    )
    return tuple((name, content) for name, content in metatags if content)
