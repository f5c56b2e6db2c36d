"""The positions of entries in their files."""

from __future__ import annotations

from functools import cached_property

from dossier_timeline.content.entries import ParsedFile
from dossier_timeline.content.yaml_nodes import KeyPath
from dossier_timeline.content.yaml_reading import YamlFile
from dossier_timeline.diagnostics.diagnostic import Position
from dossier_timeline.model.source_positions import SETTINGS


class EntryPositions:
    """Answers where something stands; works it out when asked. See `model.source_positions`."""

    def __init__(self, reads: tuple[ParsedFile, ...], content: str) -> None:
        """Take what the files gave, and the content folder as it stands in positions."""
        self._parsed_files = reads
        self._content = content

    @cached_property
    def unread_ids(self) -> frozenset[str]:
        """Ids of entries that could not be read."""
        return frozenset().union(*(one.failed for one in self._parsed_files))

    @cached_property
    def _index(self) -> dict[str, list[tuple[YamlFile, KeyPath]]]:
        index: dict[str, list[tuple[YamlFile, KeyPath]]] = {}
        for one in self._parsed_files:
            if one.source is None:
                continue
            if one.kind == "settings":
                index.setdefault(SETTINGS, []).insert(0, (one.source, ()))
            elif one.kind == "document" and one.name not in dict(one.ids):
                index.setdefault(one.name, []).append((one.source, ()))
            for entry_id, path in one.ids:
                index.setdefault(entry_id, []).append((one.source, path))
        return index

    @cached_property
    def _texts(self) -> dict[tuple[str, str], ParsedFile]:
        return {
            (one.name, one.language): one for one in self._parsed_files if one.kind in ("summary", "page")
        }

    @cached_property
    def duplicate_ids(self) -> tuple[str, ...]:
        """Ids and aliases that are given more than once."""
        pages = {one.name for one in self._parsed_files if one.kind == "page"}
        counts = {
            name: len(set(places)) + (name in pages) for name, places in self._find_definitions().items()
        }
        return tuple(name for name, count in counts.items() if count > 1 and name != SETTINGS)

    def _find_definitions(self) -> dict[str, list[tuple[str, KeyPath]]]:
        """By id: the file and path of each entry that gives it, once for each time."""
        found: dict[str, list[tuple[str, KeyPath]]] = {}
        for one in self._parsed_files:
            for place, (name, path) in enumerate(one.ids):
                found.setdefault(name, []).append((one.path, (*path, place)))
        return found

    def of(self, entry_id: str, *path: str | int, key: bool = False) -> Position:
        """The place of a value of an entry, or of its key; `of(id)` is the entry's id."""
        source, start = self._find_entry(entry_id)
        if source is None:
            return self._file_position(entry_id)
        return source.position((*start, *(path or ("id",))), key=key)

    def _find_entry(self, entry_id: str) -> tuple[YamlFile | None, KeyPath]:
        return next(iter(self._index.get(entry_id, ())), (None, ()))

    def find_entry(self, entry_id: str) -> tuple[YamlFile | None, KeyPath]:
        """The file of YAML in which an entry is written, and where in it; `None` without one."""
        return self._find_entry(entry_id)

    def _file_position(self, entry_id: str) -> Position:
        """Of what has no entry in YAML: its first file."""
        files = (one.path for one in self._parsed_files if one.name == entry_id)
        return Position(next(files, self._content))

    def all_of(self, entry_id: str) -> tuple[Position, ...]:
        """Every place that gives something this id or alias, in the order of the files."""
        places = [
            p for source, path in self._index.get(entry_id, ()) for p in _id_positions(source, path, entry_id)
        ]
        places += [
            Position(one.path) for one in self._parsed_files if one.kind == "page" and one.name == entry_id
        ][:1]
        return tuple(dict.fromkeys(places))

    def in_text(self, entry_id: str, path: tuple[str | int, ...], offset: int) -> Position:
        """The place of a character of a text, by its offset from 0 in the text without space around it."""
        source, start = self._find_entry(entry_id)
        return (
            self._file_position(entry_id)
            if source is None
            else _position_in_text(source, (*start, *path), offset)
        )

    def in_body(self, entry_id: str, language: str, line: int, column: int) -> Position:
        """A line (from 1) of the body of a summary or page, and the column."""
        one = self._texts.get((entry_id, language))
        if one is None or not one.values:
            return self._file_position(entry_id)
        return Position(one.path, one.values[0].line + line - 1, column)

    def in_front_matter(self, entry_id: str, language: str, *path: str | int, key: bool = False) -> Position:
        """A field of the front matter of a summary or page."""
        one = self._texts.get((entry_id, language))
        if one is None or one.source is None:
            return Position(one.path) if one else self._file_position(entry_id)
        if not one.source.has(tuple(path)):
            return Position(one.path)
        return one.source.position(tuple(path), key=key)

    def in_front_matter_text(
        self, entry_id: str, language: str, path: tuple[str | int, ...], offset: int
    ) -> Position:
        """The place of a character of a text in the front matter."""
        one = self._texts.get((entry_id, language))
        if one is None or one.source is None:
            return self.in_front_matter(entry_id, language)
        return _position_in_text(one.source, path, offset)


def _position_in_text(source: YamlFile, path: KeyPath, offset: int) -> Position:
    value = source.value(path)
    if not isinstance(value, str):
        return source.position(path)
    return source.position_in_text(path, offset + len(value) - len(value.lstrip()))


def _id_positions(source: YamlFile, path: KeyPath, entry_id: str) -> list[Position]:
    """Where an entry gives itself this id: under `id`, or among the aliases."""
    found = [source.position((*path, "id"))] if source.value((*path, "id")) == entry_id else []
    aliases = source.value((*path, "aliases"))
    if isinstance(aliases, list):
        found += [
            source.position((*path, "aliases", index))
            for index, alias in enumerate(aliases)
            if alias == entry_id
        ]
    return found or [source.position(path)]
