"""What all pages of one language share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from markupsafe import Markup

from dossier_timeline.components.base import Component, Show
from dossier_timeline.config import Config
from dossier_timeline.languages import Language
from dossier_timeline.markup.markdown import serialise_settings
from dossier_timeline.model.base import Entry
from dossier_timeline.model.documents import Prose
from dossier_timeline.model.dossier import Dossier
from dossier_timeline.model.registers import Work
from dossier_timeline.model.story import Difference
from dossier_timeline.model.uses import Uses
from dossier_timeline.site.builtin_pages import BUILTIN_PAGES
from dossier_timeline.site.names import EntryNames
from dossier_timeline.site.note_pages import NoteIndex
from dossier_timeline.site.page_parts import PartIndex
from dossier_timeline.site.plan import SitePlan
from dossier_timeline.site.report_parts import ReportIndex
from dossier_timeline.site.routes import Routes
from dossier_timeline.site.theme_contents import ThemeContents
from dossier_timeline.site.timeline_index import TimelineIndex

PagePlace = tuple[str, str, str]
"""A page's kind and entity, and a fragment on it."""


def show_without_templates(component: Component | None, /) -> Markup:
    """Refuse to show a component where no templates are at hand.

    Raises:
        RuntimeError: always.
    """
    raise RuntimeError(f"no templates are at hand to show a {type(component).__name__}")


@dataclass(frozen=True)
class LanguageContext:
    """What all pages of one language share; everything in it is computed once."""

    site: SitePlan
    config: Config
    language: Language
    show: Show = show_without_templates
    """Turns a component into HTML in this language."""
    drawn_charts: MutableMapping[str, bytes] | None = None
    """Charts that earlier builds drew."""
    texts_read: set[str] = field(default_factory=set)
    """The Markdown files that were read for the page that is being made."""
    known_places: dict[int, tuple[Entry, tuple[PagePlace, ...]]] = field(default_factory=dict)
    """The places that were asked for before, by the identity of their entries, which it holds."""

    known_passages: dict[tuple[str | int | None, ...], Markup] = field(default_factory=dict)
    """How it was said before where something stands in its source: each place is named on many pages."""

    @cached_property
    def dossier(self) -> Dossier:
        """The dossier."""
        return self.site.dossier

    @cached_property
    def document_numbers(self) -> Mapping[str, int]:
        """Which of the documents each is, from 1, by its id."""
        return {document.id: number for number, document in enumerate(self.dossier.documents, start=1)}

    @cached_property
    def texts_of_documents(self) -> Mapping[str, Mapping[str, Prose]]:
        """The texts about each document by language, by its id."""
        return {summary.document: summary.texts for summary in reversed(self.dossier.summaries)}

    @cached_property
    def routes(self) -> Routes:
        """All pages of the site."""
        return self.site.routes(self.config.addresses.site_url)

    @cached_property
    def names(self) -> EntryNames:
        """What things are called."""
        return EntryNames(self.dossier, self.language)

    @property
    def timeline_index(self) -> TimelineIndex:
        """What the timeline can be asked for, and its parts."""
        return self.site.timeline_index

    @property
    def report(self) -> ReportIndex:
        """The parts of the whole report."""
        return self.site.report_index

    @property
    def note_index(self) -> NoteIndex:
        """The pages with the notes of documents that have very many facts."""
        return self.site.note_index

    @property
    def page_parts(self) -> PartIndex:
        """The parts of pages that are cut."""
        return self.site.part_indexes[self.language.code]

    @property
    def theme_contents(self) -> Mapping[str, ThemeContents]:
        """What belongs to each theme, by its id."""
        return self.site.theme_contents

    @property
    def uses(self) -> Uses:
        """What names each thing."""
        return self.site.uses_in(self.language.code)

    @cached_property
    def differences_of(self) -> Mapping[str, tuple[Difference, ...]]:
        """The differences that concern an entry, by its id."""
        found: dict[str, list[Difference]] = {}
        for difference in self.dossier.differences:
            for entry_id in difference.concerns:
                entry = self.dossier.by_id.get(entry_id)
                found.setdefault(entry.id if entry else entry_id, []).append(difference)
        return {entry_id: tuple(differences) for entry_id, differences in found.items()}

    @cached_property
    def place_of_file(self) -> Mapping[str, PagePlace]:
        """The place of what each Markdown file says, by the file's path."""
        found: dict[str, PagePlace] = {}
        for summary in self.dossier.summaries:
            for prose in summary.texts.values():
                found[prose.path] = ("document", summary.document, "")
        for page in self.dossier.pages:
            for prose in page.texts.values():
                found[prose.path] = (page.id, "", "") if page.id in BUILTIN_PAGES else ("page", page.id, "")
        return found

    @cached_property
    def count_of_kind_and_year(self) -> Counter[tuple[str, int]]:
        """How many documents there are of a kind and year."""
        return Counter((document.kind, document.date.year) for document in self.dossier.documents)

    @cached_property
    def work_of_fact(self) -> Mapping[str, Work]:
        """The work in which a fact stands whose text is not held, by the fact's id."""
        return {fact.id: work for work in self.dossier.works for fact in work.facts}

    @cached_property
    def check_of_fact(self) -> Mapping[str, tuple[str, date]]:
        """How each thing was found in the source texts, and when; only what was found."""
        entries = self.site.receipt.entries if self.site.receipt else {}
        return {
            name: (entry.found, date.fromisoformat(entry.checked))
            for name, entry in entries.items()
            if entry.found not in ("failed", "not-held")
        }

    @cached_property
    def usual_check(self) -> date | None:
        """The day on which most values were found in the source texts; none without a check."""
        days = Counter(day for found, day in self.check_of_fact.values() if found == "printed")
        return max(days, key=lambda day: (days[day], day)) if days else None

    @cached_property
    def markdown_settings(self) -> str:
        """The settings of the Markdown extensions, as `parse` takes them."""
        return serialise_settings(self.config.markdown.extension_settings)
