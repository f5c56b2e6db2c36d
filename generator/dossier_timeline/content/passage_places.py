"""Writing into content that a passage stands elsewhere than it says; every other byte stays as it was."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from dossier_timeline.content.change_set import ChangeSet
from dossier_timeline.content.entry_positions import EntryPositions
from dossier_timeline.content.file_editor import EditError, FileEditor
from dossier_timeline.content.text_decoding import MAX_CONTENT_BYTES
from dossier_timeline.content.yaml_nodes import KeyPath
from dossier_timeline.evidence.passages import SourcePassage
from dossier_timeline.evidence.place_writing import write_place_value
from dossier_timeline.file_reading import read_plain_file
from dossier_timeline.model.located_values import LocatedValue
from dossier_timeline.model.sources import PLACE_KEYS
from dossier_timeline.notation.typesetting import make_readable


def plan_moves(
    root: Path, positions: EntryPositions, moves: Iterable[tuple[LocatedValue, SourcePassage]]
) -> ChangeSet:
    """The changes that let each passage name the source passage where it stands now. Raises `EditError`."""
    editors: dict[str, FileEditor] = {}
    for located, source_passage in moves:
        source, start = positions.find_entry(located.entry)
        if source is None:
            raise EditError(f"“{located.entry}” has no file of its own")
        if source.path not in editors:
            content = read_plain_file(root / source.path, MAX_CONTENT_BYTES)
            editors[source.path] = FileEditor(source.path, content)
        _write_place(editors[source.path], (*start, *located.path), source_passage)
    return ChangeSet({path: editor.edited_bytes() for path, editor in editors.items()})


def _write_place(editor: FileEditor, path: KeyPath, source_passage: SourcePassage) -> None:
    mapping = editor.find_node(path)
    keys = [key.text for key, _ in mapping.pairs if key.text in PLACE_KEYS and key.text != "row"]
    if not keys:
        raise EditError(f"{editor.path}: this is written in an unusual way: {path}")
    place = source_passage.place_keys
    new = {key: write_place_value(key, value) for key, value in place.items()}
    if set(new) == set(keys):
        for key in keys:
            node = editor.find_node((*path, key))
            if make_readable(node.text) != place[key]:
                editor.edits[editor.span_of(node)] = new[key]
        return
    first, *others = keys
    start = editor.span_of(editor.find_node((*path, first), key=True))[0]
    end = editor.span_of(editor.find_node((*path, first)))[1]
    if start < editor.span_of(mapping)[0]:
        raise EditError(
            f"{editor.path}: write the passage of this row in one cell, under the column “passage”"
        )
    is_flow = editor.text[editor.span_of(mapping)[0]] == "{"
    line = editor.text[editor.text.rfind("\n", 0, start) + 1 : start]
    separator = ", " if is_flow else editor.newline + " " * len(line)
    editor.edits[start, end] = separator.join(f"{key}: {value}" for key, value in new.items())
    for key in others:
        editor.remove_key((*path, key))
