"""What a page says of itself in schema.org's words, as JSON-LD: small, and only what is certain.

Sources: JSON-LD 1.1, schema.org 29, the rules of HTML for the content of `<script>`.
"""

from __future__ import annotations

import json
from typing import Any

from markupsafe import Markup

from dossier_timeline.exports.companions import csv_path
from dossier_timeline.exports.data_package import DESCRIPTOR, FOLDER, permanent, zip_path
from dossier_timeline.languages.lending import unmarked_values
from dossier_timeline.model.dates import Edtf
from dossier_timeline.model.documents import Document
from dossier_timeline.model.facts import Figure
from dossier_timeline.model.registers import Actor, Work
from dossier_timeline.model.story import Event
from dossier_timeline.site.page_context import PageContext
from dossier_timeline.site.routes import PagePlan, absolute_url

Node = dict[str, Any]

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


def linked(ctx: PageContext, trail: tuple[PagePlan, ...]) -> Markup:
    """The JSON-LD of a page; empty where it has nothing to say. `trail` is the way to it from home."""
    nodes = _nodes(ctx)
    if trail:
        nodes.append(_breadcrumbs((*trail, ctx.page), ctx))
    if not nodes:
        return Markup("")
    graph = {"@context": "https://schema.org", "@graph": nodes}
    written = json.dumps(unmarked_values(graph), ensure_ascii=False, separators=(",", ":"))
    # Inside <script> no markup is escaped, so none may be there.
    for sign in "<>&\u2028\u2029":
        written = written.replace(sign, f"\\u{ord(sign):04x}")
    return Markup(written)  # noqa: S704 -- escaped above


def _nodes(ctx: PageContext) -> list[Node]:
    match ctx.page.kind:
        case "home":
            return [_site(ctx)]
        case "document":
            return [_report(ctx, ctx.document)]
        case "timeline":
            return [node for event in _events(ctx) if (node := _event(ctx, event))]
        case "figures":
            return [_dataset(ctx)]
        case "works":
            return [node for work in ctx.dossier.works if (node := legislation(ctx, work))]
    return []


def _breadcrumbs(pages: tuple[PagePlan, ...], ctx: PageContext) -> Node:
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
    return absolute_url(ctx.language_context.config.site_url, page.path)


def _publisher(ctx: PageContext) -> Node:
    return {"@type": "Organization", "name": ctx.names.plain_words(ctx.dossier.settings.publisher)}


def _site(ctx: PageContext) -> Node:
    settings = ctx.dossier.settings
    return {
        "@type": "WebSite",
        "@id": ctx.page.canonical,
        "name": ctx.names.plain_words(settings.short),
        "url": ctx.page.canonical,
        "description": ctx.page.description,
        "inLanguage": ctx.language.code,
        "license": settings.licence.url,
        "publisher": _publisher(ctx),
    }


def _report(ctx: PageContext, document: Document) -> Node:
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
        "publisher": _publisher(ctx),
        "isBasedOn": _source(ctx, document),
    }


def _source(ctx: PageContext, document: Document) -> Node:
    numbers = document.identifiers
    kind = ctx.dossier.by_id.get(document.kind)
    node: Node = {
        "@type": _TYPES.get(getattr(kind, "csl", None) or "", "CreativeWork"),
        "name": _named(document) or ctx.names.plain_words(document.title),
        "inLanguage": document.language,
        "datePublished": document.date.iso8601,
        "author": _actors(ctx, document.sender),
        "publisher": _actors(ctx, document.publisher),
        "identifier": numbers.first,
        "url": next((one.url for one in document.addresses if one.url and one.status == "confirmed"), None),
        "citation": [{"@id": work.identifiers.eli} for work in _works(ctx, document) if work.identifiers.eli],
    }
    return _filled(node)


def _named(document: Document) -> Node | str | None:
    """The title as printed, with its language where that isn't the document's."""
    if document.original_title and document.title_language != document.language:
        return {"@value": document.original_title, "@language": document.title_language}
    return document.original_title


def _works(ctx: PageContext, document: Document) -> list[Work]:
    return [work for one in document.works if isinstance(work := ctx.dossier.by_id.get(one), Work)]


