"""Adding a document that was read: its original, its text, its rules and the record of it, all or none."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import click

from dossier_timeline import __version__
from dossier_timeline.cli.content_changes import require_no_new_mistakes
from dossier_timeline.config import Config
from dossier_timeline.content.change_set import ChangeError, ChangeSet, apply_changes
from dossier_timeline.content.file_editor import EditError
from dossier_timeline.content.source_records import (
    SOURCE_RECORDS_PATH,
    SourceRecord,
    load_source_records,
    write_source_records,
)
from dossier_timeline.content.source_rules import TextRules, edit_text_rules, find_kept_rules
from dossier_timeline.content.text_decoding import MAX_CONTENT_BYTES
from dossier_timeline.file_reading import LARGEST_SOURCE, read_plain_file
from dossier_timeline.source_reading.blocks import StructuredText
from dossier_timeline.source_reading.cleaning_rules import CleaningRules, find_cleaning_rules
from dossier_timeline.source_reading.fetching import FetchedDocument
from dossier_timeline.source_reading.text_writing import WrittenText
from dossier_timeline.today import today


@dataclass(frozen=True, slots=True)
class ReadSource:
    """A document as it came, under the name by which it's already_set, and what was made of it."""

    document_id: str
    came: FetchedDocument
    name: str
    structured: StructuredText
    written: WrittenText


@dataclass(frozen=True, slots=True)
class AddedSource:
    """The name of the source text, its rules, and which of them document.yml had already."""

    text_name: str
    rules: CleaningRules
    already_set: tuple[str, ...]
    content_changes: tuple[str, ...]
    """A line for each file of content that was written or changed."""


def add_read_source(  # noqa: PLR0917 -- what is written, and where
    config: Config,
    folder: Path,
    file: Path,
    text_name: str,
    source: ReadSource,
    new_files: Mapping[str, bytes],
    *,
    replace: bool,
) -> AddedSource:
    """Write all that belongs to a document that was read; `ClickException` says what hinders it.

    `folder` is that of the source texts, `file` the document.yml, which names the source text `text_name`.
    `new_files` are those of a document that isn't there yet, by path.
    """
    if source.name == text_name:
        text_name = f"{source.document_id}.text.txt"
    records = load_records(config)
    text, original = folder / text_name, folder / source.name
    for path in (text, original):
        _require_inside(path, folder)
    if not replace:
        _require_ours(text, source, records.get(text_name))
        _require_same(original, source)
    rules = find_cleaning_rules(source.written)
    described_path = file.relative_to(config.paths.root).as_posix()
    before = new_files.get(described_path) or read_plain_file(file, MAX_CONTENT_BYTES)
    wanted: TextRules = {
        "file": text_name,
        "sections": rules.sections,
        "furniture": rules.furniture,
        "whole_paragraphs": "true",
    }
    records[text_name] = _make_record(source)
    try:
        described = edit_text_rules(file.as_posix(), before, wanted, replace=replace)
        if new_files:
            require_no_new_mistakes(config, ChangeSet({**new_files, described_path: described}))
        content_writes = {
            **new_files,
            described_path: described,
            f"{config.paths.content_path}/{SOURCE_RECORDS_PATH}": write_source_records(records),
        }
        content_changes = ChangeSet(content_writes).describe(config.paths.root)
        writes = {
            original.absolute().as_posix(): source.came.content,
            text.absolute().as_posix(): source.written.text.encode(),
            **content_writes,
        }
        apply_changes(config.paths.root, ChangeSet(writes))
    except (EditError, ChangeError) as error:
        raise click.ClickException(str(error)) from error
    already_set = () if replace else find_kept_rules(file.as_posix(), before, wanted)
    return AddedSource(text_name, rules, already_set, tuple(content_changes))


def load_records(config: Config) -> dict[str, SourceRecord]:
    """The records of the dossier's sources; `ClickException` when they can't be used."""
    try:
        return load_source_records(config.paths)
    except ValueError as error:
        path = f"{config.paths.content_path}/{SOURCE_RECORDS_PATH}"
        raise click.ClickException(f"{path} can't be used: {error}; take it from git as it was") from None


def _require_inside(path: Path, folder: Path) -> None:
    """Refuse to write where a name or a link leads out of the folder of source texts."""
    if not path.resolve().is_relative_to(folder.resolve()):
        raise click.ClickException(
            f"{path} leads out of the folder of source texts; give it a plain name there"
        )


def _require_ours(text: Path, source: ReadSource, record: SourceRecord | None) -> None:
    """Refuse to write over a text that a person wrote or changed."""
    if not text.exists():
        return
    found = digest_of(read_plain_file(text, LARGEST_SOURCE))
    if found not in (record and record.text_sha256, digest_of(source.written.text.encode())):
        raise click.ClickException(
            f"{text} is there already, and wasn't written by this command or was changed since; "
            "move it away, or add --replace to write over it"
        )


def _require_same(original: Path, source: ReadSource) -> None:
    """Refuse to write over another file of the same name."""
    if original.exists() and read_plain_file(original, LARGEST_SOURCE) != source.came.content:
        raise click.ClickException(
            f"{original} is there already, and is another file; move it away, or add --replace"
        )


def _make_record(source: ReadSource) -> SourceRecord:
    return SourceRecord(
        original=source.name,
        sha256=digest_of(source.came.content),
        media_type=source.structured.media_type,
        readers=(f"dossier-timeline {__version__}", *source.structured.readers),
        text_sha256=digest_of(source.written.text.encode()),
        address=source.came.address,
        retrieved=today().isoformat() if source.came.address else "",
        pages=source.structured.pages,
        doubts={str(kind): lines for kind, lines in source.written.doubts.items()},
    )


def digest_of(content: bytes) -> str:
    """The SHA-256 in hexadecimal."""
    return hashlib.sha256(content).hexdigest()
