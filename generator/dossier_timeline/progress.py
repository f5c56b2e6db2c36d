"""The progress of a long build, as one line of a terminal that is overwritten."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TextIO

ProgressReporter = Callable[[str], None]
"""A function that takes the name of the step that begins."""


def report_nothing(_: str) -> None:
    """Show nothing."""


@contextmanager
def show_progress(on: TextIO | None = None) -> Iterator[ProgressReporter]:
    """Give a function that shows each step on a terminal, and clear the line in the end.

    `on` is standard error unless it's given; when it isn't a terminal nothing is shown.
    """
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
