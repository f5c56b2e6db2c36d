"""What the model expects at a place: from the location of a validation error to the file's keys."""

from __future__ import annotations

import types
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel, RootModel
from pydantic.fields import FieldInfo

from dossier_timeline.content.yaml_nodes import KeyPath


@dataclass(frozen=True, slots=True)
class ModelLocation:
    """A place in the values of a file, as the model sees it.

    `path` holds the file's own keys; `owner` is the innermost model around the place and `field`
    its field; `expected` is the type of the place itself. Below a place that may hold one of
    several things, `fork` is that place's path, `whole` its type and `branch` the alternative
    that was tried.
    """

    path: KeyPath
    owner: type[BaseModel] | None
    field: FieldInfo | None
    expected: Any
    fork: KeyPath | None = None
    whole: Any = None
    branch: str = ""
    is_key: bool = False


def locate_in_model(model: type[BaseModel], location: tuple[str | int, ...]) -> ModelLocation:
    """Follow the location of an error of Pydantic through the model."""
    at = ModelLocation((), None, None, model)
    for step in location:
        at = replace(at, is_key=True) if step == "[key]" else _below(at, step)
    return at


def _below(at: ModelLocation, step: str | int) -> ModelLocation:
    choices = type_alternatives(at.expected)
    if len(choices) > 1:
        chosen = next((c for c in choices if getattr(c, "__name__", "") == step), str)
        return replace(at, expected=chosen, fork=at.path, whole=at.expected, branch=str(step))
    expected = choices[0]
    path = (*at.path, step)
    if is_model(expected, RootModel):
        expected = without_annotations(expected.model_fields["root"].annotation)
    if is_model(expected):
        field = fields_by_key(expected).get(str(step))
        return replace(
            at, path=path, owner=expected, field=field, expected=field.annotation if field else Any
        )
    return replace(at, path=path, expected=_content(expected))


def is_model(expected: Any, kind: type[BaseModel] = BaseModel) -> bool:
    """Whether a type is a model, of a certain kind."""
    return isinstance(expected, type) and issubclass(expected, kind)


def _content(expected: Any) -> Any:
    """The type of what a list or mapping holds."""
    inside = get_args(expected)
    origin = get_origin(expected)
    if origin in (dict, Mapping) and len(inside) == 2:
        return inside[1]
    if origin in (tuple, list) and inside:
        return inside[0]
    return Any


def without_annotations(expected: Any) -> Any:
    """A type without what is said about it."""
    while get_origin(expected) is Annotated:
        expected = get_args(expected)[0]
    return expected


def type_alternatives(expected: Any) -> list[Any]:
    """What may stand in a place, apart from nothing."""
    expected = without_annotations(expected)
    if get_origin(expected) not in (Union, types.UnionType):
        return [expected]
    return [without_annotations(choice) for choice in get_args(expected) if choice is not type(None)]


def fields_by_key(model: type[BaseModel]) -> dict[str, FieldInfo]:
    """The fields of a model under the keys by which content writes them."""
    return {field.alias or name: field for name, field in model.model_fields.items()}


def literal_choices(expected: Any) -> tuple[str, ...]:
    """The words that may be chosen from, where a place takes one of a few."""
    for choice in type_alternatives(expected):
        if get_origin(choice) is Literal:
            return tuple(str(value) for value in get_args(choice))
    return ()


def accepts_type(expected: Any, kind: type) -> bool:
    """Whether a place takes a thing of this kind: a model, a tuple, a mapping."""
    for choice in type_alternatives(expected):
        found = get_origin(choice) or choice
        if isinstance(found, type) and issubclass(found, kind):
            return True
    return False
