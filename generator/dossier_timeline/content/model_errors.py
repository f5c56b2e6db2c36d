"""The faults that the model finds in a value: one for each thing that is wrong with it."""

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
"""The number of faults of one kind that are reported for one entry."""


@dataclass(frozen=True, slots=True)
class ModelFault:
    """One fault: its place, the value there, and Pydantic's kind and context."""

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
    """The faults that a validation of `data` found, one for each thing that is wrong."""
    all_faults = [
        ModelFault(
            locate_in_model(model, item["loc"]), item["input"], item["type"], dict(item.get("ctx", {}))
        )
        for item in error.errors(include_url=False)
    ]
    forks: dict[KeyPath, list[str]] = {}
    for fault in all_faults:
        if fault.location.fork is not None:
            forks.setdefault(fault.location.fork, []).append(fault.location.branch)
    branch_meant = {fork: _choose_branch(value_at(data, fork), branches) for fork, branches in forks.items()}
    likely_faults = [
        f for f in all_faults if f.location.fork is None or f.location.branch == branch_meant[f.location.fork]
    ]
    misspelled = _find_misspelled_keys(likely_faults)
    return [
        fault
        for fault in likely_faults
        if not (fault.kind == "missing" and fault.location.path in misspelled)
        and not _follows_from_items(fault, likely_faults)
    ]


def _find_misspelled_keys(all_faults: list[ModelFault]) -> set[KeyPath]:
    """The keys that are missing only because they are misspelled."""
    unknown = (fault for fault in all_faults if fault.kind == "extra_forbidden")
    return {
        (*fault.location.path[:-1], close)
        for fault in islice(unknown, MAX_FAULTS_SHOWN)
        if fault.location.owner
        if (
            close := find_nearest_word(str(fault.location.path[-1]), set(fields_by_key(fault.location.owner)))
        )
    }


def _follows_from_items(fault: ModelFault, all_faults: list[ModelFault]) -> bool:
    """Whether a list is only too short because of the faults in its items."""
    path = fault.location.path
    return fault.kind == "too_short" and any(
        len(other.location.path) > len(path) and other.location.path[: len(path)] == path
        for other in all_faults
    )


def _choose_branch(value: Any, branches: list[str]) -> str:
    """The alternative that the writer meant, in a place that may hold one of several things."""
    if isinstance(value, dict):
        single = [b for b in branches if b == "CellFact" and "fact" in value]
        return next(iter([*single, *(b for b in branches if b == "Words")]), branches[0])
    return branches[-1]
