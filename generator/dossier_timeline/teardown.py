"""The end of a process: what it held isn't taken apart value by value, and what it made for itself goes."""

from __future__ import annotations

import gc
import signal
import threading


def skip_teardown(*values: object) -> None:
    """Leave values to the system, which takes back all memory of a process when it ends.

    Only for a process that is about to end: nothing that there is now is ever freed.
    """
    kept: list[object] = [*values]
    kept.append(kept)
    gc.freeze()


def interrupt_on_termination() -> None:
    """Let a signal that ends this process (a closed terminal, `kill`) end it as Control-C does.

    Not in another thread, which gets no signals, and not what is to be passed over, as under nohup.
    """
    if threading.current_thread() is not threading.main_thread():
        return
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, signal.default_int_handler)
