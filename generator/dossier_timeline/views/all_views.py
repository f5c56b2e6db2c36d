"""From a planned page to the values of its template."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from dossier_timeline.site.language_context import LanguageContext
from dossier_timeline.site.notes import PageNotes
from dossier_timeline.site.page_context import PageContext
from dossier_timeline.site.routes import PagePlan
from dossier_timeline.site.timeline_pages import EVENTS_KIND
from dossier_timeline.views import differences, documents, plain_pages, registers, report, search, themes
from dossier_timeline.views import home as story
from dossier_timeline.views import timeline as line
from dossier_timeline.views.frame import Frame, frame

View = Callable[[PageContext], dict[str, Any]]

VIEWS: Mapping[str, View] = {
    "home": story.home,
    "timeline": line.whole,
    EVENTS_KIND: line.listing,
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


def view_of(language_context: LanguageContext, page: PagePlan) -> tuple[Frame, dict[str, Any]]:
    """The frame of a page and what stands in it; pure."""
    ctx = PageContext(language_context, page, _notes(language_context, page), is_report=page.kind == "report")
    inside = VIEWS[page.kind](ctx)
    return frame(ctx), inside


def _notes(language_context: LanguageContext, page: PagePlan) -> PageNotes | None:
    """The notes of a page that has them: of every fact, or only of those that live there."""
    match page.kind:
        case "document":
            return PageNotes()
        case "report":
            return PageNotes(language_context.report.facts_on(page.entity))
        case "works":
            return PageNotes(frozenset(language_context.work_of_fact))
        case "figures":
            return PageNotes(frozenset(fact.id for fact in language_context.dossier.facts))
    return None
