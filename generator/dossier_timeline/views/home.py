"""The home page."""

from __future__ import annotations

from dataclasses import dataclass

from dossier_timeline.components.base import Html
from dossier_timeline.components.documents import RecordList
from dossier_timeline.components.facts import KeyFigures
from dossier_timeline.components.outcomes import OutcomeSummary
from dossier_timeline.site.page_bounds import MOST_HOME_DOCUMENTS, NEWEST_DOCUMENTS
from dossier_timeline.site.page_context import PageContext
from dossier_timeline.views.documents import make_record_list
from dossier_timeline.views.introduction import LocalisedProse, find_introduction
from dossier_timeline.views.key_figures import make_key_figures
from dossier_timeline.views.outcomes import make_outcome_summary
from dossier_timeline.views.overview import draw_overview
from dossier_timeline.views.page_links import PageLink, link_pages

HOME_LINK_KINDS = ("timeline", "promises", "figures", "differences", "people", "themes", "terms", "report")
"""The pages that the home page names as ways in, in order."""


@dataclass(frozen=True, slots=True)
class DocumentsLink:
    """The way to all documents: the address, and how many they are, in words."""

    href: str
    label: str


@dataclass(frozen=True, slots=True)
class HomeView:
    """What this is, what came of the promises, the key figures, the documents, the ways in."""

    kicker: Html
    title: str
    description: Html
    introduction: LocalisedProse
    outcomes: OutcomeSummary | None
    """What came of all promises; `None` without any."""
    overview: Html
    key_figures: KeyFigures | None
    documents: RecordList | None
    """All documents, or the newest of so many that the home page doesn't list them."""
    all_documents: DocumentsLink | None
    """Where all documents are, if these are only the newest."""
    links: tuple[PageLink, ...]


def make_home_view(ctx: PageContext) -> HomeView:
    """Return the home page."""
    settings, documents = ctx.dossier.settings, ctx.dossier.documents
    is_long = len(documents) > MOST_HOME_DOCUMENTS
    shown_documents = documents[: -NEWEST_DOCUMENTS - 1 : -1] if is_long else documents
    return HomeView(
        kicker=ctx.show_words(settings.kicker),
        title=ctx.names.plain_words(settings.title),
        description=ctx.show_words(settings.description),
        introduction=find_introduction(ctx),
        outcomes=make_outcome_summary(ctx),
        overview=draw_overview(ctx),
        key_figures=make_key_figures(ctx, settings.key_facts),
        documents=make_record_list(ctx, shown_documents) if documents else None,
        all_documents=_link_all_documents(ctx, len(documents)) if is_long else None,
        links=link_pages(ctx, HOME_LINK_KINDS),
    )


def _link_all_documents(ctx: PageContext, count: int) -> DocumentsLink:
    label = ctx.language.ngettext("All %(n)s documents", "All %(n)s documents", count)
    return DocumentsLink(ctx.kind_href("documents"), label)
