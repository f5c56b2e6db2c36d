"""What a verification works with: texts cut up, the passages found in them, problems and results."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from typing import Literal

from dossier_timeline.diagnostics.codes import Code
from dossier_timeline.diagnostics.diagnostic import Diagnostic
from dossier_timeline.evidence.passage_resolution import resolve_passage
from dossier_timeline.evidence.passages import Segmentation, SourcePassage
from dossier_timeline.evidence.printed_locators import segment_with_locators
from dossier_timeline.evidence.table_cells import find_named_row
from dossier_timeline.evidence.text_fragments import PassageEdges, TextWords, collect_text_words, find_edges
from dossier_timeline.evidence.verified_passages import (
    VerifiedPassage,
    VerifiedText,
    VerifiedTexts,
    describe_place,
    digest_segmentation,
    find_verified_passage,
    note_verified_passage,
)
from dossier_timeline.model.documents import Document
from dossier_timeline.model.dossier import Dossier
from dossier_timeline.model.source_positions import SourcePositions
from dossier_timeline.model.sources import Passage, choose_address
from dossier_timeline.notation.cursor import PrintedValue
from dossier_timeline.notation.lexicon import Lexicon
from dossier_timeline.notation.printed_values import read_values
from dossier_timeline.source_reading.media_types import find_media_type, is_web_page

VerificationStatus = Literal["printed", "inferred", "derived", "not-held", "placed", "failed"]
"""What was found: the value itself in its passage; a value or date that is inferred in part; one
that is computed; one from a work whose text isn't held; a passage and nothing more to check."""

PassageValues = tuple[SourcePassage, tuple[PrintedValue, ...]]
"""A passage of a source text with the values that it prints."""

PassagesByDocument = Mapping[str, tuple[SourcePassage, ...]]
"""The passages of source texts, by the document's id."""


@dataclass(frozen=True, slots=True)
class VerificationResult:
    """What became of one fact, event, quotation, commitment, cell or document date."""

    id: str
    kind: Literal["document", "fact", "event", "quotation", "commitment", "cell"]
    status: VerificationStatus


@dataclass(frozen=True, slots=True)
class Verification:
    """All problems, in the order of the files, a result for each thing, and the passages that were found."""

    problems: tuple[Diagnostic, ...]
    results: tuple[VerificationResult, ...]
    texts: VerifiedTexts = field(default_factory=dict)
    source_passages: PassagesByDocument = field(default_factory=dict)
    """All passages of the texts that were at hand."""


@dataclass(frozen=True)
class SegmentedTexts:
    """The source texts of a dossier, cut up, by document id; and how to read each."""

    segmentations: Mapping[str, Segmentation]
    lexicons: Mapping[str, Lexicon]

    @classmethod
    def segment_all(
        cls, dossier: Dossier, texts: Mapping[str, str], lexicons: Mapping[str, Lexicon]
    ) -> SegmentedTexts:
        """Cut the texts (by file name) as their documents say; lexicons are by language."""
        return cls(
            {
                d.id: segment_with_locators(texts[d.text.file], d.text, lexicons[d.language].label_words)
                for d in dossier.documents
                if d.text.file in texts
            },
            {d.id: lexicons[d.language] for d in dossier.documents},
        )


@dataclass(frozen=True, slots=True)
class FetchedAddress:
    """Where the original of a source text was fetched, and what stood there; "" where that isn't known."""

    address: str = ""
    media_type: str = ""


