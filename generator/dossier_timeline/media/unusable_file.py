"""Why an image or a file to download can't be used."""

from __future__ import annotations


class UnusableFileError(Exception):
    """A file that isn't published: `message` says why, `hint` what would help."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(f"{message}; {hint}")
        self.message, self.hint = message, hint
