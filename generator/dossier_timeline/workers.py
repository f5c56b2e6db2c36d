"""A second processor for work that stands by itself.

The work is done by a fork of this process, which knows all that this process knows and sends back what it
made. When the fork fails for whatever reason, the log says so and the work is done again in this process, so
that a mistake in it is reported here too. The same holds when the system refuses another process or pipe. A
fork never outlives this process.

`multiprocessing` isn't used: `Process.start` leaves four pipe ends open when the system refuses the fork, and
a process that builds again and again while serving would run out of them.
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

Result = TypeVar("Result")
Item = TypeVar("Item")

log = logging.getLogger("mkdocs.plugins.dossier_timeline.workers")
"""A child of the logger that MkDocs shows. Nothing here is a warning: the work is done all the same."""

_PR_SET_PDEATHSIG = 1
"""The option of man 2 prctl by which the system ends a process when its parent ends."""

_own_pipe_ends: set[int] = set()
"""The ends of pipes that belong to this process: a fork closes its copies of them."""


def usable_processors() -> int:
    """The number of processors that this process may use; 1 when it can't be forked, or not safely."""
    if sys.platform != "linux" or threading.active_count() > 1:
        return 1
    try:
        return len(os.sched_getaffinity(0))
    except (AttributeError, OSError):
        return os.cpu_count() or 1


def parallel_map(
    task: Callable[[Sequence[Item]], Result], items: Sequence[Item], *, min_items: int
) -> list[Result]:
    """Share the items among all processors and return the result of `work` for each share.

    Fewer items than `min_items` are one share, which this process works on.
    """
    count = usable_processors() if len(items) >= min_items else 1
    return run_in_parallel([partial(task, items[number::count]) for number in range(count)])


def run_in_parallel(works: Sequence[Callable[[], Result]]) -> list[Result]:
    """The result of each piece of work; this process does the first, and forks do the others."""
    first, *others = works
    tasks = [run_in_fork(work) for work in others]
    try:
        first_result = first()
    except BaseException:
        for task in tasks:
            task.cancel()
        raise
    return [first_result, *(task() for task in tasks)]


def run_in_fork(task: Callable[[], Result]) -> ForkedTask[Result]:
    """Start `work` in a fork; calling what is returned waits for the result."""
    return ForkedTask(task)


class ForkedTask(Generic[Result]):
    """Work that a fork of this process does; without a fork it's done when its result is asked for."""

    def __init__(self, task: Callable[[], Result]) -> None:
        """Start the fork."""
        self._work = task
        self._reading_end, self._child = -1, 0
        parent = os.getpid()
        try:
            self._reading_end, writing_end = os.pipe()
            _own_pipe_ends.add(self._reading_end)
            try:
                self._child = os.fork()
            except OSError:
                self._close_pipe()
                os.close(writing_end)
                raise
        except OSError as error:
            log.info("No second process could be started (%s): its work is done in this one", error.strerror)
            return
        if self._child == 0:
            _answer_and_exit(partial(_work_in_fork, parent, task), writing_end)
        os.close(writing_end)

    def __call__(self) -> Result:
        """Wait for the result; when the fork failed, do the work here. May be called once."""
        if not self._child:
            return self._work()
        try:
            with os.fdopen(self._reading_end, "rb") as pipe:
                content = pipe.read()
        finally:
            _own_pipe_ends.discard(self._reading_end)
        code = _wait_for_end(self._child)
        is_result, answer = _read_answer(content)
        if is_result:
            result: Result = answer
            return result
        log.info("A second process %s: its work is done again in this one", answer or _describe_end(code))
        return self._work()

    def cancel(self) -> None:
        """End the fork without waiting for its result. May be called once, and not after waiting."""
        if self._child:
            self._close_pipe()
            with suppress(ProcessLookupError):
                os.kill(self._child, signal.SIGKILL)
            _wait_for_end(self._child)

    def _close_pipe(self) -> None:
        _own_pipe_ends.discard(self._reading_end)
        os.close(self._reading_end)


def _wait_for_end(child: int) -> int:
    """Wait until a fork has ended; its exit code, negative for a signal, 0 when the system doesn't tell."""
    try:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    except ChildProcessError:  # whoever started this process had the ends of its children ignored
        return 0


def _describe_end(code: int) -> str:
    """Say how a fork ended that sent no answer."""
    return f"was ended by signal {-code}" if code < 0 else "ended without an answer"


def _read_answer(content: bytes) -> tuple[bool, Any]:
    """What `_answer_and_exit` wrote: whether it's the result, and the result or what went wrong.

    An answer that is missing or cut off says nothing about what went wrong.
    """
    try:
        # Our own fork wrote this a moment ago, and nobody else could.
        is_result, answer = pickle.loads(content)  # noqa: S301
    except (EOFError, pickle.UnpicklingError):
        return False, ""
    return is_result, answer


def _work_in_fork(parent: int, task: Callable[[], Result]) -> Result:
    """Do the work in a fork that ends when its parent ends and holds none of its parent's pipe ends.

    A fork that kept them would wait for ever for the end of a pipe into which only it could write.
    """
    for pipe_end in _own_pipe_ends:
        os.close(pipe_end)
    _own_pipe_ends.clear()
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != parent:
        raise ProcessLookupError(parent)
    return task()


def _answer_and_exit(task: Callable[[], Any], writing_end: int) -> None:
    """In the fork: do the work, send the result or what went wrong, and end there in any case."""
    try:
        try:
            answer = True, task()
        except Exception as error:  # whatever it is, the work is done again where it can be reported
            answer = False, f"failed ({type(error).__name__}: {error})"
        with os.fdopen(writing_end, "wb") as pipe:
            pickle.dump(answer, pipe)
    finally:
        os._exit(0)
