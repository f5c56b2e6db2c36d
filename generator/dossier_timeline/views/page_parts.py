"""The parts of a page that is cut: its contents, and the way from one part to the next."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from dossier_timeline.components.base import Html
from dossier_timeline.model.base import Entry
from dossier_timeline.model.documents import Document
from dossier_timeline.site.names import Phrase
from dossier_timeline.site.page_bounds import MOST_NAMES_IN_CONTENTS
from dossier_timeline.site.page_context import PageContext
from dossier_timeline.site.page_parts import PagePart, name_page_part

_AnyEntry = TypeVar("_AnyEntry", bound=Entry)
_AnyPart = TypeVar("_AnyPart")


@dataclass(frozen=True, slots=True)
class NamedEntry:
    """An entry among the contents of a page that is cut; it has its id there, so that links to it arrive.

    What has its place elsewhere has none.
    """

    id: str
    href: str
    name: Phrase


@dataclass(frozen=True, slots=True)
class PartLink:
    """A part of a page: its slug and address, what it is called, how much is in it in words, and its entries.

    The entries of very many aren't named.
    """

    slug: str
    href: str
    label: Html
    count: str
    entries: tuple[NamedEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class PartNeighbour:
    """The part before ("prev") or after ("next") this one, or the page of which it's a part ("up")."""

    relation: str
    href: str
    label: Html


@dataclass(frozen=True, slots=True)
class PartNavigation:
    """What leads to the parts of a page that is cut; all of it is empty on a page that isn't."""

    links: tuple[PartLink, ...] = ()
    neighbours: tuple[PartNeighbour, ...] = ()


def find_shown_part(ctx: PageContext) -> PagePart | None:
    """Return the part that this page is; `None` where it is no part."""
    return ctx.language_context.page_parts.find_part(ctx.page)


def choose_shown(
    ctx: PageContext, kind: type[_AnyEntry], list_all: Callable[[], Iterable[_AnyEntry]]
) -> Sequence[_AnyEntry]:
    """Return the entries of a kind that stand on this page: all, those of its part, or none."""
    return ctx.language_context.page_parts.choose_entries(ctx.page, kind, list_all)


def group_by_document(
    ctx: PageContext, entries: Iterable[_AnyEntry]
) -> list[tuple[Document, tuple[_AnyEntry, ...]]]:
    """Return entries by the document in which they stand; those of one document follow each other."""
    groups: dict[str, list[_AnyEntry]] = {}
    for entry in entries:
        groups.setdefault(ctx.dossier.document_of[entry.id].id, []).append(entry)
    return [(ctx.dossier.document_of[name], tuple(group)) for name, group in groups.items()]


def make_part_navigation(ctx: PageContext) -> PartNavigation:
    """Return the contents of a page that is cut, or the way from a part to its neighbours."""
    parts, part = ctx.language_context.page_parts.parts_of(ctx.page), find_shown_part(ctx)
    if part is None:
        names_entries = sum(len(one.entries) for one in parts) <= MOST_NAMES_IN_CONTENTS
        return PartNavigation(tuple(_link_part(ctx, one, names_entries=names_entries) for one in parts))
    place = [one.entity for one in parts].index(part.entity)

    def link(one: PagePart) -> tuple[str, str]:
        return ctx.kind_href(ctx.page.kind, one.entity), name_page_part(one, ctx.names)

    return PartNavigation(neighbours=link_neighbours(parts, place, link))


def link_neighbours(
    parts: Sequence[_AnyPart], place: int, link: Callable[[_AnyPart], tuple[str, Html]]
) -> tuple[PartNeighbour, ...]:
    """Return the part before a place and the one after it, where there are any.

    `link` gives the address of a part and what it is called; the place -1 is before the first part.
    """
    neighbours = [("prev", parts[place - 1])] if place > 0 else []
    neighbours += [("next", parts[place + 1])] if place + 1 < len(parts) else []
    return tuple(PartNeighbour(relation, *link(part)) for relation, part in neighbours)


def _link_part(ctx: PageContext, part: PagePart, *, names_entries: bool) -> PartLink:
    shown_entries = part.entries if names_entries else ()
    entries = tuple(_name_entry(ctx, part, entry) for entry in shown_entries)
    return PartLink(
        slug=part.slug,
        href=ctx.kind_href(ctx.page.kind, part.entity),
        label=name_page_part(part, ctx.names),
        count=ctx.language.ngettext("%(n)s entry", "%(n)s entries", len(part.entries)),
        entries=entries,
    )


def _name_entry(ctx: PageContext, part: PagePart, entry: Entry) -> NamedEntry:
    """Return an entry with the way to its place: on the part, or elsewhere, as that of a document is."""
    if isinstance(entry, Document) or part.theme:
        return NamedEntry("", ctx.entry_href(entry), ctx.names.full_name(entry))
    href = ctx.kind_href(ctx.page.kind, part.entity, entry.id)
    return NamedEntry(entry.id, href, ctx.names.full_name(entry))
