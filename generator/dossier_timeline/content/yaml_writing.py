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
_FIRST_PART = re.compile(r"^(?:(?:#.*)?\r?\n)*[a-z_]+:[ ]*(?:#.*)?\r?\n(?=[ ]*(?:-|[a-z]))", re.MULTILINE)
"""Where the first part of several lines begins, with the remarks and empty lines above it."""

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


def add_to_list(before: bytes, key: str, item: str) -> bytes | None:
    """A file with one more item in a list at its top; every other byte stays as it was.

    `None` where it is written in a way in which nothing can be added.
    """
    text = before.decode("utf-8")
    source, problems = load_yaml_text("", text)
    if problems or source is None or not isinstance(source.data, dict):
        return None
    items = source.data.get(key) or []
    if not isinstance(items, list):
        return None
    after = _write_item(text, key, dump_scalar(item), is_there=key in source.data)
    reloaded, problems = load_yaml_text("", after)
    wanted = {**source.data, key: [*items, item]}
    return after.encode() if not problems and reloaded is not None and reloaded.data == wanted else None


def _write_item(text: str, key: str, item: str, *, is_there: bool) -> str:
    """A text with an item in the list of a key, which stands before the first long part where it's new."""
    line_end = "\r\n" if "\r\n" in text else "\n"
    if not is_there:
        place = _FIRST_PART.search(text)
        at = place.start() if place else len(text)
        ending = "" if at == 0 or text[:at].endswith("\n") else line_end
        return f"{text[:at]}{ending}{key}: [{item}]{line_end}{text[at:]}"
    name = re.escape(key)
    if inline := re.search(rf"^{name}:[ ]*\[([^\]\[{{}}#]*)\]", text, re.MULTILINE):
        comma = ", " if inline[1].strip() else ""
        at = inline.start(1) + len(inline[1].rstrip())
        return f"{text[:at]}{comma}{item}{text[at:]}"
    if below := re.search(rf"^{name}:[ ]*(?:#.*)?\r?\n(?:(?P<in> *)- .*(?:\r?\n|$))+", text, re.MULTILINE):
        ending = "" if below[0].endswith("\n") else line_end
        return f"{text[: below.end()]}{ending}{below['in']}- {item}{line_end}{text[below.end() :]}"
    return text


def _as_loaded(value: Any) -> Any:
    """A value as reading returns it: lists and mappings of text."""
    if isinstance(value, Mapping):
        return {key: _as_loaded(item) for key, item in value.items()}
    if isinstance(value, str):
        return value
    return [_as_loaded(item) for item in value]
