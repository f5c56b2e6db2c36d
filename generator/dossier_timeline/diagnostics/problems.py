"""What is wrong with content, told so that someone who doesn't program can mend it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

LONGEST_QUOTE, LONGEST_TEXT = 120, 800
"""How many characters of one quotation from content, and of a whole message or hint, are told."""

_QUOTE = re.compile(rf"“[^“”]{{{LONGEST_QUOTE + 1},}}”")
_STEERING = frozenset("\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_UNSHOWN = frozenset(("Cc", "Cs"))


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

    def __post_init__(self) -> None:
        if not self.path.isprintable():
            object.__setattr__(self, "path", shown(self.path))

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong, where, and what would be right.

    `code` is stable and documented (`unknown-key`, `dangling-reference`, …); `message` is one
    sentence without a full stop at the end; `hint` says what would be right. Both quote content, so
    they keep nothing of it that steers a terminal, and no more than anybody wants to read.
    """

    position: Position
    code: str
    message: str
    hint: str = ""
    level: Level = Level.ERROR

    def __post_init__(self) -> None:
        object.__setattr__(self, "message", told(self.message))
        object.__setattr__(self, "hint", told(self.hint))

    def __str__(self) -> str:
        hint = f" ({self.hint})" if self.hint else ""
        return f"{self.position}: {self.level}[{self.code}]: {self.message}{hint}"


def shown(text: str) -> str:
    """The text on one line, with a mark for what steers a terminal or is no character at all."""
    return "".join(
        " " if c in "\n\r\t" else "�" if c in _STEERING or unicodedata.category(c) in _UNSHOWN else c
        for c in text
    )


def told(text: str) -> str:
    """A message as it can be told: `shown`, and with the middle of long quotations left out."""
    if not text.isprintable():
        text = shown(text)
    if len(text) > LONGEST_QUOTE:
        text = _QUOTE.sub(lambda found: f"{found[0][: LONGEST_QUOTE - 20]}…{found[0][-20:]}", text)
    return text if len(text) <= LONGEST_TEXT else f"{text[: LONGEST_TEXT - 1]}…"


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
