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

_PIPE_SIZE, _LENGTH_SIZE = 1 << 20, 8
"""Bytes: how long a question may be before asking waits for the fork; and what holds a question's length."""

_UNSAFE_MODULES = ("vl_convert",)
"""Modules with threads of their own: a process that has loaded one can't be forked safely."""

_PR_SET_PDEATHSIG = 1
"""The option of man 2 prctl by which the system ends a process when its parent ends."""

_own_pipe_ends: set[int] = set()
"""The ends of pipes that belong to this process: a fork closes its copies of them."""


def usable_processors() -> int:
    """The number of processors that this process may use; 1 when it can't be forked, or not safely."""
    if (
        sys.platform != "linux"
        or threading.active_count() > 1
        or any(name in sys.modules for name in _UNSAFE_MODULES)
    ):
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

    @property
    def has_fork(self) -> bool:
        """Whether a fork does the work."""
        return self._child != 0

    def __call__(self) -> Result:
        """Wait for the result. May be called once."""
        return self.wait(self._work)

    def wait(self, fallback: Callable[[], Result]) -> Result:
        """Wait for the result; call `fallback` for it when the fork failed. May be called once."""
        if not self._child:
            return fallback()
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
        return fallback()

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


class WarmWorker(Generic[Result]):
    """A fork that prepares itself and then answers one question. Either ask it or cancel it."""

    def __init__(self, answer: Callable[[bytes], Result], warm_up: Callable[[], None]) -> None:
        """Start the fork. When it fails, `answer` is called in this process."""
        self._answer = answer
        self._task: ForkedTask[Result] | None = None
        try:
            reading_end, self._writing_end = os.pipe()
        except OSError as error:
            log.info("No pipe could be made (%s): all work is done in this process", error.strerror)
            return
        _own_pipe_ends.add(self._writing_end)
        _enlarge_pipe(self._writing_end)

        def answer_question() -> Result:
            warm_up()
            with os.fdopen(reading_end, "rb") as pipe:
                length = int.from_bytes(pipe.read(_LENGTH_SIZE))
                return answer(pipe.read(length))

        task = run_in_fork(answer_question)
        os.close(reading_end)
        if task.has_fork:
            self._task = task
        else:
            self._close_pipe()

    def ask(self, question: bytes) -> Callable[[], Result]:
        """Send the question; calling what is returned waits for the answer. May be called once."""
        fallback = partial(self._answer, question)
        if self._task is None:
            return fallback
        _own_pipe_ends.discard(self._writing_end)
        with suppress(BrokenPipeError), os.fdopen(self._writing_end, "wb") as pipe:
            pipe.write(len(question).to_bytes(_LENGTH_SIZE) + question)
        return partial(self._task.wait, fallback)

    def cancel(self) -> None:
        """End the fork without asking it. May be called once."""
        if self._task is not None:
            self._close_pipe()
            self._task.cancel()

    def _close_pipe(self) -> None:
        _own_pipe_ends.discard(self._writing_end)
        os.close(self._writing_end)


def _enlarge_pipe(pipe: int) -> None:
    """Let a pipe hold more, where the system allows that."""
    import fcntl  # some systems have no such module, but they have no fork either

    with suppress(OSError, AttributeError):
        fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, _PIPE_SIZE)


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
