"""Adding entries to the lists of a document.yml; every other byte stays as it was."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from dossier_timeline.content.file_editor import EditError, FileEditor, find_line_end
from dossier_timeline.content.yaml_nodes import KeyPath, YamlNode, find_yaml_node
from dossier_timeline.content.yaml_reading import load_yaml_text, value_at
from dossier_timeline.content.yaml_writing import dump_inline, dump_item, dump_key

EntryFields = Mapping[str, Any] | str
"""The keys of an entry as content writes them, or the id of one that stands elsewhere."""


def append_entries(
    editor: FileEditor, list_key: str, entries: Sequence[EntryFields], owner: KeyPath = ()
) -> None:
    """Add entries at the end of a list of them, or begin that: of a document, or of the entry at `owner`.

    Raises `EditError` if the file is written in a way in which nothing can be added.
    """
    before = value_at(_load(editor, editor.text), owner)
    node, _ = find_yaml_node(editor.head, owner, as_written=True)
    if node is None or not isinstance(before, dict):
        raise EditError(f"{editor.path}: nothing can be added to this file")
    pair = node.by_key.get(list_key)
    if pair is not None:
        at, text = _continue_list(editor, pair, entries, isinstance(before.get(list_key), list))
    elif owner:
        at, text = _begin_owned_list(editor, node, list_key, entries)
    else:
        at, text = _begin_list(editor, list_key, entries)
    changed = value_at(_load(editor, editor.text[: at[0]] + text + editor.text[at[1] :]), owner)
    if changed != {**before, list_key: [*(before.get(list_key) or []), *entries]}:
        raise EditError(f"{editor.path}: the list of {list_key} is written in an unusual way")
    editor.edits[at] = editor.edits.get(at, "") + text


def _load(editor: FileEditor, text: str) -> Any:
    source, problems = load_yaml_text(editor.path, text)
    if problems or source is None or not isinstance(source.data, dict | list):
        raise EditError(f"{editor.path}: nothing can be added to this file")
    return source.data


def _begin_owned_list(
    editor: FileEditor, owner: YamlNode, list_key: str, entries: Sequence[EntryFields]
) -> tuple[tuple[int, int], str]:
    """The list where an entry has none yet: below its last key."""
    if editor.text[editor.span_of(owner)[0]] == "{" or not owner.pairs:
        line = owner.start.line + 1
        raise EditError(f"{editor.path}:{line}: write this entry with each key on a line of its own first")
    indent = " " * owner.pairs[0][0].start.column
    at = find_line_end(editor.text, _find_end(editor, owner))
    lines = [f"{indent}{list_key}:", *_dump_all(entries, indent + "  ")]
    return (at, at), "".join(editor.newline + line for line in lines)


def _find_example(text: str, list_key: str) -> int | None:
    """Where the example of a list ends that a new document has in a comment."""
    pattern = rf"^# ?{list_key}:[^\n]*\n(?:#[^\n]*(?:\n|\Z))*"
    match = re.search(pattern, text.replace("\r\n", " \n"), re.MULTILINE)
    return match.end() if match else None


def _begin_list(
    editor: FileEditor, list_key: str, entries: Sequence[EntryFields]
) -> tuple[tuple[int, int], str]:
    """The list where there is none: below the example in the file's comments, or at its end."""
    example = _find_example(editor.text, list_key)
    at = len(editor.text) if example is None else example
    start = "" if at == 0 or editor.text[at - 1] in "\r\n" else editor.newline
    gap = "" if example is not None else editor.newline
    has_ids = all(isinstance(entry, str) for entry in entries)
    lines = dump_key(list_key, entries) if has_ids else [f"{list_key}:", *_dump_all(entries, "  ")]
    return (at, at), start + gap + editor.newline.join(lines) + editor.newline


def _continue_list(
    editor: FileEditor,
    pair: tuple[YamlNode, YamlNode],
    entries: Sequence[EntryFields],
    is_list: bool,
) -> tuple[tuple[int, int], str]:
    """What comes where behind the entries that there are; a key without anything, and `[]`, hold none."""
    key, node = pair
    start, end = editor.span_of(node)
    if node.items:
        first, _ = editor.span_of(node.items[0])
        if editor.text[start] == "[":
            at = editor.span_of(node.items[-1])[1]
            return (at, at), "".join(f", {dump_inline(entry)}" for entry in entries)
        line_start = editor.text.rfind("\n", 0, first) + 1
        indent = " " * (editor.text.rfind("-", 0, first) - line_start)
        at = find_line_end(editor.text, _find_end(editor, node))
        return (at, at), _dump_below(editor, entries, indent)
    text = _dump_below(editor, entries, " " * (key.start.column + 2))
    if is_list:
        return (len(editor.text[:start].rstrip(" ")), end), text
    at = find_line_end(editor.text, editor.span_of(key)[1])
    return (at, at), text


def _dump_below(editor: FileEditor, entries: Sequence[EntryFields], indent: str) -> str:
    return "".join(editor.newline + line for line in _dump_all(entries, indent))


def _dump_all(entries: Sequence[EntryFields], indent: str) -> list[str]:
    return [line for entry in entries for line in dump_item(entry, indent)]


def _find_end(editor: FileEditor, node: YamlNode) -> int:
    """The offset behind the last sign of a value: the marks of a block reach to what follows it."""
    while (node.items or node.pairs) and editor.text[editor.span_of(node)[0]] not in "[{":
        node = node.items[-1] if node.items else node.pairs[-1][1]
    return len(editor.text[: editor.span_of(node)[1]].rstrip())
