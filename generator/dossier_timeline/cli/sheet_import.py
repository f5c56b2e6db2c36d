"""Importing the rows of a table: read, completed with their passages, proven, and written all or none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import click
from pydantic import ValidationError

from dossier_timeline.cli.content_changes import apply_and_print, find_mistakes, read_or_exit
from dossier_timeline.cli.document_source import DocumentSource, extend_register, open_source
from dossier_timeline.cli.proof_check import find_problems_within, find_unproven, read_changed
from dossier_timeline.cli.sheet_files import load_sheet, read_locale, read_table_file, stop_for_problems
from dossier_timeline.cli.sheet_passages import complete_event, complete_fact
from dossier_timeline.config import Config
from dossier_timeline.content.change_set import ChangeSet
from dossier_timeline.content.entry_writing import append_entries
from dossier_timeline.content.file_editor import EditError, FileEditor
from dossier_timeline.content.label_proposals import propose_id
from dossier_timeline.content.model_messages import explain_faults
from dossier_timeline.content.proof_writing import show_changes
from dossier_timeline.content.reading import ContentReading
from dossier_timeline.content.text_decoding import MAX_CONTENT_BYTES
from dossier_timeline.diagnostics.diagnostic import Diagnostic
from dossier_timeline.diagnostics.reporting import report_diagnostics
from dossier_timeline.evidence.stated_values import make_source_reader
from dossier_timeline.file_reading import read_plain_file
from dossier_timeline.model.base import Entry
from dossier_timeline.model.dates import Edtf
from dossier_timeline.model.documents import Document
from dossier_timeline.model.dossier import Dossier
from dossier_timeline.model.facts import Fact
from dossier_timeline.model.registers import Actor, Work
from dossier_timeline.model.relations import relations_of
from dossier_timeline.model.story import Event
from dossier_timeline.spreadsheets.columns import find_columns
from dossier_timeline.spreadsheets.published_words import (
    MAX_WORDS_BYTES,
    PublishedWords,
    add_published_words,
    read_published_words,
)
from dossier_timeline.spreadsheets.row_reading import RowReader, SheetEntry
from dossier_timeline.spreadsheets.sheets import CellError, Sheet, SheetError, SheetProblem

_NAMING_KEYS = ("title", "label", "name")


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """What was said of a table and of what its rows become."""

    document_id: str = ""
    work_id: str = ""
    locale: str | None = None
    language: str = ""
    ignored: Sequence[str] = ()
    only_new: bool = False
    words_file: Path | None = None
    sheet_name: str = ""
    sources: Path | None = None
    dry_run: bool = False
    defaults: Mapping[str, str] = field(default_factory=dict)


def import_table(config: Config, model: type[Entry], file: Path, options: ImportOptions) -> None:
    """Write the rows of a table as entries of this type; ends the command with 1 where one can't be."""
    sheet = load_sheet(file, options.sheet_name)
    reading, dossier = read_or_exit(config)
    if options.language and options.language not in dossier.languages:
        raise click.BadParameter(
            f"the dossier has no language “{options.language}”; it has {', '.join(dossier.languages)}",
            param_hint="--language",
        )
    task = _ImportTask(config, reading, dossier, model, sheet, options)
    entries = task.read_entries(_find_words(sheet, file, options.words_file))
    stop_for_problems(sheet, task.problems)
    if not entries:
        click.echo("There is nothing new in this table, so nothing was changed.")
        return
    changes = task.plan_changes(entries)
    task.require_right(changes, entries)
    if options.dry_run:
        click.echo(show_changes(config.paths.root, changes), nl=False)
        return
    apply_and_print(config, changes)
    click.echo(f"Rows taken over: {len(entries)} of {len(sheet.rows) - 1}.")


def _find_words(sheet: Sheet, file: Path, words_file: Path | None) -> PublishedWords:
    """The words of `words.csv`: as told, or beside a table that a site published."""
    words_beside = file.parent / "words.csv"
    if words_file is None and ("id" not in sheet.texts[0] or not words_beside.is_file()):
        return {}
    path = words_file or words_beside
    try:
        return read_published_words(path.as_posix(), read_table_file(path, MAX_WORDS_BYTES))
    except SheetError as error:
        raise click.ClickException(str(error)) from error


