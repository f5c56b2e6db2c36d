"""A codec for values of known types as JSON. Decoding can't run anything.

A plain value is itself. Any other value is a list that begins with the number of its kind and goes on with
its parts. A value is put together from its parts without calling any function of its type. No type is looked
up by name: only types that the fields of one type mention, at any depth, can be decoded.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
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
_DECODING_ERRORS = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError, RecursionError)

FieldNames = tuple[str, ...]

Node = list[Any]
"""The number of a kind, and the parts of a value of that kind."""
Decoder = Callable[[Node], Any]
"""Makes the value of a node."""


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
            return self._decode(json.loads(text, object_hook=_refuse_objects))
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
    def _decoders(self) -> list[Decoder]:
        """What makes a value of a node, by the number of the node's kind."""
        decoders: list[Decoder] = [_refuse] * _FIRST_TYPE

        def decode_parts(node: Node) -> list[Any]:
            return [decoders[part[0]](part) if type(part) is list else part for part in node]

        def decode_tuple(node: Node) -> Any:
            return tuple(decode_parts(node)[1:])

        def decode_pairs(node: Node) -> dict[Any, Any]:
            parts = decode_parts(node)
            return dict(zip(parts[1::2], parts[2::2], strict=True))

        decoders[_TUPLE] = decode_tuple
        decoders[_LIST] = lambda node: decode_parts(node)[1:]
        decoders[_SET] = lambda node: set(decode_parts(node)[1:])
        decoders[_FROZEN] = lambda node: frozenset(decode_parts(node)[1:])
        decoders[_DICT] = decode_pairs
        decoders[_PROXY] = lambda node: MappingProxyType(decode_pairs(node))
        decoders[_DATE] = lambda node: _decode_date(node[1])
        decoders[_DECIMAL] = lambda node: Decimal(node[1])
        decoders[_ENUM] = lambda node: _decode_enum(self.types[node[1]], decode_parts(node)[2])
        decoders[_WORD] = lambda node: _decode_text(self.types[node[1]], node[2])
        decoders += [_make_decoder(kind, decode_parts) for kind in self.types]
        return decoders

    def _decode(self, node: Any) -> Any:
        if type(node) is not list:
            return node
        return self._decoders[node[0]](node)


def _refuse(node: Node) -> Any:
    raise UnknownTypeError(f"there is no kind {node[0]}")


def _refuse_objects(_: object) -> Any:
    raise UnknownTypeError("a node is a plain value or a list")


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


def _make_decoder(kind: type, decode_parts: Callable[[Node], list[Any]]) -> Decoder:
    """What makes a value of a known type; a type that has no fields is refused."""
    if issubclass(kind, BaseModel):
        return _make_model_decoder(kind, decode_parts)
    if not is_dataclass(kind):
        return _refuse
    new, setters = kind.__new__, [_make_setter(kind, name) for name in _names_of_fields(kind)]

    def decode(node: Node) -> Any:
        instance = new(kind)
        for set_value, part in zip(setters, decode_parts(node)[1:], strict=True):
            set_value(instance, part)
        return instance

    return decode


def _make_model_decoder(kind: type[BaseModel], decode_parts: Callable[[Node], list[Any]]) -> Decoder:
    new, names = kind.__new__, tuple(kind.model_fields)
    field_set = set(names)
    set_values, set_names, set_extra, set_private = (
        vars(BaseModel)[name].__set__
        for name in ("__dict__", "__pydantic_fields_set__", "__pydantic_extra__", "__pydantic_private__")
    )

    def decode(node: Node) -> Any:
        parts = decode_parts(node)
        instance = new(kind)
        set_values(instance, dict(zip(names, parts[2:], strict=True)))
        set_names(instance, field_set)
        set_extra(instance, parts[1])
        set_private(instance, None)
        return instance

    return decode


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
