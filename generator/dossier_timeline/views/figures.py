"""Tables: the figures of documents and those put together from several."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from markupsafe import Markup, escape

from dossier_timeline.exports.companions import figure_csv_path
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
from dossier_timeline.site.page_context import PageContext
from dossier_timeline.views.chart_data import draw_figure_chart
from dossier_timeline.views.common import Item, make_alias_anchors
from dossier_timeline.views.sources import describe_source

_NUMBERS = frozenset({"number", "share"})


def make_data_table(ctx: PageContext, item: Figure, level: int = 3) -> Item:
    """One figure, for the component `data_table`."""
    ordered = sorted(item.columns, key=lambda column: column.role != "key")
    by_n = any(row.n is not None for row in item.rows)
    columns = [(_heading(ctx, column, item), _kind(column)) for column in ordered]
    if by_n:
        columns.append((escape("N"), "number"))
    return {
        "id": item.id,
        "title": ctx.show_words(item.title),
        "number": item.number or "",
        "subtitle": ctx.show_words(item.subtitle),
        "n": _counted(ctx, item),
        "basis": ctx.show_words(item.basis),
        "columns": columns,
        "chart": draw_figure_chart(ctx, item),
        "rows": [_row(ctx, ordered, row, by_n) for row in item.rows],
        "summary": make_alias_anchors(item) + ctx.show_words(item.summary),
        "notes": [ctx.show_words(item.note)] if item.note else [],
        "source": describe_source(ctx, item.passage, item),
        "files": [ctx.show_link("CSV", ctx.file_href(path))]
        if (path := figure_csv_path(ctx.language_context, item))
        else [],
        "level": level,
    }


def _heading(ctx: PageContext, column: Column, item: Figure) -> Markup:
    name = ctx.show_words(column.label)
    if column.type == "share" or column.unit == PERCENT:
        return name + Markup(" (%)") if "%" not in name else name
    if column.type == "number" and (code := _currency(column, item)):
        sign = ctx.language.currency_sign(code)
        return name if _says(name, sign) or _says(name, code) else name + Markup(" ({})").format(sign)
    unit = ctx.names.units.get(column.unit or "")
    symbol = ctx.names.plain_words(unit.symbol) if unit and unit.symbol else ""
    return name + Markup(" ({})").format(symbol) if symbol else name


def _says(name: str, sign: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(sign)}(?!\w)", name) is not None


def _currency(column: Column, item: Figure) -> str:
    """The code of the currency in which a column is; that of the whole figure unless its subtitle says it."""
    unit = column.unit or (None if item.subtitle else item.unit)
    return unit if unit and is_currency_code(unit) else ""


def _kind(column: Column) -> str:
    return "number" if column.type in _NUMBERS else "text"


def _counted(ctx: PageContext, item: Figure) -> str:
    if item.n is None:
        return ""
    unit = ctx.names.units.get(item.n)
    if unit is None:
        return ctx.language.gettext("N = %(what)s", what=item.n)
    forms = unit.name.get(ctx.language.code, {})
    many = forms.get("other", item.n).replace("{n}", "").strip()
    return ctx.language.gettext("N = %(what)s", what=many)


def _row(ctx: PageContext, columns: list[Column], row: Row, by_n: bool) -> Item:
    cells: list[Any] = [_cell(ctx, column, row.cells.get(column.id)) for column in columns]
    if by_n:
        cells.append(ctx.language.number(row.n) if row.n is not None else None)
    return {"id": row.id, "cells": cells, "note": ctx.show_words(row.note), "gap": row.gap}


def _cell(ctx: PageContext, column: Column, cell: CellFact | Number | Words | str | None) -> Markup | None:
    """What stands in a cell; `None` where the source has nothing."""
    if cell is None:
        return None
    if isinstance(cell, CellFact):
        fact = ctx.dossier.by_id.get(cell.fact)
        return ctx.show_fact(fact, ctx.names.write_fact(fact)) if isinstance(fact, Fact) else None
    if isinstance(cell, Decimal):
        return escape(_number(ctx, column, cell))
    return ctx.show_words(cell)


def _number(ctx: PageContext, column: Column, value: Decimal) -> str:
    if column.type == "year":
        return ctx.language.year(int(value))
    if column.type == "share" or column.unit == PERCENT:
        return ctx.language.percent(value, signed=column.signed)
    return ctx.language.number(value, signed=column.signed)
