"""The rules by which a source text is cut, written into document.yml; every other byte stays as it was."""

from __future__ import annotations

from collections.abc import Sequence

from dossier_timeline.content.file_editor import EditError, FileEditor
from dossier_timeline.content.yaml_reading import load_yaml_text
from dossier_timeline.content.yaml_writing import dump_key, dump_scalar

TextRules = dict[str, str | Sequence[str]]
"""Keys of `text` in document.yml with their values."""


def edit_text_rules(path: str, content: bytes, rules: TextRules, *, replace: bool) -> bytes:
    """The content of a document.yml with keys of `text` set to these values.

    A key that is there keeps its value, unless `replace` says otherwise; `file` is always set. An empty list
    is no key. Raises `EditError` for a file that is written in another way.
    """
    editor = FileEditor(path, content)
    text = editor.find_node(("text",))
    known = text.by_key
    if "file" not in known or editor.text[editor.span_of(text)[0]] == "{":
        raise EditError(f"{path}: write `text:` on a line of its own, with `file:` below it")
    column = known["file"][0].start.column
    new_lines: list[str] = []
    for key, value in rules.items():
        if key == "file":
            start, end = editor.span_of(known["file"][1])
            if known["file"][1].text != value:
                editor.edits[start, end] = dump_scalar(str(value))
        elif key in known and replace:
            _replace_key(editor, key, value, column)
        elif key not in known and value:
            new_lines += dump_key(key, value, " " * column)
    if new_lines:
        at = _end_of_line(editor.text, editor.span_of(known["file"][1])[1])
        editor.edits[at, at] = "".join(f"{editor.newline}{line}" for line in new_lines)
    edited = editor.edited_bytes()
    loaded, problems = load_yaml_text(path, edited.decode("utf-8-sig"))
    if problems or loaded is None:
        raise EditError(f"{path}: `text` is written in a way in which nothing can be added; write it plainly")
    return edited


def find_kept_rules(path: str, content: bytes, rules: TextRules) -> tuple[str, ...]:
    """The keys of `text` that are there already with another value than in the rules, but for `file`."""
    loaded, _ = load_yaml_text(path, content.decode("utf-8-sig"))
    data = loaded.data if loaded and isinstance(loaded.data, dict) else {}
    text = data.get("text")
    known = text if isinstance(text, dict) else {}
    return tuple(
        key
        for key, value in rules.items()
        if key != "file" and key in known and known[key] != _as_read(value)
    )


def _as_read(value: str | Sequence[str]) -> str | list[str]:
    return value if isinstance(value, str) else list(value)


def _replace_key(editor: FileEditor, key: str, value: str | Sequence[str], column: int) -> None:
    """Replace a key and its value, or remove both where the new value is empty."""
    key_node, value_node = editor.find_node(("text",)).by_key[key]
    start, _ = editor.span_of(key_node)
    last = value_node
    while last.items or last.pairs:
        last = last.items[-1] if last.items else last.pairs[-1][1]
    _, end = editor.span_of(value_node if editor.text[editor.span_of(value_node)[0]] == "[" else last)
    if value:
        lines = dump_key(key, value, " " * column)
        editor.edits[start, end] = editor.newline.join(lines).lstrip(" ")
    else:
        line_start = editor.text.rfind("\n", 0, start) + 1
        editor.edits[
            line_start, min(len(editor.text), _end_of_line(editor.text, end) + len(editor.newline))
        ] = ""


def _end_of_line(text: str, at: int) -> int:
    """The offset at which the line ends, after whatever comment stands on it."""
    end = len(text)
    for mark in ("\r", "\n"):
        found = text.find(mark, at)
        end = found if 0 <= found < end else end
    return end
