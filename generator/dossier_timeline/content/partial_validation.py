"""Validation of an entry with mistakes, so that one mistake hides no other.

The result is only good for checks: with an error in it, nothing is built.
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
"""Stands for an unreadable id or text; as an id it names nothing, and that is no mistake."""

NO_DATE = "0001"
NO_DAY = "0001-01-01"
"""Stands for an unreadable date."""

_PLACEHOLDERS: dict[type[BaseModel], dict[str, Any]] = {
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
"""Values for required fields that are missing, so that everything else can be checked."""

Model = TypeVar("Model", bound=BaseModel)


def validate_partially(
    model: type[Model], data: Any, source: YamlFile, prefix: KeyPath = ()
) -> tuple[Model | None, list[Diagnostic], frozenset[str]]:
    """The value made of `data`, its problems, and the ids of what was left out or changed.

    `prefix` is the path of `data` in `source`. An empty key that the model doesn't require counts as
    missing.
    """
    try:
        return model.model_validate(data), [], frozenset()
    except ValidationError as error:
        validation_error = error
    data = _remove_empty_keys(model, data, validation_error)
    try:
        return model.model_validate(data), [], frozenset()
    except ValidationError as error:
        validation_error = error
    problems = validation_problems(
        model, validation_error, YamlFile(source.path, source.text, source.data), prefix
    )
    if not isinstance(data, dict):
        return None, problems, frozenset()
    valid_data, failed = _remove_faulty_parts(model, data, validation_error)
    if isinstance(data.get("id"), str):
        failed |= {data["id"], make_id(data["id"])}
    try:
        return model.model_validate(valid_data), problems, frozenset(failed)
    except ValidationError:
        return None, problems, frozenset(failed)


def _remove_empty_keys(model: type[BaseModel], data: Any, error: ValidationError) -> Any:
    """The data without keys that are empty and not required."""
    empty_keys: dict[KeyPath, list[str]] = {}
    for fault in collect_faults(model, error, data):
        location = fault.location
        if (
            fault.value is None
            and location.path
            and location.field
            and not location.field.is_required()
            and not location.is_key
        ):
            empty_keys.setdefault(location.path[:-1], []).append(str(location.path[-1]))
    remaining = data
    for parent, keys in empty_keys.items():
        remaining = _remove_keys(remaining, parent, keys)
    return remaining


def _remove_keys(data: Any, parent: KeyPath, keys: list[str]) -> Any:
    """A copy of the data without some keys of the mapping at a path; the data itself if there is none."""
    if not isinstance(data, dict | list):
        return data
    copy: Any = data.copy()
    if parent:
        step, *rest = parent
        inside = value_at(copy, (step,))
        if inside is None:
            return data
        copy[step] = _remove_keys(inside, tuple(rest), keys)
    elif isinstance(copy, dict):
        for key in keys:
            copy.pop(key, None)
    return copy


def _remove_faulty_parts(
    model: type[BaseModel], data: dict[str, Any], error: ValidationError
) -> tuple[dict[str, Any], set[str]]:
    """The data without its faulty nested entries and fields, with placeholders for required fields."""
    valid_data = dict(data)
    nested = {relation.key for relation in relations_of(model).owned}
    faulty_indexes: dict[str, set[int]] = {}
    for fault in collect_faults(model, error, data):
        path = fault.location.path
        if len(path) > 1 and path[0] in nested and isinstance(path[1], int):
            faulty_indexes.setdefault(str(path[0]), set()).add(path[1])
        elif path:
            valid_data.pop(str(path[0]), None)
    failed: set[str] = set()
    for key, indexes in faulty_indexes.items():
        entries = valid_data.get(key)
        if isinstance(entries, list):
            names = [value_at(entries, (index, "id")) for index in indexes]
            failed |= {form for name in names if isinstance(name, str) for form in (name, make_id(name))}
            valid_data[key] = [entry for index, entry in enumerate(entries) if index not in indexes]
    for key, value in _PLACEHOLDERS.get(model, {}).items():
        if key not in valid_data and value == UNREADABLE:
            failed.add(UNREADABLE)
        valid_data.setdefault(key, value)
    return valid_data, failed
