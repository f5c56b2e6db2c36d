"""In which languages a text exists, and which one stands in where it doesn't.

One decision, from which follow the notice on the page, its `lang`, canonical address, alternates,
sitemap, search and feeds.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

TextType = TypeVar("TextType")


@dataclass(frozen=True, slots=True)
class Availability:
    """One text for readers of one language.

    `wanted` is the language of the page, `shown` that of the text on it ("" when there is none in
    any language), `languages` those in which the text exists, in the order of the dossier.
    `behind` are the languages whose text has changed since this one was last in step.
    """

    wanted: str
    shown: str
    languages: tuple[str, ...]
    behind: tuple[str, ...] = ()

    @property
    def is_translated(self) -> bool:
        """Whether the page's text is in the page's language: then it is the page's canonical form."""
        return self.wanted == self.shown

    @property
    def is_indexed(self) -> bool:
        """Whether the page stands in sitemap, search and feeds, and is an alternate of the others.

        A page that shows another language's text is none of these: its canonical address is that of
        the page in the language shown. A page without any text of its own is its own canonical.
        """
        return self.is_translated or not self.shown

    @property
    def canonical_language(self) -> str:
        """The language whose page is the canonical one."""
        return self.wanted if self.is_indexed else self.shown

    @property
    def text_language(self) -> str:
        """The `lang` that the text carries: "" when it is that of the page."""
        return "" if self.is_indexed else self.shown

    @property
    def notice(self) -> str:
        """What the reader is told: "missing", "behind" or "" for nothing."""
        if not self.is_indexed:
            return "missing"
        return "behind" if self.behind else ""


def decide_availability(
    texts: Iterable[str], wanted: str, languages: tuple[str, ...], behind: tuple[str, ...] = ()
) -> Availability:
    """Decide which language of a text a page in `wanted` shows: its own, else the dossier's first.

    `texts` are the languages in which it exists, `languages` those of the dossier in order.
    """
    available = frozenset(texts)
    ordered = (*(code for code in languages if code in available), *sorted(available.difference(languages)))
    shown = wanted if wanted in available else next(iter(ordered), "")
    return Availability(wanted, shown, ordered, behind if shown == wanted else ())


def choose_text(texts: Mapping[str, TextType], decision: Availability) -> TextType | None:
    """The text that was decided on."""
    return texts.get(decision.shown)
