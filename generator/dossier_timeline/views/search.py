"""The search page: what its script needs to know, and the ways on without it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from dossier_timeline.languages import Language
from dossier_timeline.languages.lending import strip_marks_in_values
from dossier_timeline.site.page_context import PageContext
from dossier_timeline.site.routes import SEARCH_INDEX
from dossier_timeline.views.frame import find_introduction

SEARCH_LINK_KINDS = ("timeline", "documents", "promises", "figures", "registers", "report")
_SAMPLES = (*range(200), 1000, 1_000_000)
"""Enough numbers to meet every plural form of a language."""


def make_search_view(ctx: PageContext) -> dict[str, Any]:
    """The form and the ways on."""
    ways = [
        page
        for kind in SEARCH_LINK_KINDS
        if (page := ctx.language_context.routes.find(kind, ctx.language.code))
    ]
    return {
        "intro": find_introduction(ctx),
        "root": ctx.file_href("") or "./",
        "index": f"{SEARCH_INDEX}/pagefind.js",
        "words": json.dumps(
            strip_marks_in_values(_list_script_words(ctx.language)), ensure_ascii=False, sort_keys=True
        ),
        "ways": [
            {"href": ctx.page_href(page), "title": page.title, "text": page.description} for page in ways
        ],
    }


def _list_script_words(language: Language) -> dict[str, Any]:
    """What the script says; `{n}` and `{query}` are filled in there."""
    say, query = language.gettext, language.quote("{query}")
    return {
        "document": say("Documents"),
        "theme": say("Themes"),
        "other": say("Other pages"),
        "more": say("More results"),
        "none": say("Nothing found for %(query)s. Try fewer words, or a shorter one.", query=query),
        "failed": say("The search could not be loaded. The pages below lead to everything too."),
        "results": dict(_count_pages(language, query)),
    }


def _count_pages(language: Language, query: str) -> Iterator[tuple[str, str]]:
    """How many pages were found, for each plural category of the language."""
    seen: set[str] = set()
    for n in _SAMPLES:
        category = language.plural(n)
        if category not in seen:
            seen.add(category)
            words = language.ngettext(
                "Found on %(n)s page: %(query)s", "Found on %(n)s pages: %(query)s", n, query=query
            )
            yield category, words.replace(language.number(n), "{n}", 1)
