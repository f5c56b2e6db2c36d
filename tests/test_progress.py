"""What a terminal shows of a long build, and what nothing else does."""

from __future__ import annotations

import io

from dossier_timeline.progress import show_progress


class Terminal(io.StringIO):
    """Says that it is one."""

    def isatty(self) -> bool:
        return True


def test_a_terminal_shows_each_step_and_nothing_in_the_end() -> None:
    terminal = Terminal()
    with show_progress(terminal) as step:
        step("Reading")
        step("Making 10 pages")
    assert terminal.getvalue() == "\r\x1b[KReading …\r\x1b[KMaking 10 pages …\r\x1b[K"


def test_a_file_is_told_nothing() -> None:
    file = io.StringIO()
    with show_progress(file) as step:
        step("Reading")
    assert not file.getvalue()
