"""The complaints of the model about a value: one for each thing that is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import Any

from pydantic import BaseModel, ValidationError

from dossier_timeline.content.expected_shapes import Spot, fields, spot
from dossier_timeline.content.yaml_positions import Path
from dossier_timeline.content.yaml_reading import value_at
from dossier_timeline.diagnostics.suggestions import nearest

MOST = 50
"""How many problems of one kind are told of one entry."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One complaint: the spot, the value that stands there, and Pydantic's kind and context."""

    spot: Spot
    value: Any
    kind: str
    context: dict[str, Any]

    @property
    def name(self) -> str:
        """The place as a maintainer would call it."""
        path = self.spot.path
        if not path:
            return "this"
        if isinstance(path[-1], int):
            key = next((step for step in reversed(path) if isinstance(step, str)), "")
            item = f"item {path[-1] + 1}"
            return f"{item} of “{key}”" if key else item
        return f"“{path[-1]}”"


def faults(model: type[BaseModel], error: ValidationError, data: Any) -> list[Fault]:
    """The complaints of a validation of `data`, one for each thing that is wrong."""
    told = [
        Fault(spot(model, item["loc"]), item["input"], item["type"], dict(item.get("ctx", {})))
        for item in error.errors(include_url=False)
    ]
    forks: dict[Path, list[str]] = {}
    for fault in told:
        if fault.spot.fork is not None:
            forks.setdefault(fault.spot.fork, []).append(fault.spot.branch)
    likely = {fork: _likely(value_at(data, fork), branches) for fork, branches in forks.items()}
    meant = [f for f in told if f.spot.fork is None or f.spot.branch == likely[f.spot.fork]]
    lost = _misspelled(meant)
    return [
        fault
        for fault in meant
        if not (fault.kind == "missing" and fault.spot.path in lost) and not _is_echo(fault, meant)
    ]


def _misspelled(told: list[Fault]) -> set[Path]:
    """The keys that are missing only as they are written otherwise."""
    unknown = (fault for fault in told if fault.kind == "extra_forbidden")
    return {
        (*fault.spot.path[:-1], close)
        for fault in islice(unknown, MOST)
        if fault.spot.owner
        if (close := nearest(str(fault.spot.path[-1]), set(fields(fault.spot.owner))))
    }


def _is_echo(fault: Fault, told: list[Fault]) -> bool:
    """Whether a list is only too short because of the mistakes in its items."""
    path = fault.spot.path
    return fault.kind == "too_short" and any(
        len(other.spot.path) > len(path) and other.spot.path[: len(path)] == path for other in told
    )


def _likely(value: Any, branches: list[str]) -> str:
    """Of a place that may hold one of several things: which one the writer meant."""
    if isinstance(value, dict):
        single = [b for b in branches if b == "CellFact" and "fact" in value]
        return next(iter([*single, *(b for b in branches if b == "Words")]), branches[0])
    return branches[-1]
