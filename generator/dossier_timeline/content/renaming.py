"""Giving an entry another id: everywhere it's named, with the old id kept as an alias."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from dossier_timeline.content.change_set import ChangeSet
from dossier_timeline.content.content_files import list_content_files
from dossier_timeline.content.file_editor import EditError, FileEditor, find_line_end
from dossier_timeline.content.in_step_digests import keep_in_step
from dossier_timeline.content.reading import ContentReading
from dossier_timeline.content.row_writing import write_out_row
from dossier_timeline.content.text_decoding import MAX_CONTENT_BYTES
from dossier_timeline.content.translation_records import TRANSLATIONS_FILE, write_translations
from dossier_timeline.file_reading import read_plain_file
from dossier_timeline.model.base import Entry
from dossier_timeline.model.documents import Document, Page
from dossier_timeline.model.dossier import Dossier
from dossier_timeline.model.facts import Figure
from dossier_timeline.model.field_types import IdForm
from dossier_timeline.model.located_values import walk_values
from dossier_timeline.model.relations import find_ids

_MARKDOWN_LINK = re.compile(
    r"\]\(\s*<?(?P<inline>[^)\s>]+)|^ {0,3}\[[^\]\n]+\]:[ \t]*<?(?P<apart>[^\s>]+)", re.MULTILINE
)


class RenameError(Exception):
    """An entry can't be renamed, or not to this id."""


def plan_renaming(
    root: Path, content: str, reading: ContentReading, old: str, new: str, *, reserved: Collection[str]
) -> ChangeSet:
    """The changes that give `old` the id `new`. Raises `RenameError`.

    The content must be without errors; `reserved` are ids that mean something to the generator.
    """
    dossier = reading.dossier
    if dossier is None:
        raise RenameError("the content cannot be read")
    entry = dossier.by_id.get(old)
    if entry is None:
        raise RenameError(f"nothing is called “{old}”")
    if entry.id != old:
        raise RenameError(f"“{old}” is an earlier name of “{entry.id}”; rename that")
    if {old, new} & set(reserved):
        taken = old if old in reserved else new
        raise RenameError(f"“{taken}” means something to the generator itself, so it stays as it is")
    other = dossier.by_id.get(new)
    if other is not None and other is not entry:
        raise RenameError(f"there is something called “{new}” already: {reading.positions.all_of(new)[0]}")
    try:
        return _RenamePlanner(root, content, reading, dossier, entry, new).plan_changes()
    except EditError as error:
        raise RenameError(str(error)) from error


def rename_receipt_item(dossier: Dossier, old: str, new: str, name: str) -> str:
    """What a name in the receipt is called after a renaming: of an entry, or of a cell of a figure."""
    entry = dossier.by_id.get(old)
    if name == old:
        return new
    rows = entry.rows if isinstance(entry, Figure) else ()
    if any(name.startswith(f"{old}-{row.id}.") for row in rows):
        return new + name.removeprefix(old)
    return name


