"""The description of a page in schema.org's vocabulary, as JSON-LD: short, and only what is certain.

Sources: JSON-LD 1.1, schema.org 29, the rules of HTML for the content of `<script>`.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from markupsafe import Markup

from dossier_timeline.exports.data_package import (
    DATA_DESCRIPTOR,
    DATA_FOLDER,
    data_zip_path,
)
from dossier_timeline.exports.fact_tables import figure_path, list_figures
from dossier_timeline.exports.permanent_urls import find_permanent_url
from dossier_timeline.languages.lending import strip_marks
from dossier_timeline.media.published_media import MEDIA_TYPES
from dossier_timeline.model.dates import Edtf
from dossier_timeline.model.documents import Document
from dossier_timeline.model.facts import Figure
from dossier_timeline.model.media import Image
from dossier_timeline.model.open_licences import OPEN_LICENCES
from dossier_timeline.model.registers import Actor, Work
from dossier_timeline.model.story import Event
from dossier_timeline.site.page_context import PageContext
from dossier_timeline.site.page_parts import is_page_part
from dossier_timeline.site.routes import PagePlan, absolute_url

JsonLdNode = dict[str, Any]

_TYPES = {
    "report": "Report",
    "article-newspaper": "NewsArticle",
    "article-magazine": "Article",
    "article-journal": "ScholarlyArticle",
    "book": "Book",
    "dataset": "Dataset",
    "legislation": "Legislation",
    "webpage": "WebPage",
}
"""Types of schema.org by the CSL type of a kind; "CreativeWork" for the rest."""


def write_linked_data(ctx: PageContext, trail: tuple[PagePlan, ...]) -> Markup:
    """Return the JSON-LD of a page, empty for some kinds; `trail` are the pages above it, from home."""
    nodes = [*_describe_page(ctx), *(_describe_image(ctx, image) for image in ctx.shown_images.values())]
    if trail:
        nodes.append(_breadcrumbs((*trail, ctx.page), ctx))
    if not nodes:
        return Markup("")
    graph = {"@context": "https://schema.org", "@graph": nodes}
    written = strip_marks(json.dumps(graph, ensure_ascii=False, separators=(",", ":")))
    # Inside <script> no markup is escaped, so none may be there.
    for sign in "<>&\u2028\u2029":
        written = written.replace(sign, f"\\u{ord(sign):04x}")
    return Markup(written)  # noqa: S704 -- escaped above


def _describe_page(ctx: PageContext) -> list[JsonLdNode]:
    match ctx.page.kind:
        case "home":
            return [_describe_site(ctx)]
        case "document":
            return [_describe_document_page(ctx, ctx.document)]
        case "timeline":
            return [node for event in _events_on_page(ctx) if (node := _describe_event(ctx, event))]
        case "figures":
            return _describe_part(ctx) if is_page_part(ctx.page) else [_describe_dataset(ctx)]
        case "works":
            works = ctx.language_context.page_parts.choose_entries(ctx.page, Work, lambda: ctx.dossier.works)
            return [node for work in works if (node := describe_legislation(ctx, work))]
    return []


def _breadcrumbs(pages: tuple[PagePlan, ...], ctx: PageContext) -> JsonLdNode:
    home = ctx.language.gettext("Home")
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {
                "@type": "ListItem",
                "position": number,
                "name": home if page.kind == "home" else page.title,
                "item": _url(ctx, page),
            }
            for number, page in enumerate(pages, start=1)
        ],
    }


def _url(ctx: PageContext, page: PagePlan) -> str:
    return absolute_url(ctx.language_context.config.addresses.site_url, page.path)


def _describe_publisher(ctx: PageContext) -> JsonLdNode:
    return {"@type": "Organization", "name": ctx.names.plain_words(ctx.dossier.settings.publisher)}


def _describe_site(ctx: PageContext) -> JsonLdNode:
    settings = ctx.dossier.settings
    return {
        "@type": "WebSite",
        "@id": ctx.page.canonical,
        "name": ctx.names.plain_words(settings.short),
        "url": ctx.page.canonical,
        "description": ctx.page.description,
        "inLanguage": ctx.language.code,
        "license": settings.licence.url,
        "publisher": _describe_publisher(ctx),
    }


def _describe_document_page(ctx: PageContext, document: Document) -> JsonLdNode:
    """The page about a document: a report of its own, based on the document."""
    return {
        "@type": "Report",
        "@id": _url(ctx, ctx.page),
        "name": ctx.page.title,
        "inLanguage": ctx.page.availability.canonical_language
        if ctx.page.availability
        else ctx.language.code,
        "dateModified": ctx.page.last_changed.isoformat(),
        "license": ctx.dossier.settings.licence.url,
        "publisher": _describe_publisher(ctx),
        "isBasedOn": _describe_source(ctx, document),
    }


def _describe_source(ctx: PageContext, document: Document) -> JsonLdNode:
    numbers = document.identifiers
    kind = ctx.dossier.by_id.get(document.kind)
    node: JsonLdNode = {
        "@type": _TYPES.get(getattr(kind, "csl", None) or "", "CreativeWork"),
        "name": _printed_title(document) or ctx.names.plain_words(document.title),
        "inLanguage": document.language,
        "datePublished": document.date.iso8601,
        "author": _describe_actors(ctx, document.sender),
        "publisher": _describe_actors(ctx, document.publisher),
        "identifier": numbers.first,
        "url": next((one.url for one in document.addresses if one.url and one.status == "confirmed"), None),
        "archivedAt": next((one.archived.url for one in document.addresses if one.archived), None),
        "citation": [
            {"@id": work.identifiers.eli} for work in _cited_works(ctx, document) if work.identifiers.eli
        ],
    }
    return _drop_empty(node)


def _printed_title(document: Document) -> JsonLdNode | str | None:
    """The title as printed, with its language where that isn't the document's."""
    if document.original_title and document.title_language != document.language:
        return {"@value": document.original_title, "@language": document.title_language}
    return document.original_title


def _cited_works(ctx: PageContext, document: Document) -> list[Work]:
    return [work for one in document.works if isinstance(work := ctx.dossier.by_id.get(one), Work)]


def _describe_actors(ctx: PageContext, ids: tuple[str, ...]) -> list[JsonLdNode]:
    entries = (ctx.dossier.by_id.get(one) for one in ids)
    return [
        {
            "@type": "Person" if actor.kind == "person" else "Organization",
            "name": ctx.names.full_name(actor).text,
        }
        for actor in entries
        if isinstance(actor, Actor)
    ]


def _events_on_page(ctx: PageContext) -> list[Event]:
    """The events whose permanent address is on this page of the timeline."""
    index, place_in_files = ctx.language_context.timeline_index, ctx.dossier.chronological_keys
    part = index.find_part(ctx.page.entity) if ctx.page.entity else None
    items = part.items if part else () if index.parts else index.items
    events = (item for item in items if isinstance(item, Event))
    return sorted(events, key=lambda event: place_in_files[event.id][1])


def _describe_event(ctx: PageContext, event: Event) -> JsonLdNode | None:
    """Return an event; `None` where ISO 8601 can't write its beginning, as for an approximate date."""
    first, last = event.date.start or event.date, event.date.end
    begin = first.iso8601
    if begin is None or (event.date.is_span and event.date.start is None):
        return None
    return _drop_empty(
        {
            "@type": "Event",
            "name": ctx.names.plain_words(event.title),
            "url": find_permanent_url(ctx, event),
            "startDate": begin,
            "endDate": last.iso8601 if last else None,
            "location": {"@type": "Place", "name": ctx.names.plain_words(event.place)}
            if event.place
            else None,
        }
    )


