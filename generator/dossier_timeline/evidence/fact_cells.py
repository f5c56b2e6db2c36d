"""The cells of a printed table in which a fact is looked for."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dossier_timeline.evidence.table_cells import Rows, find_named_row, list_years
from dossier_timeline.evidence.value_matching import find_whole_words
from dossier_timeline.model.dates import Edtf
from dossier_timeline.model.facts import Fact

_BARE_YEAR = re.compile(r"\s*(?:1[89]|20)\d\d\s*")


def choose_cells(rows: Rows, fact: Fact) -> tuple[tuple[str, ...], ...]:
    """The rows of a table in which a fact is looked for, with "" for each cell that says nothing of it.

    The row is that which its passage names, else the only one of its year. Where heads of columns are years,
    other years' columns say nothing of it; and a year in a head is no number of anything.
    """
    other = _find_columns_of_other_years(rows, fact)
    is_number = not isinstance(fact.value, Edtf)
    return tuple(
        tuple(
            "" if column in other or (is_number and _is_year_head(rows, row, column)) else cell
            for column, cell in enumerate(row)
        )
        for row in _choose_rows(rows, fact)
    )


def _choose_rows(rows: Rows, fact: Fact) -> Rows:
    if fact.passage and fact.passage.row is not None:
        named = find_named_row(rows, fact.passage.row)
        return rows[named : named + 1] if named is not None else ()
    of_year = [row for row in rows if fact.date and find_whole_words(str(fact.date.year), row[0])]
    return of_year if len(of_year) == 1 else rows


def _find_columns_of_other_years(rows: Rows, fact: Fact) -> frozenset[int]:
    """The columns whose heads are other years, where one head has the year of the fact."""
    if not rows or fact.date is None:
        return frozenset()
    years = {column: list_years(head) for column, head in enumerate(rows[0])}
    wanted = str(fact.date.year)
    if not any(wanted in found for found in years.values()):
        return frozenset()
    return frozenset(column for column, found in years.items() if found and wanted not in found)


def _is_year_head(rows: Rows, row: Sequence[str], column: int) -> bool:
    """Whether a cell is a year alone that stands before its row, or in a first row of nothing but years."""
    if not _BARE_YEAR.fullmatch(row[column]):
        return False
    if column == 0:
        return any(row[1:])
    return len(rows) > 1 and row is rows[0] and all(_BARE_YEAR.fullmatch(cell) for cell in row[1:] if cell)
