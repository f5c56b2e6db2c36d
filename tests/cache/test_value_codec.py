"""The codec of values: they come out as they went in, and nothing else does, whatever the text says."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from dossier_timeline.cache.value_codec import UnknownTypeError, ValueCodec


class Colour(Enum):
    RED = "r"
    BLUE = "b"


class Kind(str):
    __slots__ = ()


class Open(BaseModel):
    name: str = ""
    model_config = {"extra": "allow"}


class Model(BaseModel):
    name: str = ""
    more: tuple[Model, ...] = ()
    kind: Kind | None = None
    model_config = {"arbitrary_types_allowed": True}


@dataclass(frozen=True, slots=True)
class Inner:
    day: date
    colour: Colour


@dataclass
class Whole:
    inner: Inner | None = None
    values: dict[str, Model | Decimal] = field(default_factory=dict)
    open: Open | None = None
    any: Any = None


FORM = ValueCodec(Whole)
_SCALARS = (
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text()
    | st.text(st.characters()) | st.dates() | st.decimals(allow_nan=False) | st.sampled_from(Colour)
    | st.text().map(Kind)
)  # fmt: skip
_MODELS = st.builds(Model, name=st.text(), kind=st.none() | st.text().map(Kind))
_OTHER_NAMES = st.text(max_size=4).map("x{}".format)
_HASHABLE = st.text() | st.integers() | st.booleans() | st.dates()


def _deeper(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return (
        st.lists(inner) | st.lists(inner).map(tuple) | st.dictionaries(_HASHABLE, inner)
        | st.dictionaries(_HASHABLE, inner).map(MappingProxyType) | st.frozensets(_HASHABLE)
        | st.sets(_HASHABLE) | st.builds(Whole, any=inner)
        | st.builds(Inner, day=st.dates(), colour=st.sampled_from(Colour))
        | st.dictionaries(_OTHER_NAMES, inner, max_size=3).map(lambda more: Open(**more))
        | st.builds(lambda one, other: Model.model_construct(name=one, more=(other,)), st.text(), _MODELS)
    )  # fmt: skip


@given(value=st.recursive(_SCALARS | _MODELS, _deeper, max_leaves=8))
@settings(deadline=None, max_examples=40)
def test_values_come_out_as_they_went_in(value: Any) -> None:
    again = FORM.decode(FORM.encode(value))
    assert type(again) is type(value)
    assert again == value
    if not isinstance(value, set | frozenset):
        assert _kinds(again) == _kinds(value)


def _kinds(value: Any) -> Any:
    """The types of a value and of all in it, but for what has no order."""
    if isinstance(value, dict | MappingProxyType):
        return type(value), [(_kinds(key), _kinds(one)) for key, one in value.items()]
    if isinstance(value, list | tuple):
        return type(value), [_kinds(one) for one in value]
    if isinstance(value, Whole):
        return type(value), _kinds(value.any)
    if isinstance(value, BaseModel):
        return type(value), _kinds(value.model_extra)
    return type(value)


@pytest.mark.parametrize("value", [object(), print, Path("x"), {1: b"x"}, type, json, Fraction(1, 2), 1j])
def test_no_other_type_goes_in(value: object) -> None:
    with pytest.raises(UnknownTypeError):
        FORM.encode(value)


def test_what_goes_round_in_circles_does_not_go_in() -> None:
    circle: list[object] = []
    circle.append(circle)
    with pytest.raises(UnknownTypeError):
        FORM.encode(circle)


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 40) | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=6) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=30,
)
_NODES = st.lists(
    st.lists(st.integers(-2, 30) | st.text(max_size=4), max_size=5) | st.integers() | st.text() | _JSON
)
_SHAPES = st.lists(
    st.tuples(st.integers(-2, 8), st.lists(st.sampled_from(("name", "day", "any", "__class__"))))
)
_KNOWN = {
    *FORM.types, str, int, float, bool, type(None), tuple, list, dict, MappingProxyType, set, frozenset, date,
    Decimal,
}  # fmt: skip


@given(text=st.tuples(_SHAPES, _NODES) | _JSON)
@settings(deadline=None, max_examples=60)
def test_whatever_a_text_says_only_known_types_come_out(text: Any) -> None:
    try:
        found = FORM.decode(json.dumps(text).encode())
    except UnknownTypeError:
        return
    assert type(found) in _KNOWN


@given(text=st.binary(max_size=100))
@settings(deadline=None)
def test_of_bytes_only_plain_values_come_out(text: bytes) -> None:
    try:
        found = FORM.decode(text)
    except UnknownTypeError:
        return
    assert type(found) in _KNOWN
    assert found == json.loads(text)


def test_deep_texts_end() -> None:
    for text in (
        b"[" * 200_000,
        b"[[],[" + b"[" * 50_000 + b"]" * 50_000 + b"]]",
        b"[[],[" + b"9" * 5000 + b"]]",
    ):
        with pytest.raises(UnknownTypeError):
            FORM.decode(text)