def _temporal_coverage(span: Edtf | None) -> str | None:
    """The years of the dossier as an interval of ISO 8601, where both its ends are certain or open."""
    if span is None or not span.is_span:
        return span.iso8601 if span else None
    limits = [".." if end is None else end.iso8601 for end in (span.start, span.end)]
    return "/".join(end for end in limits if end) if all(limits) else None


def _describe_dataset(ctx: PageContext) -> JsonLdNode:
    """All data of the dossier, with each of its figures where they are on this page."""
    settings, base = ctx.dossier.settings, ctx.language_context.config.addresses.site_url
    files = [_describe_download(f"{base}{DATA_FOLDER}/{DATA_DESCRIPTOR}", "application/json")]
    if ctx.language_context.config.mode.release:
        files.append(_describe_download(base + data_zip_path(ctx.dossier), "application/zip"))
    return _drop_empty(
        {
            "@type": "Dataset",
            "@id": _url(ctx, ctx.page),
            "name": ctx.names.plain_words(settings.title),
            "description": ctx.names.plain_words(settings.description),
            "url": _url(ctx, ctx.page),
            "inLanguage": ctx.language.code,
            "dateModified": settings.updated.upper.isoformat(),
            "temporalCoverage": _temporal_coverage(settings.span),
            "isAccessibleForFree": True,
            "license": settings.licence.url,
            "creator": _describe_publisher(ctx),
            "distribution": files,
            "hasPart": [_describe_figure(ctx, figure) for figure in _figures_on_page(ctx)],
        }
    )


