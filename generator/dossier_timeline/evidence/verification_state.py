"""What a verification works with: texts cut up, the passages found in them, problems and results."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import Literal

from dossier_timeline.diagnostics.codes import Code
from dossier_timeline.diagnostics.diagnostic import Diagnostic, Position
from dossier_timeline.diagnostics.suggestions import suggest_word
from dossier_timeline.evidence.passages import Segmentation, SourcePassage, find_passage, segment_with_gaps
from dossier_timeline.model.documents import Document
from dossier_timeline.model.dossier import Dossier
from dossier_timeline.model.source_positions import SourcePositions
from dossier_timeline.model.sources import Passage
from dossier_timeline.notation.cursor import PrintedValue
from dossier_timeline.notation.lexicon import Lexicon
from dossier_timeline.notation.printed_values import read_values
from dossier_timeline.notation.typesetting import make_readable

VerificationStatus = Literal["printed", "inferred", "derived", "not-held", "placed", "failed"]
"""What was found: the value itself in its passage; a value or date that is inferred in part; one
that is computed; one from a work whose text isn't held; a passage and nothing more to check."""


@dataclass(frozen=True, slots=True)
class VerificationResult:
    """What became of one fact, event, quotation, commitment, cell or document date."""

    id: str
    kind: Literal["document", "fact", "event", "quotation", "commitment", "cell"]
    status: VerificationStatus


@dataclass(frozen=True, slots=True)
class Verification:
    """All problems, in the order of the files, and a result for each thing that was verified."""

    problems: tuple[Diagnostic, ...]
    results: tuple[VerificationResult, ...]


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
                d.id: segment_with_gaps(texts[d.text.file], d.text)
                for d in dossier.documents
                if d.text.file in texts
            },
            {d.id: lexicons[d.language] for d in dossier.documents},
        )


@dataclass
class VerificationState:
    """What is being verified, and what has been found so far."""

    dossier: Dossier
    texts: SegmentedTexts
    positions: SourcePositions
    problems: list[Diagnostic] = field(default_factory=list)
    results: list[VerificationResult] = field(default_factory=list)
    resolved_paths: set[tuple[str | int, ...]] = field(default_factory=set)
    """The passages that have been looked for, by id and path."""

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
        source_passage, problem = resolve_passage(passage, segmentation.passages, document, locate)
        if problem:
            self.problems.append(problem)
        return (source_passage, document) if source_passage else None

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
        return read_values(source_passage.text_by_cell, self.texts.lexicons[document.id])

    def read_all_values(self, document: Document) -> tuple[PrintedValue, ...]:
        """Every value in a document, for what is told in several places."""
        source_passages = self.texts.segmentations[document.id].passages
        return tuple(
            printed_value
            for source_passage in source_passages
            for printed_value in self.read_values_in(source_passage, document)
        )


def resolve_passage(
    passage: Passage,
    source_passages: Sequence[SourcePassage],
    document: Document,
    locate: Callable[[str], Position],
) -> tuple[SourcePassage | None, Diagnostic | None]:
    """The source passage of a passage, and what is wrong with how the passage names it.

    `locate` gives the position of a field of the passage. Where the text of a passage is found elsewhere,
    the source passage is returned too, so that what it proves can still be checked. Codes:
    `passage-moved`, `passage-changed`, `no-such-passage`.
    """
    source_passage = find_passage(source_passages, passage)
    if source_passage:
        return source_passage, None
    same = [b for b in source_passages if b.digest == passage.digest]
    if same:
        message = f"the text of this passage stands elsewhere in {document.id}: {same[0].place}"
        section = make_readable(passage.section)
        if section and any(b.text == section for b in source_passages):
            hint = f"“{passage.section}” is a line of the text: name it as printed in `text.sections`"
            return same[0], Diagnostic(locate("section"), Code.PASSAGE_MOVED, message, hint)
        hint = f"write {same[0].as_yaml}"
        return same[0], Diagnostic(locate("section"), Code.PASSAGE_MOVED, message, hint)
    same_place = next((b for b in source_passages if b.is_at(passage)), None)
    if same_place:
        message = f"the text at this place of {document.id} is another one; its digest is {same_place.digest}"
        hint = f'find the words again with `dossier-timeline passage {document.id} "some words"`'
        return None, Diagnostic(locate("digest"), Code.PASSAGE_CHANGED, message, hint)
    message, hint = _explain_absence(passage, source_passages, document)
    return None, Diagnostic(locate("section"), Code.NO_SUCH_PASSAGE, message, hint)


def _explain_absence(
    passage: Passage, source_passages: Sequence[SourcePassage], document: Document
) -> tuple[str, str]:
    if passage.footnote is not None:
        notes = ", ".join(str(b.footnote) for b in source_passages if b.footnote is not None) or "none"
        return f"{document.id} has no footnote {passage.footnote}", f"it has {notes}"
    sections = list(dict.fromkeys(b.section for b in source_passages if b.footnote is None))
    section = make_readable(passage.section)
    if section not in sections:
        name = f"no section “{passage.section}”" if section else "no paragraph before its first section"
        return f"{document.id} has {name}", suggest_word(passage.section, sections)
    count = max(b.paragraph or 0 for b in source_passages if b.section == section)
    return (
        f"this section of {document.id} has no paragraph {passage.paragraph}",
        f"its paragraphs, list items and tables count from 1 to {count}",
    )
