"""Source texts that are published: each stands beside its document.yml, exactly as it was verified."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from dossier_timeline.config import ProjectPaths
from dossier_timeline.content.content_files import PUBLISHED_TEXT_FILE
from dossier_timeline.content.lexicon_files import load_lexicons
from dossier_timeline.content.source_records import load_source_records
from dossier_timeline.content.source_texts import NotPlainTextError, decode_source_text
from dossier_timeline.diagnostics.codes import Code
from dossier_timeline.diagnostics.diagnostic import Diagnostic, Position
from dossier_timeline.diagnostics.os_errors import diagnose_unread_file
from dossier_timeline.evidence.passages import Segmentation
from dossier_timeline.evidence.printed_locators import segment_with_locators
from dossier_timeline.evidence.receipt import Receipt, published_digest, text_digest
from dossier_timeline.file_reading import LARGEST_LIST, read_plain_file
from dossier_timeline.model.documents import Document, SourceText
from dossier_timeline.model.dossier import Dossier
from dossier_timeline.model.source_positions import SourcePositions
from dossier_timeline.notation.printed_labels import LabelWords

_WRITE_HINT = (
    "with the source texts at hand, run `dossier-timeline verify --write`, which verifies the text and "
    "puts it there"
)
_LEFT_HINT = (
    "take this file out of the project, or say in document.yml what allows it: "
    "`source_text: {publish: true, licence: CC-BY-4.0}`"
)


@dataclass(frozen=True, slots=True)
class TextOrigin:
    """By which SHA-256 a published text is known, and the day on which it was fetched; "" where it wasn't."""

    digest: str
    retrieved: str


@dataclass(frozen=True, slots=True)
class PublishedTexts:
    """The texts that may be published, cut up, and their origins, by document; what hinders others."""

    segmentations: Mapping[str, Segmentation] = field(default_factory=dict)
    origins: Mapping[str, TextOrigin] = field(default_factory=dict)
    problems: tuple[Diagnostic, ...] = ()


def published_text_path(document_id: str, paths: ProjectPaths) -> str:
    """Where the published text of a document stands, from the project's folder."""
    return f"{paths.content_path}/documents/{document_id}/{PUBLISHED_TEXT_FILE}"


def load_published_texts(
    dossier: Dossier, receipt: Receipt | None, positions: SourcePositions, paths: ProjectPaths
) -> PublishedTexts:
    """The texts that the documents publish; one that isn't the text that was verified is left out.

    Problems: `no-published-text`, `published-text-changed`, `unpublished-text`, and those of reading.
    """
    texts: dict[str, str] = {}
    problems: list[Diagnostic] = []
    days = _find_days(paths) if any(one.source_text.publish for one in dossier.documents) else {}
    for document in dossier.documents:
        path = published_text_path(document.id, paths)
        is_there = os.path.lexists(paths.root / path)
        if not document.source_text.publish:
            if is_there and document.id not in positions.unread_ids:
                message = "this source text is in the project, and nothing says that it may be published"
                problems.append(Diagnostic(Position(path), Code.UNPUBLISHED_TEXT, message, _LEFT_HINT))
        elif not is_there:
            message = f"the text of “{document.id}” is to be published, but {path} is not there"
            position = positions.of(document.id, "source_text", "publish")
            problems.append(Diagnostic(position, Code.NO_PUBLISHED_TEXT, message, _WRITE_HINT))
        else:
            found = _read_text(paths.root / path, path, paths)
            if isinstance(found, Diagnostic):
                problems.append(found)
            elif not _is_verified(document, found, receipt):
                message = f"this is not the text of “{document.id}” that was verified, so it isn't published"
                problems.append(Diagnostic(Position(path), Code.PUBLISHED_TEXT_CHANGED, message, _WRITE_HINT))
            else:
                texts[document.id] = found
    documents = [document for document in dossier.documents if document.id in texts]
    origins = {
        document.id: TextOrigin(published_digest(texts[document.id]), days.get(document.text.file, ""))
        for document in documents
    }
    return PublishedTexts(_segment_texts(documents, texts, paths), origins, tuple(problems))


def _segment_texts(
    documents: Sequence[Document], texts: Mapping[str, str], paths: ProjectPaths
) -> Mapping[str, Segmentation]:
    """The texts cut up, with what is printed at the place of each passage."""
    languages = (document.language for document in documents)
    lexicons, _ = load_lexicons(languages, paths.templates, root=paths.root)
    return {
        document.id: _segment_again(document, texts[document.id], lexicons[document.language].label_words)
        for document in documents
    }


_last_segmentations: dict[str, tuple[tuple[str, SourceText, LabelWords], Segmentation]] = {}
"""By the document's id, what was cut up last and the result: a preview asks for the same at each change."""


def _segment_again(document: Document, text: str, words: LabelWords) -> Segmentation:
    """The text of a document cut up: the very same value as last time, where nothing has changed."""
    given = text, document.text, words
    known = _last_segmentations.get(document.id)
    if known is None or known[0] != given:
        known = _last_segmentations[document.id] = given, segment_with_locators(*given)
    return known[1]


def _find_days(paths: ProjectPaths) -> Mapping[str, str]:
    """The days on which originals were fetched, by the name of the text; none of a record that is broken."""
    try:
        records = load_source_records(paths)
    except (OSError, ValueError):
        return {}
    return {name: record.retrieved for name, record in records.items()}


def _read_text(file: Path, path: str, paths: ProjectPaths) -> str | Diagnostic:
    try:
        return decode_source_text(
            read_plain_file(file, LARGEST_LIST, within=paths.content), PUBLISHED_TEXT_FILE, path
        )
    except NotPlainTextError as error:
        return error.problem
    except OSError as error:
        return diagnose_unread_file(error, path)


def _is_verified(document: Document, text: str, receipt: Receipt | None) -> bool:
    """Whether a text is the one that the receipt knows as published, and of which it has the passages."""
    return (
        receipt is not None
        and receipt.published.get(document.id) == published_digest(text)
        and receipt.texts.get(document.text.file) == text_digest(text)
    )