@dataclass
class VerificationState:
    """What is being verified, and what has been found so far."""

    dossier: Dossier
    texts: SegmentedTexts
    positions: SourcePositions
    verified_before: VerifiedTexts = field(default_factory=dict)
    problems: list[Diagnostic] = field(default_factory=list)
    results: list[VerificationResult] = field(default_factory=list)
    resolved_paths: set[tuple[str | int, ...]] = field(default_factory=set)
    """The passages that have been looked for, by id and path."""
    found_passages: dict[str, dict[str, VerifiedPassage]] = field(default_factory=dict)
    """The passages that were found as they should be, by document and place."""
    origins: Mapping[str, FetchedAddress] = field(default_factory=dict)
    """Where each text was fetched, by its file name."""
    _words: dict[str, TextWords] = field(default_factory=dict)

    def report(self, code: Code, message: str, hint: str, *path: str | int) -> None:
        """Add a problem at the field that `path` (an id and keys) leads to."""
        position = self.positions.of(str(path[0]), *path[1:])
        self.problems.append(Diagnostic(position, code, message, hint))

    def find_passage(
        self, passage: Passage, home: Document | None, *path: str | int
    ) -> tuple[SourcePassage, Document] | None:
        """The source passage of a passage with its document; `None` after telling what is wrong with it."""
        self.resolved_paths.add(path)
        document = self.find_document(passage, home)
        segmentation = self.texts.segmentations.get(document.id) if document else None
        if document is None or segmentation is None:
            return None
        locate = partial(self.positions.of, str(path[0]), *path[1:])
        before = find_verified_passage(self.verified_before, document.id, passage)
        source_passage, problem = resolve_passage(passage, before, segmentation.passages, document, locate)
        if problem:
            self.problems.append(problem)
        elif source_passage:
            found = self.found_passages.setdefault(document.id, {})
            edges = self._find_edges(source_passage, document, passage.row)
            found[describe_place(passage)] = note_verified_passage(passage, source_passage, edges)
        return (source_passage, document) if source_passage else None

    def find_part(
        self, passage: Passage, home: Document | None, *path: str | int
    ) -> tuple[SourcePassage, Document] | None:
        """The source passage of a passage, of a table only the row that it names."""
        found = self.find_passage(passage, home, *path)
        if found is None or passage.row is None:
            return found
        source_passage, document = found
        number = find_named_row(source_passage.rows, passage.row)
        cells = source_passage.rows[number] if number is not None else ()
        text = " ".join(filter(None, cells))
        return replace(source_passage, text=text, hyphenated=(), rows=(cells,)), document

    def _find_edges(self, source_passage: SourcePassage, document: Document, row: str | None) -> PassageEdges:
        """The words by which a browser finds a passage; none where the document is no web page."""
        address = choose_address(document.addresses)
        origin = self.origins.get(document.text.file, FetchedAddress())
        if not address or not address.url:
            return ()
        if not is_web_page(find_media_type(address.url, origin.address, origin.media_type)):
            return ()
        if document.id not in self._words:
            segmentation = self.texts.segmentations[document.id]
            lines = (*(one.text for one in segmentation.passages), *(h.text for h in segmentation.headings))
            self._words[document.id] = collect_text_words(lines)
        return find_edges(source_passage, self._words[document.id], row)

    def find_document(self, passage: Passage, home: Document | None) -> Document | None:
        """The document in which a passage stands."""
        if passage.document is None:
            return home
        entry = self.dossier.by_id.get(passage.document)
        return entry if isinstance(entry, Document) else None

    @cached_property
    def document_days(self) -> frozenset[str]:
        """The days of the documents themselves."""
        return frozenset(document.date.text for document in self.dossier.documents)

    def read_values_in(self, source_passage: SourcePassage, document: Document) -> tuple[PrintedValue, ...]:
        """The values in a source passage."""
        return read_values(source_passage.text_of_values, self.texts.lexicons[document.id])

    def read_all_values(self, document: Document) -> tuple[PrintedValue, ...]:
        """Every value in a document, for what is told in several places."""
        source_passages = self.texts.segmentations[document.id].passages
        return tuple(
            printed_value
            for source_passage in source_passages
            for printed_value in self.read_values_in(source_passage, document)
        )

    def list_verified_texts(self) -> VerifiedTexts:
        """How each text was cut, and the passages that were found in it."""
        return {
            document.id: self._describe_text(document)
            for document in self.dossier.documents
            if document.id in self.texts.segmentations
        }

    def _describe_text(self, document: Document) -> VerifiedText:
        origin = self.origins.get(document.text.file, FetchedAddress())
        is_its_own = any(origin.address and one.url == origin.address for one in document.addresses)
        return VerifiedText(
            digest_segmentation(document.text),
            self.found_passages.get(document.id, {}),
            *((origin.address, origin.media_type) if is_its_own else ()),
        )
