"""The chart of a figure: the numbers from which it is drawn, and all its words in one language."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from dossier_timeline.graphics.chart_data import Chart, ChartRow, Point, Series
from dossier_timeline.model.dates import parse_date
from dossier_timeline.model.facts import CellFact, Column, Fact, Figure, Row, is_currency_code
from dossier_timeline.model.figure_columns import find_comparable_columns, find_key_column, find_results_of
from dossier_timeline.site.language_context import LanguageContext
from dossier_timeline.site.names import EntryNames

_YEARS = range(1000, 10000)
"""The years of which a run can be written as a span."""


def make_chart(language_context: LanguageContext, figure: Figure) -> Chart | None:
    """Return what is drawn of a figure; `None` where it asks for no chart or has no numbers of one unit."""
    if figure.chart == "none":
        return None
    key_column = find_key_column(figure)
    columns = find_comparable_columns(figure)
    if not columns:
        return None
    names = language_context.names
    ids = [column.id for column in columns]
    series = tuple(
        Series(
            names.plain_words(column.label),
            "result" if column.role == "key" else column.role,
            tuple(_make_point(names, figure, column, row) for row in figure.rows),
            ids.index(results.id) if (results := find_results_of(figure, column)) else None,
        )
        for column in columns
    )
    rows = tuple(
        ChartRow(
            _label_row(names, key_column, row),
            names.plain_words(row.not_comparable),
            is_unclear=row.counted_how == "unknown",
        )
        for row in figure.rows
    )
    chart = Chart(figure.chart, rows, series, names.language.gettext("not in the source"))
    return chart if figure.chart == "lines" else _join_gaps(names, figure, chart)


def describe_annotation(names: EntryNames, figure: Figure, column: Column, row: Row) -> str:
    """Return what stands beside a value in the chart: words of the dossier, its target, its forecast.

    How far a value is from its target is computed where both are exact.
    """
    words = [names.plain_words(row.annotations.get(column.id))]
    if _find_number(names, row, column) is not None:
        compared = [one for one in figure.columns if find_results_of(figure, one) == column]
        words += [_compare(names, figure, row, column, one) for one in compared]
    return names.language.comma.join(filter(None, words))


def _compare(names: EntryNames, figure: Figure, row: Row, column: Column, other: Column) -> str:
    """Return what a result was compared against, in words; "" where the row has nothing there."""
    say = names.language.gettext
    result, against = _find_number(names, row, column), _find_number(names, row, other)
    if result is None or against is None:
        return ""
    if other.role == "forecast":
        return say("%(value)s had been expected", value=_write_cell(names, figure, other, row, "value"))
    target = _write_cell(names, figure, other, row)
    if not (_is_exact(names, row, column) and _is_exact(names, row, other)):
        return say("target: %(target)s", target=target)
    if result == against:
        return say("as many as the target")
    difference = _write_difference(names, figure, row, column, abs(result - against))
    if result > against:
        return say("%(difference)s above the target of %(target)s", difference=difference, target=target)
    return say("%(difference)s short of the target of %(target)s", difference=difference, target=target)


def _write_difference(names: EntryNames, figure: Figure, row: Row, column: Column, value: Decimal) -> str:
    language = names.language
    if column.type == "share":
        return language.ngettext(
            "%(points)s percentage point",
            "%(points)s percentage points",
            _count(value),
            points=language.number(value),
        )
    fact = _find_fact(names, row, column)
    unit = (fact.unit if fact else None) or column.unit or figure.unit
    return language.amount(value, unit) if unit and is_currency_code(unit) else language.number(value)


def _count(value: Decimal) -> int:
    """The number by which a plural is chosen; a fraction reads like several."""
    return int(value) if value == value.to_integral_value() else 2


def _find_fact(names: EntryNames, row: Row, column: Column) -> Fact | None:
    cell = row.cells.get(column.id)
    fact = names.dossier.by_id.get(cell.fact) if isinstance(cell, CellFact) else None
    return fact if isinstance(fact, Fact) else None


def _find_number(names: EntryNames, row: Row, column: Column) -> Decimal | None:
    cell = row.cells.get(column.id)
    if isinstance(cell, Decimal):
        return cell
    fact = _find_fact(names, row, column)
    value = names.fact_value(fact) if fact else None
    return value if isinstance(value, Decimal) else None


def _is_exact(names: EntryNames, row: Row, column: Column) -> bool:
    fact = _find_fact(names, row, column)
    return fact is None or fact.qualifier is None


def _write_cell(names: EntryNames, figure: Figure, column: Column, row: Row, form: str = "") -> str:
    """Return how the number of a cell reads; "" where it has none."""
    fact = _find_fact(names, row, column)
    if fact is not None:
        return names.write_fact(fact, form)
    value = _find_number(names, row, column)
    if value is None:
        return ""
    write_number = names.language.percent if column.type == "share" else names.language.number
    return write_number(value, signed=column.signed)


def _make_point(names: EntryNames, figure: Figure, column: Column, row: Row) -> Point:
    """Return the point of a cell, without a value where that is no number."""
    value = _find_number(names, row, column)
    if value is None:
        return Point(None)
    note = describe_annotation(names, figure, column, row)
    fact = _find_fact(names, row, column)
    if not note and column.role in ("target", "forecast") and not (fact and fact.qualifier == "expected"):
        note = names.plain_words(column.label)
    return Point(value, _write_cell(names, figure, column, row), note)


def _label_row(names: EntryNames, key_column: Column, row: Row) -> str:
    cell = row.cells.get(key_column.id)
    if isinstance(cell, Decimal):
        return names.language.year(int(cell)) if key_column.type == "year" else names.language.number(cell)
    return "" if cell is None or isinstance(cell, CellFact) else names.plain_words(cell)


def _join_gaps(names: EntryNames, figure: Figure, chart: Chart) -> Chart:
    """Return a chart in which years in a row for which there is no value are one row."""
    key_column = find_key_column(figure)
    joined = list(_list_runs(chart, [_read_year(row, key_column) for row in figure.rows]))
    rows = tuple(
        replace(chart.rows[run[0]], label=_label_years(names, figure, key_column, run))
        if len(run) > 1
        else chart.rows[run[0]]
        for run in joined
    )
    series = tuple(replace(one, points=tuple(one.points[run[0]] for run in joined)) for one in chart.series)
    return replace(chart, rows=rows, series=series)


def _list_runs(chart: Chart, years: Sequence[int | None]) -> Iterator[list[int]]:
    """Yield the rows of a chart, by number: each by itself, years without a value together."""
    run: list[int] = []
    for number, year in enumerate(years):
        is_gap = year in _YEARS and not chart.has_values(number)
        last = years[run[-1]] if run else None
        follows = run and is_gap and not chart.has_values(run[-1]) and last is not None and year == last + 1
        if run and (not follows or chart.rows[number].divider):
            yield run
            run = []
        run.append(number)
    if run:
        yield run


def _read_year(row: Row, key_column: Column) -> int | None:
    cell = row.cells.get(key_column.id)
    if key_column.type != "year" or not isinstance(cell, Decimal | str) or not str(cell).isdecimal():
        return None
    return int(cell)


def _label_years(names: EntryNames, figure: Figure, key_column: Column, run: Sequence[int]) -> str:
    first, last = (_read_year(figure.rows[at], key_column) for at in (run[0], run[-1]))
    return names.write_date(parse_date(f"{first}/{last}"))
