"""What workbooks of every format are read into."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dossier_timeline.spreadsheets.sheets import SheetCell

FORMULA_WITHOUT_VALUE = (
    "it has a formula and no value: open the file in a spreadsheet program, which works it out, and save it"
)


@dataclass(frozen=True, slots=True)
class WorkbookSheet:
    """A sheet that is shown: its cells by row and column, from 0, and the ranges that are joined to one."""

    name: str
    cells: Mapping[tuple[int, int], SheetCell]
    merged: tuple[str, ...] = ()
    """Like A3:B3."""
    hidden: frozenset[int] = frozenset()
    """The rows that the program doesn't show, from 0."""

    @property
    def has_cells(self) -> bool:
        """Whether anything stands in it."""
        return any(cell.kind != "empty" for cell in self.cells.values())
