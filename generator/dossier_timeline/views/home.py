"""Home, promises and figures."""

from __future__ import annotations

from typing import Any

from dossier_timeline.model.facts import Figure
from dossier_timeline.site.page_context import PageContext
from dossier_timeline.views.commitments import make_commitment
from dossier_timeline.views.common import Item
from dossier_timeline.views.contents import list_headings
from dossier_timeline.views.data_files import list_data_files
from dossier_timeline.views.documents import make_records
from dossier_timeline.views.fact_notes import introduce_notes, make_notes
from dossier_timeline.views.figures import make_data_table
from dossier_timeline.views.frame import find_introduction
from dossier_timeline.views.key_figures import make_key_figures
from dossier_timeline.views.overview import draw_overview

HOME_LINK_KINDS = ("timeline", "promises", "figures", "differences", "people", "themes", "terms", "report")
"""The ways in that the home page names, in order."""


def make_home_view(ctx: PageContext) -> dict[str, Any]:
    """What this is, the key figures, the documents, the ways in."""
    settings = ctx.dossier.settings
    ways = [
        page
        for kind in HOME_LINK_KINDS
        if (page := ctx.language_context.routes.find(kind, ctx.language.code))
    ]
    return {
        "kicker": ctx.show_words(settings.kicker),
        "title": ctx.names.plain_words(settings.title),
        "description": ctx.show_words(settings.description),
        "intro": find_introduction(ctx),
        "overview": draw_overview(ctx),
        "key_figures": make_key_figures(ctx, settings.key_facts),
        "documents": make_records(ctx, ctx.dossier.documents),
        "ways": [
            {"href": ctx.page_href(page), "title": page.title, "text": page.description} for page in ways
        ],
    }


def make_promises_view(ctx: PageContext) -> dict[str, Any]:
    """Every promise, document by document."""
    documents = [one for one in ctx.dossier.documents if one.commitments]
    return {
        "intro": find_introduction(ctx),
        "groups": [
            {
                "id": f"of-{document.id}",
                "title": ctx.show_link(ctx.names.full_name(document), ctx.entry_href(document)),
                "promises": [make_commitment(ctx, one) for one in document.commitments],
            }
            for document in documents
        ],
        "contents": [
            heading
            for one in documents
            for heading in (
                (f"#of-{one.id}", ctx.names.full_name(one).text, 1),
                *list_headings(ctx, one.commitments, 2),
            )
        ],
    }


def make_figures_view(ctx: PageContext) -> dict[str, Any]:
    """Every table; then the values computed over several documents, with their notes."""
    groups: list[dict[str, Any]] = []
    contents: list[tuple[str, str, int]] = []
    if ctx.dossier.figures:
        title: Any = ctx.language.gettext("Put together from several documents")
        groups.append({"id": "of-several", "title": title, "figures": _tables(ctx, ctx.dossier.figures)})
        contents += _listed(ctx, "of-several", title, ctx.dossier.figures)
    for document in ctx.dossier.documents:
        if document.figures:
            phrase, name = ctx.names.full_name(document), f"of-{document.id}"
            title = ctx.show_link(phrase, ctx.entry_href(document))
            groups.append({"id": name, "title": title, "figures": _tables(ctx, document.figures)})
            contents += _listed(ctx, name, phrase.text, document.figures)
    noted = make_notes(ctx, ctx.dossier.facts)
    if noted:
        contents.append(("#section-notes", ctx.language.gettext("Computed over several documents"), 1))
    contents.append(("#section-data", ctx.language.gettext("All data as files"), 1))
    return {
        "intro": find_introduction(ctx),
        "groups": groups,
        "contents": contents,
        "notes": noted,
        "notes_said": introduce_notes(ctx),
        "data": list_data_files(ctx),
    }


def _tables(ctx: PageContext, figures: tuple[Figure, ...]) -> list[Item]:
    return [make_data_table(ctx, one) for one in figures]


def _listed(
    ctx: PageContext, name: str, title: str, figures: tuple[Figure, ...]
) -> list[tuple[str, str, int]]:
    """The figures of one group, for the contents of the page."""
    return [(f"#{name}", title, 1), *((f"#{one.id}", ctx.names.plain_words(one.title), 2) for one in figures)]
