"""A second processor for work that stands by itself.

The work is done by a fork of this process, which knows all that this one knows and sends back what it
made. Whatever goes wrong there, the work is done here instead, and so a mistake in it is told here too.
The same holds where the system has no more processes or pipes. A fork never outlives this process.
"""

from __future__ import annotations

import ctypes
import logging
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

log = logging.getLogger("mkdocs.plugins.generator.alongside")
"""Below the logger that MkDocs shows. Nothing here is a warning: the work is done all the same."""

_ROOM, _LENGTH = 1 << 20, 8
"""Bytes: how long a question may be before asking waits for the fork to be ready; of a question's length."""

_UNSAFE = ("vl_convert",)
"""Modules with threads of their own, in whose company no process may be forked."""

_PR_SET_PDEATHSIG = 1
"""The call of man 2 prctl by which a process is ended when the one that forked it ends."""

_open: set[int] = set()
"""The ends of pipes that belong to this process: a fork closes its copies of them."""


def usable_processors() -> int:
    """How many processors this process may use; 1 where it can't or mustn't be forked."""
    if (
        sys.platform != "linux"
        or threading.active_count() > 1
        or any(name in sys.modules for name in _UNSAFE)
    ):
        return 1
    try:
        return len(os.sched_getaffinity(0))
    except (AttributeError, OSError):
        return os.cpu_count() or 1


def parallel_map(
    work: Callable[[Sequence[Item]], Made], items: Sequence[Item], *, min_items: int
) -> list[Made]:
    """What work makes of the items, shared by all processors; by one when they're fewer than `least`."""
    hands = usable_processors() if len(items) >= min_items else 1
    others = [run_in_fork(partial(work, items[hand::hands])) for hand in range(1, hands)]
    try:
        own = work(items[::hands])
    except BaseException:
        for other in others:
            other.cancel()
        raise
    return [own, *(other() for other in others)]


def run_in_fork(work: Callable[[], Made]) -> ForkedTask[Made]:
    """Begin work alongside; what this gives waits for its result when called."""
    return ForkedTask(work)


class ForkedTask(Generic[Made]):
    """Work that a fork of this process does; where none can be made, it's done when it's waited for."""

    def __init__(self, work: Callable[[], Made]) -> None:
        """Begin."""
        self._work = work
        self._reading, self._child = -1, 0
        parent = os.getpid()
        try:
            self._reading, writing = os.pipe()
            _open.add(self._reading)
            try:
                self._child = os.fork()
            except OSError:
                self._close()
                os.close(writing)
                raise
        except OSError as error:
            log.info("No second process could be started (%s): its work is done in this one", error.strerror)
            return
        if self._child == 0:
            _do(partial(_with_parent, parent, work), writing)
        os.close(writing)

    @property
    def has_fork(self) -> bool:
        """Whether there is a fork that does it."""
        return self._child != 0

    def __call__(self) -> Made:
        """Wait for the result. Once."""
        return self.wait(self._work)

    def wait(self, fallback: Callable[[], Made]) -> Made:
        """Wait for the result; where the fork failed, for that of `otherwise`. Once."""
        if not self._child:
            return fallback()
        try:
            with os.fdopen(self._reading, "rb") as pipe:
                content = pipe.read()
        finally:
            _open.discard(self._reading)
        status = _status(self._child)
        if status == 0:
            # What our own fork wrote a moment ago: no stranger's hand was on it.
            made: Made = pickle.loads(content)  # noqa: S301
            return made
        log.info("A second process %s: its work is done again in this one", _how_it_ended(status))
        return fallback()

    def cancel(self) -> None:
        """End it without its result. Instead of waiting, and once."""
        if self._child:
            self._close()
            with suppress(ProcessLookupError):
                os.kill(self._child, signal.SIGKILL)
            _status(self._child)

    def _close(self) -> None:
        _open.discard(self._reading)
        os.close(self._reading)


class WarmWorker(Generic[Made]):
    """A fork that gets ready, and then answers one question; it must be asked or ended."""

    def __init__(self, work: Callable[[bytes], Made], warm_up: Callable[[], None]) -> None:
        """Begin. Where the fork fails, `work` is done here."""
        self._work = work
        self._alongside: ForkedTask[Made] | None = None
        try:
            reading, self._writing = os.pipe()
        except OSError as error:
            log.info("No pipe could be made (%s): all work is done in this process", error.strerror)
            return
        _open.add(self._writing)
        _widen(self._writing)

        def when_asked() -> Made:
            warm_up()
            with os.fdopen(reading, "rb") as pipe:
                length = int.from_bytes(pipe.read(_LENGTH))
                return work(pipe.read(length))

        alongside = run_in_fork(when_asked)
        os.close(reading)
        if alongside.has_fork:
            self._alongside = alongside
        else:
            self._close()

    def ask(self, question: bytes) -> Callable[[], Made]:
        """Ask; what this gives waits for the answer. Once."""
        otherwise = partial(self._work, question)
        if self._alongside is None:
            return otherwise
        _open.discard(self._writing)
        with suppress(BrokenPipeError), os.fdopen(self._writing, "wb") as pipe:
            pipe.write(len(question).to_bytes(_LENGTH) + question)
        return partial(self._alongside.wait, otherwise)

    def cancel(self) -> None:
        """End it unasked. Once."""
        if self._alongside is not None:
            self._close()
            self._alongside.cancel()

    def _close(self) -> None:
        _open.discard(self._writing)
        os.close(self._writing)


def _widen(pipe: int) -> None:
    """Let a pipe hold more, where the system allows that."""
    import fcntl  # not on every system, but where there is fork

    with suppress(OSError, AttributeError):
        fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, _ROOM)


def _status(child: int) -> int:
    """How a fork ended (man 2 wait); -1 where the system doesn't tell."""
    try:
        return os.waitpid(child, 0)[1]
    except ChildProcessError:  # whoever started this process had the ends of its children ignored
        return -1


def _how_it_ended(status: int) -> str:
    if status == -1:
        return "ended, and the system doesn't tell how"
    code = os.waitstatus_to_exitcode(status)
    return f"was ended by signal {-code}" if code < 0 else "failed"


def _with_parent(parent: int, work: Callable[[], Made]) -> Made:
    """Do the work in a fork, which ends when its parent does and holds none of its parent's pipes.

    Without the second, a fork would wait for ever for the end of what only it could write.
    """
    for handle in _open:
        os.close(handle)
    _open.clear()
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != parent:
        raise ProcessLookupError(parent)
    return work()


def _do(work: Callable[[], Any], writing: int) -> None:
    """Do the work in the fork, send it and end there, whatever happens."""
    code = 1
    try:
        with os.fdopen(writing, "wb") as pipe:
            pickle.dump(work(), pipe)
        code = 0
    finally:
        os._exit(code)
