"""Figures: a table, with its chart where there is one."""

from __future__ import annotations

from dataclasses import dataclass

from dossier_timeline.components.base import Component, Html


@dataclass(frozen=True, slots=True)
class TableColumn:
    """The heading of a column, and whether its cells are numbers."""

    label: Html
    is_numeric: bool = False


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row of a figure; `cells` are in the order of the columns, the row's heading first.

    A cell is `None` where the source has no value; a row that the source leaves out is a gap. `annotations`
    are a few words beside each cell, and `divider` says why the row can't be compared with those before it.
    """

    id: str
    cells: tuple[Html | None, ...]
    note: Html = ""
    is_gap: bool = False
    annotations: tuple[str, ...] = ()
    divider: Html = ""


@dataclass(frozen=True, slots=True)
class EmbedLine:
    """A line of HTML to copy: its id on the page, what it shows, and the line."""

    id: str
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class EmbedLines(Component):
    """The lines that show something in a page of another site; `href` leads to the page in the frame."""

    lines: tuple[EmbedLine, ...]
    title: Html = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class DataTable(Component):
    """A figure: what it shows, its chart if there is one, and always its table."""

    id: str
    title: Html
    columns: tuple[TableColumn, ...]
    rows: tuple[TableRow, ...]
    number: str = ""
    subtitle: Html = ""
    total: str = ""
    basis: Html = ""
    message: Html = ""
    chart: Html = ""
    are_notes_drawn: bool = False
    summary: Html = ""
    note: Html = ""
    source: Html = ""
    csv_href: str = ""
    svg_href: str = ""
    png_href: str = ""
    embed: EmbedLines | None = None
    level: int = 3
