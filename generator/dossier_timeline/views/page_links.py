"""Links to pages of the site, each with what it says of itself."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dossier_timeline.site.page_context import PageContext


@dataclass(frozen=True, slots=True)
class PageLink:
    """A page: its address from here, its title and its description."""

    href: str
    title: str
    text: str


def link_pages(ctx: PageContext, kinds: Iterable[str]) -> tuple[PageLink, ...]:
    """Return links to the pages of these kinds in the language of the page, as far as there are any."""
    routes, code = ctx.language_context.routes, ctx.language.code
    pages = (page for kind in kinds if (page := routes.find(kind, code)))
    return tuple(PageLink(ctx.page_href(page), page.title, page.description) for page in pages)
