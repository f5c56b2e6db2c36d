"""Results that many checks ask for, of the dossier that is being checked."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

Subject = TypeVar("Subject")
Result = TypeVar("Result")


def remember_last(function: Callable[[Subject], Result]) -> Callable[[Subject], Result]:
    """The same function, which keeps its result for the last value that it was given: the very same one."""
    last: list[tuple[Subject, Result]] = []

    @wraps(function)
    def find(subject: Subject) -> Result:
        if not last or last[0][0] is not subject:
            last[:] = [(subject, function(subject))]
        return last[0][1]

    return find
