"""Which pages readers find by the search: those that say something that no other page says."""

from __future__ import annotations

from dossier_timeline.site.note_pages import NOTES_KIND
from dossier_timeline.site.page_parts import is_page_part
from dossier_timeline.site.routes import PagePlan
from dossier_timeline.site.timeline_pages import EVENTS_KIND

CHOICE_KIND, MISSING_KIND = "choice", "missing"
"""The kinds of the root page, on which a reader chooses a language, and of the page for a wrong address."""

_UNSEARCHED_KINDS = frozenset(
    {"home", CHOICE_KIND, "documents", "registers", "themes", "report", "search", EVENTS_KIND, NOTES_KIND}
)
"""Pages that say nothing but what others say too; so do the parts of a theme."""


def is_searched(page: PagePlan) -> bool:
    """Return whether readers find a page by the search."""
    if page.kind == "theme" and is_page_part(page):
        return False
    return page.is_indexed and page.kind not in _UNSEARCHED_KINDS
