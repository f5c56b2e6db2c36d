"""Results that are asked for again and again, of the dossier or of what stands in it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar, TypeVarTuple

_Subject = TypeVar("_Subject")
_Result = TypeVar("_Result")
_Given = TypeVarTuple("_Given")

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


def remember_each(function: Callable[[*_Given], _Result]) -> Callable[[*_Given], _Result]:
    """The same function, which keeps its results in a process that builds again and again.

    Entries of files that haven't changed are the very same values in its next build; no value ever changes.
    """
    known: dict[tuple[int, ...], tuple[tuple[*_Given], _Result]] = {}

    @wraps(function)
    def find(*given: *_Given) -> _Result:
        if not _is_resident:
            return function(*given)
        key = tuple(map(id, given))
        found = known.get(key)
        if found is None:
            if len(known) >= _MOST_VALUES:
                known.clear()
            # With the values in it: no other value can get the number of one that is kept.
            found = known[key] = given, function(*given)
        return found[1]

    return find


_is_resident = False


def keep_results() -> None:
    """Keep results from now on, as this process will build again and again."""
    global _is_resident  # noqa: PLW0603 -- what kind of process this is, said once
    _is_resident = True
