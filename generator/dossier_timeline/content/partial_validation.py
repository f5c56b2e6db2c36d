"""What can be kept of an entry with mistakes, so that one mistake hides no other.

What is kept is good for the checks only: with an error in it, nothing is built.
"""

from __future__ import annotations

from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from dossier_timeline.content.model_errors import collect_faults
from dossier_timeline.content.model_messages import validation_problems
from dossier_timeline.content.patterns import make_id
from dossier_timeline.content.yaml_nodes import KeyPath
from dossier_timeline.content.yaml_reading import YamlFile, value_at
from dossier_timeline.diagnostics.diagnostic import Diagnostic
from dossier_timeline.model.documents import Document
from dossier_timeline.model.dossier import SCHEMA_VERSION, Settings
from dossier_timeline.model.relations import relations_of

UNREADABLE = "unreadable"
"""Stands in for an id or text that could not be read; as an id it names nothing, and that is no mistake."""

NO_DATE = "0001"
NO_DAY = "0001-01-01"
"""Stands in for a date that could not be read."""

_STAND_INS: dict[type[BaseModel], dict[str, Any]] = {
    Document: {
        "id": UNREADABLE,
        "kind": UNREADABLE,
        "date": NO_DATE,
        "language": "und",
        "title": {},
        "short": {},
        "slug": {},
        "description": {},
        "text": {"file": UNREADABLE},
    },
    Settings: {
        "schema": str(SCHEMA_VERSION),
        "id": UNREADABLE,
        "title": {},
        "short": {},
        "kicker": {},
        "description": {},
        "publisher": UNREADABLE,
        "licence": {"name": UNREADABLE, "spdx": UNREADABLE, "url": "https://example.org/"},
        "updated": NO_DAY,
    },
}
"""For what a document or the settings must have and have not: so that the rest can be checked."""

Model = TypeVar("Model", bound=BaseModel)


def validate_partially(
    model: type[Model], data: Any, source: YamlFile, prefix: KeyPath = ()
) -> tuple[Model | None, list[Diagnostic], frozenset[str]]:
    """The value made of `data`, its problems, and the ids of what was left out of it or changed.

    `prefix` is where `data` stands in `source`. Empty keys that the model can do without count as
    left out.
    """
    try:
        return model.model_validate(data), [], frozenset()
    except ValidationError as error:
        first = error
    data = _without_empty(model, data, first)
    try:
        return model.model_validate(data), [], frozenset()
    except ValidationError as error:
        first = error
    problems = validation_problems(model, first, YamlFile(source.path, source.text, source.data), prefix)
    if not isinstance(data, dict):
        return None, problems, frozenset()
    kept, failed = _without_faults(model, data, first)
    if isinstance(data.get("id"), str):
        failed |= {data["id"], make_id(data["id"])}
    try:
        return model.model_validate(kept), problems, frozenset(failed)
    except ValidationError:
        return None, problems, frozenset(failed)


def _without_empty(model: type[BaseModel], data: Any, error: ValidationError) -> Any:
    """The data without keys that are empty and could be left out."""
    empty: dict[KeyPath, list[str]] = {}
    for fault in collect_faults(model, error, data):
        at = fault.location
        if fault.value is None and at.path and at.field and not at.field.is_required() and not at.is_key:
            empty.setdefault(at.path[:-1], []).append(str(at.path[-1]))
    kept = data
    for around, keys in empty.items():
        kept = _without(kept, around, keys)
    return kept


def _without(data: Any, around: KeyPath, keys: list[str]) -> Any:
    """A copy of the data without some keys of the mapping at a place; the data itself where none is there."""
    if not isinstance(data, dict | list):
        return data
    copy: Any = data.copy()
    if around:
        step, *rest = around
        inside = value_at(copy, (step,))
        if inside is None:
            return data
        copy[step] = _without(inside, tuple(rest), keys)
    elif isinstance(copy, dict):
        for key in keys:
            copy.pop(key, None)
    return copy


def _without_faults(
    model: type[BaseModel], data: dict[str, Any], error: ValidationError
) -> tuple[dict[str, Any], set[str]]:
    """The data without its faulty nested entries and fields, with stand-ins for what is required."""
    kept = dict(data)
    nested = {relation.key for relation in relations_of(model).owned}
    drop: dict[str, set[int]] = {}
    for fault in collect_faults(model, error, data):
        path = fault.location.path
        if len(path) > 1 and path[0] in nested and isinstance(path[1], int):
            drop.setdefault(str(path[0]), set()).add(path[1])
        elif path:
            kept.pop(str(path[0]), None)
    failed: set[str] = set()
    for key, indexes in drop.items():
        entries = kept.get(key)
        if isinstance(entries, list):
            names = [value_at(entries, (index, "id")) for index in indexes]
            failed |= {form for name in names if isinstance(name, str) for form in (name, make_id(name))}
            kept[key] = [entry for index, entry in enumerate(entries) if index not in indexes]
    for key, value in _STAND_INS.get(model, {}).items():
        if key not in kept and value == UNREADABLE:
            failed.add(UNREADABLE)
        kept.setdefault(key, value)
    return kept, failed
