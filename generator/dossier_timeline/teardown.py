"""The memory of a process and its end: it's left to the system, and a signal ends it in an orderly way."""

from __future__ import annotations

import gc
import signal
import threading

_VALUES_BETWEEN_COLLECTIONS = 1_000_000


def relax_gc() -> None:
    """Collect garbage less often from now on: a build makes millions of values, few of which are in circles.

    To go back to more often after a build would be to look through all of them at once.
    """
    gc.set_threshold(_VALUES_BETWEEN_COLLECTIONS, 20, 20)


def skip_teardown(*values: object) -> None:
    """Leave these values to the system, which takes back all memory of a process when it ends.

    Only for a process that is about to end: none of its present values is ever freed.
    """
    cycle: list[object] = [*values]
    cycle.append(cycle)
    gc.freeze()


def interrupt_on_termination() -> None:
    """Let a signal that ends this process (a closed terminal, `kill`) interrupt it as Control-C does.

    Does nothing in a thread that isn't the main one, which gets no signals, and leaves a signal alone that is
    already handled or ignored, as under nohup.
    """
    if threading.current_thread() is not threading.main_thread():
        return
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, signal.default_int_handler)
