"""From a planned page to the values of its template."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from dossier_timeline.site.language_context import Tongue
from dossier_timeline.site.notes import Notes
from dossier_timeline.site.page_context import Context
from dossier_timeline.site.routes import PagePlan
from dossier_timeline.site.timeline_pages import LISTING
from dossier_timeline.views import differences, documents, plain_pages, registers, report, search, themes
from dossier_timeline.views import home as story
from dossier_timeline.views import timeline as line
from dossier_timeline.views.frame import Frame, frame

View = Callable[[Context], dict[str, Any]]

VIEWS: Mapping[str, View] = {
    "home": story.home,
    "timeline": line.whole,
    LISTING: line.listing,
    "documents": documents.make_documents_view,
    "document": documents.make_document_view,
    "promises": story.promises,
    "figures": story.figures,
    "differences": differences.page,
    "registers": registers.index,
    "people": registers.people,
    "countries": registers.countries,
    "works": registers.works,
    "terms": registers.terms,
    "themes": themes.index,
    "theme": themes.page,
    "report": report.make_report_view,
    "search": search.page,
    "corrections": plain_pages.corrections,
    "help": plain_pages.help_page,
    "method": plain_pages.method,
    "page": plain_pages.own,
    "choice": plain_pages.choice,
    "missing": plain_pages.missing,
}


def view_of(tongue: Tongue, page: PagePlan) -> tuple[Frame, dict[str, Any]]:
    """The frame of a page and what stands in it; pure."""
    ctx = Context(tongue, page, _notes(tongue, page), whole=page.kind == "report")
    inside = VIEWS[page.kind](ctx)
    return frame(ctx), inside


def _notes(tongue: Tongue, page: PagePlan) -> Notes | None:
    """The notes of a page that has them: of every fact, or only of those that live there."""
    match page.kind:
        case "document":
            return Notes()
        case "report":
            return Notes(tongue.report.facts(page.entity))
        case "works":
            return Notes(frozenset(tongue.held_by))
        case "figures":
            return Notes(frozenset(fact.id for fact in tongue.dossier.facts))
    return None
