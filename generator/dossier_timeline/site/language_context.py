"""What all pages of one language share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from markupsafe import Markup

from dossier_timeline.components.base import Component, Show
from dossier_timeline.config import Config
from dossier_timeline.content.published_texts import TextOrigin
from dossier_timeline.evidence.receipt import Receipt
from dossier_timeline.evidence.verification_state import PassagesByDocument
from dossier_timeline.evidence.verified_passages import VerifiedPassage
from dossier_timeline.languages import Language
from dossier_timeline.markup.markdown import serialise_settings
from dossier_timeline.media.published_media import PublishedDownload, PublishedImage
from dossier_timeline.model.base import Entry
from dossier_timeline.model.documents import Prose
from dossier_timeline.model.dossier import Dossier
from dossier_timeline.model.registers import Work
from dossier_timeline.model.story import Difference
from dossier_timeline.model.uses import Uses
from dossier_timeline.notation.search_words import SearchWords
from dossier_timeline.read_recorder import ReadRecorder, Remembered
from dossier_timeline.site.names import EntryNames
from dossier_timeline.site.note_pages import NoteIndex
from dossier_timeline.site.outcome_index import OutcomeIndex
from dossier_timeline.site.page_parts import PartIndex
from dossier_timeline.site.plan import SitePlan
from dossier_timeline.site.recorded_site import PagePlace, RecordedRoutes, RecordedSite
from dossier_timeline.site.report_parts import ReportIndex
from dossier_timeline.site.source_pages import SourceIndex
from dossier_timeline.site.theme_contents import ThemeContents
from dossier_timeline.site.timeline_index import TimelineIndex


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
    recorder: ReadRecorder = field(default_factory=ReadRecorder)
    """Notes what the page that is being made reads of the site."""
    recorded_site: RecordedSite | None = None
    """What contexts of other languages share with this one."""

    @cached_property
    def shared(self) -> RecordedSite:
        """What the pages of all languages share."""
        return self.recorded_site or RecordedSite(self.site, self.config.addresses.site_url, self.recorder)

    @property
    def dossier(self) -> Dossier:
        """The dossier."""
        return self.shared.dossier

    @property
    def theme_numbers(self) -> Mapping[str, int]:
        """Which of the themes each is, from 1, by its id."""
        return self.shared.theme_numbers

    @property
    def texts_of_documents(self) -> Mapping[str, Mapping[str, Prose]]:
        """The texts about each document by language, by its id."""
        return self.shared.texts_of_documents

    @property
    def routes(self) -> RecordedRoutes:
        """All pages of the site."""
        return self.shared.routes

    @cached_property
    def known_places(self) -> Remembered[tuple[Entry, tuple[PagePlace, ...]]]:
        """The places that were asked for before, by the identity of their entries, which it holds."""
        return Remembered(self.recorder)

    @cached_property
    def known_passages(self) -> dict[tuple[object, ...], Markup]:
        """How it was said before where something stands in its source: each place is named on many pages."""
        return {}

    @cached_property
    def names(self) -> EntryNames:
        """What things are called."""
        return EntryNames(self.dossier, self.language, self.recorder)

    @property
    def timeline_index(self) -> TimelineIndex:
        """What the timeline can be asked for, and its parts."""
        return self.shared.timeline_index

    @property
    def outcome_index(self) -> OutcomeIndex:
        """What came of all promises."""
        return self.shared.outcome_index

    @property
    def report(self) -> ReportIndex:
        """The parts of the whole report."""
        return self.shared.report_index

    @property
    def note_index(self) -> NoteIndex:
        """The pages with the notes of documents that have very many facts."""
        return self.shared.note_index

    @property
    def page_parts(self) -> PartIndex:
        """The parts of pages that are cut."""
        return self.shared.part_indexes[self.language.code]

    @property
    def theme_contents(self) -> Mapping[str, ThemeContents]:
        """What belongs to each theme, by its id."""
        return self.shared.theme_contents

    @property
    def uses(self) -> Uses:
        """What names each thing."""
        return self.shared.uses_in(self.language.code)

    @property
    def differences_of(self) -> Mapping[str, tuple[Difference, ...]]:
        """The differences that concern an entry, by its id."""
        return self.shared.differences_of

    @property
    def place_of_file(self) -> Mapping[str, PagePlace]:
        """The place of what each Markdown file says, by the file's path."""
        return self.shared.place_of_file

    @property
    def shared_kinds_and_years(self) -> Mapping[tuple[str, int], bool]:
        """The kinds and years of which there is more than one document."""
        return self.shared.shared_kinds_and_years

    @property
    def work_of_fact(self) -> Mapping[str, Work]:
        """The work in which a fact stands whose text is not held, by the fact's id."""
        return self.shared.work_of_fact

    @property
    def png_charts(self) -> Mapping[str, bool]:
        """The charts that are PNG too, by the id of their figure."""
        return self.shared.png_charts

    @property
    def has_document_cards(self) -> bool:
        """Whether each document has a card image of its own."""
        return self.shared.has_document_cards

    @property
    def embeds(self) -> Mapping[str, bool]:
        """What other sites can embed, by id."""
        return self.shared.embeds

    @cached_property
    def known_png_charts(self) -> Remembered[bool]:
        """Whether a chart is a PNG in this language, as it was found before, by the id of its figure."""
        return Remembered(self.recorder)

    @property
    def images(self) -> Mapping[str, PublishedImage]:
        """The images that are published, by id."""
        return self.shared.images

    @property
    def downloads(self) -> Mapping[str, PublishedDownload]:
        """The files to download that are published, by id."""
        return self.shared.downloads

    @property
    def receipt(self) -> Receipt | None:
        """The last verification."""
        return self.shared.receipt

    @property
    def check_of_fact(self) -> Mapping[str, tuple[str, date]]:
        """How each thing was found in the source texts, and when; only what was found."""
        return self.shared.check_of_fact

    @property
    def verified_passages(self) -> Mapping[tuple[str, str], VerifiedPassage]:
        """The passages as they were verified, by their document and how content writes their place."""
        return self.shared.verified_passages

    @property
    def previewed_passages(self) -> PassagesByDocument:
        """The passages of source texts whose words a preview shows, by document; none in a build."""
        return self.shared.previewed_passages

    @property
    def source_index(self) -> SourceIndex:
        """The parts of the source texts that are published."""
        return self.shared.source_index

    @property
    def text_origins(self) -> Mapping[str, TextOrigin]:
        """Where each published source text comes from, by the document's id."""
        return self.shared.text_origins

    @property
    def fetched_addresses(self) -> Mapping[str, tuple[str, str]]:
        """By document, the address at which its text was fetched, and the media type there."""
        return self.shared.fetched_addresses

    @property
    def usual_check(self) -> date | None:
        """The day on which most values were found in the source texts; none without a check."""
        return self.shared.usual_check

    @cached_property
    def search_words(self) -> SearchWords:
        """What readers type who search; a part of what all steps share, as catalogues are."""
        return self.site.search_words.get(self.language.code, SearchWords())

    @cached_property
    def markdown_settings(self) -> str:
        """The settings of the Markdown extensions, as `parse` takes them."""
        return serialise_settings(self.config.markdown.extension_settings)
