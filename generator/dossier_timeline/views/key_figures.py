"""The numbers that come first."""

from __future__ import annotations

from markupsafe import Markup, escape

from dossier_timeline.model.facts import Fact
from dossier_timeline.site.page_context import PageContext
from dossier_timeline.views.common import Item


def make_key_figures(ctx: PageContext, ids: tuple[str, ...]) -> list[Item]:
    """The numbers that come first, each with the way to its note."""
    facts = [fact for fact_id in ids if isinstance(fact := ctx.dossier.by_id.get(fact_id), Fact)]
    return [
        {
            "value": Markup('<a class="fact" href="{}">{}</a>').format(
                ctx.entry_href(fact), _large(ctx, fact)
            ),
            "label": _label(ctx, fact),
            "aside": _differing(ctx, fact),
        }
        for fact in facts
    ]


def _differing(ctx: PageContext, fact: Fact) -> Markup:
    """That sources differ about a number, in words and with the way to what they say."""
    href = ctx.difference_href(fact)
    return ctx.show_link(ctx.language.gettext("sources differ"), href) if href else Markup("")


def _large(ctx: PageContext, fact: Fact) -> Markup:
    """The value in large; what the source says around it in small: "about", "expected"."""
    shown, value = ctx.names.write_fact(fact), ctx.names.write_fact(fact, "value")
    before, _, after = shown.partition(value)
    if shown == value or value not in shown:
        return escape(shown)
    small = [Markup("<small>{}</small>").format(part) if part else Markup("") for part in (before, after)]
    return small[0] + escape(value) + small[1]


def _label(ctx: PageContext, fact: Fact) -> Markup:
    label = ctx.show_words(fact.label)
    day = ctx.names.write_date(fact.date)
    return label + escape(ctx.language.comma) + escape(day) if day and day not in label else label
