"""The complaints of the model about a value: one for each thing that is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import Any

from pydantic import BaseModel, ValidationError

from dossier_timeline.content.model_locations import ModelLocation, fields_by_key, locate_in_model
from dossier_timeline.content.yaml_nodes import KeyPath
from dossier_timeline.content.yaml_reading import value_at
from dossier_timeline.diagnostics.suggestions import find_nearest_word

MAX_FAULTS_SHOWN = 50
"""How many problems of one kind are told of one entry."""


@dataclass(frozen=True, slots=True)
class ModelFault:
    """One complaint: the spot, the value that stands there, and Pydantic's kind and context."""

    location: ModelLocation
    value: Any
    kind: str
    context: dict[str, Any]

    @property
    def name(self) -> str:
        """The place as a maintainer would call it."""
        path = self.location.path
        if not path:
            return "this"
        if isinstance(path[-1], int):
            key = next((step for step in reversed(path) if isinstance(step, str)), "")
            item = f"item {path[-1] + 1}"
            return f"{item} of “{key}”" if key else item
        return f"“{path[-1]}”"


def collect_faults(model: type[BaseModel], error: ValidationError, data: Any) -> list[ModelFault]:
    """The complaints of a validation of `data`, one for each thing that is wrong."""
    told = [
        ModelFault(
            locate_in_model(model, item["loc"]), item["input"], item["type"], dict(item.get("ctx", {}))
        )
        for item in error.errors(include_url=False)
    ]
    forks: dict[KeyPath, list[str]] = {}
    for fault in told:
        if fault.location.fork is not None:
            forks.setdefault(fault.location.fork, []).append(fault.location.branch)
    likely = {fork: _likely(value_at(data, fork), branches) for fork, branches in forks.items()}
    meant = [f for f in told if f.location.fork is None or f.location.branch == likely[f.location.fork]]
    lost = _misspelled(meant)
    return [
        fault
        for fault in meant
        if not (fault.kind == "missing" and fault.location.path in lost) and not _is_echo(fault, meant)
    ]


def _misspelled(told: list[ModelFault]) -> set[KeyPath]:
    """The keys that are missing only as they are written otherwise."""
    unknown = (fault for fault in told if fault.kind == "extra_forbidden")
    return {
        (*fault.location.path[:-1], close)
        for fault in islice(unknown, MAX_FAULTS_SHOWN)
        if fault.location.owner
        if (
            close := find_nearest_word(str(fault.location.path[-1]), set(fields_by_key(fault.location.owner)))
        )
    }


def _is_echo(fault: ModelFault, told: list[ModelFault]) -> bool:
    """Whether a list is only too short because of the mistakes in its items."""
    path = fault.location.path
    return fault.kind == "too_short" and any(
        len(other.location.path) > len(path) and other.location.path[: len(path)] == path for other in told
    )


def _likely(value: Any, branches: list[str]) -> str:
    """Of a place that may hold one of several things: which one the writer meant."""
    if isinstance(value, dict):
        single = [b for b in branches if b == "CellFact" and "fact" in value]
        return next(iter([*single, *(b for b in branches if b == "Words")]), branches[0])
    return branches[-1]
