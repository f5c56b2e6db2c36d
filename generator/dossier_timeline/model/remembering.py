"""Results that are asked for again and again, of the dossier or of what stands in it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

_Subject = TypeVar("_Subject")
_Result = TypeVar("_Result")

_MOST_VALUES = 1_000_000
"""So many values at most are kept with their results: some more than a dossier of 10,000 documents has."""


def remember_last(function: Callable[[_Subject], _Result]) -> Callable[[_Subject], _Result]:
    """The same function, which keeps its result for the last value that it was given: the very same one."""
    last: list[tuple[_Subject, _Result]] = []

    @wraps(function)
    def find(subject: _Subject) -> _Result:
        if not last or last[0][0] is not subject:
            last[:] = [(subject, function(subject))]
        return last[0][1]

    return find


def remember_each(function: Callable[[_Subject], _Result]) -> Callable[[_Subject], _Result]:
    """The same function, which keeps its result for each value that it was given: a value never changes.

    While serving, entries of files that haven't changed are the very same in the next build.
    """
    known: dict[int, tuple[_Subject, _Result]] = {}

    @wraps(function)
    def find(subject: _Subject) -> _Result:
        found = known.get(id(subject))
        if found is None or found[0] is not subject:
            if len(known) >= _MOST_VALUES:
                known.clear()
            found = known[id(subject)] = subject, function(subject)
        return found[1]

    return find
