"""The contents of a report in parts, and the way from each part to those around it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dossier_timeline.site.page_bounds import MOST_NAMES_IN_CONTENTS
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
    count: str = ""
    """How many documents it has, in words, where they are too many to be named."""


@dataclass(frozen=True, slots=True)
class ReportNeighbour:
    """A page of the report around this one; `relation` is "prev", "next" or "up"."""

    relation: str
    href: str
    label: str


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
) -> tuple[ReportNeighbour, ...]:
    """Return the part before, the title page and the part after, as far as there are any.

    `part` is `None` on the title page, whose only neighbour is the first part.
    """
    place = [one.entity for one in parts].index(part.entity) if part else -1
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
