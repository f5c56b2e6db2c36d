"""The numbers that come first."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from markupsafe import Markup, escape

from dossier_timeline.components.facts import ComparedValue, KeyFigure, KeyFigures, QualifiedValue
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
    compared = tuple(_compare_values(ctx, fact))
    is_told_otherwise = bool(compared) and all(one.relation != "other" for one in compared)
    aside = Markup("") if is_told_otherwise else _link_difference(ctx, fact)
    return KeyFigure(ctx.show(mark), _show_label(ctx, fact), aside, compared)


def _compare_values(ctx: PageContext, fact: Fact) -> Iterator[ComparedValue]:
    """Yield what stands beside a number: another count, its target, an earlier one, what it turned out."""
    for other in _find_other_counts(ctx, fact):
        yield ComparedValue("other", _link_value(ctx, other))
    if target := _find_fact(ctx, fact.target):
        yield ComparedValue("target", _link_value(ctx, target))
    if earlier := _find_fact(ctx, fact.earlier):
        date = ctx.names.write_date(ctx.names.fact_date(earlier))
        yield ComparedValue(_compare_in_time(ctx, fact, earlier), _link_value(ctx, earlier), date)
    if afterwards := _find_fact(ctx, fact.afterwards):
        yield ComparedValue("afterwards", _link_value(ctx, afterwards))


def _find_other_counts(ctx: PageContext, fact: Fact) -> Iterator[Fact]:
    """Yield what other sides of the difference about a number give for the same time in the same unit."""
    difference = ctx.find_difference(fact)
    if difference is None or difference.kind == "remark":
        return
    for side in difference.sides:
        if fact.id in side.facts:
            continue
        for name in side.facts:
            other = _find_fact(ctx, name) if name in difference.concerns else None
            if other and _is_comparable(ctx, fact, other):
                yield other


def _is_comparable(ctx: PageContext, fact: Fact, other: Fact) -> bool:
    """Whether two facts give different values for the same thing at the same time."""
    names = ctx.names
    return (
        (fact.unit, fact.kind) == (other.unit, other.kind)
        and names.fact_date(fact) == names.fact_date(other)
        and names.fact_value(fact) != names.fact_value(other)
    )


def _compare_in_time(ctx: PageContext, fact: Fact, earlier: Fact) -> str:
    value, before = ctx.names.fact_value(fact), ctx.names.fact_value(earlier)
    if not (isinstance(value, Decimal) and isinstance(before, Decimal)) or value == before:
        return "same"
    return "more" if value > before else "less"


def _find_fact(ctx: PageContext, name: str | None) -> Fact | None:
    found = ctx.dossier.by_id.get(name) if name else None
    return found if isinstance(found, Fact) else None


def _link_value(ctx: PageContext, fact: Fact) -> Markup:
    return ctx.show(FactMark(ctx.names.write_fact(fact), ctx.entry_href(fact)))


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
