"""What the checks know of files: nothing but where something stands."""

from __future__ import annotations

from typing import Protocol

from dossier_timeline.diagnostics.diagnostic import Position

SETTINGS = "settings"
"""The id under which the fields of dossier.yml are found; no entry may be called so."""


class SourcePositions(Protocol):
    """Where the parts of a dossier stand in their files.

    An entry is named by its id; of two with one id, the first. `path` is made of the keys and
    indexes below it as they are written. What is not there gives the nearest place around it.
    """

    @property
    def unread_ids(self) -> frozenset[str]:
        """Ids of entries that could not be read: they exist, but not in the dossier."""

    @property
    def duplicate_ids(self) -> tuple[str, ...]:
        """Ids and aliases that are given more than once."""

    def of(self, entry_id: str, *path: str | int, key: bool = False) -> Position:
        """The place of a value of an entry, or of its key; `of(id)` is the entry itself."""

    def all_of(self, entry_id: str) -> tuple[Position, ...]:
        """Every place that gives something this id or alias, in the order of the files."""

    def in_text(self, entry_id: str, path: tuple[str | int, ...], offset: int) -> Position:
        """The place of a character of a text, by its offset from 0."""

    def in_body(self, entry_id: str, language: str, line: int, column: int) -> Position:
        """A line (from 1) of the body of a summary or page, and the column."""

    def in_front_matter(self, entry_id: str, language: str, *path: str | int, key: bool = False) -> Position:
        """A field of the front matter of a summary or page."""

    def in_front_matter_text(
        self, entry_id: str, language: str, path: tuple[str | int, ...], offset: int
    ) -> Position:
        """The place of a character of a text in the front matter, by its offset from 0."""
