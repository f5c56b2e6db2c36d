"""What the pages of all languages share, each read of which is noted.

A page is made again when something that it read has changed: `digest_read` gives the digest of what a noted
read holds now. Whatever a view needs of more than single entries is a source here, so that reading one part
of it doesn't count as reading all.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any, TypeVar, cast

from dossier_timeline.evidence.receipt import Receipt
from dossier_timeline.evidence.verified_passages import VerifiedPassage
from dossier_timeline.model.documents import Document, Prose
from dossier_timeline.model.recorded_dossier import DossierReads
from dossier_timeline.model.registers import Work
from dossier_timeline.model.story import Difference
from dossier_timeline.model.uses import Uses
from dossier_timeline.read_recorder import (
    ALL,
    TEXT_READS,
    ComputedSource,
    ReadRecorder,
    RecordedIndex,
    RecordedMapping,
    hash_text,
    write_key,
)
from dossier_timeline.site.builtin_pages import BUILTIN_PAGES
from dossier_timeline.site.embed_pages import EmbedIndex
from dossier_timeline.site.note_pages import NoteIndex
from dossier_timeline.site.outcome_index import OutcomeIndex
from dossier_timeline.site.page_parts import PartIndex
from dossier_timeline.site.plan import SitePlan
from dossier_timeline.site.recorded_parts import RecordedParts
from dossier_timeline.site.report_parts import ReportIndex
from dossier_timeline.site.routes import PagePlan
from dossier_timeline.site.source_pages import SourceIndex
from dossier_timeline.site.theme_contents import ThemeContents
from dossier_timeline.site.timeline_index import TimelineIndex

Index = TypeVar("Index")
_Key = TypeVar("_Key")
_Value = TypeVar("_Value")

PagePlace = tuple[str, str, str]
"""A page's kind and entity, and a fragment on it."""


class RecordedRoutes:
    """All pages of a site by kind, entity and language; each read is noted."""

    is_grouped = True

    def __init__(self, site: SitePlan, site_url: str, recorder: ReadRecorder) -> None:
        self._routes, self._recorder = site.routes(site_url), recorder

    def find(self, kind: str, language: str, entity: str = "") -> PagePlan | None:
        """Return a page; `None` where the site has none of this kind and entity, as it would be empty."""
        self._recorder.note(f"route {kind}\x1f{entity}\x1f{language}")
        return self._routes.pages.get((kind, entity, language))

    def find_in_language(self, language: str) -> Iterator[PagePlan]:
        """Return the pages of one language, in order."""
        self._recorder.note(f"route {ALL}")
        return self._routes.find_in_language(language)

    @cached_property
    def _digests(self) -> Mapping[str, str]:
        return {
            write_key((kind, entity, language)): hash_text(repr(without_translation_status(page)))
            for (kind, entity, language), page in self._routes.pages.items()
        }

    def digest(self, key: str) -> str:
        """The digest of the plan of a page, as reads write it; "" where there is none."""
        return hash_text(repr(self._digests)) if key == ALL else self._digests.get(key, "")


def without_translation_status(page: PagePlan) -> PagePlan:
    """Return the plan of a page without the languages in which its text is behind: only it says so."""
    if page.availability is None or not page.availability.behind:
        return page
    return replace(page, availability=replace(page.availability, behind=()))


