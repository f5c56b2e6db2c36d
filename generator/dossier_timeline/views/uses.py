"""Where an entry is used: links to what names it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

from markupsafe import Markup

from dossier_timeline.languages import Language
from dossier_timeline.model.base import Entry
from dossier_timeline.model.documents import Document
from dossier_timeline.model.facts import Fact, Figure
from dossier_timeline.model.registers import Actor, KindName
from dossier_timeline.model.story import Commitment, Difference, Event
from dossier_timeline.model.uses import HOME
from dossier_timeline.site.page_context import PageContext


def link_uses(ctx: PageContext, entry: Entry, *, without: Iterable[str] = ()) -> list[Markup]:
    """Links to everything that names an entry, each once."""
    links: dict[str, Markup] = {}
    skipped = {*without, entry.id}
    for user in ctx.language_context.uses.get(entry.id, ()):
        if user in skipped:
            continue
        if user == HOME:
            page = ctx.language_context.routes.find("home", ctx.language.code)
            if page:
                links.setdefault(user, ctx.show_link(ctx.language.gettext("Home"), ctx.page_href(page)))
            continue
        named = ctx.dossier.by_id[user]
        href = "" if isinstance(named, KindName) else ctx.entry_href(named)
        if href:
            links.setdefault(href, ctx.show_link(ctx.names.full_name(named), href))
    return list(links.values())


def link_uses_briefly(ctx: PageContext, entry: Entry, *, without: Iterable[str] = ()) -> list[Markup]:
    """Links to what names an entry on other pages, in a word each, several of a kind counted off.

    What is on this page has its own way back; a difference that concerns the entry is told beside it.
    """
    concerned = {one.id for one in ctx.language_context.differences_of.get(entry.id, ())}
    words: dict[str, dict[str, None]] = {}
    for user in ctx.language_context.uses.get(entry.id, ()):
        named = ctx.dossier.by_id.get(user)
        if user in concerned or user in without or isinstance(named, KindName):
            continue
        href = ctx.entry_href(named) if named else ctx.kind_href("home")
        if href and not href.startswith("#"):
            words.setdefault(_in_a_word(ctx, named), {})[href] = None
    return [
        Markup(" ").join(
            ctx.show_link(word if number == 1 else str(number), href) for number, href in enumerate(links, 1)
        )
        for word, links in words.items()
    ]


def _in_a_word(ctx: PageContext, entry: Entry | None) -> str:
    """What a thing is, in a word or two; its own name where that says it best."""
    if entry is None:
        return ctx.language.gettext("Home")
    return _kinds(ctx.language).get(type(entry)) or ctx.names.name_in_text(entry).text


@lru_cache(maxsize=64)
def _kinds(language: Language) -> Mapping[type[Entry], str]:
    say = language.gettext
    return {
        Fact: say("another value"),
        Event: say("an event"),
        Commitment: say("a promise"),
        Difference: say("a difference"),
        Figure: say("a figure"),
    }


def list_appearances(ctx: PageContext, entry: Entry) -> list[tuple[str, Markup]]:
    """Where an entry of a register appears, as rows: documents, events, promises and the rest.

    On the page of the whole dossier only documents and people are named, where there are any: the rest is
    on it with its own names.
    """
    users = [ctx.dossier.by_id[user] for user in ctx.language_context.uses.get(entry.id, ()) if user != HOME]
    via = [ctx.dossier.document_of.get(user.id) for user in users if isinstance(user, Fact)]
    users += [document for document in via if document]
    say = ctx.language.gettext
    rows = (
        (say("Documents"), Document),
        (say("People and bodies"), Actor),
        (say("Events"), Event),
        (say("Promises"), Commitment),
        (say("Figures"), Figure),
        (say("Differences"), Difference),
    )
    told = [(label, _each(ctx, users, kind)) for label, kind in rows]
    return told[:2] if ctx.is_report and any(links for _, links in told[:2]) else told


def _each(ctx: PageContext, users: list[Entry], kind: type[Entry]) -> Markup:
    links = {user.id: ctx.entry_href(user) for user in users if isinstance(user, kind)}
    return Markup(" · ").join(
        ctx.show_link(ctx.names.full_name(ctx.dossier.by_id[user]), href)
        for user, href in links.items()
        if href
    )
