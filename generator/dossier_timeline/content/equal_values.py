"""Equal words in memory once: a large dossier has the same units, years and names in thousands of entries."""

from __future__ import annotations

import sys
from typing import Any

from pydantic import BaseModel

_MAX_SHARED = 60
"""Characters: a longer text is seldom there twice."""

_field_sets: dict[frozenset[str], set[str]] = {}


def share_equal_values(value: Any) -> Any:
    """The value with equal short texts below it, and equal sets of given fields, as one and the same object.

    Models and mappings are changed in place; nothing may change a model's set of given fields later.
    """
    if type(value) is str:
        return sys.intern(value) if len(value) <= _MAX_SHARED else value
    if isinstance(value, BaseModel):
        given = value.__pydantic_fields_set__
        shared = _field_sets.setdefault(frozenset(given), given)
        object.__setattr__(value, "__pydantic_fields_set__", shared)
        _share_in_mapping(vars(value))
    elif type(value) is tuple:
        return tuple([share_equal_values(one) for one in value])
    elif type(value) is dict:
        _share_in_mapping(value)
    return value


def _share_in_mapping(values: dict[str, Any]) -> None:
    for name, value in values.items():
        values[name] = share_equal_values(value)
