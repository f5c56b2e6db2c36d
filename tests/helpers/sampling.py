"""Cases of which `make test` tries the first; the others are left to `make fuzz`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest


def sample(cases: Iterable[object], count: int = 1) -> list[Any]:
    """The parameters for a test: so many of the cases for each run, and the others marked as exhaustive."""
    return [
        pytest.param(case, marks=pytest.mark.exhaustive) if number >= count else case
        for number, case in enumerate(cases)
    ]