@dataclass(slots=True)
class _ImportTask:
    """One import: what is known of the dossier and its sources, and what is wrong so far."""

    config: Config
    reading: ContentReading
    dossier: Dossier
    model: type[Entry]
    sheet: Sheet
    options: ImportOptions
    problems: list[SheetProblem] = field(default_factory=list)
    opened: DocumentSource | None = None

    def read_entries(self, words: PublishedWords) -> list[SheetEntry]:
        """The entries of all rows, each as it would be written; what is wrong is among the problems."""
        layout, faults = find_columns(
            self.sheet, self.model, self.dossier.languages, self.options.language, self.options.ignored
        )
        stop_for_problems(self.sheet, faults)
        reader = RowReader(
            self.model,
            self.dossier,
            read_locale(self.options.locale),
            self._read_date_words,
            self.options.defaults,
        )
        rows = reader.read(self.sheet, layout)
        self.problems += rows.problems
        for line in rows.left_out:
            click.echo(f"left out: {line}", err=True)
        if layout.left_out:
            click.echo(f"left out, as a dossier has no place for it: {', '.join(layout.left_out)}", err=True)
        return self._complete(rows.entries, words)

    def _complete(self, entries: Sequence[SheetEntry], words: PublishedWords) -> list[SheetEntry]:
        taken = {*self.dossier.by_id, *self.reading.positions.unread_ids, "settings"}
        known = set(taken)
        found: list[SheetEntry] = []
        for row_entry in entries:
            name = row_entry.fields.get("id")
            if name in known and self.options.only_new:
                continue
            row_entry.fields = add_published_words(
                row_entry.fields, self.model, words, self.dossier.languages
            )
            problems = self._complete_entry(row_entry, taken)
            if problems:
                self.problems += problems
                continue
            taken.add(row_entry.fields["id"])
            found.append(row_entry)
        return found

    def _complete_entry(self, row_entry: SheetEntry, taken: set[str]) -> list[SheetProblem]:
        """Give an entry its home, id and passage; returns what hinders that."""
        column = None
        try:
            name = row_entry.fields.get("id")
            if name in taken:
                column = row_entry.columns.get("id")
                raise CellError(  # noqa: TRY301 -- told like what goes wrong below
                    f"there is something called “{name}” already",
                    "give it another id, or leave out what is there with --only-new",
                )
            home = self._find_home(row_entry)
            self._require_languages(row_entry, home)
            self._add_id(row_entry, taken)
            self._require_valid(row_entry)
            column = row_entry.columns.get(
                "passage", row_entry.columns.get("value", row_entry.columns.get("date"))
            )
            if isinstance(home, Document):
                self._add_passage(row_entry, home)
                self._require_valid(row_entry, is_complete=True)
        except _RowError as error:
            several = (error, *error.others)
            return [SheetProblem(row_entry.row, one.column, one.message, one.hint) for one in several]
        except CellError as error:
            return [SheetProblem(row_entry.row, column, error.message, error.hint)]
        return []

    def _find_home(self, row_entry: SheetEntry) -> Document | Work | None:
        """The document or work in which an entry is written. Raises `CellError`."""
        if self.model is Actor:
            return None
        if self.model is Fact and (row_entry.work_id or self.options.work_id):
            row_entry.work_id = row_entry.work_id or self.options.work_id
            work = self.dossier.by_id.get(row_entry.work_id)
            if not isinstance(work, Work):
                raise CellError(
                    f"there is no work “{row_entry.work_id}”", "add it with `dossier-timeline new work`"
                )
            return work
        row_entry.document_id = row_entry.document_id or self.options.document_id
        document = self.dossier.by_id.get(row_entry.document_id)
        if not isinstance(document, Document):
            known = ", ".join(one.id for one in self.dossier.documents) or "none yet"
            message = (
                f"there is no document “{row_entry.document_id}”"
                if row_entry.document_id
                else "it says no document"
            )
            raise CellError(message, f"say it with --document or in a column “document”; there are: {known}")
        return document

    def _require_languages(self, row_entry: SheetEntry, home: Document | Work | None) -> None:
        """Raise `CellError` for words that some language of the dossier lacks."""
        if isinstance(home, Document) and home.draft:
            return
        for relation in relations_of(self.model).words:
            words = row_entry.fields.get(relation.key)
            missing = [
                code
                for code in self.dossier.finished_languages
                if isinstance(words, dict) and code not in words
            ]
            if missing:
                columns = ", ".join(f"“{relation.key} ({code})”" for code in missing)
                raise _RowError(
                    f"“{relation.key}” lacks {', '.join(missing)}",
                    f"write it into the column {columns}",
                    row_entry.columns.get(relation.key),
                )

    def _add_id(self, row_entry: SheetEntry, taken: set[str]) -> None:
        if "id" in row_entry.fields:
            return
        words: Any = next((row_entry.fields[key] for key in _NAMING_KEYS if key in row_entry.fields), {})
        named = words if isinstance(words, dict) else {"": str(words)}
        fallback = f"{row_entry.document_id or 'new'}-{self.model.__name__.lower()}"
        row_entry.fields = {"id": propose_id(named, fallback, taken), **row_entry.fields}

    def _require_valid(self, row_entry: SheetEntry, *, is_complete: bool = False) -> None:
        """Raise `CellError` for what the model refuses; a passage that is looked up later may be missing."""
        fields = row_entry.fields
        if not is_complete and self.model in (Event, Fact) and "passage" not in fields:
            fields = {**fields, "passage": {"paragraph": 1}} if "work" not in fields else fields
        try:
            self.model.model_validate(fields)
        except ValidationError as error:
            faults = [
                _RowError(fault.message, self._add_choice(key, fault.hint), row_entry.columns.get(key))
                for path, fault in explain_faults(self.model, error, fields)
                for key in (str(path[0]) if path else "",)
            ]
            faults[0].others = tuple(faults[1:])
            raise faults[0] from error

    def _add_choice(self, key: str, hint: str) -> str:
        """What to do, with the kinds that there are where one of these is meant."""
        if key != "kind" or self.model is not Event:
            return hint
        known = ", ".join(kind.id for kind in self.dossier.kinds if kind.of == "event") or "none yet"
        return f"write it into a column “kind”, or say it for all rows with --kind; kinds.yml has: {known}"

    def _add_passage(self, row_entry: SheetEntry, document: Document) -> None:
        if self.model is Event and "work" in row_entry.fields:
            return
        source = self._open(document)
        complete = complete_event if self.model is Event else complete_fact
        row_entry.fields = complete(source, row_entry.fields)

    def _open(self, document: Document) -> DocumentSource:
        """A document with its source text. Raises `CellError` where that isn't at hand."""
        if self.opened is None:
            self.opened = open_source(self.config, document.id, self.options.sources)
        if document.id not in self.opened.state.texts.segmentations:
            raise CellError(
                f"the source text {document.text.file} isn't at hand", "put it where the others are"
            )
        return replace(self.opened, document=document)

    def _read_date_words(self, text: str) -> str:
        """A date as the source of the document writes it; "" for none."""
        document = self.dossier.by_id.get(self.options.document_id)
        if not isinstance(document, Document):
            return ""
        lexicon = self._open(document).state.texts.lexicons[document.id]
        value = make_source_reader(lexicon).read_value(text).value
        return value.text if isinstance(value, Edtf) else ""

    def plan_changes(self, entries: Sequence[SheetEntry]) -> ChangeSet:
        """The changes that write the entries, each into its home."""
        content = self.config.paths.content_path
        try:
            if self.model is Actor:
                path = f"{content}/actors.yml"
                added = [one.fields for one in entries]
                return ChangeSet({path: extend_register(self.config, "actors", path, added)})
            by_home: dict[str, list[dict[str, Any]]] = {}
            for one in entries:
                by_home.setdefault(one.work_id or one.document_id, []).append(one.fields)
            return ChangeSet(self._write_homes("events" if self.model is Event else "facts", by_home))
        except EditError as error:
            raise click.ClickException(f"nothing was changed: {error}") from error

    def _write_homes(self, list_key: str, by_home: Mapping[str, list[dict[str, Any]]]) -> dict[str, bytes]:
        writes: dict[str, bytes] = {}
        for name, several in by_home.items():
            source, owner = self.reading.positions.find_entry(self.dossier.by_id[name].id)
            if source is None:
                raise EditError(f"“{name}” has no file of its own")
            before = writes.get(source.path) or read_plain_file(
                self.config.paths.root / source.path, MAX_CONTENT_BYTES
            )
            editor = FileEditor(source.path, before)
            append_entries(editor, list_key, several, owner)
            writes[source.path] = editor.edited_bytes()
        return writes

    def require_right(self, changes: ChangeSet, entries: Sequence[SheetEntry]) -> None:
        """End the command with 1 where a check or verification would refuse an entry, told by its row."""
        after = read_changed(self.config, changes)
        rows = {one.fields["id"]: one for one in entries}
        unproven = (
            find_unproven(self.config, after, self.opened.at_hand, rows) if self.opened is not None else {}
        )
        for name, several in unproven.items():
            self.problems += [self._place(rows[name], one) for one in several] or [
                SheetProblem(rows[name].row, None, "it would not be verified")
            ]
        known = {(one.code, one.message) for one in find_mistakes(self.config, self.reading)}
        new = [one for one in find_mistakes(self.config, after) if (one.code, one.message) not in known]
        problems_by_id = {name: find_problems_within(name, after, new) for name in rows}
        self.problems += [
            self._place(rows[name], one) for name, several in problems_by_id.items() for one in several
        ]
        stop_for_problems(self.sheet, dict.fromkeys(self.problems))
        if new:
            report_diagnostics(new, self.config.paths.root, unpublished_folder=self.config.paths.content_path)
            raise click.ClickException("this would not be right, so nothing was changed")

    @staticmethod
    def _place(row_entry: SheetEntry, problem: Diagnostic) -> SheetProblem:
        return SheetProblem(row_entry.row, None, problem.message, problem.hint)


class _RowError(CellError):
    """A cell that can't be taken, of which the column is known."""

    def __init__(self, message: str, hint: str, column: int | None) -> None:
        super().__init__(message, hint)
        self.column = column
        self.others: tuple[_RowError, ...] = ()
        """What else is wrong with the same row."""