def _actors(ctx: PageContext, ids: tuple[str, ...]) -> list[Node]:
    found = (ctx.dossier.by_id.get(one) for one in ids)
    return [
        {
            "@type": "Person" if actor.kind == "person" else "Organization",
            "name": ctx.names.full_name(actor).text,
        }
        for actor in found
        if isinstance(actor, Actor)
    ]


def _events(ctx: PageContext) -> list[Event]:
    """The events whose permanent address is on this page of the timeline."""
    part_of, here = ctx.language_context.timeline_index.part_slugs, ctx.page.entity
    return [event for event in ctx.dossier.all_events() if part_of.get(event.id, "") == here]


def _event(ctx: PageContext, event: Event) -> Node | None:
    """An event whose beginning ISO 8601 can write; one that is about so is left out."""
    first, last = event.date.start or event.date, event.date.end
    begin = first.iso8601
    if begin is None or (event.date.is_span and event.date.start is None):
        return None
    return _filled(
        {
            "@type": "Event",
            "name": ctx.names.plain_words(event.title),
            "url": permanent(ctx, event),
            "startDate": begin,
            "endDate": last.iso8601 if last else None,
            "location": {"@type": "Place", "name": ctx.names.plain_words(event.place)}
            if event.place
            else None,
        }
    )


def _coverage(span: Edtf | None) -> str | None:
    """The years of the dossier as an interval of ISO 8601, where both its ends are certain or open."""
    if span is None or not span.is_span:
        return span.iso8601 if span else None
    ends = [".." if end is None else end.iso8601 for end in (span.start, span.end)]
    return "/".join(end for end in ends if end) if all(ends) else None


def _dataset(ctx: PageContext) -> Node:
    """All data of the dossier, with each of its figures."""
    settings, base = ctx.dossier.settings, ctx.language_context.config.site_url
    files = [_download(f"{base}{FOLDER}/{DESCRIPTOR}", "application/json")]
    if ctx.language_context.config.release:
        files.append(_download(base + zip_path(ctx.dossier), "application/zip"))
    return _filled(
        {
            "@type": "Dataset",
            "@id": _url(ctx, ctx.page),
            "name": ctx.names.plain_words(settings.title),
            "description": ctx.names.plain_words(settings.description),
            "url": _url(ctx, ctx.page),
            "inLanguage": ctx.language.code,
            "dateModified": settings.updated.upper.isoformat(),
            "temporalCoverage": _coverage(settings.span),
            "isAccessibleForFree": True,
            "license": settings.licence.url,
            "creator": _publisher(ctx),
            "distribution": files,
            "hasPart": [_part(ctx, figure) for figure in _figures(ctx)],
        }
    )


def _figures(ctx: PageContext) -> list[Figure]:
    return [*ctx.dossier.figures, *(one for document in ctx.dossier.documents for one in document.figures)]


def _part(ctx: PageContext, figure: Figure) -> Node:
    return _filled(
        {
            "@type": "Dataset",
            "name": ctx.names.plain_words(figure.title),
            "description": ctx.names.plain_words(figure.summary or figure.subtitle or figure.title),
            "url": permanent(ctx, figure),
            "license": ctx.dossier.settings.licence.url,
            "distribution": _download(
                absolute_url(ctx.language_context.config.site_url, csv_path(ctx.language_context, figure)),
                "text/csv",
            ),
        }
    )


def _download(url: str, media: str) -> Node:
    return {"@type": "DataDownload", "contentUrl": url, "encodingFormat": media}


def legislation(ctx: PageContext, work: Work) -> Node | None:
    """A work that is law: one with a number in EUR-Lex or a European Legislation Identifier."""
    numbers = work.identifiers
    if not (numbers.celex or numbers.eli):
        return None
    return _filled(
        {
            "@type": "Legislation",
            "@id": numbers.eli,
            "name": ctx.names.full_name(work).text,
            "legislationIdentifier": numbers.celex or numbers.eli,
            "legislationDate": work.date.iso8601 if work.date and work.date.precision == "day" else None,
            "url": permanent(ctx, work),
        }
    )


def _filled(node: Node) -> Node:
    return {key: value for key, value in node.items() if value not in (None, "", [])}
