"""The record card of a document, and the numbers that come first."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup, escape

from dossier_timeline.model.dates import Edtf
from dossier_timeline.model.documents import Document
from dossier_timeline.model.facts import Fact
from dossier_timeline.model.registers import Actor
from dossier_timeline.site.page_context import Context
from dossier_timeline.views.common import Item, identifiers, time_element, where


def card(ctx: Context, document: Document) -> list[tuple[str, Any]]:
    """What stands on the record card, but for the addresses."""
    say = ctx.language.gettext
    day = time_element(document.date, ctx.texts.date(document.date))
    if document.passage:
        day += Markup(' <span class="soft">({})</span>').format(
            where(ctx, document.passage, document.language)
        )
    return [
        (say("Kind"), ctx.texts.kind(document.kind)),
        (say("Date"), day),
        (say("Place"), ctx.words(document.place)),
        (say("From"), _parties(ctx, document.sender, document.date)),
        (say("To"), _parties(ctx, document.recipient, document.date)),
        (say("Publisher"), ctx.listed(document.publisher)),
        (say("Title as printed"), _original(ctx, document)),
        *identifiers(ctx, document.identifiers),
        (say("Language of the source"), ctx.language.language_name(document.language)),
        (say("Themes"), ctx.listed(document.themes)),
    ]


def _parties(ctx: Context, ids: tuple[str, ...], day: Edtf) -> Markup:
    """Who wrote or received it, each with the role held on that day."""
    people: list[Markup] = []
    for entry_id in ids:
        entry = ctx.dossier.by_id.get(entry_id)
        if entry is None:
            continue
        role = _role(ctx, entry, day) if isinstance(entry, Actor) else ""
        people.append(ctx.link(entry) + (escape(ctx.language.comma) + role if role else Markup("")))
    return Markup("; ").join(people)


def _role(ctx: Context, actor: Actor, day: Edtf) -> Markup:
    for role in actor.roles:
        begun = role.since is None or role.since.lower <= day.lower
        ended = role.until is not None and role.until.upper < day.lower
        if begun and not ended:
            return ctx.words(role.title)
    return Markup("")


def _original(ctx: Context, document: Document) -> Markup:
    if not document.original_title:
        return Markup("")
    lang = document.title_language
    attribute = Markup(' lang="{}"').format(lang) if lang != ctx.language.code else Markup("")
    return Markup("<cite{}>{}</cite>").format(attribute, document.original_title)


def key_figures(ctx: Context, ids: tuple[str, ...]) -> list[Item]:
    """The numbers that come first, each with the way to its note."""
    facts = [fact for fact_id in ids if isinstance(fact := ctx.dossier.by_id.get(fact_id), Fact)]
    return [
        {
            "value": Markup('<a class="fact" href="{}">{}</a>').format(ctx.href(fact), _large(ctx, fact)),
            "label": _label(ctx, fact),
            "aside": _differing(ctx, fact),
        }
        for fact in facts
    ]


def _differing(ctx: Context, fact: Fact) -> Markup:
    """That sources differ about a number, in words and with the way to what they say."""
    href = ctx.differs_href(fact)
    return ctx.anchor(ctx.language.gettext("sources differ"), href) if href else Markup("")


def _large(ctx: Context, fact: Fact) -> Markup:
    """The value in large; what the source says around it in small: "about", "expected"."""
    shown, value = ctx.texts.fact(fact), ctx.texts.fact(fact, "value")
    before, _, after = shown.partition(value)
    if shown == value or value not in shown:
        return escape(shown)
    small = [Markup("<small>{}</small>").format(part) if part else Markup("") for part in (before, after)]
    return small[0] + escape(value) + small[1]


def _label(ctx: Context, fact: Fact) -> Markup:
    label = ctx.words(fact.label)
    day = ctx.texts.date(fact.date)
    return label + escape(ctx.language.comma) + escape(day) if day and day not in label else label
