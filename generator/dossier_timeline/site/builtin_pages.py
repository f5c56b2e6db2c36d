"""The pages that every dossier has as far as its content fills them, with their names."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dossier_timeline.model.dossier import Dossier

if TYPE_CHECKING:
    from dossier_timeline.languages import Language


@dataclass(frozen=True, slots=True)
class PageNames:
    """The names of a built-in page: title, last part of its address, description, and title in the menu."""

    title: str
    slug: str
    description: str
    menu_title: str = ""


@dataclass(frozen=True, slots=True)
class BuiltinPage:
    """A built-in page: whether a dossier has content for it, and the file of its data."""

    has_content: Callable[[Dossier], bool]
    data_file: str = ""


def _has_commitments(dossier: Dossier) -> bool:
    return any(document.commitments for document in dossier.documents)


def _has_figures(dossier: Dossier) -> bool:
    return bool(dossier.figures or dossier.facts) or any(document.figures for document in dossier.documents)


def _has_registers(dossier: Dossier) -> bool:
    return any(BUILTIN_PAGES[kind].has_content(dossier) for kind in REGISTER_KINDS)


BUILTIN_PAGES: Mapping[str, BuiltinPage] = {
    "home": BuiltinPage(lambda dossier: True, "dossier.yml"),
    "timeline": BuiltinPage(lambda dossier: bool(dossier.documents)),
    "documents": BuiltinPage(lambda dossier: bool(dossier.documents)),
    "promises": BuiltinPage(_has_commitments),
    "figures": BuiltinPage(_has_figures, "figures.yml"),
    "differences": BuiltinPage(lambda dossier: bool(dossier.differences), "differences.yml"),
    "registers": BuiltinPage(_has_registers),
    "people": BuiltinPage(lambda dossier: bool(dossier.actors), "actors.yml"),
    "countries": BuiltinPage(lambda dossier: bool(dossier.countries), "countries.yml"),
    "works": BuiltinPage(lambda dossier: bool(dossier.works), "works.yml"),
    "terms": BuiltinPage(lambda dossier: bool(dossier.terms), "terms.yml"),
    "themes": BuiltinPage(lambda dossier: any(find_used_themes(dossier)), "themes.yml"),
    "report": BuiltinPage(lambda dossier: bool(dossier.documents)),
    "search": BuiltinPage(lambda dossier: bool(dossier.documents)),
    "corrections": BuiltinPage(lambda dossier: bool(dossier.corrections), "corrections.yml"),
    "help": BuiltinPage(lambda dossier: bool(dossier.settings.help), "dossier.yml"),
    "method": BuiltinPage(lambda dossier: any(True for _ in dossier.all_facts())),
}
"""In the order in which pages are planned. An introduction in content/pages/ may head any."""

REGISTER_KINDS = ("people", "countries", "works", "terms", "themes")

PROSE_KINDS = frozenset({"corrections", "help", "method"})
"""Built-in pages that exist for their prose alone too."""


def find_used_themes(dossier: Dossier) -> list[str]:
    """Return the ids of the themes to which something belongs, in the order of the register."""
    used: set[str] = set()
    for document in dossier.documents:
        used.update(document.themes)
        for event in document.events:
            used.update(event.themes)
        for commitment in document.commitments:
            used.update(commitment.themes)
    return [theme.id for theme in dossier.themes if used & {theme.id, *theme.aliases}]


def name_builtin_pages(language: Language, dossier_title: str) -> dict[str, PageNames]:
    """Return the names of the built-in pages in a language, by kind."""
    return {
        "home": PageNames(dossier_title, "", dossier_title),
        "timeline": PageNames(
            language.gettext("Timeline"),
            language.pgettext("slug", "timeline"),
            language.gettext("Every dated event in the documents, in order."),
        ),
        "documents": PageNames(
            language.gettext("Documents"),
            language.pgettext("slug", "documents"),
            language.gettext("The documents on which this dossier rests, in order of date."),
        ),
        "promises": PageNames(
            language.gettext("Promises and outcomes"),
            language.pgettext("slug", "promises"),
            language.gettext("What was promised, by whom and by when, and what later documents say of it."),
            language.pgettext("menu", "Promises"),
        ),
        "figures": PageNames(
            language.gettext("Figures"),
            language.pgettext("slug", "figures"),
            language.gettext("Every table of the documents, with its unit, its gaps and its source."),
        ),
        "differences": PageNames(
            language.gettext("Where sources differ"),
            language.pgettext("slug", "differences"),
            language.gettext("Statements that do not agree, why that may be, and which one is shown here."),
            language.pgettext("menu", "Where sources differ"),
        ),
        "registers": PageNames(
            language.gettext("People, places and terms"),
            language.pgettext("slug", "registers"),
            language.gettext("Who and what the documents speak of, with where each appears."),
        ),
        "people": PageNames(
            language.gettext("People and bodies"),
            language.pgettext("slug", "people"),
            language.gettext("The people in office and the bodies that the documents name."),
        ),
        "countries": PageNames(
            language.gettext("Countries"),
            language.pgettext("slug", "countries"),
            language.gettext("The countries that the documents name, and where."),
        ),
        "works": PageNames(
            language.gettext("Works cited"),
            language.pgettext("slug", "works"),
            language.gettext("The works that the documents cite, with their official addresses."),
        ),
        "terms": PageNames(
            language.gettext("Terms"),
            language.pgettext("slug", "terms"),
            language.gettext("Words that a reader may not know, each explained once."),
        ),
        "themes": PageNames(
            language.gettext("Themes"),
            language.pgettext("slug", "themes"),
            language.gettext("The subjects that run through the documents."),
        ),
        "report": PageNames(
            language.gettext("The whole report"),
            language.pgettext("slug", "report"),
            language.gettext("The whole dossier on one page, to read at a stretch, print or save."),
        ),
        "search": PageNames(
            language.gettext("Search"),
            language.pgettext("slug", "search"),
            language.gettext("Find words in the documents, the registers and all other pages."),
        ),
        "corrections": PageNames(
            language.gettext("Corrections"),
            language.pgettext("slug", "corrections"),
            language.gettext("Mistakes in the sources and on this site, and how they were mended."),
        ),
        "help": PageNames(
            language.gettext("Where to turn"),
            language.pgettext("slug", "help"),
            language.gettext("Where to find help or report something."),
        ),
        "method": PageNames(
            language.gettext("Method"),
            language.pgettext("slug", "method"),
            language.gettext("How this dossier was put together and how each number was checked."),
        ),
    }
