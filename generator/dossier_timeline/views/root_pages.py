"""Pages of all languages at once: the choice of a language, and the page of an address that isn't there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from dossier_timeline.site.names import EntryNames
from dossier_timeline.site.page_context import PageContext

_MISSING_PAGE_LINKS = ("home", "timeline", "documents", "report")
"""The kinds of the pages to which the page of a missing address leads."""
_WAYS_ON = ("search", "help")
"""The kinds of the pages that it names in each language, where it stands for all."""


@dataclass(frozen=True, slots=True)
class LanguageHome:
    """The home page of a language, with words of that language.

    `missing` says that a page isn't there, `home_label` names the way to the home page. `ways` are
    the address and title of the pages for search and help, as far as there are such pages.
    """

    code: str
    direction: str
    name: str
    href: str
    title: str
    description: str
    missing: str
    home_label: str
    help_line: str
    ways: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ChoiceView:
    """The root page: the dossier in each language, to choose from."""

    languages: tuple[LanguageHome, ...]


@dataclass(frozen=True, slots=True)
class MissingView:
    """The page of an address that isn't there: the home of each language, and links to other pages."""

    languages: tuple[LanguageHome, ...]
    links: tuple[Markup, ...]


def make_choice_view(ctx: PageContext) -> ChoiceView:
    """Return the root page."""
    return ChoiceView(tuple(_list_language_homes(ctx)))


def make_missing_view(ctx: PageContext) -> MissingView:
    """Return the page of an address that isn't there."""
    return MissingView(tuple(_list_language_homes(ctx)), tuple(_list_links(ctx)))


def _list_language_homes(ctx: PageContext) -> Iterator[LanguageHome]:
    for code, language in ctx.language_context.site.languages.items():
        routes, names = ctx.language_context.routes, EntryNames(ctx.dossier, language)
        home = routes.find("home", code)
        ways = (routes.find(kind, code) for kind in _WAYS_ON)
        if home is not None:
            yield LanguageHome(
                code=code,
                direction=language.direction,
                name=language.name,
                href=ctx.page_href(home),
                title=home.title,
                description=names.plain_words(ctx.dossier.settings.description),
                missing=language.gettext("This page does not exist"),
                home_label=language.gettext("To the home page"),
                help_line=names.plain_words(ctx.dossier.settings.help_line),
                ways=tuple((ctx.page_href(page), page.title) for page in ways if page),
            )


def _list_links(ctx: PageContext) -> Iterator[Markup]:
    for kind in _MISSING_PAGE_LINKS:
        page = ctx.language_context.routes.find(kind, ctx.language.code)
        if page is not None:
            title = ctx.language.gettext("Home") if kind == "home" else page.title
            yield ctx.show_link(title, ctx.page_href(page))
