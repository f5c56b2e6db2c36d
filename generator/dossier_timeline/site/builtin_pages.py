"""The pages that every dossier has as far as its content fills them, and what they are called."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dossier_timeline.model.dossier import Dossier

if TYPE_CHECKING:
    from dossier_timeline.languages import Language


@dataclass(frozen=True, slots=True)
class Called:
    """A built-in page's title, the last part of its address, what it says of itself, its name in the menu."""

    title: str
    slug: str
    description: str
    menu: str = ""


@dataclass(frozen=True, slots=True)
class Kind:
    """A built-in page: when there is something on it, and the file that its data stands in."""

    filled: Callable[[Dossier], bool]
    data: str = ""


def _any_commitment(dossier: Dossier) -> bool:
    return any(document.commitments for document in dossier.documents)


def _any_figure(dossier: Dossier) -> bool:
    return bool(dossier.figures or dossier.facts) or any(document.figures for document in dossier.documents)


def _any_register(dossier: Dossier) -> bool:
    return any(KINDS[kind].filled(dossier) for kind in REGISTERS)


KINDS: Mapping[str, Kind] = {
    "home": Kind(lambda dossier: True, "dossier.yml"),
    "timeline": Kind(lambda dossier: bool(dossier.documents)),
    "documents": Kind(lambda dossier: bool(dossier.documents)),
    "promises": Kind(_any_commitment),
    "figures": Kind(_any_figure, "figures.yml"),
    "differences": Kind(lambda dossier: bool(dossier.differences), "differences.yml"),
    "registers": Kind(_any_register),
    "people": Kind(lambda dossier: bool(dossier.actors), "actors.yml"),
    "countries": Kind(lambda dossier: bool(dossier.countries), "countries.yml"),
    "works": Kind(lambda dossier: bool(dossier.works), "works.yml"),
    "terms": Kind(lambda dossier: bool(dossier.terms), "terms.yml"),
    "themes": Kind(lambda dossier: any(themes_in_use(dossier)), "themes.yml"),
    "report": Kind(lambda dossier: bool(dossier.documents)),
    "search": Kind(lambda dossier: bool(dossier.documents)),
    "corrections": Kind(lambda dossier: bool(dossier.corrections), "corrections.yml"),
    "help": Kind(lambda dossier: bool(dossier.settings.help), "dossier.yml"),
    "method": Kind(lambda dossier: any(True for _ in dossier.all_facts())),
}
"""In the order in which pages are planned. An introduction in content/pages/ may head any."""

REGISTERS = ("people", "countries", "works", "terms", "themes")

PROSE_FIRST = frozenset({"corrections", "help", "method"})
"""Built-in pages that exist for their prose alone too."""


def themes_in_use(dossier: Dossier) -> list[str]:
    """The ids of the themes that something belongs to, in the order of the register."""
    used: set[str] = set()
    for document in dossier.documents:
        used.update(document.themes)
        for event in document.events:
            used.update(event.themes)
        for commitment in document.commitments:
            used.update(commitment.themes)
    return [theme.id for theme in dossier.themes if used & {theme.id, *theme.aliases}]


def called(language: Language, dossier_title: str) -> dict[str, Called]:
    """What the built-in pages are called in a language."""
    return {
        "home": Called(dossier_title, "", dossier_title),
        "timeline": Called(
            language.gettext("Timeline"),
            language.pgettext("slug", "timeline"),
            language.gettext("Every dated event in the documents, in order."),
        ),
        "documents": Called(
            language.gettext("Documents"),
            language.pgettext("slug", "documents"),
            language.gettext("The documents on which this dossier stands, in order of date."),
        ),
        "promises": Called(
            language.gettext("Promises and outcomes"),
            language.pgettext("slug", "promises"),
            language.gettext("What was promised, by whom and by when, and what later documents say of it."),
            language.pgettext("menu", "Promises"),
        ),
        "figures": Called(
            language.gettext("Figures"),
            language.pgettext("slug", "figures"),
            language.gettext("Every table of the documents, with its unit, its gaps and its source."),
        ),
        "differences": Called(
            language.gettext("Where sources differ"),
            language.pgettext("slug", "differences"),
            language.gettext("Statements that do not agree, why that may be, and which one is shown here."),
        ),
        "registers": Called(
            language.gettext("Registers"),
            language.pgettext("slug", "registers"),
            language.gettext("Who and what the documents speak of, with where each appears."),
        ),
        "people": Called(
            language.gettext("People and bodies"),
            language.pgettext("slug", "people"),
            language.gettext("The people in office and the bodies that the documents name."),
        ),
        "countries": Called(
            language.gettext("Countries"),
            language.pgettext("slug", "countries"),
            language.gettext("The countries that the documents name, and where."),
        ),
        "works": Called(
            language.gettext("Works cited"),
            language.pgettext("slug", "works"),
            language.gettext("The works that the documents cite, with their official addresses."),
        ),
        "terms": Called(
            language.gettext("Terms"),
            language.pgettext("slug", "terms"),
            language.gettext("Words that a reader may not know, each explained once."),
        ),
        "themes": Called(
            language.gettext("Themes"),
            language.pgettext("slug", "themes"),
            language.gettext("The subjects that run through the documents."),
        ),
        "report": Called(
            language.gettext("The whole report"),
            language.pgettext("slug", "report"),
            language.gettext("The whole dossier on one page, to read at a stretch, print or save."),
        ),
        "search": Called(
            language.gettext("Search"),
            language.pgettext("slug", "search"),
            language.gettext("Find words in the documents, the registers and all other pages."),
        ),
        "corrections": Called(
            language.gettext("Corrections"),
            language.pgettext("slug", "corrections"),
            language.gettext("Mistakes in the sources and on this site, and how they were mended."),
        ),
        "help": Called(
            language.gettext("Where to turn"),
            language.pgettext("slug", "help"),
            language.gettext("Where to find help or report something."),
        ),
        "method": Called(
            language.gettext("Method"),
            language.pgettext("slug", "method"),
            language.gettext("How this dossier was put together and how each number was checked."),
        ),
    }
