"""What the chart of a figure is drawn from: its numbers, and how each reads in the page's language."""

from __future__ import annotations

from decimal import Decimal

from markupsafe import Markup

from dossier_timeline.graphics.charts import Chart, Point, Series, draw, specifications
from dossier_timeline.model.facts import CellFact, Column, Fact, Figure, Row
from dossier_timeline.site.language_context import LanguageContext
from dossier_timeline.site.page_context import PageContext


def draw_figure_chart(ctx: PageContext, item: Figure) -> Markup:
    """The drawing of a figure; nothing where it asks for none or has no numbers of one unit."""
    found = _chart(ctx, item)
    return draw(found, ctx.language_context.drawn_charts) if found else Markup("")


def find_undrawn_charts(language_context: LanguageContext) -> dict[str, str]:
    """What will be drawn in this language and isn't yet: specifications by their digests."""
    ctx = PageContext(language_context, language_context.site.pages[0])
    found = (_chart(ctx, item) for item in language_context.dossier.all_figures())
    wanted = {digest: spec for one in found if one for digest, spec in specifications(one).items()}
    return {
        digest: spec for digest, spec in wanted.items() if digest not in (language_context.drawn_charts or ())
    }


def _chart(ctx: PageContext, item: Figure) -> Chart | None:
    if item.chart == "none":
        return None
    key = next((column for column in item.columns if column.role == "key"), item.columns[0])
    columns = _alike(item, key)
    if not columns:
        return None
    keys = tuple(_key(ctx, key, row) for row in item.rows)
    series = tuple(
        Series(
            ctx.names.plain_words(column.label),
            "result" if column.role == "key" else column.role,
            tuple(_point(ctx, column, row, name) for row, name in zip(item.rows, keys, strict=True)),
        )
        for column in columns
    )
    return Chart(item.chart, keys, series, ctx.language.gettext("not in the source"))


def _alike(item: Figure, key: Column) -> list[Column]:
    """The columns that share one axis: those of the kind and unit of the first result."""
    numbers = [column for column in item.columns if column is not key and column.type in ("number", "share")]
    first = next((column for column in numbers if column.role == "result"), numbers[0] if numbers else None)
    if first is None:
        return []
    return [column for column in numbers if (column.type, column.unit) == (first.type, first.unit)]


def _key(ctx: PageContext, key: Column, row: Row) -> str:
    cell = row.cells.get(key.id)
    if isinstance(cell, Decimal):
        return ctx.language.year(int(cell)) if key.type == "year" else ctx.language.number(cell)
    return "" if cell is None or isinstance(cell, CellFact) else ctx.names.plain_words(cell)


def _point(ctx: PageContext, column: Column, row: Row, key: str) -> Point:
    cell = row.cells.get(column.id)
    if isinstance(cell, CellFact):
        fact = ctx.dossier.by_id.get(cell.fact)
        value = ctx.names.fact_value(fact) if isinstance(fact, Fact) else None
        if isinstance(fact, Fact) and isinstance(value, Decimal):
            return Point(key, value, ctx.names.write_fact(fact))
        return Point(key, None, "")
    if not isinstance(cell, Decimal):
        return Point(key, None, "")
    show = ctx.language.percent if column.type == "share" else ctx.language.number
    return Point(key, cell, show(cell, signed=column.signed))
