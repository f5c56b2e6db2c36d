"""Taking a language out of a dossier: its words, texts and records; everything else stays as it is."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from dossier_timeline.content.change_set import ChangeSet
from dossier_timeline.content.content_files import SETTINGS_FILE, list_content_files
from dossier_timeline.content.file_editor import EditError, FileEditor
from dossier_timeline.content.list_editor import remove_from_list
from dossier_timeline.content.published_addresses import PublishedAddress
from dossier_timeline.content.reading import ContentReading
from dossier_timeline.content.row_layout import ROWS_KEY
from dossier_timeline.content.text_decoding import MAX_CONTENT_BYTES
from dossier_timeline.content.translation_records import TRANSLATIONS_FILE, write_translations
from dossier_timeline.content.words_editor import find_row, remove_column
from dossier_timeline.file_reading import read_plain_file
from dossier_timeline.model.dossier import Dossier, Translations
from dossier_timeline.model.wordings import Wording, find_wordings, is_for_each_language

_LINK = re.compile(r"\]\(\s*<?([^)\s>#]+)|^ {0,3}\[[^\]\n]+\]:[ \t]*<?([^\s>#]+)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class LanguageRemoval:
    """The changes that take a language out of the content, and what goes by them.

    `words` are those of YAML, by the path of their file.
    """

    changes: ChangeSet
    words: Mapping[str, int]


def plan_language_removal(
    root: Path, content: str, reading: ContentReading, dossier: Dossier, code: str
) -> LanguageRemoval:
    """The changes that take a language out of the content. Raises `EditError` where that can't be done.

    Words that only this language has go with their key. The reason of a waiver stays, in whatever language
    it is, and so do the cells of a table that are in none of the dossier's.
    """
    found = [one for one in list_content_files(root / content, content)[0] if one.kind != "translations"]
    texts = sorted(one.path for one in found if one.kind in {"summary", "page"} and one.language == code)
    files = {
        one.path: FileEditor(one.path, read_plain_file(one.file, MAX_CONTENT_BYTES))
        for one in found
        if one.path not in texts
    }
    planner = _RemovalPlanner(reading, dossier, code, files)
    planner.remove_words()
    settings = files[f"{content}/{SETTINGS_FILE}"]
    for key in ("languages", "unfinished_languages"):
        remove_from_list(settings, key, code)
    for path, editor in files.items():
        if linked := next(_find_links(path, editor, texts), None):
            raise EditError(f"{linked}; link to another language's text first")
    writes = {path: editor.edited_bytes() for path, editor in files.items() if editor.edits}
    records = remove_language_records(dossier.translations, code)
    if records != dossier.translations:
        writes[f"{content}/{TRANSLATIONS_FILE}"] = write_translations(records)
    return LanguageRemoval(ChangeSet(dict(sorted(writes.items())), removals=texts), planner.counts)


def list_kept_words(dossier: Dossier, code: str) -> dict[tuple[str, tuple[str | int, ...]], dict[str, str]]:
    """All words of a dossier but those in a language, by their place: a removal leaves them as they are."""
    words: dict[tuple[str, tuple[str | int, ...]], dict[str, str]] = {}
    for one in find_wordings(dossier):
        is_ours = is_for_each_language(dossier, one.path, one.words)
        own = {name: text for name, text in one.words.root.items() if not is_ours or name != code}
        if own:
            words[one.entry, one.path] = own
    for unit in dossier.units:
        for name, forms in unit.name.items():
            if name != code:
                words[unit.id, ("name", name)] = dict(forms.items())
    return words


def mark_language_gone(
    addresses: tuple[PublishedAddress, ...], code: str, mount: str = ""
) -> tuple[PublishedAddress, ...]:
    """The published addresses with those of a language as gone, and those that have moved to one of them.

    `mount` is the path of a dossier that is a section of a site.
    """
    start = f"/{mount}".rstrip("/")

    def is_of_language(name: str) -> bool:
        below = name.partition("#")[0].removeprefix(start)
        is_page = below.startswith((f"/{code}/", f"/embed/{code}/"))
        return is_page or bool(re.fullmatch(rf"/charts/[^/]+\.{re.escape(code)}\.[a-z]+", below))

    return tuple(
        replace(one, status="gone", target="")
        if not one.is_id and one.status != "gone" and (is_of_language(one.name) or is_of_language(one.target))
        else one
        for one in addresses
    )


def remove_language_records(records: Translations, code: str) -> Translations:
    """What is recorded of translations, without a language."""
    left = {
        name: {
            language: {other: digest for other, digest in others.items() if other != code}
            for language, others in by_language.items()
            if language != code
        }
        for name, by_language in records.items()
    }
    return {
        name: rest
        for name, by_language in left.items()
        if (rest := {language: others for language, others in by_language.items() if others})
    }


@dataclass
class _RemovalPlanner:
    reading: ContentReading
    dossier: Dossier
    code: str
    files: dict[str, FileEditor]
    counts: dict[str, int] = field(default_factory=dict)
    columns: dict[str, set[str]] = field(default_factory=dict)

    def remove_words(self) -> None:
        """Take the words out of every file of YAML."""
        for wording in find_wordings(self.dossier):
            is_ours = is_for_each_language(self.dossier, wording.path, wording.words)
            if self.code in wording.words.root and is_ours:
                self._remove_wording(wording)
        for unit in self.dossier.units:
            if self.code in unit.name:
                self._remove_pair(unit.id, ("name", self.code), only=len(unit.name) == 1)
        for path, keys in self.columns.items():
            for key in sorted(keys):
                remove_column(self.files[path], f"{key}.{self.code}")

    def _remove_wording(self, wording: Wording) -> None:
        only = len(wording.words.root) == 1
        source, start = self.reading.positions.find_entry(wording.entry)
        if source is not None and start[:1] == (ROWS_KEY,):
            editor = self.files[source.path]
            if find_row(editor, (*start, *wording.path)) is not None:
                self.columns.setdefault(editor.path, set()).add(str(wording.path[-1]))
                self._count(editor.path)
                return
        self._remove_pair(wording.entry, (*wording.path, self.code), only=only)

    def _remove_pair(self, entry_id: str, path: tuple[str | int, ...], *, only: bool) -> None:
        source, start = self.reading.positions.find_entry(entry_id)
        if source is None:
            raise EditError(f"“{entry_id}” has no file of its own")
        editor = self.files[source.path]
        editor.remove_key((*start, *(path[:-1] if only else path)))
        self._count(source.path)

    def _count(self, path: str) -> None:
        self.counts[path] = self.counts.get(path, 0) + 1


def _find_links(path: str, editor: FileEditor, texts: list[str]) -> Iterator[str]:
    """Where a text that stays links to one that goes."""
    for match in _LINK.finditer(editor.text, editor.body):
        address = match[1] or match[2]
        target = posixpath.normpath(posixpath.join(posixpath.dirname(path), address))
        if target in texts:
            line = editor.text.count("\n", 0, match.start()) + 1
            yield f"{path}:{line}: this links to {target}, which would go"
