"""Translations as they come back: what a file holds, whatever its format."""

from __future__ import annotations

from dataclasses import dataclass


class TranslationFileError(Exception):
    """A file that can't be taken; `hint` says what would be right."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(f"{message}; {hint}" if hint else message)


@dataclass(frozen=True, slots=True)
class ReturnedUnit:
    """A unit of such a file, in coded words; `target` is "" without a translation.

    `is_done` says that the file marks the translation as finished, `None` that it says nothing of it. `flaw`
    says what can't be read in it; `line` is that of the file in which the unit begins, 0 where unknown.
    """

    id: str
    source: str
    target: str
    is_done: bool | None = None
    flaw: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class ReturnedFile:
    """All of a file: its languages ("" where it doesn't say) and units, in order."""

    source_language: str
    language: str
    units: tuple[ReturnedUnit, ...]
