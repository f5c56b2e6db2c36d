"""What is wrong with content, told so that someone who doesn't program can mend it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from dossier_timeline.diagnostics.codes import Code, Level, Trait

LONGEST_QUOTE, LONGEST_TEXT = 120, 800
"""How many characters of one quotation from content, and of a whole message or hint, are shown."""

_QUOTE = re.compile(rf"“[^“”]{{{LONGEST_QUOTE + 1},}}”")
_STEERING = frozenset("\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_UNPRINTABLE = frozenset(("Cc", "Cs"))
"""Categories of Unicode: control characters, and halves of characters."""


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """A place in a file: path relative to the project's root with "/", line and column from 1."""

    path: str
    line: int = 1
    column: int = 1

    def __post_init__(self) -> None:
        if not self.path.isprintable():
            object.__setattr__(self, "path", sanitise(self.path))

    @classmethod
    def in_text(cls, line: int, column: int) -> Position:
        """A place in a text of which the file isn't known yet; `Diagnostic.moved_to` puts it there."""
        return cls("", line, column)

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


def path_in_project(file: Path, root: Path) -> str:
    """The path of a file as positions have it: from the project's root, or whole where it lies elsewhere."""
    return file.relative_to(root).as_posix() if file.is_relative_to(root) else file.as_posix()


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One thing that is wrong, where, and what would be right.

    `code` says what kind of problem it is, and so how bad; `message` is one sentence without a full stop
    at the end; `hint` says what would be right. Both quote content, so they keep nothing of it that steers
    a terminal, and no more than anybody wants to read. `own_level` is the level of this one diagnostic
    where that isn't the code's, which the code's traits must allow.
    """

    position: Position
    code: Code
    message: str
    hint: str = ""
    own_level: Level | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "message", truncate(self.message))
        object.__setattr__(self, "hint", truncate(self.hint))
        if self.own_level is self.code.level:
            object.__setattr__(self, "own_level", None)
        elif self.own_level is not None:
            wanted = Trait.MAY_BE_WARNING if self.own_level is Level.WARNING else Trait.REQUIRED_FOR_RELEASE
            if wanted not in self.code.traits:
                raise ValueError(f"the registry doesn't let {self.code} be told as {self.own_level}")

    @property
    def level(self) -> Level:
        """How bad it is: as the code says, or otherwise where the code allows that."""
        return self.own_level or self.code.level

    def moved_to(self, position: Position) -> Diagnostic:
        """The same at another place: that in a file, for one that was found in a text by itself."""
        return replace(self, position=position)

    def as_warning(self) -> Diagnostic:
        """The same as a warning. Raises `ValueError` for a code that is always an error."""
        return replace(self, own_level=Level.WARNING)

    def for_release(self) -> Diagnostic:
        """The same as a release sees it: an error, where the code must be gone for one."""
        if Trait.REQUIRED_FOR_RELEASE not in self.code.traits:
            return self
        return replace(self, own_level=Level.ERROR)

    def __str__(self) -> str:
        hint = f" ({self.hint})" if self.hint else ""
        return f"{self.position}: {self.level}[{self.code}]: {self.message}{hint}"


def sanitise(text: str) -> str:
    """The text on one line, with a mark for what steers a terminal or is no character at all."""
    return "".join(
        " "
        if character in "\n\r\t"
        else "�"
        if character in _STEERING or unicodedata.category(character) in _UNPRINTABLE
        else character
        for character in text
    )


def truncate(text: str) -> str:
    """A message as it can be shown: sanitised, and with the middle of long quotations left out."""
    if not text.isprintable():
        text = sanitise(text)
    if len(text) > LONGEST_QUOTE:
        text = _QUOTE.sub(lambda found: f"{found[0][: LONGEST_QUOTE - 20]}…{found[0][-20:]}", text)
    return text if len(text) <= LONGEST_TEXT else f"{text[: LONGEST_TEXT - 1]}…"


class ContentError(Exception):
    """Problems that stop the road; nothing has been published. `problems` are sorted."""

    def __init__(self, problems: Iterable[Diagnostic]) -> None:
        self.problems = sort_diagnostics(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


def sort_diagnostics(problems: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Each problem once, by file, line and column."""
    return tuple(sorted(dict.fromkeys(problems), key=lambda p: (p.position, p.code, p.message)))


def select_blocking(problems: Iterable[Diagnostic], *, strict: bool = False) -> tuple[Diagnostic, ...]:
    """Those that stop a build: the errors, and under `strict` the warnings too."""
    return tuple(p for p in problems if strict or p.level is Level.ERROR)
