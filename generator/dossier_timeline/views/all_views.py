"""The registry of views: from a planned page to the values of its template."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from dossier_timeline.site.embed_pages import EMBED_KIND, EMBEDS_KIND
from dossier_timeline.site.language_context import LanguageContext
from dossier_timeline.site.note_pages import NOTES_KIND
from dossier_timeline.site.notes import PageNotes
from dossier_timeline.site.page_context import PageContext
from dossier_timeline.site.routes import PagePlan
from dossier_timeline.site.source_pages import SOURCE_KIND
from dossier_timeline.site.timeline_pages import EVENTS_KIND
from dossier_timeline.views.commitments import make_commitments_view
from dossier_timeline.views.differences import make_differences_view
from dossier_timeline.views.document import make_document_view
from dossier_timeline.views.documents import make_documents_view
from dossier_timeline.views.embeds import make_embed_view, make_embeds_view
from dossier_timeline.views.figures import make_figures_view
from dossier_timeline.views.frame import Frame, make_frame
from dossier_timeline.views.home import make_home_view
from dossier_timeline.views.notes import make_notes_view
from dossier_timeline.views.plain_pages import (
    make_corrections_view,
    make_help_view,
    make_method_view,
    make_own_page_view,
)
from dossier_timeline.views.registers import (
    make_countries_view,
    make_people_view,
    make_registers_view,
    make_terms_view,
    make_works_view,
)
from dossier_timeline.views.report import make_report_view
from dossier_timeline.views.root_pages import make_choice_view, make_missing_view
from dossier_timeline.views.search import make_search_view
from dossier_timeline.views.source_texts import make_source_view
from dossier_timeline.views.themes import make_theme_view, make_themes_view
from dossier_timeline.views.timeline import make_events_view, make_timeline_view

ViewMaker = Callable[[PageContext], object]
"""Makes the view of a page, a frozen dataclass whose fields its template reads."""

VIEWS: Mapping[str, ViewMaker] = {
    "home": make_home_view,
    "timeline": make_timeline_view,
    EVENTS_KIND: make_events_view,
    "documents": make_documents_view,
    "document": make_document_view,
    NOTES_KIND: make_notes_view,
    SOURCE_KIND: make_source_view,
    "promises": make_commitments_view,
    "figures": make_figures_view,
    "differences": make_differences_view,
    "registers": make_registers_view,
    "people": make_people_view,
    "countries": make_countries_view,
    "works": make_works_view,
    "terms": make_terms_view,
    "themes": make_themes_view,
    "theme": make_theme_view,
    "report": make_report_view,
    "search": make_search_view,
    "corrections": make_corrections_view,
    "help": make_help_view,
    "method": make_method_view,
    "page": make_own_page_view,
    "choice": make_choice_view,
    "missing": make_missing_view,
    EMBED_KIND: make_embed_view,
    EMBEDS_KIND: make_embeds_view,
}
"""What makes the view of each kind of page."""


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
            return PageNotes(frozenset() if language_context.note_index.pages_of(page.entity) else None)
        case "notes":
            facts = language_context.note_index.find_page(page.entity).facts
            return PageNotes(frozenset(fact.id for fact in facts))
        case "report":
            return PageNotes(language_context.report.facts_on(page.entity), has_places=False)
        case "works":
            return PageNotes(_find_facts_on(language_context, page, language_context.work_of_fact))
        case "figures":
            computed = [fact.id for fact in language_context.dossier.facts]
            return PageNotes(_find_facts_on(language_context, page, computed))
    return None


def _find_facts_on(
    language_context: LanguageContext, page: PagePlan, fact_ids: Iterable[str]
) -> frozenset[str]:
    """Those facts that stand on a page, which may be a part."""
    find_entity = language_context.page_parts.find_entity
    return frozenset(one for one in fact_ids if find_entity(page.kind, one) == page.entity)
