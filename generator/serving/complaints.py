"""What MkDocs complains of: heard while it speaks, and given the place in mkdocs.yml where it stands."""

from __future__ import annotations

import contextlib
import logging
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from generator.content.yaml_source import Source, load
from generator.problems import Position, Problem

_VALUE = re.compile(r"Config value '(?P<key>[^']+)': (?P<said>.+)", re.S)
_OURS_ONLY = frozenset({"unsafe-yaml", "duplicate-key"})
"""What content may not hold and MkDocs's own file may."""


_NAMES = ("mkdocs", "properdocs")


class _Heard(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.said.append(record.getMessage())


@contextlib.contextmanager
def heard() -> Iterator[list[str]]:
    """Gathers the errors that MkDocs logs."""
    listener = _Heard()
    for name in _NAMES:
        logging.getLogger(name).addHandler(listener)
    try:
        yield listener.said
    finally:
        for name in _NAMES:
            logging.getLogger(name).removeHandler(listener)


def uncounted(logger: str) -> None:
    """Keep what `logger` says out of the counts by which MkDocs's strict mode stops."""
    for name in _NAMES:
        for handler in logging.getLogger(name).handlers:
            if hasattr(handler, "get_counts"):
                handler.addFilter(lambda record: record.name != logger)


def unforeseen(error: BaseException) -> str:
    """A mistake of the generator itself: nothing in content explains it."""
    return (
        f"The generator itself failed, which it never should ({type(error).__name__}). "
        "What it was doing stands in the terminal; undo the last change to go on, and please report it."
    )


def settings_problems(file: Path, root: Path, said: Iterable[str]) -> tuple[Problem, ...]:
    """The problems of the configuration file, as far as they have a place in it."""
    path = file.relative_to(root).as_posix() if file.is_relative_to(root) else file.as_posix()
    try:
        content = file.read_bytes()
    except OSError:
        return (Problem(Position(path), "missing-file", "this file is not there or can't be read"),)
    source, problems = load(path, content)
    problems = [problem for problem in problems if problem.code not in _OURS_ONLY]
    return tuple(problems or (_of_value(source, path, text) for text in said if _VALUE.match(text)))


def _of_value(source: Source | None, path: str, text: str) -> Problem:
    found = _VALUE.match(text)
    key, said = (found["key"], found["said"]) if found else ("", text)
    where = source.position((key,), key=True) if source else Position(path)
    words = " ".join(said.split()).rstrip(".")
    hint = "docs/commands.md lists this project's settings, mkdocs.org/user-guide/configuration the others"
    return Problem(where, "mkdocs-setting", f"MkDocs does not accept the setting “{key}”: {words}", hint)
