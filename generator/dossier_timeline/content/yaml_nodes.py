"""The positions of all keys and values in a YAML file; found only when somebody asks for them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import groupby
from typing import Any

import yaml

from dossier_timeline.content.row_layout import ROWS_KEY, ColumnPath, lay_out_rows
from dossier_timeline.content.yaml_parser import yaml_events

_EMPTY_CELLS = frozenset({"", "~", "null", "Null", "NULL"})
_WHITE_SPACE = " \t\r\n"
_LINE_BREAK = re.compile(r"\r\n?|\n")

KeyStep = str | int
KeyPath = tuple[KeyStep, ...]


@dataclass(frozen=True, slots=True)
class YamlNode:
    """A value in the file; `start` and `end` are marks of the parser, counted from 0."""

    start: Any
    end: Any
    text: str = ""
    pairs: tuple[tuple[YamlNode, YamlNode], ...] = ()
    by_key: Mapping[str, tuple[YamlNode, YamlNode]] = field(default_factory=dict)
    """The pairs by the text of their keys in NFC; for a duplicate key, its first pair."""
    items: tuple[YamlNode, ...] = ()
    is_text: bool = False


@lru_cache(maxsize=16)
def _parse_root(text: str) -> YamlNode | None:
    """The values of a file, with a mapping in the place of each row of a list."""
    root = _parse_written_root(text)
    return root and _expand_rows(root)


@lru_cache(maxsize=16)
def _parse_written_root(text: str) -> YamlNode | None:
    following = yaml_events(text)
    following()
    if not isinstance(following(), yaml.DocumentStartEvent):
        return None
    return _build_node(following(), following)


def _build_node(event: Any, following: Callable[[], Any]) -> YamlNode:
    if isinstance(event, yaml.ScalarEvent):
        return YamlNode(event.start_mark, event.end_mark, event.value, is_text=True)
    start = event.start_mark
    if isinstance(event, yaml.SequenceStartEvent):
        items: list[YamlNode] = []
        while not isinstance(event := following(), yaml.SequenceEndEvent):
            items.append(_build_node(event, following))
        return YamlNode(start, event.end_mark, items=tuple(items))
    if isinstance(event, yaml.MappingStartEvent):
        pairs: list[tuple[YamlNode, YamlNode]] = []
        by_key: dict[str, tuple[YamlNode, YamlNode]] = {}
        while not isinstance(event := following(), yaml.MappingEndEvent):
            key = _build_node(event, following)
            pairs.append((key, _build_node(following(), following)))
            if key.is_text:
                by_key.setdefault(unicodedata.normalize("NFC", key.text), pairs[-1])
        return YamlNode(start, event.end_mark, pairs=tuple(pairs), by_key=by_key)
    return YamlNode(start, event.end_mark)


def _expand_rows(root: YamlNode) -> YamlNode:
    """The values of a document.yml, with a mapping in the place of each fact that is a row."""
    pair = root.by_key.get(ROWS_KEY)
    if pair is None or not any(item.items for item in pair[1].items):
        return root
    items = pair[1].items
    layout = lay_out_rows(
        [[c.text if c.is_text else None for c in one.items] if one.items else None for one in items]
    )
    entries: list[YamlNode] = []
    heading = items[0]
    for index, one in enumerate(items):
        columns = layout.columns_by_item.get(index)
        if index in layout.headings:
            heading = one
        elif columns is not None:
            entries.append(_make_row_node(columns, heading, one))
        elif index in layout.columns_by_item:
            entries.append(one)
    expanded = (pair[0], replace(pair[1], items=tuple(entries)))
    pairs = tuple(expanded if one is pair else one for one in root.pairs)
    return replace(root, pairs=pairs, by_key={**root.by_key, ROWS_KEY: expanded})


def _make_row_node(columns: tuple[ColumnPath, ...], heading: YamlNode, row: YamlNode) -> YamlNode:
    """The mapping for which a row stands: its values are the cells, its keys the names of columns."""
    cells = [
        (path, replace(name, text=path[-1]), cell)
        for path, name, cell in zip(columns, heading.items, row.items, strict=False)
        if not (cell.is_text and cell.text in _EMPTY_CELLS)
    ]
    pairs: list[tuple[YamlNode, YamlNode]] = []
    for key, group in groupby(cells, key=lambda cell: cell[0][0]):
        several = list(group)
        path, name, value = several[0]
        if len(path) > 1:
            inner = tuple((name, value) for _, name, value in several)
            name = replace(name, text=key)
            value = _make_mapping_node(inner, inner[0][1].start, inner[-1][1].end)
        pairs.append((name, value))
    return _make_mapping_node(tuple(pairs), row.start, row.end)


def _make_mapping_node(pairs: tuple[tuple[YamlNode, YamlNode], ...], start: Any, end: Any) -> YamlNode:
    return YamlNode(start, end, pairs=pairs, by_key={key.text: (key, value) for key, value in pairs})


def find_yaml_node(
    text: str, path: KeyPath, *, as_written: bool = False
) -> tuple[YamlNode | None, YamlNode | None]:
    """The value at `path` and its key; for a missing value, the nearest value around it.

    `text` must be valid YAML. The first of a duplicate key counts. A row of a list is found as the mapping
    for which it stands, unless what is wanted is the file `as_written`.
    """
    node, key = _parse_written_root(text) if as_written else _parse_root(text), None
    for step in path:
        found = node and _enter(node, step)
        if not found:
            break
        key, node = found
    return node, key


def _enter(node: YamlNode, step: KeyStep) -> tuple[YamlNode | None, YamlNode] | None:
    if isinstance(step, int):
        return (None, node.items[step]) if step < len(node.items) else None
    return node.by_key.get(step)


def scalar_offset_in_file(raw: str, value: str, offset: int) -> int:
    """The offset in a scalar as it's written, `raw`, of the character at `offset` of its text in NFC.

    This walks along both texts: white space of any length corresponds to white space (folding, indentation),
    and an escape to the character for which it stands.
    """
    target = _denormalised_offset(value, offset)
    style = raw[:1] if raw[:1] in ("'", '"', "|", ">") else ""
    at, done = _find_text_start(raw, style), _skip_white_space(value, 0) if style in ("|", ">") else 0
    while done < target and at < len(raw):
        if (
            raw[at] in _WHITE_SPACE
            and (end := _skip_white_space(raw, at))
            and _LINE_BREAK.search(raw, at, end)
        ):
            done += (
                _count_folded_characters(raw, at, end)
                if style not in ("|", ">")
                else _skip_white_space(value, done) - done
            )
            at = end
        elif style == '"' and raw[at] == "\\":
            width, is_fold = _measure_escape(raw, at)
            at, done = at + width, done + (not is_fold)
        else:
            at, done = at + (2 if style == "'" and raw[at] == "'" else 1), done + 1
    return at


def _count_folded_characters(raw: str, start: int, end: int) -> int:
    """The number of characters of a text that a line break stands for: a space, or the blank lines in it."""
    return max(1, len(_LINE_BREAK.findall(raw, start, end)) - 1)


def _find_text_start(raw: str, style: str) -> int:
    if style in ("'", '"'):
        return 1
    header = _LINE_BREAK.search(raw) if style else None
    return _skip_white_space(raw, header.end()) if header else 0


def _skip_white_space(text: str, at: int) -> int:
    while at < len(text) and text[at] in _WHITE_SPACE:
        at += 1
    return at


def _measure_escape(raw: str, at: int) -> tuple[int, bool]:
    """The number of characters of an escape, and whether it only joins two lines."""
    mark = raw[at + 1 : at + 2]
    if mark in ("\n", "\r"):
        return _skip_white_space(raw, at + 1) - at, True
    return {"x": 4, "u": 6, "U": 10}.get(mark, 2), False


def _denormalised_offset(value: str, offset: int) -> int:
    """The offset in `value` of the character at `offset` of its NFC form."""
    if unicodedata.is_normalized("NFC", value):
        return offset
    ends = range(len(value) + 1)
    return next((e for e in ends if len(unicodedata.normalize("NFC", value[: e + 1])) > offset), len(value))
