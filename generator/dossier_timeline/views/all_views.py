"""From a planned page to the values of its template."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from dossier_timeline.site.language_context import LanguageContext
from dossier_timeline.site.notes import PageNotes
from dossier_timeline.site.page_context import PageContext
from dossier_timeline.site.routes import PagePlan
from dossier_timeline.site.timeline_pages import EVENTS_KIND
from dossier_timeline.views import (
    differences,
    document,
    documents,
    figures,
    plain_pages,
    registers,
    report,
    search,
    themes,
)
from dossier_timeline.views import home as story
from dossier_timeline.views import timeline as line
from dossier_timeline.views.frame import Frame, make_frame

ViewMaker = Callable[[PageContext], object]

VIEWS: Mapping[str, ViewMaker] = {
    "home": story.make_home_view,
    "timeline": line.make_timeline_view,
    EVENTS_KIND: line.make_events_view,
    "documents": documents.make_documents_view,
    "document": document.make_document_view,
    "promises": story.make_promises_view,
    "figures": figures.make_figures_view,
    "differences": differences.make_differences_view,
    "registers": registers.make_registers_view,
    "people": registers.make_people_view,
    "countries": registers.make_countries_view,
    "works": registers.make_works_view,
    "terms": registers.make_terms_view,
    "themes": themes.make_themes_view,
    "theme": themes.make_theme_view,
    "report": report.make_report_view,
    "search": search.make_search_view,
    "corrections": plain_pages.make_corrections_view,
    "help": plain_pages.make_help_view,
    "method": plain_pages.make_method_view,
    "page": plain_pages.make_own_page_view,
    "choice": plain_pages.make_choice_view,
    "missing": plain_pages.make_missing_view,
}


def make_page_view(language_context: LanguageContext, page: PagePlan) -> tuple[Frame, object]:
    """The frame of a page and what stands in it; pure."""
    ctx = PageContext(
        language_context, page, _start_notes(language_context, page), is_report=page.kind == "report"
    )
    inside = VIEWS[page.kind](ctx)
    return make_frame(ctx), inside


def _start_notes(language_context: LanguageContext, page: PagePlan) -> PageNotes | None:
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