def _describe_part(ctx: PageContext) -> list[JsonLdNode]:
    return [_describe_figure(ctx, figure) for figure in _figures_on_page(ctx)]


def _figures_on_page(ctx: PageContext) -> Sequence[Figure]:
    return ctx.language_context.page_parts.choose_entries(ctx.page, Figure, lambda: list_figures(ctx.dossier))


def _describe_figure(ctx: PageContext, figure: Figure) -> JsonLdNode:
    return _drop_empty(
        {
            "@type": "Dataset",
            "name": ctx.names.plain_words(figure.title),
            "description": ctx.names.plain_words(figure.summary or figure.subtitle or figure.title),
            "url": find_permanent_url(ctx, figure),
            "license": ctx.dossier.settings.licence.url,
            "distribution": _describe_download(
                absolute_url(
                    ctx.language_context.config.addresses.site_url,
                    f"{DATA_FOLDER}/{figure_path(figure)}",
                ),
                "text/csv",
            ),
        }
    )


def _describe_download(url: str, media_type: str) -> JsonLdNode:
    return {"@type": "DataDownload", "contentUrl": url, "encodingFormat": media_type}


def describe_legislation(ctx: PageContext, work: Work) -> JsonLdNode | None:
    """A work that is law: one with a number in EUR-Lex or a European Legislation Identifier."""
    numbers = work.identifiers
    if not (numbers.celex or numbers.eli):
        return None
    return _drop_empty(
        {
            "@type": "Legislation",
            "@id": numbers.eli,
            "name": ctx.names.full_name(work).text,
            "legislationIdentifier": numbers.celex or numbers.eli,
            "legislationDate": work.date.iso8601 if work.date and work.date.precision == "day" else None,
            "url": find_permanent_url(ctx, work),
        }
    )


def _describe_image(ctx: PageContext, image: Image) -> JsonLdNode:
    """An image that the page shows: who made it, and what allows us to show it."""
    file = ctx.language_context.images[image.id].fallback
    licence = OPEN_LICENCES[image.licence].url if image.licence else None
    allowed_by = image.allowed_by
    credit = ctx.names.plain_words(image.credit)
    return _drop_empty(
        {
            "@type": "ImageObject",
            "contentUrl": absolute_url(ctx.language_context.config.addresses.site_url, file.path),
            "encodingFormat": MEDIA_TYPES[file.format],
            "width": file.width,
            "height": file.height,
            "description": ctx.names.plain_words(image.description),
            "caption": ctx.names.plain_words(image.caption),
            "inLanguage": ctx.language.code,
            "creditText": credit,
            "isBasedOn": image.url,
            "license": licence or (allowed_by.url if allowed_by else None),
            "usageInfo": ctx.names.plain_words(allowed_by.name) if allowed_by and not licence else None,
        }
    )


def _drop_empty(node: JsonLdNode) -> JsonLdNode:
    return {key: value for key, value in node.items() if value not in (None, "", [])}
