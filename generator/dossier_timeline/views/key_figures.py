"""The numbers that come first."""

from __future__ import annotations

from markupsafe import Markup, escape

from dossier_timeline.components.facts import KeyFigure, KeyFigures, QualifiedValue
from dossier_timeline.components.marks import FactMark
from dossier_timeline.model.facts import Fact
from dossier_timeline.site.page_context import PageContext
from dossier_timeline.views.difference_kinds import name_difference_kind


def make_key_figures(ctx: PageContext, ids: tuple[str, ...]) -> KeyFigures | None:
    """Return the numbers that come first, each with the way to its note; `None` without any."""
    facts = [fact for fact_id in ids if isinstance(fact := ctx.dossier.by_id.get(fact_id), Fact)]
    return KeyFigures(tuple(_make_key_figure(ctx, fact) for fact in facts)) if facts else None


def _make_key_figure(ctx: PageContext, fact: Fact) -> KeyFigure:
    mark = FactMark(ctx.show(_split_value(ctx, fact)), ctx.entry_href(fact))
    return KeyFigure(ctx.show(mark), _show_label(ctx, fact), _link_difference(ctx, fact))


def _link_difference(ctx: PageContext, fact: Fact) -> Markup:
    """Return in words how sources differ about a number, with the way to what they say; or nothing."""
    difference = ctx.find_difference(fact)
    if difference is None or difference.kind == "remark":
        return Markup("")
    return ctx.show_link(name_difference_kind(ctx.language, difference.kind), ctx.entry_href(difference))


def _split_value(ctx: PageContext, fact: Fact) -> QualifiedValue:
    """Return a value apart from what the source says around it, like "about" and "expected"."""
    shown, value = ctx.names.write_fact(fact), ctx.names.write_fact(fact, "value")
    before, found, after = shown.partition(value)
    return QualifiedValue(value, before, after) if found else QualifiedValue(shown)


def _show_label(ctx: PageContext, fact: Fact) -> Markup:
    """Return what the number is, with its date where the label doesn't say it."""
    label = ctx.show_words(fact.label)
    date = ctx.names.write_date(fact.date)
    return label + escape(ctx.language.comma) + escape(date) if date and date not in label else label
