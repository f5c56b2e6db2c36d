"""Where each key and value of a file of YAML stands; worked out only when somebody asks."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import yaml

from dossier_timeline.content.yaml_parser import yaml_events

_SPACE = " \t\r\n"
_BREAK = re.compile(r"\r\n?|\n")

KeyStep = str | int
KeyPath = tuple[KeyStep, ...]


@dataclass(frozen=True, slots=True)
class YamlNode:
    """A value as it stands in the file; `start` and `end` are marks of the parser (from 0)."""

    start: Any
    end: Any
    text: str = ""
    pairs: tuple[tuple[YamlNode, YamlNode], ...] = ()
    by_key: Mapping[str, tuple[YamlNode, YamlNode]] = field(default_factory=dict)
    """The pairs by the text of their keys in NFC; the first of a duplicate."""
    items: tuple[YamlNode, ...] = ()
    is_text: bool = False


@lru_cache(maxsize=16)
def _root(text: str) -> YamlNode | None:
    following = yaml_events(text)
    following()
    if not isinstance(following(), yaml.DocumentStartEvent):
        return None
    return _node(following(), following)


def _node(event: Any, following: Callable[[], Any]) -> YamlNode:
    if isinstance(event, yaml.ScalarEvent):
        return YamlNode(event.start_mark, event.end_mark, event.value, is_text=True)
    start = event.start_mark
    if isinstance(event, yaml.SequenceStartEvent):
        items: list[YamlNode] = []
        while not isinstance(event := following(), yaml.SequenceEndEvent):
            items.append(_node(event, following))
        return YamlNode(start, event.end_mark, items=tuple(items))
    if isinstance(event, yaml.MappingStartEvent):
        pairs: list[tuple[YamlNode, YamlNode]] = []
        by_key: dict[str, tuple[YamlNode, YamlNode]] = {}
        while not isinstance(event := following(), yaml.MappingEndEvent):
            key = _node(event, following)
            pairs.append((key, _node(following(), following)))
            if key.is_text:
                by_key.setdefault(unicodedata.normalize("NFC", key.text), pairs[-1])
        return YamlNode(start, event.end_mark, pairs=tuple(pairs), by_key=by_key)
    return YamlNode(start, event.end_mark)


def find_yaml_node(text: str, path: KeyPath) -> tuple[YamlNode | None, YamlNode | None]:
    """The value at `path` and its key; of what is not there, the nearest value around it.

    `text` must be YAML that can be read. The first of a duplicate key counts.
    """
    node, key = _root(text), None
    for step in path:
        found = node and _step(node, step)
        if not found:
            break
        key, node = found
    return node, key


def _step(node: YamlNode, step: KeyStep) -> tuple[YamlNode | None, YamlNode] | None:
    if isinstance(step, int):
        return (None, node.items[step]) if step < len(node.items) else None
    return node.by_key.get(step)


def scalar_offset_in_file(raw: str, value: str, offset: int) -> int:
    """The index in a scalar as written, `raw`, of what stands at `offset` of its text in NFC.

    Walks both at once: white space of any length answers to white space (folding, indentation),
    an escape to the character that it stands for.
    """
    target = _denormalised(value, offset)
    style = raw[:1] if raw[:1] in ("'", '"', "|", ">") else ""
    at, done = _beginning(raw, style), _past_space(value, 0) if style in ("|", ">") else 0
    while done < target and at < len(raw):
        if raw[at] in _SPACE and (end := _past_space(raw, at)) and _BREAK.search(raw, at, end):
            done += _folded(raw, at, end) if style not in ("|", ">") else _past_space(value, done) - done
            at = end
        elif style == '"' and raw[at] == "\\":
            width, is_fold = _escape(raw, at)
            at, done = at + width, done + (not is_fold)
        else:
            at, done = at + (2 if style == "'" and raw[at] == "'" else 1), done + 1
    return at


def _folded(raw: str, start: int, end: int) -> int:
    """How many characters a line break in a text stands for: one space, or the blank lines in it."""
    return max(1, len(_BREAK.findall(raw, start, end)) - 1)


def _beginning(raw: str, style: str) -> int:
    if style in ("'", '"'):
        return 1
    header = _BREAK.search(raw) if style else None
    return _past_space(raw, header.end()) if header else 0


def _past_space(text: str, at: int) -> int:
    while at < len(text) and text[at] in _SPACE:
        at += 1
    return at


def _escape(raw: str, at: int) -> tuple[int, bool]:
    """How many characters an escape takes, and whether it only joins two lines."""
    mark = raw[at + 1 : at + 2]
    if mark in ("\n", "\r"):
        return _past_space(raw, at + 1) - at, True
    return {"x": 4, "u": 6, "U": 10}.get(mark, 2), False


def _denormalised(value: str, offset: int) -> int:
    """The offset in `value` of what stands at `offset` of its NFC form."""
    if unicodedata.is_normalized("NFC", value):
        return offset
    ends = range(len(value) + 1)
    return next((e for e in ends if len(unicodedata.normalize("NFC", value[: e + 1])) > offset), len(value))
