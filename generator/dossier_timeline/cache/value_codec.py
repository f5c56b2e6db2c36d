"""A codec for values of known types as JSON. Decoding can't run anything.

The text is a list of nodes. Each node is a plain value, or a list that begins with the number of a kind and
goes on with the numbers of earlier nodes. So shared values stay shared, and there are no cycles. A value is
put together from its parts without calling any function of its type. No type is looked up by name: only
types that the fields of one type mention, at any depth, can be decoded.
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

_MAX_NODES = 20_000_000
"""Nodes: enough for some forty thousand documents."""
_TUPLE, _LIST, _DICT, _PROXY, _SET, _FROZEN, _DATE, _DECIMAL, _ENUM, _WORD = range(10)
_FIRST_SHAPE = 16
"""The number of the first kind that is a type with its fields."""
_PLAIN_TYPES = (str, int, float, bool, type(None))
_SEQUENCES: dict[type, int] = {tuple: _TUPLE, list: _LIST, set: _SET, frozenset: _FROZEN}
_DECODING_ERRORS = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError, RecursionError)

FieldNames = tuple[str, ...]


class UnknownTypeError(ValueError):
    """A value that isn't of a known type, or a text that isn't the encoding of such values."""


class ValueCodec:
    """Encodes and decodes values of one type, with everything that its fields may hold."""

    def __init__(self, root: type) -> None:
        """Collect the dataclasses, models, enumerations and kinds of `str` in the fields of `root`."""
        self.types = tuple(_collect_types(root))
        self._numbers = {one: number for number, one in enumerate(self.types)}

    def encode(self, value: object) -> bytes:
        """The value as JSON. Raises `UnknownTypeError`."""
        encoder = _Encoder(self._numbers)
        try:
            encoder.number(value)
            return json.dumps([encoder.shapes, encoder.nodes], separators=(",", ":")).encode()
        except (RecursionError, TypeError, ValueError) as error:
            raise UnknownTypeError(str(error)) from error

    def decode(self, text: bytes) -> Any:
        """The value that was encoded. Raises `UnknownTypeError`."""
        try:
            shapes, nodes = json.loads(text)
            if len(nodes) > _MAX_NODES:
                raise UnknownTypeError("this is too much")
            factories = [_make_factory(self.types[number], tuple(names)) for number, names in shapes]
            return _decode_nodes(nodes, factories, self.types)
        except _DECODING_ERRORS as error:
            raise UnknownTypeError(str(error)) from error


def _collect_types(root: type) -> Iterator[type]:
    """The types that the fields of a type mention at any depth, itself first."""
    found_types: dict[type, None] = {root: None}
    for outer in (found := [root]):
        yield outer
        annotations = _field_annotations(outer)
        mentioned = dict.fromkeys(kind for one in annotations for kind in _types_in_annotation(one))
        found.extend(kind for kind in mentioned if kind not in found_types)
        found_types |= mentioned


def _field_annotations(kind: type) -> list[Any]:
    if issubclass(kind, BaseModel):
        return [field.annotation for field in kind.model_fields.values()]
    return [*get_type_hints(kind).values()] if is_dataclass(kind) else []


def _types_in_annotation(annotation: Any) -> Iterator[type]:
    """The types of this project in an annotation."""
    for inner in get_args(annotation):
        yield from _types_in_annotation(inner)
    if not isinstance(annotation, type) or annotation is str:
        return
    if is_dataclass(annotation) or issubclass(annotation, BaseModel | Enum | str):
        yield annotation


class _Encoder:
    """The nodes so far; `number` returns the number of a value's node, which it appends first."""

    def __init__(self, types: Mapping[type, int]) -> None:
        self.nodes: list[Any] = []
        self.shapes: list[tuple[int, FieldNames]] = []
        self._types = types
        self._plain_numbers: dict[tuple[type, object], int] = {}
        self._object_numbers: dict[int, int] = {}
        self._shapes: dict[tuple[type, FieldNames], int] = {}

    def number(self, value: Any) -> int:
        kind = type(value)
        if kind in _PLAIN_TYPES:
            found = self._plain_numbers.get((kind, value))
            if found is None:
                found = self._plain_numbers[kind, value] = self._append(value)
            return found
        found = self._object_numbers.get(id(value))
        if found is None:
            found = self._object_numbers[id(value)] = self._append(self._encode(kind, value))
        return found

    def _append(self, node: object) -> int:
        self.nodes.append(node)
        return len(self.nodes) - 1

    def _encode(self, kind: type, value: Any) -> list[Any]:
        sequence = _SEQUENCES.get(kind)
        if sequence is not None:
            return [sequence, *map(self.number, value)]
        if kind is dict or kind is MappingProxyType:
            parts = [self.number(part) for pair in value.items() for part in pair]
            return [_DICT if kind is dict else _PROXY, *parts]
        if kind in self._types:
            return self._encode_instance(kind, value)
        if kind is date:
            return [_DATE, value.isoformat()]
        if kind is Decimal:
            return [_DECIMAL, str(value)]
        raise UnknownTypeError(f"{kind.__module__}.{kind.__qualname__} isn't a type of the list")

    def _encode_instance(self, kind: type, value: Any) -> list[Any]:
        if issubclass(kind, Enum):
            return [_ENUM, self._types[kind], self.number(value.value)]
        if issubclass(kind, str):
            return [_WORD, self._types[kind], str(value)]
        if issubclass(kind, BaseModel):
            content = value.__dict__
            names = tuple(name for name in kind.model_fields if name in content)
            if value.__pydantic_private__:
                raise UnknownTypeError(f"{kind.__name__} has values that are no fields")
            parts = [self.number(value.__pydantic_extra__), *(self.number(content[name]) for name in names)]
        else:
            names = _names_of_fields(kind)
            parts = [self.number(getattr(value, name)) for name in names]
        shape = self._shapes.get((kind, names))
        if shape is None:
            shape = self._shapes[kind, names] = len(self.shapes)
            self.shapes.append((self._types[kind], names))
        return [_FIRST_SHAPE + shape, *parts]


