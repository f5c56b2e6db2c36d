"""The proof of a dossier: against its source texts where they are at hand, and against its receipt."""

from __future__ import annotations

from dataclasses import dataclass, field

from dossier_timeline.checks.receipt import check_committed_receipt
from dossier_timeline.checks.unread_languages import check_unread_languages
from dossier_timeline.config import ProjectPaths
from dossier_timeline.content.evidence_files import load_receipt, load_sources
from dossier_timeline.content.lexicon_files import find_unread_languages
from dossier_timeline.content.partial_validation import NO_DATE
from dossier_timeline.content.published_texts import PublishedTexts, load_published_texts
from dossier_timeline.content.reading import ContentReading
from dossier_timeline.diagnostics.codes import Code
from dossier_timeline.diagnostics.diagnostic import Diagnostic
from dossier_timeline.evidence.verification import verify_dossier
from dossier_timeline.evidence.verification_state import PassagesByDocument


@dataclass(frozen=True, slots=True)
class ProofCheck:
    """What is wrong with the proof of a dossier, and the passages of the source texts that are at hand."""

    problems: tuple[Diagnostic, ...]
    source_passages: PassagesByDocument = field(default_factory=dict)
    published_texts: PublishedTexts = field(default_factory=PublishedTexts)
    """The source texts that may be published."""


def check_proof(reading: ContentReading, paths: ProjectPaths) -> ProofCheck:
    """What a build checks: against the texts where `paths.sources` has them, and the receipt."""
    source_passages: PassagesByDocument = {}
    receipt, problems = load_receipt(paths)
    if not problems:
        problems += check_committed_receipt(reading, receipt, paths)
    problems += check_evidence_languages(reading, paths)
    published_texts = PublishedTexts()
    if reading.dossier is not None:
        published_texts = load_published_texts(reading.dossier, receipt, reading.positions, paths)
        problems += published_texts.problems
    if reading.dossier is not None and paths.sources is not None and paths.sources.is_dir():
        at_hand = load_sources(reading.dossier, paths.sources, paths)
        problems += at_hand.problems
        verified = verify_dossier(
            reading.dossier,
            at_hand.texts,
            reading.positions,
            at_hand.lexicons,
            verified_before=receipt.documents if receipt else {},
            unread=at_hand.unread,
        )
        undated = _undated_documents(reading)
        problems += [p for p in verified.problems if (p.code, p.position.path) not in undated]
        source_passages = verified.source_passages
    return ProofCheck(tuple(problems), source_passages, published_texts)


def check_evidence_languages(reading: ContentReading, paths: ProjectPaths) -> list[Diagnostic]:
    """A warning for each document in a language whose words around values aren't known or confirmed."""
    if reading.dossier is None:
        return []
    languages = (document.language for document in reading.dossier.documents)
    unread = find_unread_languages(languages, paths.templates)
    own = paths.templates[0] if paths.templates else paths.root / "templates"
    folder = own.relative_to(paths.root).as_posix() if own.is_relative_to(paths.root) else "templates"
    return list(check_unread_languages(reading.dossier, reading.positions, unread, folder))


def _undated_documents(reading: ContentReading) -> set[tuple[str, str]]:
    """What is not told of documents of which the date could not be read: the other dates hang on it."""
    documents = reading.dossier.documents if reading.dossier else ()
    lost = [
        one.id for one in documents if one.id in reading.positions.unread_ids and one.date.text == NO_DATE
    ]
    return {(Code.DATE_NOT_IN_PASSAGE, reading.positions.of(name).path) for name in lost}
