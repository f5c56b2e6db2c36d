"""Adding an item to a list of words in YAML; every other byte stays as it was."""

from __future__ import annotations

from collections.abc import Sequence

from dossier_timeline.content.file_editor import EditError, FileEditor, find_line_end
from dossier_timeline.content.yaml_nodes import YamlNode


def append_to_list(editor: FileEditor, key: str, item: str, *, after: str = "") -> None:
    """Add an item to the list at a key of the file.

    A list that isn't there is added behind the key `after`. Raises `EditError` where the file is written in
    an unusual way.
    """
    root = editor.find_node(())
    pair = root.by_key.get(key)
    if pair is None:
        _, end = editor.span_of(_last_part(editor, after))
        at = find_line_end(editor.text, end)
        editor.edits[at, at] = f"{editor.edits.pop((at, at), '')}{editor.newline}{key}: [{item}]"
        return
    value = pair[1]
    start, end = editor.span_of(value)
    if editor.text[start : start + 1] == "[":
        last = editor.span_of(value.items[-1])[1] if value.items else start + 1
        editor.edits[last, last] = f", {item}" if value.items else item
    elif value.items:
        last_item = value.items[-1]
        at = find_line_end(editor.text, editor.span_of(last_item)[1])
        before = editor.text[editor.text.rfind("\n", 0, editor.span_of(last_item)[0]) + 1 :]
        editor.edits[at, at] = f"{editor.newline}{before[: before.index('-')]}- {item}"
    else:
        raise EditError(f"{editor.path}: write “{key}” as a list: {key}: [{item}]")


def _last_part(editor: FileEditor, key: str) -> YamlNode:
    """The end of the value at a key: of a list in lines, its last item."""
    value = editor.find_node((key,))
    start, _ = editor.span_of(value)
    return value.items[-1] if value.items and editor.text[start : start + 1] != "[" else value


def remove_from_list(editor: FileEditor, key: str, item: str) -> None:
    """Take an item out of the list at a key of the file; with the last of its items the key goes.

    A list without the item stays. Raises `EditError` where the file is written in an unusual way.
    """
    pair = editor.find_node(()).by_key.get(key)
    items = pair[1].items if pair else ()
    at = next((index for index, one in enumerate(items) if one.text == item), None)
    if at is None:
        return
    if len(items) == 1:
        editor.remove_key((key,))
        return
    start, end = editor.span_of(items[at])
    value_start = editor.span_of(pair[1])[0] if pair else 0
    if editor.text[value_start : value_start + 1] == "[":
        remove_inline_item(editor, items, at)
        return
    start = editor.text.rfind("\n", 0, start) + 1
    end = min(find_line_end(editor.text, end) + len(editor.newline), len(editor.text))
    editor.edits[start, end] = ""


def remove_inline_item(editor: FileEditor, items: Sequence[YamlNode], at: int) -> None:
    """Take one of the items of a list in brackets out, with the comma beside it."""
    start, end = editor.span_of(items[at])
    if at:
        start = editor.span_of(items[at - 1])[1]
    elif len(items) > 1:
        end = editor.span_of(items[1])[0]
    editor.edits[start, end] = ""
