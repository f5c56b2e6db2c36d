"""What is wrong with content, told so that someone who doesn't program can mend it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """How bad a problem is: an error publishes nothing, a warning does unless strict."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """A place in a file: path relative to the project's root with "/", line and column from 1."""

    path: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong, where, and what would be right.

    `code` is stable and documented (`unknown-key`, `dangling-reference`, …); `message` is one
    sentence without a full stop at the end; `hint` says what would be right.
    """

    position: Position
    code: str
    message: str
    hint: str = ""
    level: Level = Level.ERROR

    def __str__(self) -> str:
        hint = f" ({self.hint})" if self.hint else ""
        return f"{self.position}: {self.level}[{self.code}]: {self.message}{hint}"


class ContentError(Exception):
    """Problems that stop the road; nothing has been published. `problems` are sorted."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = in_order(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Each problem once, by file, line and column."""
    return tuple(sorted(dict.fromkeys(problems), key=lambda p: (p.position, p.code, p.message)))


def errors(problems: Iterable[Problem], *, strict: bool = False) -> tuple[Problem, ...]:
    """Those that stop a build: the errors, and under `strict` the warnings too."""
    return tuple(p for p in problems if strict or p.level is Level.ERROR)
