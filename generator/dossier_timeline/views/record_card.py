"""The record card of a document."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup, escape

from dossier_timeline.model.dates import Edtf
from dossier_timeline.model.documents import Document
from dossier_timeline.model.registers import Actor
from dossier_timeline.site.page_context import PageContext
from dossier_timeline.views.addresses import list_identifiers
from dossier_timeline.views.dates import time_element
from dossier_timeline.views.sources import describe_passage


def make_card_rows(ctx: PageContext, document: Document) -> list[tuple[str, Any]]:
    """What stands on the record card, but for the addresses."""
    say = ctx.language.gettext
    day = time_element(document.date, ctx.names.write_date(document.date))
    if document.passage:
        day += Markup(' <span class="soft">({})</span>').format(
            describe_passage(ctx, document.passage, document.language)
        )
    return [
        (say("Kind"), ctx.names.kind_name(document.kind)),
        (say("Date"), day),
        (say("Place"), ctx.show_words(document.place)),
        (say("From"), _parties(ctx, document.sender, document.date)),
        (say("To"), _parties(ctx, document.recipient, document.date)),
        (say("Publisher"), ctx.list_entries(document.publisher)),
        (say("Title as printed"), _original(ctx, document)),
        *list_identifiers(ctx, document.identifiers),
        (say("Language of the source"), ctx.language.language_name(document.language)),
        (say("Themes"), ctx.list_entries(document.themes)),
    ]


def _parties(ctx: PageContext, ids: tuple[str, ...], day: Edtf) -> Markup:
    """Who wrote or received it, each with the role held on that day."""
    people: list[Markup] = []
    for entry_id in ids:
        entry = ctx.dossier.by_id.get(entry_id)
        if entry is None:
            continue
        role = _role(ctx, entry, day) if isinstance(entry, Actor) else ""
        people.append(ctx.link_entry(entry) + (escape(ctx.language.comma) + role if role else Markup("")))
    return Markup("; ").join(people)


def _role(ctx: PageContext, actor: Actor, day: Edtf) -> Markup:
    for role in actor.roles:
        begun = role.since is None or role.since.lower <= day.lower
        ended = role.until is not None and role.until.upper < day.lower
        if begun and not ended:
            return ctx.show_words(role.title)
    return Markup("")


def _original(ctx: PageContext, document: Document) -> Markup:
    if not document.original_title:
        return Markup("")
    lang = document.title_language
    attribute = Markup(' lang="{}"').format(lang) if lang != ctx.language.code else Markup("")
    return Markup("<cite{}>{}</cite>").format(attribute, document.original_title)
