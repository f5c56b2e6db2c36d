"""What the model says of its fields: the text under each, read from its source when it's asked for.

Pydantic can do this too, at every start, whether anybody asks or not.
"""

from __future__ import annotations

import ast
import inspect
from collections.abc import Mapping
from functools import cache
from itertools import pairwise
from textwrap import dedent

from pydantic import BaseModel
from pydantic.fields import FieldInfo


@cache
def field_docs(model: type[BaseModel]) -> Mapping[str, str]:
    """The descriptions of a model's fields by name, its own and those that it inherits."""
    found: dict[str, str] = {}
    for kind in reversed(model.__mro__):
        of_pydantic = kind.__module__.startswith("pydantic") or "[" in kind.__name__
        if issubclass(kind, BaseModel) and not of_pydantic:
            found |= _written(kind)
    return found


def field_description(model: type[BaseModel] | None, field: FieldInfo | None) -> str:
    """What is said of a field of a model; "" for nothing."""
    if model is None or field is None:
        return ""
    names = (name for name, one in model.model_fields.items() if one is field)
    return field.description or field_docs(model).get(next(names, ""), "")


def _written(kind: type) -> dict[str, str]:
    tree = ast.parse(dedent(inspect.getsource(kind)))
    body = [statement for one in tree.body if isinstance(one, ast.ClassDef) for statement in one.body]
    return {
        first.target.id: inspect.cleandoc(second.value.value)
        for first, second in pairwise(body)
        if isinstance(first, ast.AnnAssign)
        and isinstance(first.target, ast.Name)
        and isinstance(second, ast.Expr)
        and isinstance(second.value, ast.Constant)
        and isinstance(second.value.value, str)
    }
