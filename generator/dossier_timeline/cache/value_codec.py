"""A codec for values of known types as JSON. Decoding can't run anything.

A plain value is itself. Any other value is a list that begins with the number of its kind and goes on with
its parts. A value is put together from its parts without calling any function of its type. No type is looked
up by name: only types that the fields of one type mention, at any depth, can be decoded.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cached_property, lru_cache
from types import MappingProxyType
from typing import Any, get_args, get_type_hints

from pydantic import BaseModel

_TUPLE, _LIST, _DICT, _PROXY, _SET, _FROZEN, _DATE, _DECIMAL, _ENUM, _WORD = range(10)
_FIRST_TYPE = 16
"""The number of the first kind that is a type with its fields."""
_PLAIN_TYPES = (str, int, float, bool, type(None))
_SEQUENCES: dict[type, int] = {tuple: _TUPLE, list: _LIST, set: _SET, frozenset: _FROZEN}
_NESTED = (list, dict)
_DECODING_ERRORS = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError, RecursionError)

FieldNames = tuple[str, ...]

Factory = Callable[[Sequence[Any]], Any]
"""Puts a value together from its parts."""


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
        try:
            return json.dumps(self._encode(value), separators=(",", ":")).encode()
        except (RecursionError, TypeError, ValueError) as error:
            raise UnknownTypeError(str(error)) from error

    def decode(self, text: bytes) -> Any:
        """The value that was encoded. Raises `UnknownTypeError`."""
        try:
            return self._decode(json.loads(text))
        except _DECODING_ERRORS as error:
            raise UnknownTypeError(str(error)) from error

    def _encode(self, value: Any) -> Any:  # noqa: PLR0911 -- one for each kind
        kind = type(value)
        if kind in _PLAIN_TYPES:
            return value
        sequence = _SEQUENCES.get(kind)
        if sequence is not None:
            return [sequence, *map(self._encode, value)]
        if kind is dict or kind is MappingProxyType:
            parts = [self._encode(part) for pair in value.items() for part in pair]
            return [_DICT if kind is dict else _PROXY, *parts]
        if kind is date:
            return [_DATE, value.isoformat()]
        if kind is Decimal:
            return [_DECIMAL, str(value)]
        number = self._numbers.get(kind)
        if number is None:
            raise UnknownTypeError(f"{kind.__module__}.{kind.__qualname__} isn't a type of the list")
        if issubclass(kind, Enum):
            return [_ENUM, number, self._encode(value.value)]
        if issubclass(kind, str):
            return [_WORD, number, str(value)]
        if issubclass(kind, BaseModel):
            return [_FIRST_TYPE + number, *map(self._encode, _list_parts(kind, value))]
        names = _names_of_fields(kind)
        return [_FIRST_TYPE + number, *(self._encode(getattr(value, name)) for name in names)]

    @cached_property
    def _factories(self) -> list[Factory | None]:
        """What puts a value of each type together."""
        return [_make_factory(kind) for kind in self.types]

    def _decode(self, node: Any) -> Any:  # noqa: PLR0911 -- one for each kind
        if type(node) is not list:
            if type(node) is dict:
                raise UnknownTypeError("a node is a plain value or a list")
            return node
        kind = node[0]
        if kind >= _FIRST_TYPE:
            factory = self._factories[kind - _FIRST_TYPE]
            if factory is None:
                raise UnknownTypeError(f"there is no kind {kind}")
            decode = self._decode
            return factory([decode(part) if type(part) in _NESTED else part for part in node[1:]])
        if kind == _TUPLE:
            decode = self._decode
            return tuple([decode(part) if type(part) in _NESTED else part for part in node[1:]])
        if kind == _DATE:
            return _decode_date(node[1])
        if kind == _DECIMAL:
            return Decimal(node[1])
        if kind == _ENUM:
            return _decode_enum(self.types[node[1]], self._decode(node[2]))
        if kind == _WORD:
            return _decode_text(self.types[node[1]], node[2])
        return _decode_collection(kind, [self._decode(part) for part in node[1:]])


def _list_parts(kind: type[BaseModel], value: BaseModel) -> list[Any]:
    """The parts of a model: first the values under names that aren't its fields, if it takes such names."""
    if value.__pydantic_private__:
        raise UnknownTypeError(f"{kind.__name__} has values that are no fields")
    content = value.__dict__
    try:
        return [value.__pydantic_extra__, *(content[name] for name in kind.model_fields)]
    except KeyError as error:
        raise UnknownTypeError(f"{kind.__name__} has no {error}") from error


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


_field_names: dict[type, FieldNames] = {}


def _names_of_fields(kind: type) -> FieldNames:
    """The names of a dataclass's fields."""
    if kind not in _field_names:
        _field_names[kind] = tuple(field.name for field in fields(kind))
    return _field_names[kind]


def _make_factory(kind: type) -> Factory | None:
    """The factory for a known type; `None` for a type that has no fields."""
    if issubclass(kind, BaseModel):
        return _make_model_factory(kind)
    if not is_dataclass(kind):
        return None
    new, setters = kind.__new__, [_make_setter(kind, name) for name in _names_of_fields(kind)]

    def make(parts: Sequence[Any]) -> Any:
        instance = new(kind)
        for set_value, part in zip(setters, parts, strict=True):
            set_value(instance, part)
        return instance

    return make


def _make_model_factory(kind: type[BaseModel]) -> Factory:
    new, set_attribute, names = kind.__new__, object.__setattr__, tuple(kind.model_fields)
    field_set = set(names)

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


@lru_cache(maxsize=65536)
def _decode_date(text: str) -> date:
    return date.fromisoformat(text)


def _decode_enum(kind: type, value: object) -> object:
    if not issubclass(kind, Enum):
        raise UnknownTypeError(f"{kind.__name__} is no enumeration")
    return kind(value)


def _decode_text(kind: type, text: object) -> str:
    if not issubclass(kind, str) or issubclass(kind, Enum) or type(text) is not str:
        raise UnknownTypeError(f"{kind.__name__} is no kind of text")
    return str.__new__(kind, text)


def _decode_collection(kind: int, parts: list[Any]) -> Any:
    if kind == _TUPLE:
        return tuple(parts)
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
