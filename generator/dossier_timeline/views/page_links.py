"""Links to pages of the site, each with what it says of itself."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dossier_timeline.site.page_context import PageContext
from dossier_timeline.site.routes import PagePlan


@dataclass(frozen=True, slots=True)
class PageLink:
    """A page: its address from here, its title and its description."""

    href: str
    title: str
    text: str


def link_pages(ctx: PageContext, kinds: Iterable[str]) -> tuple[PageLink, ...]:
    """Return links to the pages of these kinds in the language of the page, as far as there are any."""
    pages = (page for kind in kinds if (page := find_page(ctx, kind)))
    return tuple(PageLink(ctx.page_href(page), page.title, page.description) for page in pages)


def find_page(ctx: PageContext, kind: str, entity: str = "") -> PagePlan | None:
    """Return a page in the language of this one; `None` where there is none."""
    return ctx.language_context.routes.find(kind, ctx.language.code, entity)


def find_own_page(ctx: PageContext, page_id: str) -> PagePlan | None:
    """Return a page of the dossier's own, or the built-in one that it introduces."""
    return find_page(ctx, "page", page_id) or find_page(ctx, page_id)
