"""From translations that came back to changes of files: what is taken, wrong and recorded."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from dossier_timeline.content.change_set import ChangeSet
from dossier_timeline.content.file_editor import EditError, FileEditor
from dossier_timeline.content.reading import ContentReading
from dossier_timeline.content.text_decoding import MAX_CONTENT_BYTES
from dossier_timeline.content.translation_records import TRANSLATIONS_FILE, write_translations
from dossier_timeline.content.words_editor import find_row, set_forms, set_words, set_words_in_rows
from dossier_timeline.content.yaml_nodes import KeyPath
from dossier_timeline.file_reading import read_plain_file
from dossier_timeline.model.dossier import Dossier
from dossier_timeline.model.text_digests import digest_body, is_same_text
from dossier_timeline.translation.inline_codes import decode_words
from dossier_timeline.translation.returned_units import ReturnedFile, ReturnedUnit
from dossier_timeline.translation.text_writing import TranslatedText, write_translated_text
from dossier_timeline.translation.translation_units import (
    CataloguePlace,
    FormPlace,
    HeadPlace,
    TextPlace,
    TranslationUnit,
    UnitList,
    UnitState,
    WordsPlace,
)
from dossier_timeline.translation.unit_checks import UnitFlaw, check_source, check_target

_BY_HAND = "write it there by hand"


@dataclass(slots=True)
class SortedUnits:
    """The units of a file: words that are taken, by id; what is wrong; how many have no translation yet."""

    words: dict[str, str] = field(default_factory=dict)
    flaws: list[UnitFlaw] = field(default_factory=list)
    untouched: int = 0
    lines: dict[str, int] = field(default_factory=dict)
    """By id: where a unit begins in the file."""


def sort_returned_units(
    unit_list: UnitList, returned: ReturnedFile, accepted: Collection[str] = ()
) -> SortedUnits:
    """Which translations can be taken; `accepted` are the ids of those whose figures may differ."""
    found = SortedUnits()
    names: set[str] = set()
    for one in returned.units:
        found.lines.setdefault(one.id, one.line)
        unit = unit_list.by_id.get(one.id)
        if one.id in names:
            found.flaws.append(
                UnitFlaw(
                    one.id or "a unit", "it stands twice in the file", "keep one of the two", line=one.line
                )
            )
        elif unit is None and one.target.strip():
            found.flaws.append(replace(_describe_unknown(one.id, unit_list), line=one.line))
        elif unit is None or not _has_translation(unit, one):
            found.untouched += 1
        else:
            flaws = [*check_source(unit, one)] or [*check_target(unit, one)]
            flaws = [flaw for flaw in flaws if not (flaw.may_be_accepted and unit.id in accepted)]
            found.flaws += [replace(flaw, line=one.line) for flaw in flaws]
            if not flaws:
                found.words[unit.id] = decode_words(one.target, unit.codes).strip()
        names.add(one.id)
    return found


def _has_translation(unit: TranslationUnit, returned: ReturnedUnit) -> bool:
    """Whether somebody has translated a unit, or confirmed the translation that it had."""
    if returned.flaw:
        return True
    if not returned.target.strip() or returned.is_done is False:
        return False
    same = returned.target.strip() == unit.coded_target.strip()
    return not same or (bool(returned.is_done) and unit.state is not UnitState.IN_STEP)


def _describe_unknown(name: str, unit_list: UnitList) -> UnitFlaw:
    text, _, _ = name.partition(".text.")
    if text in unit_list.texts:
        message = "this paragraph isn’t in the text any more, or stands under another heading"
    else:
        message = "no words of the dossier have this id" if name else "a unit has no id"
    return UnitFlaw(name or "a unit", message, "export it again, if it is of this dossier")


@dataclass(frozen=True, slots=True)
class TranslationPlan:
    """The changes that take translations over, and what can't be written."""

    changes: ChangeSet
    flaws: tuple[UnitFlaw, ...]
    finished_texts: tuple[str, ...]
    """The ids of documents and pages whose text is recorded as in step."""


