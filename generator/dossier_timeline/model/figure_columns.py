"""What the columns of a figure are to each other: which share an axis, and which is the target of which."""

from __future__ import annotations

from dossier_timeline.model.facts import Column, Figure


def find_key_column(figure: Figure) -> Column:
    """Return the column with what the rows are about."""
    return next((column for column in figure.columns if column.role == "key"), figure.columns[0])


def find_comparable_columns(figure: Figure) -> list[Column]:
    """Return the columns that share one axis: those of the type and unit of the first result."""
    key_column = find_key_column(figure)
    numeric = [
        column for column in figure.columns if column is not key_column and column.type in ("number", "share")
    ]
    results = (column for column in numeric if column.role == "result")
    first = next(results, numeric[0] if numeric else None)
    if first is None:
        return []
    return [column for column in numeric if (column.type, column.unit) == (first.type, first.unit)]


def find_results_of(figure: Figure, column: Column) -> Column | None:
    """Return the results of which a column is the target or forecast: those it names, or the only ones."""
    if column.role not in ("target", "forecast"):
        return None
    results = [one for one in find_comparable_columns(figure) if one.role == "result"]
    if column.of is not None:
        return next((one for one in results if one.id == column.of), None)
    return results[0] if len(results) == 1 else None
