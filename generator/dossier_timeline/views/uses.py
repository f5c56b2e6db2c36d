"""Where an entry is used: links to what names it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from urllib.parse import quote

from markupsafe import Markup, escape

from dossier_timeline.languages import Language
from dossier_timeline.model.base import Entry
from dossier_timeline.model.documents import Document
from dossier_timeline.model.facts import Fact, Figure
from dossier_timeline.model.registers import Actor, KindName
from dossier_timeline.model.story import Commitment, Difference, Event
from dossier_timeline.model.uses import HOME
from dossier_timeline.site.names import Phrase
from dossier_timeline.site.page_bounds import MOST_LISTED_USES
from dossier_timeline.site.page_context import PageContext
from dossier_timeline.site.timeline_pages import EVENTS_KIND

_MOST_NAMED_IN_NOTE = 3
"""So many things of one kind a note names where its fact is used; it says how many more there are."""
_MOST_ROWS_IN_REPORT = 2
"""Documents and people."""


def link_uses(ctx: PageContext, entry: Entry, *, without: Iterable[str] = ()) -> tuple[Markup, ...]:
    """Return links to everything that names an entry, each once, but to the entry's own page.

    `without` are ids to leave out.
    """
    names: dict[str, Phrase | str] = {}
    own_href = ctx.entry_href(entry)
    left_out = {*without, entry.id}
    for user_id in ctx.language_context.uses.get(entry.id, ()):
        if user_id in left_out:
            continue
        if user_id == HOME:
            if home := ctx.kind_href("home"):
                names.setdefault(home, ctx.language.gettext("Home"))
            continue
        user = ctx.dossier.by_id[user_id]
        href = "" if isinstance(user, KindName) else ctx.entry_href(user)
        if href and href != own_href:
            names.setdefault(href, ctx.names.full_name(user))
    first = dict(islice(names.items(), MOST_LISTED_USES))
    return _link_first(ctx, entry, first, len(names) - len(first))


def _link_first(
    ctx: PageContext, entry: Entry, names: Mapping[str, Phrase | str], rest: int, more_href: str = ""
) -> tuple[Markup, ...]:
    """Return links to the first of what names an entry, given by address, and how many more there are.

    The rest is at `more_href`, or else found by the search, where there is one.
    """
    links = [ctx.show_link(name, href) for href, name in names.items()]
    if rest:
        search = ctx.kind_href("search")
        if not more_href and search:
            more_href = f"{search}?q={quote(ctx.names.name_in_text(entry).text)}"
        links.append(ctx.show_link(_count_rest(ctx.language, rest), more_href))
    return tuple(links)


def _count_rest(language: Language, count: int) -> str:
    return language.ngettext("and %(n)s more", "and %(n)s more", count)


def link_uses_briefly(ctx: PageContext, entry: Entry, *, without: Iterable[str] = ()) -> tuple[Markup, ...]:
    """Return links to what names an entry on other pages: what each is and its title, of each kind the first.

    What is on this page has its own way back; a difference that concerns the entry is told beside it.
    """
    differences = {one.id for one in ctx.language_context.differences_of.get(entry.id, ())}
    names_by_kind: dict[type[Entry] | None, dict[str, str]] = {}
    for user_id in ctx.language_context.uses.get(entry.id, ()):
        user = ctx.dossier.by_id.get(user_id)
        if user_id in differences or user_id in without or isinstance(user, KindName):
            continue
        href = ctx.entry_href(user) if user else ctx.kind_href("home")
        if href and not href.startswith("#"):
            kind = type(user) if user else None
            names_by_kind.setdefault(kind, {}).setdefault(href, _name_with_its_kind(ctx, user))
    return tuple(link for names in names_by_kind.values() for link in _link_few(ctx, names))


def _link_few(ctx: PageContext, names: Mapping[str, str]) -> Iterator[Markup]:
    """Yield links to the first of some things of a kind, given by address, and how many more there are."""
    for href, name in islice(names.items(), _MOST_NAMED_IN_NOTE):
        yield ctx.show_link(name, href)
    if (rest := len(names) - _MOST_NAMED_IN_NOTE) > 0:
        yield escape(_count_rest(ctx.language, rest))


def _name_with_its_kind(ctx: PageContext, entry: Entry | None) -> str:
    """Return what a thing is called, after what it is where its title doesn't say so."""
    say = ctx.language.gettext
    if entry is None:
        return say("Home")
    title = ctx.names.full_name(entry).text
    match entry:
        case Fact():
            name = say("value: %(title)s", title=title)
        case Event():
            name = say("timeline: %(title)s", title=title)
        case Commitment():
            name = say("promise: %(title)s", title=title)
        case Difference():
            name = say("difference: %(title)s", title=title)
        case Figure():
            name = say("figure: %(title)s", title=title)
        case _:
            name = ctx.names.name_in_text(entry).text
    return name


def list_appearances(ctx: PageContext, entry: Entry) -> list[tuple[str, Markup]]:
    """Return where an entry of a register appears, as rows: documents, events, promises and the rest.

    A document is listed for what is written in it too: its facts, events and promises. In the report only
    documents and people are named, where there are any: the rest is in it by its own names.
    """
    ids = ctx.language_context.uses.get(entry.id, ())
    document_of, by_id = ctx.dossier.document_of, ctx.dossier.by_id
    named_in = ((document_of.get(user_id), by_id[user_id]) for user_id in ids if user_id != HOME)
    users = [user for pair in named_in for user in pair if user]
    say = ctx.language.gettext
    kinds = (
        (say("Documents"), Document),
        (say("People and bodies"), Actor),
        (say("Events"), Event),
        (say("Promises"), Commitment),
        (say("Figures"), Figure),
        (say("Differences"), Difference),
    )
    rows: list[tuple[str, Markup]] = []
    for label, kind in kinds:
        if ctx.is_report and len(rows) == _MOST_ROWS_IN_REPORT and any(links for _, links in rows):
            break
        rows.append((label, _link_users(ctx, entry, users, kind)))
    return rows


def _link_users(ctx: PageContext, entry: Entry, users: Iterable[Entry], kind: type[Entry]) -> Markup:
    """Return links to those users of an entry that are of a kind; of very many, to the first."""
    ids_by_href = {ctx.entry_href(user): user.id for user in users if isinstance(user, kind)}
    ids_by_href.pop("", None)
    first, by_id = islice(ids_by_href.items(), MOST_LISTED_USES), ctx.dossier.by_id
    names: dict[str, Phrase | str] = {href: ctx.names.full_name(by_id[user_id]) for href, user_id in first}
    more_href = ctx.kind_href(EVENTS_KIND, f"actor:{entry.id}") if kind is Event else ""
    rest = len(ids_by_href) - len(names)
    return Markup("\N{NO-BREAK SPACE}· ").join(_link_first(ctx, entry, names, rest, more_href))
