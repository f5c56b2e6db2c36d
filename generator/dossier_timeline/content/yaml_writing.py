"""Writing of YAML as this project does it: entries of registers, and words in several languages."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from dossier_timeline.content.yaml_reading import load_yaml_text

_PLAIN_TEXT = re.compile(r"[^\W_][\w .’“”‘'()%/+…–-]*")
_NULL_WORDS = ("null", "Null", "NULL")
_MAX_WIDTH = 100

YamlValue = str | Sequence[Any] | Mapping[str, Any]


class OneLine(dict[str, Any]):
    """A mapping that is written on one line where it's an item of a list."""


def dump_scalar(text: str) -> str:
    """A text in YAML: plain if that is safe, otherwise in double quotes."""
    if _PLAIN_TEXT.fullmatch(text) and text == text.strip() and text not in _NULL_WORDS:
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
    """The lines of a key with its value: one line if it fits, otherwise each part on a line of its own."""
    line = f"{indent}{key}: {dump_inline(value)}"
    groups = not isinstance(value, str | Mapping) and len(value) > 1 and isinstance(value[0], Mapping)
    if isinstance(value, str) or not value or (len(line) <= _MAX_WIDTH and not groups):
        return [line]
    if isinstance(value, Mapping):
        return [
            f"{indent}{key}:",
            *(line for k, v in value.items() for line in dump_key(k, v, indent + "  ")),
        ]
    return [f"{indent}{key}:", *(line for item in value for line in dump_item(item, indent + "  "))]


def dump_item(value: YamlValue, indent: str) -> list[str]:
    """The lines of an item of a list."""
    if not isinstance(value, Mapping) or isinstance(value, OneLine):
        return [f"{indent}- {dump_inline(value)}"]
    lines = [line for key, item in value.items() for line in dump_key(key, item, indent + "  ")]
    return [f"{indent}- {lines[0].lstrip()}", *lines[1:]]


def append_entry(before: bytes, fields: Mapping[str, Any], schema: str) -> bytes | None:
    """A register with one more entry at its end; every byte before it stays as it was.

    `None` if the file is written in a way in which nothing can be added. An empty file begins with the line
    that names its `schema` for editors.
    """
    byte_order_mark = b"\xef\xbb\xbf" if before.startswith(b"\xef\xbb\xbf") else b""
    text = before[len(byte_order_mark) :].decode("utf-8")
    source, problems = load_yaml_text("", text)
    entries = source.data if source else None
    if problems or not isinstance(entries, list | None):
        return None
    line_end = "\r\n" if "\r\n" in text else "\n"
    first_item = re.search(r"^( *)- ", text, re.MULTILINE)
    lines = dump_item(fields, first_item[1] if first_item and entries else "")
    text_before = text if text else f"# yaml-language-server: $schema={schema}{line_end}"
    if not text_before.endswith(("\n", "\r")):
        text_before += line_end
    text_after = text_before + line_end.join(lines) + line_end
    reloaded, problems = load_yaml_text("", text_after)
    if problems or reloaded is None or reloaded.data != [*(entries or []), _as_loaded(fields)]:
        return None
    return byte_order_mark + text_after.encode()


def _as_loaded(value: Any) -> Any:
    """A value as reading returns it: lists and mappings of text."""
    if isinstance(value, Mapping):
        return {key: _as_loaded(item) for key, item in value.items()}
    if isinstance(value, str):
        return value
    return [_as_loaded(item) for item in value]
