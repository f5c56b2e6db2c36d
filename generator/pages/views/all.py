"""From a planned page to the values of its template."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from generator.pages.context import Context
from generator.pages.notes import Notes
from generator.pages.routes import PagePlan
from generator.pages.timeline_plan import LISTING
from generator.pages.tongue import Tongue
from generator.pages.views import (
    differences,
    documents,
    line,
    plain_pages,
    registers,
    report,
    search,
    story,
    themes,
)
from generator.pages.views.frame import Frame, frame

View = Callable[[Context], dict[str, Any]]

VIEWS: Mapping[str, View] = {
    "home": story.home,
    "timeline": line.whole,
    LISTING: line.listing,
    "documents": documents.index,
    "document": documents.page,
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
    "report": report.page,
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
