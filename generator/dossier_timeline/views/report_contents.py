"""The contents of a report in parts, and the way from each part to those around it."""

from __future__ import annotations

from dataclasses import dataclass

from dossier_timeline.site.page_context import PageContext
from dossier_timeline.site.report_parts import ReportPart, name_report_part


@dataclass(frozen=True, slots=True)
class ContentsDocument:
    """A document in the contents of the title page."""

    href: str
    title: str


@dataclass(frozen=True, slots=True)
class ContentsPart:
    """A part of the report in the contents of the title page, with its documents."""

    href: str
    label: str
    documents: tuple[ContentsDocument, ...]


@dataclass(frozen=True, slots=True)
class ReportNeighbour:
    """A page of the report around this one; `relation` is "prev", "next" or "up"."""

    relation: str
    href: str
    label: str


def make_contents_part(ctx: PageContext, part: ReportPart) -> ContentsPart:
    """Return a part of the report as the contents of the title page show it."""
    page = ctx.language_context.routes.find("report", ctx.language.code, part.entity)
    return ContentsPart(
        href=ctx.page_href(page) if page else "",
        label=name_report_part(part, ctx.names),
        documents=tuple(
            ContentsDocument(
                ctx.page_href(page, document.id) if page else "", ctx.names.plain_words(document.title)
            )
            for document in part.documents
        ),
    )


def list_neighbours(
    ctx: PageContext, parts: tuple[ReportPart, ...], part: ReportPart | None
) -> tuple[ReportNeighbour, ...]:
    """Return the part before, the title page and the part after, as far as there are any.

    `part` is `None` on the title page, whose only neighbour is the first part.
    """
    place = parts.index(part) if part else -1
    neighbours: list[ReportNeighbour] = []
    if place > 0:
        neighbours.append(_make_neighbour(ctx, "prev", parts[place - 1]))
    if part is not None:
        title = ctx.language.gettext("Title page and contents")
        neighbours.append(ReportNeighbour("up", ctx.kind_href("report"), title))
    if place + 1 < len(parts):
        neighbours.append(_make_neighbour(ctx, "next", parts[place + 1]))
    return tuple(neighbours)


def _make_neighbour(ctx: PageContext, link_relation: str, part: ReportPart) -> ReportNeighbour:
    return ReportNeighbour(
        link_relation, ctx.kind_href("report", part.entity), name_report_part(part, ctx.names)
    )
