"""The chart of a figure: the numbers from which it is drawn, and how each reads in the page's language."""

from __future__ import annotations

from decimal import Decimal

from markupsafe import Markup

from dossier_timeline.graphics.charts import Chart, Point, Series, draw_chart, list_specifications
from dossier_timeline.model.facts import CellFact, Column, Fact, Figure, Row
from dossier_timeline.site.language_context import LanguageContext
from dossier_timeline.site.page_context import PageContext


def draw_figure_chart(ctx: PageContext, figure: Figure) -> Markup:
    """Return the drawing of a figure; nothing where it asks for none or has no numbers of one unit."""
    chart = _make_chart(ctx, figure)
    return draw_chart(chart, ctx.language_context.drawn_charts) if chart else Markup("")


def find_undrawn_charts(language_context: LanguageContext) -> dict[str, str]:
    """Return the charts of a language that have yet to be drawn: specifications by their digests."""
    ctx = PageContext(language_context, language_context.site.pages[0])
    charts = (_make_chart(ctx, figure) for figure in language_context.dossier.all_figures())
    wanted = {
        digest: text for chart in charts if chart for digest, text in list_specifications(chart).items()
    }
    drawn = language_context.drawn_charts or {}
    return {digest: text for digest, text in wanted.items() if digest not in drawn}


def _make_chart(ctx: PageContext, figure: Figure) -> Chart | None:
    """Return what is drawn of a figure; `None` where it asks for no chart or has no numbers of one unit."""
    if figure.chart == "none":
        return None
    key_column = next((column for column in figure.columns if column.role == "key"), figure.columns[0])
    columns = _find_comparable_columns(figure, key_column)
    if not columns:
        return None
    labels = tuple(_label_row(ctx, key_column, row) for row in figure.rows)
    series = tuple(
        Series(
            ctx.names.plain_words(column.label),
            "result" if column.role == "key" else column.role,
            tuple(
                _make_point(ctx, column, row, label) for row, label in zip(figure.rows, labels, strict=True)
            ),
        )
        for column in columns
    )
    return Chart(figure.chart, labels, series, ctx.language.gettext("not in the source"))


def _find_comparable_columns(figure: Figure, key_column: Column) -> list[Column]:
    """Return the columns that share one axis: those of the type and unit of the first result."""
    numeric = [
        column for column in figure.columns if column is not key_column and column.type in ("number", "share")
    ]
    results = (column for column in numeric if column.role == "result")
    first = next(results, numeric[0] if numeric else None)
    if first is None:
        return []
    return [column for column in numeric if (column.type, column.unit) == (first.type, first.unit)]


def _label_row(ctx: PageContext, key_column: Column, row: Row) -> str:
    cell = row.cells.get(key_column.id)
    if isinstance(cell, Decimal):
        return ctx.language.year(int(cell)) if key_column.type == "year" else ctx.language.number(cell)
    return "" if cell is None or isinstance(cell, CellFact) else ctx.names.plain_words(cell)


def _make_point(ctx: PageContext, column: Column, row: Row, label: str) -> Point:
    """Return the point of a cell, without a value where that is no number."""
    cell = row.cells.get(column.id)
    if isinstance(cell, CellFact):
        fact = ctx.dossier.by_id.get(cell.fact)
        value = ctx.names.fact_value(fact) if isinstance(fact, Fact) else None
        if isinstance(fact, Fact) and isinstance(value, Decimal):
            return Point(label, value, ctx.names.write_fact(fact))
        return Point(label, None, "")
    if not isinstance(cell, Decimal):
        return Point(label, None, "")
    write_number = ctx.language.percent if column.type == "share" else ctx.language.number
    return Point(label, cell, write_number(cell, signed=column.signed))
