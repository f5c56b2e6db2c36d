"""Figures: a table, with its chart where there is one."""

from __future__ import annotations

from dataclasses import dataclass

from dossier_timeline.components.base import Component, Html


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row of a figure; `cells` are in the order of the columns, the row's heading first."""

    id: str
    cells: tuple[Html | None, ...]
    note: Html = ""
    gap: bool = False


@dataclass(frozen=True, slots=True)
class DataTable(Component):
    """A figure: what it shows, its chart if there is one, and always its table."""

    id: str
    title: Html
    columns: tuple[tuple[Html, str], ...]
    rows: tuple[TableRow, ...]
    number: str = ""
    subtitle: Html = ""
    n: Html = ""
    basis: Html = ""
    chart: Html = ""
    summary: Html = ""
    notes: tuple[Html, ...] = ()
    source: Html = ""
    files: tuple[Html, ...] = ()
    level: int = 3
