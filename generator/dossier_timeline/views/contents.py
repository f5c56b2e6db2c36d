"""The contents of a page: its headings with their addresses."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from dossier_timeline.model.base import Entry
from dossier_timeline.site.page_context import PageContext


def list_headings(
    ctx: PageContext, entries: Iterable[Entry], depth: int = 1
) -> list[tuple[str, Markup, int]]:
    """Entries of a page with their addresses on it, for the component `contents`."""
    return [(f"#{one.id}", ctx.show_link(ctx.names.full_name(one), ""), depth) for one in entries]
