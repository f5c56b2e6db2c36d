"""Facts and figures as tables."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import get_args

from dossier_timeline.evidence.receipt import Receipt
from dossier_timeline.exports.table import (
    DATE_FIELDS,
    ID_FIELD,
    PASSAGE_FIELDS,
    CellValue,
    TableField,
    TabularResource,
    date_values,
    passage_values,
    present_id,
)
from dossier_timeline.model.base import Words
from dossier_timeline.model.derivation import compute_value
from dossier_timeline.model.dossier import Dossier
from dossier_timeline.model.facts import Cell as FigureCell
from dossier_timeline.model.facts import CellFact, Fact, FactKind, Figure, Inferred, Qualifier, Row

_UNIT = "An id of the table of units, “percent”, or a currency code (ISO 4217)."

FACTS_TABLE = "facts"
"""The name of the table with every value."""

FACTS = (
    ID_FIELD,
    TableField("kind", "What sort of value it is.", required=True, values=get_args(FactKind)),
    TableField("value", "The value: a number, a date in EDTF, or a duration in ISO 8601.", required=True),
    TableField("number", "The value where it is a number; empty for dates and durations.", "number"),
    TableField("unit", _UNIT),
    TableField("qualifier", "What the source says around the value.", values=get_args(Qualifier)),
    *DATE_FIELDS,
    *PASSAGE_FIELDS,
    TableField(
        "work", "The work in which it stands, where the text of that work is not held.", refers_to="works"
    ),
    TableField("printed", "The value as printed, where that form is unusual."),
    TableField("derived", "The arithmetic over other facts by which it was computed."),
    TableField(
        "inferred",
        "What the source does not say and the publisher concluded.",
        values=get_args(Inferred),
    ),
    TableField("found", "How the value was found in the source text; see the table of verification."),
    TableField("checked", "The day since which it has been found so.", "date"),
)

FIGURES = (
    ID_FIELD,
    TableField("number", "The printed number of the table."),
    TableField("unit", _UNIT),
    TableField("n", "What N counts: an id of the table of units."),
    TableField("chart", "How the site draws it.", required=True),
    *PASSAGE_FIELDS,
)

COLUMNS = (
    TableField("figure", "The figure.", required=True, refers_to="figures"),
    TableField("column", "The column, by its id.", required=True),
    TableField("position", "Which column it is, from 1.", "integer", required=True),
    TableField("type", "What its cells hold.", required=True),
    TableField("role", "Whether it is the key of the rows, a result, a target, a forecast or context."),
    TableField("unit", _UNIT),
    TableField("n", "What N counts in this column, where it differs from the figure's."),
)

CELLS = (
    TableField("figure", "The figure.", required=True, refers_to="figures"),
    TableField("row", "The row, by its id.", required=True),
    TableField("column", "The column, by its id.", required=True),
    TableField("value", "The value; empty where it is in words, which differ by language."),
    TableField("number", "The value where it is a number.", "number"),
    TableField("fact", "The fact that stands in this cell.", refers_to="facts"),
    TableField("n", "N of this row.", "number"),
)


def facts_table(dossier: Dossier, receipt: Receipt | None) -> TabularResource:
    """Every fact, with how it was found in its source text."""
    works = {fact.id: work.id for work in dossier.works for fact in work.facts}
    entries = receipt.entries if receipt else {}
    rows = []
    for fact in dossier.all_facts():
        value = compute_value(dossier, fact)
        entry = entries.get(fact.id)
        home = dossier.document_of.get(fact.id)
        rows.append(
            (
                fact.id,
                fact.kind,
                format(value, "f") if isinstance(value, Decimal) else str(value),
                value if isinstance(value, Decimal) else None,
                present_id(dossier, fact.unit),
                fact.qualifier,
                *date_values(fact.date or (home.date if home else None)),
                *passage_values(dossier, fact, fact.passage),
                works.get(fact.id),
                fact.printed,
                fact.derived,
                fact.inferred,
                entry.found if entry else None,
                entry.checked if entry else None,
            )
        )
    return TabularResource(FACTS_TABLE, FACTS, tuple(rows))


def list_figures(dossier: Dossier) -> Iterator[Figure]:
    """The figures put together from several documents, then those of each document."""
    yield from dossier.figures
    for document in dossier.documents:
        yield from document.figures


def figure_tables(dossier: Dossier) -> tuple[TabularResource, ...]:
    """The figures, their columns and all their cells, and each figure as a table of its own."""
    all_figures = tuple(list_figures(dossier))
    heads = tuple(
        (
            figure.id,
            figure.number,
            present_id(dossier, figure.unit),
            present_id(dossier, figure.n),
            figure.chart,
            *passage_values(dossier, figure, figure.passage),
        )
        for figure in all_figures
    )
    columns = tuple(
        (
            figure.id,
            column.id,
            number,
            column.type,
            column.role,
            column.unit or figure.unit,
            column.n or figure.n,
        )
        for figure in all_figures
        for number, column in enumerate(figure.columns, start=1)
    )
    cells = tuple(row for figure in all_figures for row in _cells(dossier, figure))
    return (
        TabularResource("figures", FIGURES, heads),
        TabularResource("columns", COLUMNS, columns, ("figure", "column")),
        TabularResource("cells", CELLS, cells, ("figure", "row", "column")),
        *(neutral_table(dossier, figure) for figure in all_figures),
    )


def _cells(dossier: Dossier, figure: Figure) -> Iterator[tuple[CellValue, ...]]:
    for row in figure.rows:
        for column in figure.columns:
            cell = row.cells.get(column.id)
            value = cell_value(dossier, cell)
            if cell is None:
                continue
            fact = present_id(dossier, cell.fact) if isinstance(cell, CellFact) else None
            number = value if isinstance(value, Decimal) else None
            written = format(number, "f") if number is not None else value
            yield (figure.id, row.id, column.id, written, number, fact, row.n)


def cell_value(dossier: Dossier, cell: FigureCell) -> Decimal | str | None:
    """What a cell holds in every language; `None` for words, which differ, and for no value."""
    if isinstance(cell, CellFact):
        fact = dossier.by_id.get(cell.fact)
        value = compute_value(dossier, fact) if isinstance(fact, Fact) else None
        return value if isinstance(value, Decimal) or value is None else str(value)
    return None if isinstance(cell, Words) else cell


def neutral_table(dossier: Dossier, figure: Figure) -> TabularResource:
    """One figure: its rows by their ids, without the columns whose words differ by language."""
    columns = [
        column
        for column in figure.columns
        if not any(isinstance(row.cells.get(column.id), Words) for row in figure.rows)
    ]
    by_n = any(row.n is not None for row in figure.rows)
    fields = [TableField("row", "The row, by its id.", required=True)]
    for column in columns:
        cell_values = (cell_value(dossier, row.cells.get(column.id)) for row in figure.rows)
        numeric = all(value is None or isinstance(value, Decimal) for value in cell_values)
        unit = column.unit or figure.unit or ("percent" if column.type == "share" else "")
        description = f"{column.role}; {unit}" if unit and column.role != "key" else column.role
        fields.append(TableField(column.id, description, "number" if numeric else "string"))
    if by_n:
        fields.append(TableField("n", "The number of cases behind the row.", "number"))

    def values(row: Row) -> tuple[CellValue, ...]:
        cells = [cell_value(dossier, row.cells.get(column.id)) for column in columns]
        return (row.id, *cells, *((row.n,) if by_n else ()))

    return TabularResource(
        figure.id, tuple(fields), tuple(values(row) for row in figure.rows), ("row",), folder="figures/"
    )
