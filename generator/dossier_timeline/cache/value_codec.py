"""Values of known types as JSON, and back: nothing that is read can do anything.

The text is a list of nodes. Each is a plain value, or a list that begins with the number of a kind and
goes on with the numbers of nodes before it; so values that are shared stay shared, and there are no circles.
A value is put together from its parts without calling any function of its type. No type is looked up by
name: only those of which the fields of one type speak can come out, at any depth.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from types import MappingProxyType
from typing import Any, get_args, get_type_hints

from pydantic import BaseModel

_MOST = 20_000_000
"""Nodes: some forty thousand documents."""
_TUPLE, _LIST, _DICT, _PROXY, _SET, _FROZEN, _DATE, _DECIMAL, _ENUM, _WORD = range(10)
_FIRST = 16
"""The number of the first kind that is a type of the list."""
_PLAIN = (str, int, float, bool, type(None))
_SEQUENCES: dict[type, int] = {tuple: _TUPLE, list: _LIST, set: _SET, frozenset: _FROZEN}
_WRONG = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError, RecursionError)

Names = tuple[str, ...]


class UnknownTypeError(ValueError):
    """A value that isn't of a known type, or a text that isn't one of such values."""


class ValueCodec:
    """Writes and reads values of one type, with all that its fields may hold."""

    def __init__(self, root: type) -> None:
        """Take the dataclasses, models, enumerations and kinds of `str` of which its fields speak."""
        self.types = tuple(_types(root))
        self._numbers = {one: number for number, one in enumerate(self.types)}

    def encode(self, value: object) -> bytes:
        """A value as JSON. Raises `NotPlainError`."""
        writing = _Writing(self._numbers)
        try:
            writing.number(value)
            return json.dumps([writing.shapes, writing.nodes], separators=(",", ":")).encode()
        except (RecursionError, TypeError, ValueError) as error:
            raise UnknownTypeError(str(error)) from error

    def decode(self, text: bytes) -> Any:
        """What `dumps` was given. Raises `NotPlainError`."""
        try:
            shapes, nodes = json.loads(text)
            if len(nodes) > _MOST:
                raise UnknownTypeError("this is too much")
            makers = [_maker(self.types[number], tuple(names)) for number, names in shapes]
            return _read(nodes, makers, self.types)
        except _WRONG as error:
            raise UnknownTypeError(str(error)) from error


def _types(whole: type) -> Iterator[type]:
    """The types of which the fields of a type speak, at any depth, itself first."""
    known: dict[type, None] = {whole: None}
    for one in (found := [whole]):
        yield one
        inner = dict.fromkeys(kind for annotation in _annotations(one) for kind in _spoken_of(annotation))
        found.extend(kind for kind in inner if kind not in known)
        known |= inner


def _annotations(kind: type) -> list[Any]:
    if issubclass(kind, BaseModel):
        return [field.annotation for field in kind.model_fields.values()]
    return [*get_type_hints(kind).values()] if is_dataclass(kind) else []


def _spoken_of(annotation: Any) -> Iterator[type]:
    """The types of this project in an annotation."""
    for inner in get_args(annotation):
        yield from _spoken_of(inner)
    if not isinstance(annotation, type) or annotation is str:
        return
    if is_dataclass(annotation) or issubclass(annotation, BaseModel | Enum | str):
        yield annotation


class _Writing:
    """The nodes so far; `number` gives that of a value's node, which is written first."""

    def __init__(self, types: Mapping[type, int]) -> None:
        self.nodes: list[Any] = []
        self.shapes: list[tuple[int, Names]] = []
        self._types = types
        self._known: dict[tuple[type, object], int] = {}
        self._shared: dict[int, int] = {}
        self._shapes: dict[tuple[type, Names], int] = {}

    def number(self, value: Any) -> int:
        kind = type(value)
        if kind in _PLAIN:
            found = self._known.get((kind, value))
            if found is None:
                found = self._known[kind, value] = self._add(value)
            return found
        found = self._shared.get(id(value))
        if found is None:
            found = self._shared[id(value)] = self._add(self._node(kind, value))
        return found

    def _add(self, node: object) -> int:
        self.nodes.append(node)
        return len(self.nodes) - 1

    def _node(self, kind: type, value: Any) -> list[Any]:
        sequence = _SEQUENCES.get(kind)
        if sequence is not None:
            return [sequence, *map(self.number, value)]
        if kind is dict or kind is MappingProxyType:
            parts = [self.number(part) for pair in value.items() for part in pair]
            return [_DICT if kind is dict else _PROXY, *parts]
        if kind in self._types:
            return self._of_type(kind, value)
        if kind is date:
            return [_DATE, value.isoformat()]
        if kind is Decimal:
            return [_DECIMAL, str(value)]
        raise UnknownTypeError(f"{kind.__module__}.{kind.__qualname__} isn't a type of the list")

    def _of_type(self, kind: type, value: Any) -> list[Any]:
        if issubclass(kind, Enum):
            return [_ENUM, self._types[kind], self.number(value.value)]
        if issubclass(kind, str):
            return [_WORD, self._types[kind], str(value)]
        if issubclass(kind, BaseModel):
            held = value.__dict__
            names = tuple(name for name in kind.model_fields if name in held)
            if value.__pydantic_private__:
                raise UnknownTypeError(f"{kind.__name__} has values that are no fields")
            parts = [self.number(value.__pydantic_extra__), *(self.number(held[name]) for name in names)]
        else:
            names = _names(kind)
            parts = [self.number(getattr(value, name)) for name in names]
        shape = self._shapes.get((kind, names))
        if shape is None:
            shape = self._shapes[kind, names] = len(self.shapes)
            self.shapes.append((self._types[kind], names))
        return [_FIRST + shape, *parts]


