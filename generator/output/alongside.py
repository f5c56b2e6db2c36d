"""A second processor for work that stands by itself.

The work is done by a fork of this process, which knows all that this one knows and sends back what it
made. Whatever goes wrong there, the work is done here instead, and so a mistake in it is told here too.
"""

from __future__ import annotations

import os
import pickle
import sys
import threading
from collections.abc import Callable
from typing import Any, TypeVar

Made = TypeVar("Made")

_UNSAFE = ("vl_convert",)
"""Modules with threads of their own, in whose company no process may be forked."""


def processors() -> int:
    """How many processors this process may use; 1 where it can't or mustn't be forked."""
    if (
        sys.platform != "linux"
        or threading.active_count() > 1
        or any(name in sys.modules for name in _UNSAFE)
    ):
        return 1
    return len(os.sched_getaffinity(0))


def begun(work: Callable[[], Made]) -> Callable[[], Made]:
    """Begin work alongside; what this gives waits for its result."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _do(work, writing)
    os.close(writing)

    def result() -> Made:
        with os.fdopen(reading, "rb") as pipe:
            content = pipe.read()
        _, status = os.waitpid(child, 0)
        # What our own fork wrote a moment ago: no stranger's hand was on it.
        made: Made = pickle.loads(content) if status == 0 else work()  # noqa: S301
        return made

    return result


def _do(work: Callable[[], Any], writing: int) -> None:
    """Do the work in the fork, send it and end there, whatever happens."""
    code = 1
    try:
        with os.fdopen(writing, "wb") as pipe:
            pickle.dump(work(), pipe)
        code = 0
    finally:
        os._exit(code)
