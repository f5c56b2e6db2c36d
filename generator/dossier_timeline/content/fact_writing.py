"""Writing new facts into a document.yml; every other byte stays as it was."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from dossier_timeline.content.file_editor import EditError, FileEditor, find_line_end
from dossier_timeline.content.yaml_nodes import YamlNode
from dossier_timeline.content.yaml_reading import load_yaml_text
from dossier_timeline.content.yaml_writing import dump_inline, dump_item
from dossier_timeline.model.facts import PERCENT, Fact, is_currency_code
from dossier_timeline.model.sources import Passage

_KEY = "facts"
_EXAMPLE = re.compile(rf"^# ?{_KEY}:[^\n]*\n(?:#[^\n]*(?:\n|\Z))*", re.MULTILINE)
"""The list as a new document has it: an example in a comment."""


def describe_fact(fact: Fact) -> dict[str, Any]:
    """The keys of a fact as content writes them."""
    kind = None if fact.unit == PERCENT or is_currency_code(fact.unit) or fact.kind == "number" else fact.kind
    fields: dict[str, Any] = {
        "id": fact.id,
        "label": dict(fact.label.root),
        "kind": kind,
        "value": _describe_value(fact),
        "unit": fact.unit,
        "qualifier": fact.qualifier,
        "date": fact.date.text if fact.date else None,
        "passage": _describe_passage(fact.passage) if fact.passage else None,
    }
    return {key: value for key, value in fields.items() if value is not None}


def _describe_value(fact: Fact) -> str:
    value = fact.value
    if not isinstance(value, Decimal):
        return str(value)
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _describe_passage(passage: Passage) -> dict[str, str]:
    keys = {
        "section": passage.section or None,
        "paragraph": passage.paragraph,
        "footnote": passage.footnote,
        "quote": passage.quote,
    }
    return {key: str(value) for key, value in keys.items() if value is not None}


def append_facts(editor: FileEditor, facts: Sequence[Fact]) -> None:
    """Add facts at the end of a document's list of them, or begin that.

    Raises `EditError` if the file is written in a way in which nothing can be added.
    """
    entries = [describe_fact(fact) for fact in facts]
    before = _load(editor, editor.text)
    root = editor.find_node(())
    pair = root.by_key.get(_KEY)
    at, text = (
        _begin_list(editor, entries)
        if pair is None
        else _continue_list(editor, pair, entries, isinstance(before.get(_KEY), list))
    )
    changed = editor.text[: at[0]] + text + editor.text[at[1] :]
    wanted = {**before, _KEY: [*(before.get(_KEY) or []), *entries]}
    if _load(editor, changed) != wanted:
        raise EditError(f"{editor.path}: the list of facts is written in an unusual way")
    editor.edits[at] = text


def _load(editor: FileEditor, text: str) -> Mapping[str, Any]:
    source, problems = load_yaml_text(editor.path, text)
    if problems or source is None or not isinstance(source.data, dict):
        raise EditError(f"{editor.path}: nothing can be added to this file")
    return source.data


def _begin_list(editor: FileEditor, entries: Sequence[Mapping[str, Any]]) -> tuple[tuple[int, int], str]:
    """The list where there is none: below the example in the file's comments, or at its end."""
    plain = editor.text.replace("\r\n", " \n")
    example = _EXAMPLE.search(plain)
    at = example.end() if example else len(editor.text)
    start = "" if at == 0 or editor.text[at - 1] in "\r\n" else editor.newline
    gap = "" if example else editor.newline
    lines = [f"{_KEY}:", *_dump_all(entries, "  ")]
    return (at, at), start + gap + editor.newline.join(lines) + editor.newline


def _continue_list(
    editor: FileEditor,
    pair: tuple[YamlNode, YamlNode],
    entries: Sequence[Mapping[str, Any]],
    is_list: bool,
) -> tuple[tuple[int, int], str]:
    """What comes where behind the facts that there are; `facts:` without anything, and `[]`, hold none."""
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


def _dump_below(editor: FileEditor, entries: Sequence[Mapping[str, Any]], indent: str) -> str:
    return "".join(editor.newline + line for line in _dump_all(entries, indent))


def _dump_all(entries: Sequence[Mapping[str, Any]], indent: str) -> list[str]:
    return [line for entry in entries for line in dump_item(entry, indent)]


def _find_end(editor: FileEditor, node: YamlNode) -> int:
    """The offset behind the last sign of a value: the marks of a block reach to what follows it."""
    while (node.items or node.pairs) and editor.text[editor.span_of(node)[0]] not in "[{":
        node = node.items[-1] if node.items else node.pairs[-1][1]
    return len(editor.text[: editor.span_of(node)[1]].rstrip())