_field_names: dict[type, FieldNames] = {}


def _names_of_fields(kind: type) -> FieldNames:
    """The names of a dataclass's fields."""
    if kind not in _field_names:
        _field_names[kind] = tuple(field.name for field in fields(kind))
    return _field_names[kind]


Factory = Callable[[Sequence[Any]], Any]
"""Puts a value together from its parts."""


def _make_factory(kind: type, names: FieldNames) -> Factory:
    """The factory for a known type and the names of the fields that are present.

    The parts of a model begin with the values under names that aren't its fields, if it takes such names.
    """
    if issubclass(kind, BaseModel):
        if not kind.model_fields.keys() >= set(names):
            raise UnknownTypeError(f"{kind.__name__} has other fields")
        return _make_model_factory(kind, names)
    if not is_dataclass(kind) or names != _names_of_fields(kind):
        raise UnknownTypeError(f"{kind.__name__} has other fields")
    new, setters = kind.__new__, [_make_setter(kind, name) for name in names]

    def make(parts: Sequence[Any]) -> Any:
        instance = new(kind)
        for set_value, part in zip(setters, parts, strict=True):
            set_value(instance, part)
        return instance

    return make


def _make_model_factory(kind: type[BaseModel], names: FieldNames) -> Factory:
    new, set_attribute, field_set = kind.__new__, object.__setattr__, set(names)

    def make(parts: Sequence[Any]) -> Any:
        instance = new(kind)
        set_attribute(instance, "__dict__", dict(zip(names, parts[1:], strict=True)))
        set_attribute(instance, "__pydantic_fields_set__", field_set)
        set_attribute(instance, "__pydantic_extra__", parts[0])
        set_attribute(instance, "__pydantic_private__", None)
        return instance

    return make


def _make_setter(kind: type, name: str) -> Callable[[Any, Any], None]:
    """A function that sets a field, even of a frozen dataclass."""
    slot = kind.__dict__.get(name) if "__slots__" in kind.__dict__ else None
    if slot is not None:
        return slot.__set__  # type: ignore[no-any-return]
    return lambda instance, part: object.__setattr__(instance, name, part)


def _decode_nodes(nodes: list[Any], factories: list[Factory], types: Sequence[type]) -> Any:
    values: list[Any] = []
    value_at, append = values.__getitem__, values.append
    for node in nodes:
        if type(node) is not list:
            if type(node) is dict:
                raise UnknownTypeError("a node is a plain value or a list")
            append(node)
            continue
        kind = node[0]
        if kind >= _FIRST_SHAPE:
            append(factories[kind - _FIRST_SHAPE](list(map(value_at, node[1:]))))
        elif kind == _TUPLE:
            append(tuple(map(value_at, node[1:])))
        elif kind == _DATE:
            append(date.fromisoformat(node[1]))
        elif kind == _DECIMAL:
            append(Decimal(node[1]))
        elif kind == _ENUM:
            append(_decode_enum(types[node[1]], value_at(node[2])))
        elif kind == _WORD:
            append(_decode_text(types[node[1]], node[2]))
        else:
            append(_decode_collection(kind, list(map(value_at, node[1:]))))
    return values[-1]


def _decode_enum(kind: type, value: object) -> object:
    if not issubclass(kind, Enum):
        raise UnknownTypeError(f"{kind.__name__} is no enumeration")
    return kind(value)


def _decode_text(kind: type, text: object) -> str:
    if not issubclass(kind, str) or issubclass(kind, Enum) or type(text) is not str:
        raise UnknownTypeError(f"{kind.__name__} is no kind of text")
    return str.__new__(kind, text)


def _decode_collection(kind: int, parts: list[Any]) -> Any:
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
