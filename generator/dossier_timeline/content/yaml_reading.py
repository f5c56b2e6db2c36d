"""YAML as content uses it: plain values as text, with a line and column for every key and value.

Scalars stay text until the model asks for a type, as in the core schema of YAML 1.2 but without its guesses
(in YAML 1.1 `NO`, Norway, is false). Only an empty plain value, `~` and `null` are null. Anchors, aliases,
tags and merges are refused, because they hide what a file says.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable
from functools import cached_property
from itertools import islice
from typing import Any

import yaml
from yaml.events import MappingEndEvent, ScalarEvent, SequenceEndEvent, SequenceStartEvent

from dossier_timeline.content.text_decoding import decode_text, invisible_character_problem, position_after
from dossier_timeline.content.yaml_errors import describe_yaml_error
from dossier_timeline.content.yaml_nodes import KeyPath, find_yaml_node, scalar_offset_in_file
from dossier_timeline.content.yaml_parser import yaml_events
from dossier_timeline.diagnostics.codes import Code
from dossier_timeline.diagnostics.diagnostic import Diagnostic, Position
from dossier_timeline.invisible_signs import (
    describe_sign,
    find_refused_signs,
    may_have_refused_signs,
)

MAX_DEPTH = 40
MAX_NODES = 200_000
MAX_SCALAR = 20_000
MAX_EQUAL = 50
"""The number of problems of one kind that are reported for a file before the reader gives up."""

_NULL_VALUES = frozenset({"", "~", "null", "Null", "NULL"})
_QUOTE_HINT = "if it is text, put it in quotes"
_READ_NO_FURTHER = f"this is told {MAX_EQUAL} times, and the file was read no further"
_TOO_LARGE_HINT = "is a bracket or quotation mark not closed? No dossier needs this much in one place"


class YamlFile:
    """A YAML file that could be read; `data` holds dicts, lists, text and `None`.

    `text` is as in the file, without a byte order mark, so that positions are those that an editor shows.
    """

    def __init__(self, path: str, text: str, data: Any) -> None:
        self.path, self.text, self.data = path, text, data

    def __eq__(self, other: object) -> bool:
        return isinstance(other, YamlFile) and self._parts() == other._parts()

    def __hash__(self) -> int:
        return hash((self.path, self.text))

    def _parts(self) -> tuple[str, str, Any]:
        return self.path, self.text, self.data

    def position(self, path: KeyPath = (), *, key: bool = False) -> Position:
        """The position of the value at `path` or of its key; of a missing value, the nearest around it."""
        node, key_node = find_yaml_node(self.text, path)
        chosen = key_node if key and key_node else node
        return _mark_position(self.path, chosen.start) if chosen else Position(self.path)

    def value(self, path: KeyPath) -> Any:
        """The value at `path`; `None` if there is none."""
        return value_at(self.data, path)

    def has(self, path: KeyPath) -> bool:
        """Whether something is written at `path`, even if it's only a key without a value."""
        around = value_at(self.data, path[:-1])
        return not path or (isinstance(around, dict) and path[-1] in around)

    def position_in_text(self, path: KeyPath, offset: int) -> Position:
        """The position of the character at `offset` (from 0) of the text at `path`."""
        node, _ = find_yaml_node(self.text, path)
        if node is None or not node.is_text:
            return self.position(path)
        start = node.start.index
        at = start + scalar_offset_in_file(self.text[start : node.end.index], node.text, offset)
        return position_after(self.path, self.text[:at])


class UnreadYamlFile(YamlFile):
    """A YAML file whose values are known; it's read when somebody asks where one stands."""

    def __init__(self, path: str, read: Callable[[], YamlFile | None]) -> None:
        """`read` gives the file as it is; `None` when it can't be read any more."""
        self.path, self._read_file = path, read

    @cached_property
    def _file(self) -> YamlFile:
        return self._read_file() or YamlFile(self.path, "", None)

    @property
    def text(self) -> str:  # type: ignore[override]
        return self._file.text

    @property
    def data(self) -> Any:
        return self._file.data


def value_at(data: Any, path: KeyPath) -> Any:
    """The value at a path of lists and mappings; `None` if there is none."""
    for step in path:
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            return None
    return data


def _mark_position(path: str, mark: Any) -> Position:
    return Position(path, mark.line + 1, mark.column + 1)


def load_yaml(path: str, content: bytes) -> tuple[YamlFile | None, list[Diagnostic]]:
    """Read a YAML file; `None` in place of a file that has no values to continue with."""
    text, problems = decode_text(path, content)
    if text is None:
        return None, problems
    return load_yaml_text(path, text)


def load_yaml_text(path: str, text: str) -> tuple[YamlFile | None, list[Diagnostic]]:
    """Read YAML that is already decoded."""
    builder = _Builder(path, text)
    try:
        data = builder.build_document()
    except yaml.MarkedYAMLError as error:
        return None, [*builder.problems, describe_yaml_error(path, text, error)]
    except _StopError:
        return None, builder.problems
    return YamlFile(path, text, data), builder.problems


class _StopError(Exception):
    """The file isn't to be read further."""