_FIELDS: dict[type, Names] = {}


def _names(kind: type) -> Names:
    """The fields of a dataclass."""
    if kind not in _FIELDS:
        _FIELDS[kind] = tuple(field.name for field in fields(kind))
    return _FIELDS[kind]


Maker = Callable[[Sequence[Any]], Any]
"""Puts a value together from its parts."""


def _maker(kind: type, names: Names) -> Maker:
    """For a type of the list and the names of the parts that are there.

    Before those of a model stand the values under names that aren't its fields, where it takes such.
    """
    if issubclass(kind, BaseModel):
        if not kind.model_fields.keys() >= set(names):
            raise UnknownTypeError(f"{kind.__name__} has other fields")
        return _model_maker(kind, names)
    if not is_dataclass(kind) or names != _names(kind):
        raise UnknownTypeError(f"{kind.__name__} has other fields")
    empty, setters = kind.__new__, [_setter(kind, name) for name in names]

    def make(parts: Sequence[Any]) -> Any:
        made = empty(kind)
        for put, part in zip(setters, parts, strict=True):
            put(made, part)
        return made

    return make


def _model_maker(kind: type[BaseModel], names: Names) -> Maker:
    empty, put, there = kind.__new__, object.__setattr__, set(names)

    def make(parts: Sequence[Any]) -> Any:
        made = empty(kind)
        put(made, "__dict__", dict(zip(names, parts[1:], strict=True)))
        put(made, "__pydantic_fields_set__", there)
        put(made, "__pydantic_extra__", parts[0])
        put(made, "__pydantic_private__", None)
        return made

    return make


def _setter(kind: type, name: str) -> Callable[[Any, Any], None]:
    """How a field is set, past what a frozen dataclass refuses."""
    slot = kind.__dict__.get(name) if "__slots__" in kind.__dict__ else None
    if slot is not None:
        return slot.__set__  # type: ignore[no-any-return]
    return lambda made, part: object.__setattr__(made, name, part)


def _read(nodes: list[Any], makers: list[Maker], types: Sequence[type]) -> Any:
    values: list[Any] = []
    take, add = values.__getitem__, values.append
    for node in nodes:
        if type(node) is not list:
            if type(node) is dict:
                raise UnknownTypeError("a node is a plain value or a list")
            add(node)
            continue
        kind = node[0]
        if kind >= _FIRST:
            add(makers[kind - _FIRST](list(map(take, node[1:]))))
        elif kind == _TUPLE:
            add(tuple(map(take, node[1:])))
        elif kind == _DATE:
            add(date.fromisoformat(node[1]))
        elif kind == _DECIMAL:
            add(Decimal(node[1]))
        elif kind == _ENUM:
            add(_member(types[node[1]], take(node[2])))
        elif kind == _WORD:
            add(_word(types[node[1]], node[2]))
        else:
            add(_collected(kind, list(map(take, node[1:]))))
    return values[-1]


def _member(kind: type, value: object) -> object:
    if not issubclass(kind, Enum):
        raise UnknownTypeError(f"{kind.__name__} is no enumeration")
    return kind(value)


def _word(kind: type, text: object) -> str:
    if not issubclass(kind, str) or issubclass(kind, Enum) or type(text) is not str:
        raise UnknownTypeError(f"{kind.__name__} is no kind of text")
    return str.__new__(kind, text)


def _collected(kind: int, parts: list[Any]) -> Any:
    if kind == _LIST:
        return parts
    if kind == _SET:
        return set(parts)
    if kind == _FROZEN:
        return frozenset(parts)
    pairs = dict(zip(parts[::2], parts[1::2], strict=True))
    if kind == _PROXY:
        return MappingProxyType(pairs)
    if kind == _DICT:
        return pairs
    raise UnknownTypeError(f"there is no kind {kind}")
