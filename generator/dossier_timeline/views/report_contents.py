"""The contents of a report in parts, and the way from each part to those around it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dossier_timeline.site.page_bounds import MOST_NAMES_IN_CONTENTS
from dossier_timeline.site.page_context import PageContext
from dossier_timeline.site.report_parts import ReportPart, name_report_part
from dossier_timeline.views.page_parts import PartNeighbour, link_neighbours


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
    count: str = ""
    """How many documents it has, in words, where they are too many to be named."""


def make_contents_parts(ctx: PageContext, parts: Sequence[ReportPart]) -> Iterator[ContentsPart]:
    """Yield the parts of the report as the contents of the title page show them."""
    names_documents = sum(len(part.documents) for part in parts) <= MOST_NAMES_IN_CONTENTS
    for part in parts:
        yield _make_contents_part(ctx, part) if names_documents else _count_documents(ctx, part)


def _count_documents(ctx: PageContext, part: ReportPart) -> ContentsPart:
    return ContentsPart(
        href=ctx.kind_href("report", part.entity),
        label=name_report_part(part, ctx.names),
        documents=(),
        count=ctx.language.ngettext("%(n)s document", "%(n)s documents", len(part.documents)),
    )


def _make_contents_part(ctx: PageContext, part: ReportPart) -> ContentsPart:
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
) -> tuple[PartNeighbour, ...]:
    """Return the part before, the title page and the part after, as far as there are any.

    `part` is `None` on the title page, whose only neighbour is the first part.
    """

    def link(one: ReportPart) -> tuple[str, str]:
        return ctx.kind_href("report", one.entity), name_report_part(one, ctx.names)

    if part is None:
        return link_neighbours(parts, -1, link)
    neighbours = list(link_neighbours(parts, [one.entity for one in parts].index(part.entity), link))
    title = ctx.language.gettext("Title page and contents")
    has_previous = bool(neighbours) and neighbours[0].relation == "prev"
    neighbours.insert(int(has_previous), PartNeighbour("up", ctx.kind_href("report"), title))
    return tuple(neighbours)
