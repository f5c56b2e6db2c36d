"""Facts and figures as tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import get_args

from dossier_timeline.evidence.receipt import Receipt
from dossier_timeline.exports.table import (
    DATE_FIELDS,
    ID_FIELD,
    PASSAGE_FIELDS,
    CellValue,
    FieldType,
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
from dossier_timeline.model.facts import CellFact, Fact, FactKind, Figure, Inferred, Qualifier
from dossier_timeline.site.names import EntryNames

_UNIT = "An id of the table of units, “percent”, or a currency code (ISO 4217)."

FACTS_TABLE = "facts"
"""The name of the table with every value."""
FIGURES_FOLDER = "figures/"
"""The folder, in that of data, with a table for each figure."""

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
    TableField("printed", "What is printed above it in the source, where that isn't its label."),
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
                *passage_values(dossier, fact, fact.passage, receipt),
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
    """The figures that belong to no document, then those of each document."""
    yield from dossier.figures
    for document in dossier.documents:
        yield from document.figures


def figure_tables(dossier: Dossier, receipt: Receipt | None) -> tuple[TabularResource, ...]:
    """The figures, their columns and all their cells."""
    all_figures = tuple(list_figures(dossier))
    heads = tuple(
        (
            figure.id,
            figure.number,
            present_id(dossier, figure.unit),
            present_id(dossier, figure.n),
            figure.chart,
            *passage_values(dossier, figure, figure.passage, receipt),
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
            column.printed,
        )
        for figure in all_figures
        for number, column in enumerate(figure.columns, start=1)
    )
    cells = tuple(row for figure in all_figures for row in _cells(dossier, figure))
    return (
        TabularResource("figures", FIGURES, heads),
        TabularResource("columns", COLUMNS, columns, ("figure", "column")),
        TabularResource("cells", CELLS, cells, ("figure", "row", "column")),
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


def figure_path(figure: Figure) -> str:
    """Return the path of a figure's own table in the folder of data."""
    return f"{FIGURES_FOLDER}{figure.id}.csv"


def tabulate_figure(dossier: Dossier, figure: Figure, names: Mapping[str, EntryNames]) -> TabularResource:
    """One figure as a table: a row by its id, a column by its id.

    A column with words that differ by language is there once for each language, as "column.language". What
    columns are called in each language stands in the titles of the fields.
    """
    fields = [TableField("row", "The row, by its id.", required=True)]
    columns: list[list[CellValue]] = []
    for column in figure.columns:
        cells = [row.cells.get(column.id) for row in figure.rows]
        titles = {code: one.plain_words(column.label) for code, one in names.items()}
        unit = column.unit or figure.unit or ("percent" if column.type == "share" else "")
        description = f"{column.role}; {unit}" if unit and column.role != "key" else column.role
        if any(isinstance(cell, Words) for cell in cells):
            for code, one in names.items():
                field = TableField(f"{column.id}.{code}", description, titles={code: titles[code]})
                fields.append(field)
                columns.append([_write_cell(dossier, cell, one) for cell in cells])
        else:
            found = [cell_value(dossier, cell) for cell in cells]
            is_numeric = all(value is None or isinstance(value, Decimal) for value in found)
            kind: FieldType = "number" if is_numeric else "string"
            fields.append(TableField(column.id, description, kind, titles=titles))
            columns.append([*found])
    if any(row.n is not None for row in figure.rows):
        fields.append(TableField("n", "The number of cases behind the row.", "number"))
        columns.append([row.n for row in figure.rows])
    rows = zip((row.id for row in figure.rows), *columns, strict=True)
    return TabularResource(figure.id, tuple(fields), tuple(rows), ("row",), folder=FIGURES_FOLDER)


def _write_cell(dossier: Dossier, cell: FigureCell, names: EntryNames) -> CellValue:
    """Return what a cell holds, words in the language of the names."""
    return names.plain_words(cell) if isinstance(cell, Words) else cell_value(dossier, cell)