class TranslationWriter:
    """Writes translations into the files of a dossier."""

    def __init__(
        self, root: Path, content: str, reading: ContentReading, dossier: Dossier, units: UnitList
    ) -> None:
        """Take the dossier as it stands, with all its units."""
        self._root, self._content = root, content
        self._reading, self._dossier, self._units = reading, dossier, units
        self._editors: dict[str, FileEditor] = {}
        self._flaws: list[UnitFlaw] = []

    def plan(self, words: Mapping[str, str], interface_files: Mapping[str, bytes]) -> TranslationPlan:
        """The changes for translations by the id of their unit; `interface_files` are changed catalogues."""
        units = {name: self._units.by_id[name] for name in words}
        self._write_words(
            {name: unit for name, unit in units.items() if isinstance(unit.place, WordsPlace)}, words
        )
        self._write_forms([unit for unit in units.values() if isinstance(unit.place, FormPlace)], words)
        writes = {path: editor.edited_bytes() for path, editor in self._editors.items() if editor.edits}
        self._require_written(units, words, writes)
        texts = self._write_texts(units, words)
        writes |= {text.path: text.content for text in texts.values() if text.content is not None}
        writes |= interface_files
        finished = tuple(entry for entry, text in texts.items() if text.is_finished)
        records = self._record(units, words, texts, finished)
        if records != self._dossier.translations:
            writes[f"{self._content}/{TRANSLATIONS_FILE}"] = write_translations(records)
        return TranslationPlan(ChangeSet(writes), tuple(self._flaws), finished)

    # YAML

    def _write_words(self, units: Mapping[str, TranslationUnit], words: Mapping[str, str]) -> None:
        rows: dict[tuple[str, str], dict[int, str]] = {}
        for name, unit in units.items():
            if unit.target == words[name] or not isinstance(unit.place, WordsPlace):
                continue
            try:
                editor, path = self._find_place(unit.place.entry_id, unit.place.path)
                row = find_row(editor, path)
                if row is not None and len(path) == 3:
                    rows.setdefault((editor.path, str(path[2])), {})[row] = words[name]
                    continue
                set_words(editor, path, self._units.language, words[name])
            except EditError as error:
                self._flaws.append(UnitFlaw(name, str(error), _BY_HAND))
        for (path_of_file, key), texts in rows.items():
            try:
                set_words_in_rows(self._editors[path_of_file], key, self._units.language, texts)
            except EditError as error:
                self._flaws.append(UnitFlaw(path_of_file, str(error), _BY_HAND))

    def _find_place(self, entry_id: str, below: tuple[str | int, ...]) -> tuple[FileEditor, KeyPath]:
        source, start = self._reading.positions.find_entry(entry_id)
        if source is None:
            raise EditError(f"“{entry_id}” has no file of its own")
        if source.path not in self._editors:
            content = read_plain_file(self._root / source.path, MAX_CONTENT_BYTES)
            self._editors[source.path] = FileEditor(source.path, content)
        return self._editors[source.path], (*start, *below)

    def _write_forms(self, units: list[TranslationUnit], words: Mapping[str, str]) -> None:
        """The forms of each unit that facts count in; missing ones hold their place."""
        by_name: dict[str, list[TranslationUnit]] = {}
        for unit in units:
            if isinstance(unit.place, FormPlace):
                by_name.setdefault(unit.place.unit, []).append(unit)
        for name, given in by_name.items():
            forms: dict[str, str] = {}
            for unit in self._units.units:
                if isinstance(unit.place, FormPlace) and unit.place.unit == name:
                    unwritten = f"[{self._units.language}] {unit.source}"
                    forms[unit.place.form] = words.get(unit.id) or unit.target or unwritten
            try:
                editor, path = self._find_place(name, ("name",))
                set_forms(editor, path, self._units.language, forms)
            except EditError as error:
                self._flaws += [UnitFlaw(unit.id, str(error), _BY_HAND) for unit in given]

    def _require_written(
        self, units: Mapping[str, TranslationUnit], words: Mapping[str, str], writes: Mapping[str, bytes]
    ) -> None:
        """Look words up where they were written."""
        edited = {path: FileEditor(path, content) for path, content in writes.items()}
        known = {flaw.unit for flaw in self._flaws}
        for name, unit in units.items():
            if not isinstance(unit.place, WordsPlace) or name in known or unit.file not in edited:
                continue
            _, start = self._reading.positions.find_entry(unit.place.entry_id)
            node = edited[unit.file].find_node((*start, *unit.place.path, self._units.language))
            if " ".join(node.text.split()) != " ".join(words[name].split()):
                message = f"{unit.file} is written in a way in which these words can’t be added"
                self._flaws.append(UnitFlaw(name, message, "write them there by hand"))

    # Texts

    def _write_texts(
        self, units: Mapping[str, TranslationUnit], words: Mapping[str, str]
    ) -> dict[str, TranslatedText]:
        blocks: dict[str, dict[int, str]] = {}
        heads: dict[str, dict[str, str]] = {}
        for name, unit in units.items():
            if isinstance(unit.place, TextPlace):
                blocks.setdefault(unit.place.entry_id, {})[unit.place.index] = words[name]
            elif isinstance(unit.place, HeadPlace):
                heads.setdefault(unit.place.entry_id, {})[unit.place.field] = words[name]
        found: dict[str, TranslatedText] = {}
        for entry in dict.fromkeys([*blocks, *heads]):
            pair = self._units.texts[entry]
            before = (
                read_plain_file(self._root / pair.target.path, MAX_CONTENT_BYTES) if pair.target else None
            )
            written = write_translated_text(
                pair, self._units, before, blocks.get(entry, {}), heads.get(entry, {})
            )
            self._flaws += written.flaws
            found[entry] = written
        return found

    # What is recorded

    def _record(
        self,
        units: Mapping[str, TranslationUnit],
        words: Mapping[str, str],
        texts: Mapping[str, TranslatedText],
        finished: tuple[str, ...],
    ) -> dict[str, dict[str, dict[str, str]]]:
        language, source_language = self._units.language, self._units.source_language
        records = {
            name: {code: dict(others) for code, others in by_language.items()}
            for name, by_language in self._dossier.translations.items()
        }
        all_texts = dict(self._dossier.texts())
        for entry in finished:
            digest = texts[entry].digest
            own = records.setdefault(entry, {})
            source = self._units.texts[entry].source.body_digest
            in_step = {source_language: source}
            for other, prose in all_texts[entry].items():
                # What says the same as the text that was translated says the same as its translation.
                if other not in (language, source_language) and _are_in_step(
                    own, source_language, source, other, prose.body_digest
                ):
                    in_step[other] = prose.body_digest
            own[language] = own.get(language, {}) | in_step
            for other in in_step:
                own[other] = own.get(other, {}) | {language: digest}
        for name, unit in units.items():
            if isinstance(unit.place, WordsPlace) and unit.target == words[name]:
                own = records.setdefault(name, {})
                own[language] = own.get(language, {}) | {source_language: digest_body(unit.source)}
        return records


def _are_in_step(
    records: Mapping[str, Mapping[str, str]], language: str, digest: str, other: str, other_digest: str
) -> bool:
    """Whether two texts are recorded to say the same, in both directions."""
    ours, theirs = records.get(language, {}).get(other, ""), records.get(other, {}).get(language, "")
    return is_same_text(ours, other_digest) and is_same_text(theirs, digest)


def select_catalogue_words(
    unit_list: UnitList, words: Mapping[str, str]
) -> dict[tuple[str, str], dict[int, str]]:
    """The translated words of the interface, by key and plural form."""
    found: dict[tuple[str, str], dict[int, str]] = {}
    for name, text in words.items():
        place = unit_list.by_id[name].place
        if isinstance(place, CataloguePlace):
            found.setdefault(place.key, {})[place.form] = text
    return found
