"""What several kinds of page show alike: dates, sources, addresses, where something is used.

The dictionaries made here are the named parameters of the components of the same name.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any
from urllib.parse import quote

from markupsafe import Markup, escape

from dossier_timeline.languages import Language
from dossier_timeline.model.base import Named
from dossier_timeline.model.dates import Edtf
from dossier_timeline.model.documents import Document
from dossier_timeline.model.facts import Fact, Figure
from dossier_timeline.model.registers import Actor, KindName
from dossier_timeline.model.sources import Address, Identifiers, Passage
from dossier_timeline.model.story import Commitment, Difference, Event
from dossier_timeline.model.uses import HOME
from dossier_timeline.site.names import Phrase
from dossier_timeline.site.page_context import Context

Item = Mapping[str, Any]
_NOTHING = Markup("")


def machine(day: Edtf | None) -> str:
    """A date for `<time datetime>`; "" where HTML has no form that says as little as the date does.

    HTML knows days, months and years, but nothing that is about, uncertain, or from one day to another.
    """
    return (day and day.plain) or ""


def time_element(day: Edtf | None, words: str) -> Markup:
    """A date in words, with what machines read of it where there is such a form."""
    if attribute := machine(day):
        return Markup('<time datetime="{}">{}</time>').format(attribute, words)
    return escape(words)


def inferred_words(language: Language, what: str | None) -> str:
    """What was concluded, in words; "" for nothing."""
    if not what:
        return ""
    words = {
        "year": language.gettext("year inferred"),
        "month": language.gettext("month inferred"),
        "day": language.gettext("day inferred"),
        "start": language.gettext("beginning inferred"),
        "end": language.gettext("end inferred"),
        "date": language.gettext("date inferred"),
        "value": language.gettext("value inferred"),
        "place": language.gettext("place inferred"),
    }
    return words.get(what, "")


def where(ctx: Context, passage: Passage, language: str) -> Markup:
    """Section and paragraph of a passage; `language` is that of the source."""
    known = ctx.tongue.passages
    place = (passage.section, passage.paragraph, passage.footnote, language)
    if place not in known:
        known[place] = _where(ctx, passage, language)
    return known[place]


def _where(ctx: Context, passage: Passage, language: str) -> Markup:
    if passage.footnote is not None:
        place = ctx.language.gettext("footnote %(number)s", number=passage.footnote)
    else:
        place = ctx.language.gettext("paragraph %(number)s", number=passage.paragraph)
    if not passage.section:
        return escape(place)
    lang = language if language != ctx.language.code else ""
    return ctx.anchor(Phrase(passage.section, lang), "") + escape(ctx.language.comma) + escape(place)


def document_of(ctx: Context, passage: Passage | None, entry: Named | None) -> Document | None:
    """The document in which a passage stands: its own, or the one in which the entry is written."""
    if passage is not None and passage.document:
        found = ctx.dossier.by_id.get(passage.document)
        return found if isinstance(found, Document) else None
    return ctx.dossier.document_of.get(entry.id) if entry is not None else None


def source(ctx: Context, passage: Passage | None, entry: Named | None, work: str | None = None) -> Markup:
    """Where something stands, in a line: the document with its place, or the work that says it."""
    if passage is None:
        return ctx.listed((work,)) if work else Markup("")
    document = document_of(ctx, passage, entry)
    if document is None:
        return Markup("")
    place = where(ctx, passage, document.language)
    if ctx.page.kind == "document" and ctx.page.entity == document.id:
        return place
    link = ctx.anchor(cited_as(ctx, document), ctx.href(document))
    return Markup(f"{link}{escape(ctx.language.comma)}{place}")  # noqa: S704 -- all of it is HTML


def cited_as(ctx: Context, document: Document) -> str:
    """A document as a source is named: its kind and year, or its title where another has the same."""
    if ctx.tongue.alike[document.kind, document.date.year] > 1:
        return ctx.texts.plain(document.title)
    return ctx.language.pgettext(
        "source",
        "%(kind)s %(year)s",
        kind=ctx.texts.kind(document.kind),
        year=ctx.language.year(document.date),
    )


def held(passage: Passage | None, work: str | None) -> bool:
    """Whether the text in which something stands is held: false for a work beside the documents."""
    return passage is not None or work is None


def address(ctx: Context, item: Address, language: str | None, fragment: str | None = None) -> Item:
    """An official address, for the component of that name; `language` is what is there by default."""
    code = item.language or language or ""
    foreign = code if code and code != ctx.language.code else ""
    words = f"#:~:text={quote(fragment)}" if fragment and item.url else ""
    return {
        "url": f"{item.url}{words}" if item.url else "",
        "status": item.status,
        "label": ctx.texts.plain(item.label),
        "language": foreign,
        "name": ctx.language.language_name(foreign) if foreign else "",
    }


def identifiers(ctx: Context, numbers: Identifiers) -> list[tuple[str, Markup]]:
    """Official numbers with what each is called: by its kind, or by its own name."""
    kinds = {name: ctx.dossier.by_id.get(name) for name in numbers.by_kind}
    named = [
        (ctx.texts.plain(kind.name) if isinstance(kind, KindName) else name, numbers.by_kind[name])
        for name, kind in kinds.items()
    ]
    known = (
        (ctx.language.gettext("Reference"), numbers.reference),
        ("CELEX", numbers.celex),
        ("ELI", numbers.eli),
        ("DOI", numbers.doi),
        ("ISBN", numbers.isbn),
    )
    return [(label, _from_left_to_right(ctx, value)) for label, value in (*named, *known) if value]


def _from_left_to_right(ctx: Context, code: str) -> Markup:
    """A number or code, whose parts would change places between words from right to left."""
    return Markup('<bdi dir="ltr">{}</bdi>').format(code) if ctx.language.direction == "rtl" else escape(code)


def used(ctx: Context, entry: Named, *, without: Iterable[str] = ()) -> list[Markup]:
    """Links to everything that names an entry, each once."""
    links: dict[str, Markup] = {}
    skipped = {*without, entry.id}
    for user in ctx.tongue.uses.get(entry.id, ()):
        if user in skipped:
            continue
        if user == HOME:
            page = ctx.tongue.routes.get("home", ctx.language.code)
            if page:
                links.setdefault(user, ctx.anchor(ctx.language.gettext("Home"), ctx.to(page)))
            continue
        named = ctx.dossier.by_id[user]
        href = "" if isinstance(named, KindName) else ctx.href(named)
        if href:
            links.setdefault(href, ctx.anchor(ctx.texts.title(named), href))
    return list(links.values())


def used_briefly(ctx: Context, entry: Named, *, without: Iterable[str] = ()) -> list[Markup]:
    """Links to what names an entry on other pages, in a word each, several of a kind counted off.

    What is on this page has its own way back; a difference that concerns the entry is told beside it.
    """
    concerned = {one.id for one in ctx.tongue.differing.get(entry.id, ())}
    words: dict[str, dict[str, None]] = {}
    for user in ctx.tongue.uses.get(entry.id, ()):
        named = ctx.dossier.by_id.get(user)
        if user in concerned or user in without or isinstance(named, KindName):
            continue
        href = ctx.href(named) if named else ctx.to_kind("home")
        if href and not href.startswith("#"):
            words.setdefault(_in_a_word(ctx, named), {})[href] = None
    return [
        Markup(" ").join(
            ctx.anchor(word if number == 1 else str(number), href) for number, href in enumerate(links, 1)
        )
        for word, links in words.items()
    ]


def _in_a_word(ctx: Context, entry: Named | None) -> str:
    """What a thing is, in a word or two; its own name where that says it best."""
    if entry is None:
        return ctx.language.gettext("Home")
    return _kinds(ctx.language).get(type(entry)) or ctx.texts.shown(entry).text


@lru_cache(maxsize=64)
def _kinds(language: Language) -> Mapping[type[Named], str]:
    say = language.gettext
    return {
        Fact: say("another value"),
        Event: say("an event"),
        Commitment: say("a promise"),
        Difference: say("a difference"),
        Figure: say("a figure"),
    }


def appears(ctx: Context, entry: Named) -> list[tuple[str, Markup]]:
    """Where an entry of a register appears, as rows: documents, events, promises and the rest.

    On the page of the whole dossier only documents and people are named, where there are any: the rest is
    on it with its own names.
    """
    users = [ctx.dossier.by_id[user] for user in ctx.tongue.uses.get(entry.id, ()) if user != HOME]
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
    return told[:2] if ctx.whole and any(links for _, links in told[:2]) else told


def _each(ctx: Context, users: list[Named], kind: type[Named]) -> Markup:
    links = {user.id: ctx.href(user) for user in users if isinstance(user, kind)}
    return Markup(" · ").join(
        ctx.anchor(ctx.texts.title(ctx.dossier.by_id[user]), href) for user, href in links.items() if href
    )


def headings(ctx: Context, entries: Iterable[Named], depth: int = 1) -> list[tuple[str, Markup, int]]:
    """Entries of a page with their addresses on it, for the component `contents`."""
    return [(f"#{one.id}", ctx.anchor(ctx.texts.title(one), ""), depth) for one in entries]


def bare(url: str) -> str:
    """An address as one says it: without its scheme and its last slash."""
    return url.partition("://")[2].rstrip("/")


def badge(text: str, tone: str = "", href: str = "") -> Markup:
    """A few words beside something, as the component of that name makes them; "" for none."""
    if not text:
        return Markup("")
    css = f"tag {tone}".strip()
    if href:
        return Markup('<a class="{}" href="{}">{}</a>').format(css, href, text)
    return Markup('<span class="{}">{}</span>').format(css, text)


def aliases(entry: Named) -> Markup:
    """Empty anchors for the names that an entry had before."""
    if not entry.aliases:
        return _NOTHING
    return _NOTHING.join(Markup('<span id="{}"></span>').format(alias) for alias in entry.aliases)
