"""A second processor for work that stands by itself.

The work is done by a fork of this process, which knows all that this one knows and sends back what it
made. Whatever goes wrong there, the work is done here instead, and so a mistake in it is told here too.
"""

from __future__ import annotations

import os
import pickle
import signal
import sys
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from typing import Any, Generic, TypeVar

Made = TypeVar("Made")
Item = TypeVar("Item")

_ROOM, _LENGTH = 1 << 20, 8
"""Bytes: how long a question may be before asking waits for the fork to be ready; of a question's length."""

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


def divided(work: Callable[[Sequence[Item]], Made], items: Sequence[Item], *, least: int) -> list[Made]:
    """What work makes of the items, shared by all processors; by one when they're fewer than `least`."""
    hands = processors() if len(items) >= least else 1
    others = [begun(partial(work, items[hand::hands])) for hand in range(1, hands)]
    try:
        own = work(items[::hands])
    except BaseException:
        for other in others:
            other.end()
        raise
    return [own, *(other() for other in others)]


def begun(work: Callable[[], Made]) -> Alongside[Made]:
    """Begin work alongside; what this gives waits for its result when called."""
    return Alongside(work)


class Alongside(Generic[Made]):
    """Work that a fork of this process does."""

    def __init__(self, work: Callable[[], Made]) -> None:
        """Begin."""
        self._work = work
        self._reading, writing = os.pipe()
        self._child = os.fork()
        if self._child == 0:
            os.close(self._reading)
            _do(work, writing)
        os.close(writing)

    def __call__(self) -> Made:
        """Wait for the result. Once."""
        return self.wait(self._work)

    def wait(self, otherwise: Callable[[], Made]) -> Made:
        """Wait for the result; where the fork failed, for that of `otherwise`. Once."""
        with os.fdopen(self._reading, "rb") as pipe:
            content = pipe.read()
        _, status = os.waitpid(self._child, 0)
        # What our own fork wrote a moment ago: no stranger's hand was on it.
        made: Made = pickle.loads(content) if status == 0 else otherwise()  # noqa: S301
        return made

    def end(self) -> None:
        """End it without its result. Instead of waiting, and once."""
        os.close(self._reading)
        os.kill(self._child, signal.SIGKILL)
        os.waitpid(self._child, 0)


class Standby(Generic[Made]):
    """A fork that gets ready, and then answers one question; it must be asked or ended."""

    def __init__(self, work: Callable[[bytes], Made], ready: Callable[[], None]) -> None:
        """Begin. Where the fork fails, `work` is done here."""
        import fcntl  # not on every system, but where there is fork

        self._work = work
        reading, self._writing = os.pipe()
        fcntl.fcntl(self._writing, fcntl.F_SETPIPE_SZ, _ROOM)

        def when_asked() -> Made:
            ready()
            with os.fdopen(reading, "rb") as pipe:
                length = int.from_bytes(pipe.read(_LENGTH))
                return work(pipe.read(length))

        self._alongside = begun(when_asked)
        os.close(reading)

    def ask(self, question: bytes) -> Callable[[], Made]:
        """Ask; what this gives waits for the answer. Once."""
        with suppress(BrokenPipeError), os.fdopen(self._writing, "wb") as pipe:
            pipe.write(len(question).to_bytes(_LENGTH) + question)
        return partial(self._alongside.wait, partial(self._work, question))

    def end(self) -> None:
        """End it unasked. Once."""
        os.close(self._writing)
        self._alongside.end()


def _do(work: Callable[[], Any], writing: int) -> None:
    """Do the work in the fork, send it and end there, whatever happens."""
    code = 1
    try:
        with os.fdopen(writing, "wb") as pipe:
            pickle.dump(work(), pipe)
        code = 0
    finally:
        os._exit(code)