@dataclass
class _RenamePlanner:
    root: Path
    content: str
    reading: ContentReading
    dossier: Dossier
    entry: Entry
    new: str
    files: dict[str, FileEditor] = field(default_factory=dict)

    def plan_changes(self) -> ChangeSet:
        for found in list_content_files(self.root / self.content, self.content)[0]:
            if found.kind == "translations":
                continue
            self.files[found.path] = FileEditor(found.path, read_plain_file(found.file, MAX_CONTENT_BYTES))
        self._rename_entry()
        self._rename_in_fields()
        for file in self.files.values():
            file.replace_references(self.entry.id, self.new)
        for file in self.files.values():
            if file.path.endswith(".md"):
                self._rename_in_links(file)
        records = keep_in_step(self.dossier, self.files)
        translations = {self.new if name == self.entry.id else name: one for name, one in records.items()}
        folder = {Document: "documents", Page: "pages"}.get(type(self.entry))
        before, after = f"{self.content}/{folder}/{self.entry.id}", f"{self.content}/{folder}/{self.new}"
        writes = {}
        for path, file in self.files.items():
            if file.edits:
                inside = folder and path.startswith(f"{before}/")
                writes[after + path.removeprefix(before) if inside else path] = file.edited_bytes()
        if translations != self.dossier.translations:
            writes[f"{self.content}/{TRANSLATIONS_FILE}"] = write_translations(translations)
        return ChangeSet(writes, ((before, after),) if folder else ())

    def _rename_entry(self) -> None:
        """The id itself, and the alias: instead of the new id where that was an alias before."""
        if isinstance(self.entry, Page):
            return
        source, start = self.reading.positions.find_entry(self.entry.id)
        if source is None:
            raise EditError(f"“{self.entry.id}” has no file of its own")
        file, old = self.files[source.path], self.entry.id
        file.replace_scalar((*start, "id"), old, self.new)
        if self.new in self.entry.aliases:
            place = (*start, "aliases", self.entry.aliases.index(self.new))
            file.replace_scalar(place, self.new, old)
        elif self.entry.aliases:
            self._append_alias(file, (*start, "aliases", len(self.entry.aliases) - 1))
        else:
            self._add_first_alias(file, start)

    def _append_alias(self, file: FileEditor, last: tuple[str | int, ...]) -> None:
        """After the last alias, as the list is written."""
        _, end = file.span_of(file.find_node(last))
        start, _ = file.span_of(file.find_node(last[:-1]))
        if file.text[start] == "[":
            file.edits[end, end] = f", {self.entry.id}"
        else:
            at = find_line_end(file.text, end)
            before = file.text[file.text.rfind("\n", 0, end) + 1 : end]
            file.edits[at, at] = f"{file.newline}{before[: before.index('-')]}- {self.entry.id}"

    def _add_first_alias(self, file: FileEditor, start: tuple[str | int, ...]) -> None:
        """After the id: on a line of its own, or in the same braces."""
        if file.head and "aliases" in file.find_node(start).by_key:
            raise EditError(f"{file.path}: remove the empty key “aliases” first")
        begin, _ = file.span_of(file.find_node(start))
        _, end = file.span_of(file.find_node((*start, "id")))
        if file.text[begin] == "[":
            write_out_row(file, start)
        if file.text[begin] in "{[":
            file.edits[end, end] = f", aliases: [{self.entry.id}]"
            return
        column = file.find_node((*start, "id"), key=True).start.column
        at = find_line_end(file.text, end)
        file.edits[at, at] = f"{file.newline}{' ' * column}aliases: [{self.entry.id}]"

    def _rename_in_fields(self) -> None:
        """Where a field holds the id, or arithmetic names it, or it says by what kind a number goes."""
        old = self.entry.id
        for located in walk_values(self.dossier):
            for relation, below, used in find_ids(located.value):
                if used != old:
                    continue
                file, start = self._file_of(located.entry)
                path = (*start, *located.path, *below)
                if relation.form is IdForm.ARITHMETIC:
                    file.replace_names(path, old, self.new)
                else:
                    file.replace_scalar(path, old, self.new, key=relation.form is IdForm.KEYS)

    def _file_of(self, owner: str) -> tuple[FileEditor, tuple[str | int, ...]]:
        source, start = self.reading.positions.find_entry(owner)
        if source is None:
            raise EditError(f"“{owner}” has no file of its own")
        return self.files[source.path], start

    def _rename_in_links(self, file: FileEditor) -> None:
        """Relative links to the folder of what is renamed, and to its place on a page."""
        for found in _MARKDOWN_LINK.finditer(file.text, file.body):
            which = "inline" if found["inline"] else "apart"
            href, start = found[which], found.start(which)
            address, _, fragment = href.partition("#")
            if ":" in address or address.startswith("/"):
                continue
            target = posixpath.normpath(posixpath.join(posixpath.dirname(file.path), address))
            target = target if address else file.path
            for at in self._find_folder_offsets(address, target):
                file.replace(start + at, self.entry.id, self.new)
            if self._is_own_document(target) and self._is_own_fragment(fragment):
                file.replace(start + len(address) + 1, self.entry.id, self.new)

    def _find_folder_offsets(self, address: str, target: str) -> Iterator[int]:
        """Where an address names the folder that is renamed."""
        folder = {Document: "documents", Page: "pages"}.get(type(self.entry))
        if folder and target.startswith(f"{self.content}/{folder}/{self.entry.id}/"):
            at = f"/{address}".rfind(f"/{self.entry.id}/")
            if at >= 0:
                yield at

    def _is_own_document(self, target: str) -> bool:
        document = self.dossier.document_of.get(self.entry.id)
        return document is not None and target.startswith(f"{self.content}/documents/{document.id}/")

    def _is_own_fragment(self, fragment: str) -> bool:
        rows = self.entry.rows if isinstance(self.entry, Figure) else ()
        return fragment == self.entry.id or fragment in {f"{self.entry.id}-{row.id}" for row in rows}
