"""YAML as content uses it: plain values as text, and a line and column for every key and value.

Scalars stay text until the model asks for a type, as in the core schema of YAML 1.2 without its
guesses (in YAML 1.1 `NO`, Norway, is false). Only an empty plain value, `~` and `null` mean
nothing. Anchors, aliases, tags and merges are refused: they hide what a file says.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from dataclasses import dataclass
from itertools import islice
from typing import Any

import yaml

from dossier_timeline.content.text_decoding import decode_text, invisible_character_problem, position_after
from dossier_timeline.content.yaml_errors import describe_yaml_error
from dossier_timeline.content.yaml_nodes import KeyPath, find_yaml_node, scalar_offset_in_file
from dossier_timeline.content.yaml_parser import yaml_events
from dossier_timeline.diagnostics.codes import Code
from dossier_timeline.diagnostics.diagnostic import Diagnostic, Position
from dossier_timeline.languages.invisible_signs import describe_sign, find_refused_signs

MAX_DEPTH = 40
MAX_NODES = 200_000
MAX_SCALAR = 20_000
MAX_EQUAL = 50
"""How many problems of one kind are told of one file, before it is read no further."""

_NOTHING = frozenset({"", "~", "null", "Null", "NULL"})
_QUOTE = "if it is text, put it in quotes"
_NO_MORE = f"this is told {MAX_EQUAL} times, and the file was read no further"
_LESS = "is a bracket or quotation mark not closed? No dossier needs this much in one place"


@dataclass(frozen=True, slots=True)
class YamlFile:
    """A file of YAML that could be read: `data` holds dicts, lists, text and None.

    `text` is as in the file, without a byte order mark, so that positions are those an editor shows.
    """

    path: str
    text: str
    data: Any

    def position(self, path: KeyPath = (), *, key: bool = False) -> Position:
        """Where the value at `path` begins, or its key; of what is not there, the nearest around it."""
        node, key_node = find_yaml_node(self.text, path)
        chosen = key_node if key and key_node else node
        return _at(self.path, chosen.start) if chosen else Position(self.path)

    def value(self, path: KeyPath) -> Any:
        """What stands at `path`; `None` when nothing does."""
        return value_at(self.data, path)

    def has(self, path: KeyPath) -> bool:
        """Whether something is written at `path`, if only a key without a value."""
        around = value_at(self.data, path[:-1])
        return not path or (isinstance(around, dict) and path[-1] in around)

    def position_in_text(self, path: KeyPath, offset: int) -> Position:
        """Where character `offset` (from 0) of the text at `path` stands."""
        node, _ = find_yaml_node(self.text, path)
        if node is None or not node.is_text:
            return self.position(path)
        start = node.start.index
        at = start + scalar_offset_in_file(self.text[start : node.end.index], node.text, offset)
        return position_after(self.path, self.text[:at])


def value_at(data: Any, path: KeyPath) -> Any:
    """What stands at `path` of lists and mappings; `None` when nothing does."""
    for step in path:
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            return None
    return data


def _at(path: str, mark: Any) -> Position:
    return Position(path, mark.line + 1, mark.column + 1)


def load_yaml(path: str, content: bytes) -> tuple[YamlFile | None, list[Diagnostic]]:
    """Read a file of YAML; `None` when it has no values to go on with."""
    text, problems = decode_text(path, content)
    if text is None:
        return None, problems
    return load_yaml_text(path, text)


def load_yaml_text(path: str, text: str) -> tuple[YamlFile | None, list[Diagnostic]]:
    """Read YAML that is text already."""
    builder = _Builder(path, text)
    try:
        data = builder.document()
    except yaml.MarkedYAMLError as error:
        return None, [*builder.problems, describe_yaml_error(path, text, error)]
    except _StopError:
        return None, builder.problems
    return YamlFile(path, text, data), builder.problems


class _StopError(Exception):
    """The file is not to be read further."""


class _Builder:
    """Builds the values of one file from the parser's events, and gathers what is wrong with it."""

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.problems: list[Diagnostic] = []
        self.told: Counter[str] = Counter()
        self.text = text
        self.next = yaml_events(text)
        self.normal = unicodedata.is_normalized("NFC", text)
        self.nodes = 0

    def document(self) -> Any:
        self.next()
        event = self.next()
        if not isinstance(event, yaml.DocumentStartEvent):
            return None
        if event.version or event.tags:
            self._tell(
                event,
                Code.UNSAFE_YAML,
                "YAML directives, lines that begin with “%”, are not used here",
                _QUOTE,
            )
        data = self._value(self.next(), 0)
        self.next()
        event = self.next()
        if isinstance(event, yaml.DocumentStartEvent):
            message = "a second YAML document begins here, and a file holds only one"
            self._tell(
                event, Code.YAML_SYNTAX, message, "remove the line “---”, or move this to its own file"
            )
        return data

    def _tell(self, event: Any, code: Code, message: str, hint: str = "") -> None:
        self.told[code] += 1
        last = self.told[code] == MAX_EQUAL
        hint = f"{hint}; {_NO_MORE}" if last else hint
        self.problems.append(Diagnostic(_at(self.path, event.start_mark), code, message, hint))
        if last:
            raise _StopError

    def _value(self, event: Any, depth: int) -> Any:
        kind = type(event)
        if kind is yaml.AliasEvent:
            self._tell(
                event, Code.UNSAFE_YAML, "aliases, words that begin with “*”, are not used here", _QUOTE
            )
            return None
        if event.anchor is not None:
            self._tell(
                event, Code.UNSAFE_YAML, "anchors, words that begin with “&”, are not used here", _QUOTE
            )
        if event.tag is not None:
            self._tell(event, Code.UNSAFE_YAML, "tags, words that begin with “!”, are not used here", _QUOTE)
        if kind is yaml.ScalarEvent:
            return self._scalar(event)
        if depth >= MAX_DEPTH:
            self._tell(event, Code.TOO_LARGE, f"this is more than {MAX_DEPTH} levels deep", _LESS)
            raise _StopError
        return self._list(depth) if kind is yaml.SequenceStartEvent else self._mapping(depth)

    def _scalar(self, event: Any) -> str | None:
        value: str = event.value
        if event.implicit[0] and value in _NOTHING:
            return None
        if len(value) > MAX_SCALAR:
            self._tell(event, Code.TOO_LARGE, f"this text is longer than {MAX_SCALAR} characters", _LESS)
        if event.style == '"':
            self._escapes(event, value)
        return value if self.normal else unicodedata.normalize("NFC", value)

    def _escapes(self, event: Any, value: str) -> None:
        """Tell what a value holds that the file doesn't show: between double quotes, "\\0" is a NUL."""
        found = [(at, describe_sign(sign)) for at, sign in enumerate(value) if sign == "\r"]
        for at, name in islice((*found, *find_refused_signs(value)), MAX_EQUAL):
            start, end = event.start_mark.index, event.end_mark.index
            offset = start + scalar_offset_in_file(self.text[start:end], value, at)
            self.problems.append(
                invisible_character_problem(position_after(self.path, self.text[:offset]), name)
            )

    def _count(self, event: Any) -> None:
        self.nodes += 1
        if self.nodes > MAX_NODES:
            self._tell(event, Code.TOO_LARGE, f"this file has more than {MAX_NODES} values", _LESS)
            raise _StopError

    def _list(self, depth: int) -> list[Any]:
        values: list[Any] = []
        event = self.next()
        while type(event) is not yaml.SequenceEndEvent:
            self._count(event)
            values.append(self._value(event, depth + 1))
            event = self.next()
        return values

    def _mapping(self, depth: int) -> dict[str, Any]:
        values: dict[str, Any] = {}
        event = self.next()
        while type(event) is not yaml.MappingEndEvent:
            self._count(event)
            key = self._value(event, depth + 1)
            value = self._value(self.next(), depth + 1)
            if not isinstance(key, str):
                self._tell(event, Code.YAML_SYNTAX, "a key is one word before a colon", "put it in quotes")
            elif key == "<<" and event.style not in ("'", '"'):
                self._tell(event, Code.UNSAFE_YAML, "merges, “<<:”, are not used here", "write the keys out")
            elif key in values:
                self._tell(event, Code.DUPLICATE_KEY, f"the key “{key}” is here twice", "keep one of the two")
            else:
                values[key] = value
            event = self.next()
        return values
