"""A document with its source text, and what is written into it: for the commands that add entries."""

from __future__ import annotations

from collections.abc import Collection, Container, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from dossier_timeline.checks.ids import find_heading_ids
from dossier_timeline.cli.content_changes import (
    read_or_exit,
    relative_schema_path,
    require_document,
    require_free_id,
    validate_and_apply,
)
from dossier_timeline.cli.proof_check import require_proof
from dossier_timeline.cli.sources_option import require_sources
from dossier_timeline.cli.summary_reading import load_readers
from dossier_timeline.config import Config
from dossier_timeline.content.change_set import ChangeSet
from dossier_timeline.content.entry_writing import EntryFields, append_entries
from dossier_timeline.content.evidence_files import LoadedSources, load_sources
from dossier_timeline.content.file_editor import EditError, FileEditor
from dossier_timeline.content.label_proposals import propose_id
from dossier_timeline.content.proof_writing import show_changes
from dossier_timeline.content.reading import ContentReading
from dossier_timeline.content.text_decoding import MAX_CONTENT_BYTES
from dossier_timeline.content.yaml_writing import append_entry
from dossier_timeline.diagnostics.reporting import report_diagnostics
from dossier_timeline.evidence.stated_values import SummaryReader
from dossier_timeline.evidence.verification_state import SegmentedTexts, VerificationState
from dossier_timeline.file_reading import read_plain_file
from dossier_timeline.model.documents import Document
from dossier_timeline.model.dossier import Dossier


@dataclass(frozen=True, slots=True)
class DocumentSource:
    """A document whose source text is at hand, with the content as it is."""

    config: Config
    reading: ContentReading
    document: Document
    at_hand: LoadedSources
    state: VerificationState

    @property
    def dossier(self) -> Dossier:
        """The dossier that the document belongs to."""
        return self.state.dossier

    def require_free_id(self, new_id: str | None) -> None:
        """Raise `UsageError` where a new entry can't have an id that was given."""
        if new_id:
            require_free_id(self.reading, self.dossier, new_id)

    def list_taken_ids(self) -> frozenset[str]:
        """The ids that a new entry can't have: those of entries, and of headings on the document's page."""
        dossier = self.dossier
        texts = next((one.texts for one in dossier.summaries if one.document == self.document.id), {})
        headings = (name for prose in texts.values() for name, _, _ in find_heading_ids(prose.body))
        return frozenset({*dossier.by_id, *self.reading.positions.unread_ids, "settings", *headings})

    def choose_id(self, new_id: str | None, words: Mapping[str, str], what: str) -> str:
        """The id of a new entry: as given, or else made of its words, or of what it is."""
        return new_id or propose_id(words, f"{self.document.id}-{what}", self.list_taken_ids())

    def load_readers(self, given: Container[str] = ()) -> Mapping[str, SummaryReader]:
        """What reads words in each language that needs them, or in which they are given."""
        finished = self.dossier.finished_languages
        readers = load_readers(self.config, self.dossier)[1]
        return {code: one for code, one in readers.items() if code in finished or code in given}

    def write_entries(
        self,
        entries: Mapping[str, Sequence[EntryFields]],
        register_entries: Mapping[str, Sequence[Mapping[str, Any]]],
        new_ids: Collection[str],
        *,
        dry_run: bool = False,
    ) -> None:
        """Add entries to the lists of the document and to registers, by their keys.

        Ends the command with 1 where they would not be verified or right; then nothing is changed.
        """
        try:
            changes = self._plan_additions(entries, register_entries)
        except EditError as error:
            raise click.ClickException(f"nothing was changed: {error}") from error
        if dry_run:
            click.echo(show_changes(self.config.paths.root, changes), nl=False)
            return
        require_proof(self.config, changes, self.at_hand, new_ids)
        validate_and_apply(self.config, changes)

    def _plan_additions(
        self,
        entries: Mapping[str, Sequence[EntryFields]],
        register_entries: Mapping[str, Sequence[Mapping[str, Any]]],
    ) -> ChangeSet:
        paths = self.config.paths
        source, _ = self.reading.positions.find_entry(self.document.id)
        if source is None:
            raise EditError(f"“{self.document.id}” has no file of its own")
        editor = FileEditor(source.path, read_plain_file(paths.root / source.path, MAX_CONTENT_BYTES))
        for key, several in entries.items():
            append_entries(editor, key, several)
        writes = {source.path: editor.edited_bytes()}
        for register, added in register_entries.items():
            path = f"{paths.content_path}/{register}.yml"
            writes[path] = extend_register(self.config, register, path, added)
        return ChangeSet(writes)


def open_source(config: Config, document_id: str, sources: Path | None) -> DocumentSource:
    """A document with its source text cut up; ends the command where there is none."""
    folder = require_sources(sources, config.paths)
    reading, dossier = read_or_exit(config)
    document = require_document(dossier, document_id)
    at_hand = load_sources(dossier, folder, config.paths)
    texts = SegmentedTexts.segment_all(dossier, at_hand.texts, at_hand.lexicons)
    if document.id not in texts.segmentations:
        report_diagnostics(at_hand.problems, config.paths.root)
        raise click.ClickException(f"the source text {document.text.file} is not in {folder}")
    state = VerificationState(dossier, texts, reading.positions)
    return DocumentSource(config, reading, document, at_hand, state)


def extend_register(config: Config, register: str, path: str, entries: Sequence[Mapping[str, Any]]) -> bytes:
    """A register with more entries at its end. Raises `EditError` where it's written in an unusual way."""
    file = config.paths.root / path
    content = read_plain_file(file, MAX_CONTENT_BYTES) if file.is_file() else b""
    schema = relative_schema_path(config, config.paths.content, f"{register}.json")
    for entry in entries:
        after = append_entry(content, entry, schema)
        if after is None:
            raise EditError(f"{path} is written in an unusual way; add the entry by hand")
        content = after
    return content
