"""The search page: what its script needs to know, and the ways on without it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from dossier_timeline.languages import Language
from dossier_timeline.languages.lending import strip_marks_in_values
from dossier_timeline.site.page_context import PageContext
from dossier_timeline.site.routes import SEARCH_INDEX
from dossier_timeline.views.introduction import LocalisedProse, find_introduction
from dossier_timeline.views.page_links import PageLink, link_pages

SEARCH_LINK_KINDS = ("timeline", "documents", "promises", "figures", "registers", "report")
_SAMPLES = (*range(200), 1000, 1_000_000)
"""Enough numbers to meet every plural form of a language."""


@dataclass(frozen=True, slots=True)
class SearchView:
    """The form of the search, and the ways on.

    `script_words` is a JSON object with what the script says.
    """

    introduction: LocalisedProse
    root: str
    index: str
    script_words: str
    links: tuple[PageLink, ...]


def make_search_view(ctx: PageContext) -> SearchView:
    """Return the search page."""
    words = {
        **strip_marks_in_values(_list_script_words(ctx.language)),
        "small": _list_small_words(ctx),
        "same": [*_list_synonyms(ctx)],
    }
    return SearchView(
        introduction=find_introduction(ctx),
        root=ctx.file_href("") or "./",
        index=f"{SEARCH_INDEX}/pagefind.js",
        script_words=json.dumps(words, ensure_ascii=False, sort_keys=True),
        links=link_pages(ctx, SEARCH_LINK_KINDS),
    )


def _list_script_words(language: Language) -> Mapping[str, str | Mapping[str, str]]:
    """Return what the script says; `{n}` and `{query}` are filled in there."""
    say, query = language.gettext, language.quote("{query}")
    return {
        "best": say("Best match"),
        "document": say("Documents"),
        "theme": say("Themes"),
        "other": say("Other pages"),
        "more": say("More results"),
        "none": say("Nothing found for %(query)s. Try fewer words, or a shorter one.", query=query),
        "nearest": say("Nothing found for %(query)s. This comes nearest:", query=query),
        "also": say("Also looked for: %(words)s.", words="{words}"),
        "quoted": language.quote("{words}"),
        "comma": language.comma,
        "failed": say("The search could not be loaded. The pages below lead to everything too."),
        "results": dict(_count_pages(language, query)),
    }


def _list_small_words(ctx: PageContext) -> list[str]:
    """Return the words that a question may leave out."""
    return sorted(set(ctx.language_context.search_words.small_words))


def _list_synonyms(ctx: PageContext) -> Iterator[list[str]]:
    """Yield groups of words that mean the same: those of the language, and those by which terms are found."""
    yield from (list(group) for group in ctx.language_context.search_words.synonyms)
    for term in ctx.dossier.terms:
        if term.search_words is not None:
            others = ctx.names.plain_words(term.search_words).split(",")
            names = [ctx.names.name_in_text(term).text, *(word.strip() for word in others)]
            yield [word for word in names if word]


def _count_pages(language: Language, query: str) -> Iterator[tuple[str, str]]:
    """Yield how many pages were found, in words, for each plural category of the language."""
    categories: set[str] = set()
    for number in _SAMPLES:
        category = language.plural(number)
        if category not in categories:
            categories.add(category)
            words = language.ngettext(
                "Found on %(n)s page: %(query)s", "Found on %(n)s pages: %(query)s", number, query=query
            )
            yield category, words.replace(language.number(number), "{n}", 1)
