"""How far a long build is, in one line of a terminal that is written over."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TextIO

ProgressReporter = Callable[[str], None]
"""Is told what is being done now."""


def report_nothing(_: str) -> None:
    """Say nothing."""


@contextmanager
def show_progress(on: TextIO | None = None) -> Iterator[ProgressReporter]:
    """Show what is being done, on a terminal only (standard error), and wipe it out in the end."""
    stream = on or sys.stderr
    if not stream.isatty():
        yield report_nothing
        return

    def show(words: str) -> None:
        stream.write(f"\r\x1b[K{words} …")
        stream.flush()

    try:
        yield show
    finally:
        stream.write("\r\x1b[K")
        stream.flush()