class _Builder:
    """Builds the values of one file from the parser's events, and collects what is wrong with it."""

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.problems: list[Diagnostic] = []
        self.report_counts: Counter[str] = Counter()
        self.text = text
        self.next = yaml_events(text)
        self.is_normalised = unicodedata.is_normalized("NFC", text)
        self.may_hide_signs = "\\" in text or may_have_refused_signs(text)
        self.nodes = 0

    def build_document(self) -> Any:
        self.next()
        event = self.next()
        if not isinstance(event, yaml.DocumentStartEvent):
            return None
        if event.version or event.tags:
            self._report(
                event,
                Code.UNSAFE_YAML,
                "YAML directives, lines that begin with “%”, are not used here",
                _QUOTE_HINT,
            )
        data = self._build_value(self.next(), 0)
        self.next()
        event = self.next()
        if isinstance(event, yaml.DocumentStartEvent):
            message = "a second YAML document begins here, and a file holds only one"
            self._report(
                event, Code.YAML_SYNTAX, message, "remove the line “---”, or move this to its own file"
            )
        return data

    def _report(self, event: Any, code: Code, message: str, hint: str = "") -> None:
        self.report_counts[code] += 1
        last = self.report_counts[code] == MAX_EQUAL
        hint = f"{hint}; {_READ_NO_FURTHER}" if last else hint
        self.problems.append(Diagnostic(_mark_position(self.path, event.start_mark), code, message, hint))
        if last:
            raise _StopError

    def _build_value(self, event: Any, depth: int) -> Any:
        kind = type(event)
        if kind is ScalarEvent and event.anchor is None and event.tag is None:
            return self._build_scalar(event)
        if kind is yaml.AliasEvent:
            self._report(
                event, Code.UNSAFE_YAML, "aliases, words that begin with “*”, are not used here", _QUOTE_HINT
            )
            return None
        if event.anchor is not None:
            self._report(
                event, Code.UNSAFE_YAML, "anchors, words that begin with “&”, are not used here", _QUOTE_HINT
            )
        if event.tag is not None:
            self._report(
                event, Code.UNSAFE_YAML, "tags, words that begin with “!”, are not used here", _QUOTE_HINT
            )
        if kind is ScalarEvent:
            return self._build_scalar(event)
        if depth >= MAX_DEPTH:
            self._report(event, Code.TOO_LARGE, f"this is more than {MAX_DEPTH} levels deep", _TOO_LARGE_HINT)
            raise _StopError
        return self._build_list(depth) if kind is SequenceStartEvent else self._build_mapping(depth)

    def _build_scalar(self, event: Any) -> str | None:
        value: str = event.value
        if event.implicit[0] and value in _NULL_VALUES:
            return None
        if len(value) > MAX_SCALAR:
            self._report(
                event, Code.TOO_LARGE, f"this text is longer than {MAX_SCALAR} characters", _TOO_LARGE_HINT
            )
        if event.style == '"' and self.may_hide_signs:
            self._check_escapes(event, value)
        return value if self.is_normalised else unicodedata.normalize("NFC", value)

    def _check_escapes(self, event: Any, value: str) -> None:
        """Tell what a value holds that the file doesn't show: between double quotes, "\\0" is a NUL."""
        found = [(at, describe_sign(sign)) for at, sign in enumerate(value) if sign == "\r"]
        for at, name in islice((*found, *find_refused_signs(value)), MAX_EQUAL):
            start, end = event.start_mark.index, event.end_mark.index
            offset = start + scalar_offset_in_file(self.text[start:end], value, at)
            self.problems.append(
                invisible_character_problem(position_after(self.path, self.text[:offset]), name)
            )

    def _stop_at_node(self, event: Any) -> None:
        self._report(event, Code.TOO_LARGE, f"this file has more than {MAX_NODES} values", _TOO_LARGE_HINT)
        raise _StopError

    def _build_list(self, depth: int) -> list[Any]:
        values: list[Any] = []
        event = self.next()
        while type(event) is not SequenceEndEvent:
            self.nodes += 1
            if self.nodes > MAX_NODES:
                self._stop_at_node(event)
            values.append(self._build_value(event, depth + 1))
            event = self.next()
        return values

    def _build_mapping(self, depth: int) -> dict[str, Any]:
        values: dict[str, Any] = {}
        event = self.next()
        while type(event) is not MappingEndEvent:
            self.nodes += 1
            if self.nodes > MAX_NODES:
                self._stop_at_node(event)
            key = self._build_value(event, depth + 1)
            value = self._build_value(self.next(), depth + 1)
            if not isinstance(key, str):
                self._report(event, Code.YAML_SYNTAX, "a key is one word before a colon", "put it in quotes")
            elif key == "<<" and event.style not in ("'", '"'):
                self._report(
                    event, Code.UNSAFE_YAML, "merges, “<<:”, are not used here", "write the keys out"
                )
            elif key in values:
                self._report(
                    event, Code.DUPLICATE_KEY, f"the key “{key}” is here twice", "keep one of the two"
                )
            else:
                values[key] = value
            event = self.next()
        return values
