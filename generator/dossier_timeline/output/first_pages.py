"""Pages that are wanted before all others: a preview shows them while the rest of the site is still made."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from dossier_timeline.diagnostics.diagnostic import Diagnostic

ShowFiles = Callable[[Mapping[str, bytes], tuple[Diagnostic, ...]], None]
"""Takes files that are ready, by path, and the problems that are known by then."""


def _list_nothing() -> Sequence[str]:
    return ()


def _show_nothing(_files: Mapping[str, bytes], _problems: tuple[Diagnostic, ...]) -> None:
    """Nobody waits for a page."""


def _go_on() -> None:
    """Nothing ends this build early."""


class BuildSupersededError(Exception):
    """A build ended early, because another one begins."""


@dataclass(frozen=True, slots=True)
class FirstPages:
    """What somebody waits for: `list_paths` names the pages, `show` takes each as soon as it's rendered.

    `go_on` is called between pages, and raises `BuildSupersededError` to end the build. `problems` are
    warnings that were found before anything was rendered.
    """

    list_paths: Callable[[], Sequence[str]] = _list_nothing
    show: ShowFiles = _show_nothing
    go_on: Callable[[], None] = _go_on
    problems: tuple[Diagnostic, ...] = ()


NO_FIRST_PAGES = FirstPages()
"""For a build whose pages are only looked at when all are made."""
