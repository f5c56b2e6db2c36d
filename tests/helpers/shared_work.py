"""What one of the processes of a run of the tests makes, and all others of that run read."""

from __future__ import annotations

import fcntl
import os
import pickle
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar, cast

if TYPE_CHECKING:
    import pytest

_Made = TypeVar("_Made")


def shared_folder(factory: pytest.TempPathFactory) -> Path:
    """The folder of this run that all its processes have in common."""
    own = factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


def make_once(folder: Path, name: str, make: Callable[[], _Made]) -> _Made:
    """What `make` returns; the first process that asks for the name makes it, while the others wait."""
    file = folder / f"{name}.pickle"
    with (folder / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not file.exists():
            partial = file.with_suffix(".partial")
            partial.write_bytes(pickle.dumps(make()))
            partial.replace(file)
    return cast(_Made, pickle.loads(file.read_bytes()))
