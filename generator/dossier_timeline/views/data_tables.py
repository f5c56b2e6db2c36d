"""Figures as tables: the numbers of a document, or those put together from several."""

from __future__ import annotations

import re
from decimal import Decimal

from dossier_timeline.components.base import Html
from dossier_timeline.components.figures import DataTable, TableColumn, TableRow
from dossier_timeline.exports.chart_files import chart_path, is_png_chart
from dossier_timeline.exports.data_package import DATA_FOLDER
from dossier_timeline.exports.fact_tables import figure_path
from dossier_timeline.graphics.charts import draw_chart
from dossier_timeline.model.base import Words
from dossier_timeline.model.facts import (
    PERCENT,
    CellFact,
    Column,
    Fact,
    Figure,
    Number,
    Row,
    is_currency_code,
)
from dossier_timeline.site.figure_charts import describe_annotation, make_chart
from dossier_timeline.site.page_context import PageContext
from dossier_timeline.views.embed_lines import make_embed_lines
from dossier_timeline.views.official_addresses import show_former_addresses
from dossier_timeline.views.source_lines import show_source
from dossier_timeline.views.sources import is_page_of

_NUMERIC = frozenset({"number", "share"})
"""Types of columns whose cells stand below each other as numbers do."""


def make_data_table(ctx: PageContext, figure: Figure, level: int = 3) -> DataTable:
    """Return a figure as a table with its chart; `level` is that of its heading.

    The number that its document prints heads it on the page of that document alone. The whole report,
    made for paper, doesn't lead to the files of each.
    """
    document = ctx.dossier.document_of.get(figure.id)
    has_number = document is not None and is_page_of(ctx, document)
    has_files = not ctx.is_report
    ordered = sorted(figure.columns, key=lambda column: column.role != "key")
    has_totals = any(row.n is not None for row in figure.rows)
    columns = [_make_column(ctx, column, figure) for column in ordered]
    chart = make_chart(ctx.language_context, figure)
    if has_totals:
        columns.append(TableColumn("N", is_numeric=True))
    hrefs = _find_chart_files(ctx, figure) if chart and has_files else {}
    return DataTable(
        id=figure.id,
        title=ctx.show_words(figure.title),
        number=figure.number or "" if has_number else "",
        subtitle=ctx.show_words(figure.subtitle),
        total=_describe_total(ctx, figure),
        basis=ctx.show_words(figure.basis),
        columns=tuple(columns),
        chart=draw_chart(chart) if chart else "",
        message=ctx.show_words(figure.message),
        rows=tuple(_make_row(ctx, figure, ordered, row, has_totals=has_totals) for row in figure.rows),
        are_notes_drawn=chart is not None and chart.shape != "lines",
        summary=show_former_addresses(ctx, figure) + ctx.show_words(figure.summary),
        note=ctx.show_words(figure.note),
        source=show_source(ctx, figure.passage, figure),
        csv_href=ctx.file_href(f"{DATA_FOLDER}/{figure_path(figure)}") if has_files else "",
        svg_href=hrefs.get("svg", ""),
        png_href=hrefs.get("png", ""),
        embed=make_embed_lines(ctx, figure, hrefs),
        level=level,
    )


def _find_chart_files(ctx: PageContext, figure: Figure) -> dict[str, str]:
    """Return the ways to the files of a chart, by their suffix."""
    forms = ("svg", "png") if is_png_chart(ctx.language_context, figure) else ("svg",)
    return {form: ctx.file_href(chart_path(figure, ctx.language.code, form)) for form in forms}


def _make_column(ctx: PageContext, column: Column, figure: Figure) -> TableColumn:
    name = ctx.show_words(column.label)
    sign = _find_sign(ctx, name, column, figure)
    return TableColumn(name + f" ({sign})" if sign else name, column.type in _NUMERIC)


def _find_sign(ctx: PageContext, name: str, column: Column, figure: Figure) -> str:
    """Return the sign of the unit that a column's name lacks; "" where there is nothing to add."""
    if column.type == "share" or column.unit == PERCENT:
        return "" if "%" in name else "%"
    if column.type == "number" and (code := _find_currency(column, figure)):
        sign = ctx.language.currency_sign(code)
        return "" if _has_word(name, sign) or _has_word(name, code) else sign
    unit = ctx.names.units.get(column.unit or "")
    return ctx.names.plain_words(unit.symbol) if unit and unit.symbol else ""


def _has_word(text: str, word: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text) is not None


def _find_currency(column: Column, figure: Figure) -> str:
    """Return the code of a column's currency: that of the whole figure unless its subtitle says it."""
    unit = column.unit or (None if figure.subtitle else figure.unit)
    return unit if unit and is_currency_code(unit) else ""


def _describe_total(ctx: PageContext, figure: Figure) -> str:
    """Return what N is, in words; "" where a figure doesn't say it."""
    if figure.n is None:
        return ""
    unit = ctx.names.units.get(figure.n)
    if unit is None:
        return ctx.language.gettext("N = %(what)s", what=figure.n)
    forms = unit.name.get(ctx.language.code, {})
    plural = forms.get("other", figure.n).replace("{n}", "").strip()
    return ctx.language.gettext("N = %(what)s", what=plural)


def _make_row(
    ctx: PageContext, figure: Figure, columns: list[Column], row: Row, *, has_totals: bool
) -> TableRow:
    cells = [_show_cell(ctx, column, row.cells.get(column.id)) for column in columns]
    annotations = [describe_annotation(ctx.names, figure, column, row) for column in columns]
    if has_totals:
        cells.append(_show_total(ctx, figure, row.n) if row.n is not None else None)
        annotations.append("")
    return TableRow(
        row.id,
        tuple(cells),
        ctx.show_words(row.note),
        row.gap,
        annotations=tuple(annotations),
        divider=ctx.show_words(row.not_comparable),
    )


def _show_total(ctx: PageContext, figure: Figure, total: Decimal) -> Html:
    """Return how many there are in a row, as the fact of the same document that says it if there is one."""
    shown, document = ctx.language.number(total), ctx.dossier.document_of.get(figure.id)
    facts = [one for one in document.facts if one.unit == figure.n and one.value == total] if document else []
    return ctx.show_fact(facts[0], shown) if len(facts) == 1 else shown


def _show_cell(ctx: PageContext, column: Column, cell: CellFact | Number | Words | str | None) -> Html | None:
    """Return what stands in a cell; `None` where the source has nothing."""
    if cell is None:
        return None
    if isinstance(cell, CellFact):
        fact = ctx.dossier.by_id.get(cell.fact)
        return ctx.show_fact(fact, ctx.names.write_fact(fact)) if isinstance(fact, Fact) else None
    if isinstance(cell, Decimal):
        return _write_number(ctx, column, cell)
    return ctx.show_words(cell)


def _write_number(ctx: PageContext, column: Column, value: Decimal) -> str:
    if column.type == "year":
        return ctx.language.year(int(value))
    if column.type == "share" or column.unit == PERCENT:
        return ctx.language.percent(value, signed=column.signed)
    return ctx.language.number(value, signed=column.signed)
