"""Home, promises and figures."""

from __future__ import annotations

from typing import Any

from dossier_timeline.components.page import Contents
from dossier_timeline.site.page_context import PageContext
from dossier_timeline.views.commitments import make_commitment
from dossier_timeline.views.contents import list_headings
from dossier_timeline.views.documents import make_record_list
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
        "documents": make_record_list(ctx, ctx.dossier.documents) if ctx.dossier.documents else None,
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
        "contents": Contents(
            tuple(
                heading
                for one in documents
                for heading in (
                    (f"#of-{one.id}", ctx.names.full_name(one).text, 1),
                    *list_headings(ctx, one.commitments, 2),
                )
            )
        ),
    }
