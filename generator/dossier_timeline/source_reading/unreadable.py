"""Why a document can't be read."""

from __future__ import annotations


class UnreadableDocumentError(Exception):
    """A document that isn't read: `message` says why, `hint` what would help."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(f"{message}; {hint}")
        self.message, self.hint = message, hint