class RecordedSite:
    """What the pages of all languages share, each read of which is noted by a recorder."""

    def __init__(self, site: SitePlan, site_url: str, recorder: ReadRecorder) -> None:
        """Take what was planned; everything else is computed when it's first read."""
        self._site, self._recorder, self._digests = site, recorder, site.digests
        reads = DossierReads(site.dossier, site.digests, recorder)
        self.dossier, self.sources, self._shards = reads.dossier, reads.sources, reads.shards
        self.routes = RecordedRoutes(site, site_url, recorder)
        self.sources.add("route", self.routes)
        self.sources.add(TEXT_READS.strip(), ComputedSource(lambda path: self._text_digests.get(path, "")))
        self.sources.add("receipt", ComputedSource(lambda _: hash_text(repr(site.receipt))))
        self.sources.add("document_cards", ComputedSource(lambda _: repr(site.has_document_cards)))
        self.sources.add("usual_check", ComputedSource(lambda _: repr(self._usual_check)))
        self.theme_numbers = self._record("theme_number", self._number_themes)
        self.texts_of_documents = self._record("texts", self._find_texts_of_documents)
        self.differences_of = self._record("differences", self._find_differences)
        self.place_of_file = self._record("file", self._find_places_of_files)
        self.shared_kinds_and_years = self._record("kind_and_year", self._find_shared_kinds_and_years)
        self.work_of_fact = self._record("work_of", self._find_works_of_facts)
        self.check_of_fact = self._record("check", self._find_checks)
        self.verified_passages = self._record("verified_passage", self._find_verified_passages)
        self.fetched_addresses = self._record("fetched_address", self._find_fetched_addresses)
        self.png_charts = self._record("png_chart", self._find_png_charts)
        self.embeds = self._record("embed", self._find_embeds)
        self.images = self._record("image", lambda: site.media.images)
        self.downloads = self._record("download", lambda: site.media.downloads)
        self.previewed_passages = self._record("previewed_passages", lambda: site.previewed_passages)
        self.timeline_index: TimelineIndex = self._record_index("timeline", lambda: site.timeline_index)
        self.report_index: ReportIndex = self._record_index("report", lambda: site.report_index)
        self.outcome_index: OutcomeIndex = self._record_index("outcomes", lambda: site.outcome_index)
        self.text_origins = self._record("text_origin", lambda: site.text_origins)
        self.source_index: SourceIndex = self._record_index(
            "source_text", lambda: site.source_index or SourceIndex(site.dossier, {})
        )
        self.note_index: NoteIndex = self._record_index("notes", lambda: site.note_index)
        self.theme_contents = self._record("theme", self._find_theme_contents)
        self._uses = {code: self._record_uses(code) for code in site.languages}
        self.part_indexes = {code: self._record_parts(code) for code in site.languages}

    def note_text(self, prose: Prose) -> None:
        """Note that the words of a Markdown text are read."""
        self._recorder.note(TEXT_READS + prose.path)

    @property
    def receipt(self) -> Receipt | None:
        """The last verification."""
        self._recorder.note("receipt all")
        return self._site.receipt

    @property
    def usual_check(self) -> date | None:
        """The day on which most values were found in the source texts; none without a check."""
        self._recorder.note("usual_check day")
        return self._usual_check

    @property
    def has_document_cards(self) -> bool:
        """Whether each document has a card image of its own: pages read that, and not how many there are."""
        self._recorder.note("document_cards all")
        return self._site.has_document_cards

    def uses_in(self, language: str) -> Uses:
        """What names each thing in the texts of a language."""
        return self._uses[language]

    def _record(
        self,
        source: str,
        compute: Callable[[], Mapping[_Key, _Value]],
        shards: Mapping[str, str] | None = None,
    ) -> RecordedMapping[_Key, _Value]:
        recorded = RecordedMapping(
            source, self._recorder, compute, self._digests.describe, shards=shards or self._shards
        )
        self.sources.add(source, recorded)
        return recorded

    def _record_index(self, source: str, make: Callable[[], Index]) -> Index:
        recorded = RecordedIndex(
            source, self._recorder, make, self._digests.describe, self._shards, self._with_recorded_documents
        )
        self.sources.add(source, recorded)
        return cast(Index, recorded)

    def _with_recorded_documents(self, value: Any) -> Any:
        """The same value with those documents of which reads are noted."""
        if isinstance(value, Document):
            return self._documents[value.id]
        if isinstance(value, tuple | list):
            return type(value)([self._with_recorded_documents(one) for one in value])
        if is_dataclass(value) and not isinstance(value, type):
            field_values = {one.name: getattr(value, one.name) for one in fields(value)}
            found = {
                name: self._with_recorded_documents(one)
                for name, one in field_values.items()
                if isinstance(one, Document | tuple | list)
            }
            return replace(value, **found) if found else value
        return value

    @cached_property
    def _documents(self) -> Mapping[str, Document]:
        with self._recorder.pause():
            return {document.id: document for document in self.dossier.documents}

    def _record_uses(self, code: str) -> Uses:
        # What names a document is apart from what names its facts: most texts name documents.
        shards = {name: f"{shard}:" for name, shard in self._shards.items() if name != shard}
        return self._record(f"uses-{code}", lambda: self._site.uses_in(code), shards)

    def _record_parts(self, code: str) -> PartIndex:
        parts = RecordedParts(
            f"parts-{code}", self._site.part_indexes[code], self.dossier, self._recorder, self._shards
        )
        self.sources.add(f"parts-{code}", parts)
        return cast(PartIndex, parts)

    def _number_themes(self) -> Mapping[str, int]:
        return {theme.id: number for number, theme in enumerate(self.dossier.themes, start=1)}

    def _find_theme_contents(self) -> Mapping[str, ThemeContents]:
        contents = self._site.theme_contents
        return {name: self._with_recorded_documents(one) for name, one in contents.items()}

    def _find_texts_of_documents(self) -> Mapping[str, Mapping[str, Prose]]:
        return {summary.document: summary.texts for summary in reversed(self.dossier.summaries)}

    def _find_differences(self) -> Mapping[str, tuple[Difference, ...]]:
        found: dict[str, list[Difference]] = {}
        for difference in self.dossier.differences:
            for entry_id in difference.concerns:
                entry = self.dossier.by_id.get(entry_id)
                found.setdefault(entry.id if entry else entry_id, []).append(difference)
        return {entry_id: tuple(differences) for entry_id, differences in found.items()}

    def _find_places_of_files(self) -> Mapping[str, PagePlace]:
        found: dict[str, PagePlace] = {}
        for summary in self.dossier.summaries:
            for prose in summary.texts.values():
                found[prose.path] = ("document", summary.document, "")
        for page in self.dossier.pages:
            for prose in page.texts.values():
                found[prose.path] = (page.id, "", "") if page.id in BUILTIN_PAGES else ("page", page.id, "")
        return found

    def _find_shared_kinds_and_years(self) -> Mapping[tuple[str, int], bool]:
        counts = Counter((document.kind, document.date.year) for document in self.dossier.documents)
        return {key: True for key, count in counts.items() if count > 1}

    def _find_works_of_facts(self) -> Mapping[str, Work]:
        return {fact.id: work for work in self.dossier.works for fact in work.facts}

    def _find_png_charts(self) -> Mapping[str, bool]:
        charts = [figure.id for figure in self._site.dossier.all_figures() if figure.chart != "none"]
        return dict.fromkeys(charts, True) if len(charts) <= self._site.page_settings.png_charts else {}

    def _find_embeds(self) -> Mapping[str, bool]:
        embed_index = EmbedIndex(self._site.dossier, self._site.page_settings.embeds)
        return {shown.id: True for shown in embed_index.list_entries()}

    def _find_checks(self) -> Mapping[str, tuple[str, date]]:
        entries = self._site.receipt.entries if self._site.receipt else {}
        return {
            name: (entry.found, date.fromisoformat(entry.checked))
            for name, entry in entries.items()
            if entry.found not in ("failed", "not-held")
        }

    def _find_verified_passages(self) -> Mapping[tuple[str, str], VerifiedPassage]:
        documents = self._site.receipt.documents if self._site.receipt else {}
        return {
            (name, place): one for name, text in documents.items() for place, one in text.passages.items()
        }

    def _find_fetched_addresses(self) -> Mapping[str, tuple[str, str]]:
        documents = self._site.receipt.documents if self._site.receipt else {}
        return {name: (text.address, text.media_type) for name, text in documents.items() if text.address}

    @cached_property
    def _usual_check(self) -> date | None:
        checks = self.check_of_fact.values_unrecorded.values()
        days = Counter(day for found, day in checks if found == "printed")
        return max(days, key=lambda day: (days[day], day)) if days else None

    @cached_property
    def _text_digests(self) -> Mapping[str, str]:
        texts = (prose for _, texts in self._site.dossier.texts() for prose in texts.values())
        return {prose.path: hash_text(prose.body) for prose in texts}
