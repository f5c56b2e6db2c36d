"""With what a command ends."""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """The number that a command ends with. All right is 0."""

    PROBLEMS = 1
    """The content has problems, or something could not be done."""
    UNUSABLE = 2
    """The command was used wrongly, or the configuration file cannot be used."""
