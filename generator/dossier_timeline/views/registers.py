"""Registers: people and bodies, countries, works, terms, themes, and where each appears."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeVar

from markupsafe import Markup, escape

from dossier_timeline.components.facts import NoteList
from dossier_timeline.components.page import Contents
from dossier_timeline.languages import Language
from dossier_timeline.model.base import Entry
from dossier_timeline.model.facts import Fact
from dossier_timeline.model.registers import Actor, Country, Role, Term, Work
from dossier_timeline.site.builtin_pages import REGISTER_KINDS
from dossier_timeline.site.page_context import PageContext
from dossier_timeline.views.addresses import (
    list_identifiers,
    show_addresses,
    show_former_addresses,
    strip_scheme,
)
from dossier_timeline.views.common import Item
from dossier_timeline.views.contents import list_headings
from dossier_timeline.views.fact_notes import make_notes
from dossier_timeline.views.frame import find_introduction
from dossier_timeline.views.uses import list_appearances

_Entry = TypeVar("_Entry", bound=Entry)


def make_registers_view(ctx: PageContext) -> dict[str, Any]:
    """All registers, each with how much is in it."""
    counts = {
        "people": len(ctx.dossier.actors),
        "countries": len(ctx.dossier.countries),
        "works": len(ctx.dossier.works),
        "terms": len(ctx.dossier.terms),
        "themes": len(ctx.dossier.themes),
        "differences": len(ctx.dossier.differences),
    }
    pages = [
        (page, counts[kind])
        for kind in (*REGISTER_KINDS, "differences")
        if (page := ctx.language_context.routes.find(kind, ctx.language.code))
    ]
    return {
        "intro": find_introduction(ctx),
        "registers": [
            {
                "href": ctx.page_href(page),
                "title": page.title,
                "text": page.description,
                "count": ctx.language.ngettext("%(n)s entry", "%(n)s entries", count),
            }
            for page, count in pages
        ],
    }


def make_people_view(ctx: PageContext) -> dict[str, Any]:
    """Persons, bodies and groups, each by name."""
    say = ctx.language.gettext
    titles = {"person": say("People in office"), "body": say("Bodies"), "group": say("Groups")}
    known = group_actors(ctx)
    groups = [
        {"title": titles[kind], "id": f"all-{kind}", "entries": [make_actor(ctx, one) for one in found]}
        for kind, found in known.items()
    ]
    contents = [
        heading
        for kind, found in known.items()
        for heading in ((f"#all-{kind}", titles[kind], 1), *list_headings(ctx, found, 2))
    ]
    return {"intro": find_introduction(ctx), "groups": groups, "contents": Contents(tuple(contents))}


def group_actors(ctx: PageContext) -> dict[str, list[Actor]]:
    """Persons, bodies and groups, as far as there are any, each by name."""
    return {kind: found for kind in ("person", "body", "group") if (found := _sorted_actors(ctx, kind))}


def sort_by_name(ctx: PageContext, entries: Iterable[_Entry]) -> list[_Entry]:
    """Entries in the order of what they are called in the language of the page."""
    return sorted(entries, key=lambda one: ctx.language.sort_key(str(ctx.names.full_name(one))))


def _sorted_actors(ctx: PageContext, kind: str) -> list[Actor]:
    def key(one: Actor) -> Any:
        return ctx.language.sort_key(one.sort or str(ctx.names.full_name(one)))

    return sorted((one for one in ctx.dossier.actors if one.kind == kind), key=key)


def _make_entry(ctx: PageContext, entry: Entry, **more: Any) -> Item:
    title = ctx.names.full_name(entry)
    return {
        "id": entry.id,
        "title": title.text,
        "lang": title.lang,
        **more,
        "text": show_former_addresses(ctx, entry) + more.get("text", Markup("")),
        "rows": [*more.get("rows", ()), *list_appearances(ctx, entry)],
    }


def make_actor(ctx: PageContext, one: Actor) -> Item:
    """A person or body, for the component `entry`."""
    say = ctx.language.gettext
    roles = Markup("; ").join(_make_role(ctx, role) for role in one.roles)
    country = ctx.dossier.by_id.get(one.country or "")
    site = Markup('<a class="out" href="{}">{}</a>').format(one.url, strip_scheme(one.url)) if one.url else ""
    return _make_entry(
        ctx,
        one,
        short=ctx.names.plain_words(one.short),
        text=ctx.show_words(one.text),
        rows=[
            (say("Roles"), roles),
            (say("Country"), ctx.link_entry(country) if country else ""),
            (say("Website"), site),
        ],
    )


def _make_role(ctx: PageContext, role: Role) -> Markup:
    body = ctx.dossier.by_id.get(role.body or "")
    text = ctx.show_words(role.title) + (
        escape(ctx.language.comma) + ctx.link_entry(body) if body else Markup("")
    )
    return text + escape(_describe_term_of_office(ctx.language, role, ctx))


def _describe_term_of_office(language: Language, role: Role, ctx: PageContext) -> str:
    since, until = ctx.names.write_date(role.since), ctx.names.write_date(role.until)
    if since and until:
        return " " + language.gettext("(%(since)s to %(until)s)", since=since, until=until)
    if since:
        return " " + language.gettext("(from %(since)s)", since=since)
    return " " + language.gettext("(until %(until)s)", until=until) if until else ""


def make_countries_view(ctx: PageContext) -> dict[str, Any]:
    """Countries by name."""
    ordered = sort_by_name(ctx, ctx.dossier.countries)
    entries = [make_country(ctx, one) for one in ordered]
    return {
        "intro": find_introduction(ctx),
        "entries": entries,
        "contents": Contents(tuple(list_headings(ctx, ordered))),
    }


def make_country(ctx: PageContext, one: Country) -> Item:
    """A country, for the component `entry`."""
    return _make_entry(ctx, one, text=ctx.show_words(one.text))


def make_works_view(ctx: PageContext) -> dict[str, Any]:
    """Works cited, then works that are only related, each by date; with notes for facts in them."""

    def key(one: Work) -> Any:
        return (one.date.lower.isoformat() if one.date else "9999", one.id)

    ordered = sorted(ctx.dossier.works, key=key)
    cited, related = ([one for one in ordered if one.related == beside] for beside in (False, True))
    say = ctx.language.gettext
    titles = (say("Cited by the documents"), say("Related, cited by none of the documents"))
    contents = [
        heading
        for title, name, found in zip(titles, ("cited", "related"), (cited, related), strict=True)
        for heading in ((f"#section-{name}", title, 1), *list_headings(ctx, found, 2))
        if found
    ]
    noted = make_notes(ctx, [fact for one in ordered for fact in one.facts])
    if noted:
        contents.append(("#section-notes", say("Facts from works whose text is not held"), 1))
    return {
        "intro": find_introduction(ctx),
        "cited": [make_work(ctx, one) for one in cited],
        "related": [make_work(ctx, one) for one in related],
        "notes": NoteList(noted) if noted else None,
        "contents": Contents(tuple(contents)),
    }


def make_work(ctx: PageContext, one: Work) -> Item:
    """A work: parameters of the component `entry`, and apart from them its `rows` and `where` it appears."""
    say = ctx.language.gettext
    document = ctx.dossier.by_id.get(one.document or "")
    facts: list[Fact] = list(one.facts)
    shown = Markup("; ").join(
        ctx.show_fact(fact, ctx.names.write_fact(fact, "unit")) + Markup(" ") + ctx.show_words(fact.label)
        for fact in facts
    )
    entry = dict(_make_entry(ctx, one, kind=ctx.names.kind_name(one.kind), text=ctx.show_words(one.text)))
    where = entry.pop("rows")
    urls = {each.url for each in one.addresses}
    addresses = show_addresses(ctx, one.addresses, one.language)
    return {
        "entry": entry,
        "where": where,
        "rows": [
            (say("Date"), ctx.names.write_date(one.date)),
            (say("Author"), ctx.list_entries(one.author)),
            *(row for row in list_identifiers(ctx, one.identifiers) if str(row[1]) not in urls),
            (say("In this dossier"), ctx.link_entry(document) if document else ""),
            (say("Facts from it (text not held)"), shown),
            (say("Official address"), addresses),
        ],
    }


def make_terms_view(ctx: PageContext) -> dict[str, Any]:
    """Terms by name."""
    ordered = sort_by_name(ctx, ctx.dossier.terms)
    entries = [make_term(ctx, one) for one in ordered]
    return {
        "intro": find_introduction(ctx),
        "entries": entries,
        "contents": Contents(tuple(list_headings(ctx, ordered))),
    }


def make_term(ctx: PageContext, one: Term) -> Item:
    """A term, for the component `entry`."""
    return _make_entry(
        ctx,
        one,
        short=ctx.names.plain_words(one.short),
        text=ctx.show_words(one.definition),
        rows=[(ctx.language.gettext("See also"), ctx.list_entries(one.see))],
    )
