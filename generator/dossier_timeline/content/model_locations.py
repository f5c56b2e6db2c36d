"""The place in the model that belongs to the location of a validation error, and what it expects there."""

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

    `path` holds the file's own keys. `owner` is the innermost model around the place, and `field` is its
    field. `expected` is the type of the place itself. Below a place that may hold one of several things,
    `fork` is that place's path, `fork_type` is its type, and `branch` is the alternative that was tried.
    """

    path: KeyPath
    owner: type[BaseModel] | None
    field: FieldInfo | None
    expected: Any
    fork: KeyPath | None = None
    fork_type: Any = None
    branch: str = ""
    is_key: bool = False


def locate_in_model(model: type[BaseModel], location: tuple[str | int, ...]) -> ModelLocation:
    """The place to which the location of a Pydantic error leads."""
    place = ModelLocation((), None, None, model)
    for step in location:
        place = replace(place, is_key=True) if step == "[key]" else _enter(place, step)
    return place


def _enter(location: ModelLocation, step: str | int) -> ModelLocation:
    """The place one step below another."""
    choices = type_alternatives(location.expected)
    if len(choices) > 1:
        chosen = next((c for c in choices if getattr(c, "__name__", "") == step), str)
        return replace(
            location, expected=chosen, fork=location.path, fork_type=location.expected, branch=str(step)
        )
    expected = choices[0]
    path = (*location.path, step)
    if is_model(expected, RootModel):
        expected = without_annotations(expected.model_fields["root"].annotation)
    if is_model(expected):
        field = fields_by_key(expected).get(str(step))
        return replace(
            location, path=path, owner=expected, field=field, expected=field.annotation if field else Any
        )
    return replace(location, path=path, expected=_item_type(expected))


def is_model(expected: Any, kind: type[BaseModel] = BaseModel) -> bool:
    """Whether a type is a model, of a certain kind."""
    return isinstance(expected, type) and issubclass(expected, kind)


def _item_type(expected: Any) -> Any:
    """The type of the items of a list or of the values of a mapping."""
    arguments = get_args(expected)
    origin = get_origin(expected)
    if origin in (dict, Mapping) and len(arguments) == 2:
        return arguments[1]
    if origin in (tuple, list) and arguments:
        return arguments[0]
    return Any


def without_annotations(expected: Any) -> Any:
    """A type without `Annotated` around it."""
    while get_origin(expected) is Annotated:
        expected = get_args(expected)[0]
    return expected


def type_alternatives(expected: Any) -> list[Any]:
    """The types that may stand in a place, except for `None`."""
    expected = without_annotations(expected)
    if get_origin(expected) not in (Union, types.UnionType):
        return [expected]
    choices = (choice for choice in get_args(expected) if choice is not type(None))
    return [alternative for choice in choices for alternative in type_alternatives(choice)]


def fields_by_key(model: type[BaseModel]) -> dict[str, FieldInfo]:
    """The fields of a model by the keys that content uses for them."""
    return {field.alias or name: field for name, field in model.model_fields.items()}


def literal_choices(expected: Any) -> tuple[str, ...]:
    """The words to choose from, when a place takes one of a few."""
    for choice in type_alternatives(expected):
        if get_origin(choice) is Literal:
            return tuple(str(value) for value in get_args(choice))
    return ()


def accepts_type(expected: Any, kind: type) -> bool:
    """Whether a place takes values of this type: a model, a tuple, a mapping."""
    for choice in type_alternatives(expected):
        type_found = get_origin(choice) or choice
        if isinstance(type_found, type) and issubclass(type_found, kind):
            return True
    return False
