"""YAML as this project writes it: entries of registers, words beside each other."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from dossier_timeline.content.yaml_reading import load_yaml_text

_PLAIN = re.compile(r"[^\W_][\w .’“”‘'()%/+…–-]*")
_NOTHING = ("null", "Null", "NULL")
_WIDE = 100

YamlValue = str | Sequence[Any] | Mapping[str, Any]


def dump_scalar(text: str) -> str:
    """A text as YAML writes it: plain where that is safe, else in double quotes."""
    if _PLAIN.fullmatch(text) and text == text.strip() and text not in _NOTHING:
        return text
    return json.dumps(text, ensure_ascii=False)


def dump_inline(value: YamlValue) -> str:
    """A value on one line."""
    if isinstance(value, str):
        return dump_scalar(value)
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {dump_inline(item)}" for key, item in value.items()) + "}"
    return "[" + ", ".join(dump_inline(item) for item in value) + "]"


def dump_key(key: str, value: YamlValue, indent: str = "") -> list[str]:
    """A key with its value: on one line where it fits, else each part on a line of its own."""
    line = f"{indent}{key}: {dump_inline(value)}"
    groups = not isinstance(value, str | Mapping) and len(value) > 1 and isinstance(value[0], Mapping)
    if isinstance(value, str) or not value or (len(line) <= _WIDE and not groups):
        return [line]
    if isinstance(value, Mapping):
        return [
            f"{indent}{key}:",
            *(line for k, v in value.items() for line in dump_key(k, v, indent + "  ")),
        ]
    return [f"{indent}{key}:", *(line for item in value for line in _item(item, indent + "  "))]


def _item(value: YamlValue, indent: str) -> list[str]:
    if not isinstance(value, Mapping):
        return [f"{indent}- {dump_inline(value)}"]
    lines = [line for key, item in value.items() for line in dump_key(key, item, indent + "  ")]
    return [f"{indent}- {lines[0].lstrip()}", *lines[1:]]


def append_entry(before: bytes, entry: Mapping[str, Any], schema: str) -> bytes | None:
    """A register with one entry more at its end, and every byte before it as it was.

    `None` when the file is written in a way that nothing can be added to. An empty file begins with
    the line that tells editors its `schema`.
    """
    mark = b"\xef\xbb\xbf" if before.startswith(b"\xef\xbb\xbf") else b""
    text = before[len(mark) :].decode("utf-8")
    source, problems = load_yaml_text("", text)
    entries = source.data if source else None
    if problems or not isinstance(entries, list | None):
        return None
    end = "\r\n" if "\r\n" in text else "\n"
    start = re.search(r"^( *)- ", text, re.MULTILINE)
    lines = _item(entry, start[1] if start and entries else "")
    head = text if text else f"# yaml-language-server: $schema={schema}{end}"
    if not head.endswith(("\n", "\r")):
        head += end
    after = head + end.join(lines) + end
    again, problems = load_yaml_text("", after)
    if problems or again is None or again.data != [*(entries or []), _read(entry)]:
        return None
    return mark + after.encode()


def _read(value: Any) -> Any:
    """A value as reading gives it: lists and mappings of text."""
    if isinstance(value, Mapping):
        return {key: _read(item) for key, item in value.items()}
    if isinstance(value, str):
        return value
    return [_read(item) for item in value]
