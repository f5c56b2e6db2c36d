"""The locator of a passage in the words of a page: "article 83, paragraph 5"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dossier_timeline.languages import Language
from dossier_timeline.languages.extraction_markers import NP_
from dossier_timeline.model.locators import UNIT_TERMS, Locator, LocatorTerm

_STEPS: Mapping[LocatorTerm, str] = {
    "appendix": NP_("locator", "annex %(number)s"),
    "part": NP_("locator", "part %(number)s"),
    "book": NP_("locator", "book %(number)s"),
    "title": NP_("locator", "title %(number)s"),
    "chapter": NP_("locator", "chapter %(number)s"),
    "division": NP_("locator", "division %(number)s"),
    "section": NP_("locator", "section %(number)s"),
    "article": NP_("locator", "article %(number)s"),
    "rule": NP_("locator", "rule %(number)s"),
    "recital": NP_("locator", "recital %(number)s"),
    "paragraph": NP_("locator", "paragraph %(number)s"),
    "subparagraph": NP_("locator", "subparagraph %(number)s"),
    "point": NP_("locator", "point %(number)s"),
    "indent": NP_("locator", "indent %(number)s"),
    "figure": NP_("locator", "figure %(number)s"),
    "table": NP_("locator", "table %(number)s"),
}


def write_locator(language: Language, steps: Locator) -> Iterator[str]:
    """Yield each step of a locator in words, from the widest."""
    is_of_unit = False
    for term, number in steps:
        if term == "paragraph" and isinstance(number, int):
            yield language.gettext("paragraph %(number)s", number=number)
        elif term == "paragraph" and is_of_unit:
            yield language.pgettext("locator within an article", "paragraph %(number)s", number=number)
        else:
            yield language.pgettext("locator", _STEPS[term], number=number)
        is_of_unit = is_of_unit or term in UNIT_TERMS


def keep_together(step: str) -> str:
    """Return a step in words of which no line takes the number away."""
    return step.replace(" ", "\N{NO-BREAK SPACE}")
