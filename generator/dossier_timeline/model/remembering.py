"""Results that many checks ask for, of the dossier that is being checked."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

_Subject = TypeVar("_Subject")
_Result = TypeVar("_Result")


def remember_last(function: Callable[[_Subject], _Result]) -> Callable[[_Subject], _Result]:
    """The same function, which keeps its result for the last value that it was given: the very same one."""
    last: list[tuple[_Subject, _Result]] = []

    @wraps(function)
    def find(subject: _Subject) -> _Result:
        if not last or last[0][0] is not subject:
            last[:] = [(subject, function(subject))]
        return last[0][1]

    return find
