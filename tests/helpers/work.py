"""How much work something is, on any machine, however busy: counted in calls, or compared."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable


def count_calls(work: Callable[[], object]) -> int:
    """The number of calls that `work` makes, of functions in Python and in C."""
    calls = 0

    def count(_: object, event: str, __: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(before)
    return calls


def grows_with_length(work: Callable[[int], object], length: int) -> bool:
    """Whether four times the length takes about four times the work, and not its square, sixteen times.

    For work inside regular expressions, which make no calls: the processor's time is compared with itself.
    """
    return any(_seconds(work, 4 * length) < 8 * _seconds(work, length) + 0.2 for _ in range(3))


def _seconds(work: Callable[[int], object], size: int) -> float:
    """The processor's time; another program can only make it longer, so it's tried again before it counts."""
    begin = time.process_time()
    work(size)
    return time.process_time() - begin
