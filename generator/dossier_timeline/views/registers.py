"""Registers: people and bodies, countries, works and terms, and where each appears."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from markupsafe import Markup, escape

from dossier_timeline.components.base import Html
from dossier_timeline.components.facts import NoteList
from dossier_timeline.components.marks import OutsideLink
from dossier_timeline.components.page import Contents
from dossier_timeline.components.registers import RegisterEntry, RegisterList
from dossier_timeline.languages import Language
from dossier_timeline.model.base import Entry
from dossier_timeline.model.registers import Actor, Country, Role, Term, Work
from dossier_timeline.site.builtin_pages import REGISTER_KINDS
from dossier_timeline.site.media_figures import show_images
from dossier_timeline.site.page_context import PageContext
from dossier_timeline.views.contents import list_headings
from dossier_timeline.views.fact_notes import make_note_list
from dossier_timeline.views.introduction import LocalisedProse, find_introduction
from dossier_timeline.views.official_addresses import (
    list_identifiers,
    show_addresses,
    show_former_addresses,
    strip_scheme,
)
from dossier_timeline.views.page_links import PageLink, link_pages
from dossier_timeline.views.page_parts import PartNavigation, choose_shown, make_part_navigation
from dossier_timeline.views.uses import list_appearances

_AnyEntry = TypeVar("_AnyEntry", bound=Entry)
_Row = tuple[str, Html]
_NO_IMAGES = Markup("")


@dataclass(frozen=True, slots=True)
class RegistersView:
    """All registers: the page of each, and how much is in it, in words."""

    introduction: LocalisedProse
    registers: tuple[tuple[PageLink, str], ...]


@dataclass(frozen=True, slots=True)
class RegisterSection:
    """Some entries of a register under a heading of their own."""

    id: str
    title: str
    entries: RegisterList


@dataclass(frozen=True, slots=True)
class PeopleView:
    """Persons, bodies and groups, each by name."""

    introduction: LocalisedProse
    parts: PartNavigation
    sections: tuple[RegisterSection, ...]
    contents: Contents


@dataclass(frozen=True, slots=True)
class RegisterView:
    """A register in one list by name: countries or terms."""

    introduction: LocalisedProse
    parts: PartNavigation
    entries: RegisterList | None
    contents: Contents


@dataclass(frozen=True, slots=True)
class WorksView:
    """Works cited, then works that are only related, with notes for the facts in them."""

    introduction: LocalisedProse
    parts: PartNavigation
    sections: tuple[RegisterSection, ...]
    notes: NoteList | None
    contents: Contents


def make_registers_view(ctx: PageContext) -> RegistersView:
    """Return the page of all registers."""
    dossier, language = ctx.dossier, ctx.language
    sizes = {
        "people": len(dossier.actors),
        "countries": len(dossier.countries),
        "works": len(dossier.works),
        "terms": len(dossier.terms),
        "themes": len(dossier.themes),
        "differences": len(dossier.differences),
    }
    registers = tuple(
        (link, language.ngettext("%(n)s entry", "%(n)s entries", sizes[kind]))
        for kind in (*REGISTER_KINDS, "differences")
        for link in link_pages(ctx, (kind,))
    )
    return RegistersView(find_introduction(ctx), registers)


def make_people_view(ctx: PageContext) -> PeopleView:
    """Return the register of people and bodies."""
    say = ctx.language.gettext
    titles = {"person": say("People in office"), "body": say("Bodies"), "group": say("Groups")}
    groups = group_actors(ctx, choose_shown(ctx, Actor, lambda: ctx.dossier.actors))
    introduction = find_introduction(ctx)
    sections = tuple(
        RegisterSection(
            f"all-{kind}", titles[kind], RegisterList(tuple(make_actor(ctx, one) for one in group))
        )
        for kind, group in groups.items()
    )
    headings = tuple(
        heading
        for kind, group in groups.items()
        for heading in ((f"#all-{kind}", titles[kind], 1), *list_headings(ctx, group, 2))
    )
    return PeopleView(introduction, make_part_navigation(ctx), sections, Contents(headings))


def group_actors(ctx: PageContext, actors: Iterable[Actor]) -> dict[str, list[Actor]]:
    """Return persons, bodies and groups by kind, as far as there are any, each by name."""
    ordered = sorted(actors, key=lambda one: ctx.language.sort_key(ctx.names.sort_name(one)))
    groups = {kind: [one for one in ordered if one.kind == kind] for kind in ("person", "body", "group")}
    return {kind: group for kind, group in groups.items() if group}


def sort_by_name(ctx: PageContext, entries: Iterable[_AnyEntry]) -> list[_AnyEntry]:
    """Return entries in the order of what they are called in the language of the page."""
    return sorted(entries, key=lambda one: ctx.language.sort_key(str(ctx.names.full_name(one))))


def _make_entry(
    ctx: PageContext,
    entry: Entry,
    *,
    text: Markup,
    rows: Iterable[_Row] = (),
    short: str = "",
    kind: str = "",
    level: int = 3,
    images: Markup = _NO_IMAGES,
) -> RegisterEntry:
    """Return an entry, with where it appears after its own rows."""
    title = ctx.names.full_name(entry)
    return RegisterEntry(
        id=entry.id,
        title=title.text,
        lang=title.lang,
        short=short,
        kind=kind,
        text=show_former_addresses(ctx, entry) + text,
        rows=tuple(rows),
        appearances=tuple(list_appearances(ctx, entry)),
        level=level,
        images=images,
    )


def make_actor(ctx: PageContext, actor: Actor) -> RegisterEntry:
    """Return a person or body."""
    say = ctx.language.gettext
    roles = Markup("; ").join(_show_role(ctx, role) for role in actor.roles)
    country = ctx.dossier.by_id.get(actor.country or "")
    site = ctx.show(OutsideLink(strip_scheme(actor.url), actor.url)) if actor.url else ""
    return _make_entry(
        ctx,
        actor,
        text=ctx.show_words(actor.text),
        rows=(
            (say("Roles"), roles),
            (say("Country"), ctx.link_entry(country) if country else ""),
            (say("Website"), site),
        ),
        short=ctx.names.plain_words(actor.short),
        images=show_images(ctx, actor.images),
    )


def _show_role(ctx: PageContext, role: Role) -> Markup:
    """Return an office, the body in which it is held, and its term."""
    body = ctx.dossier.by_id.get(role.body or "")
    title = ctx.show_words(role.title)
    if body:
        title += escape(ctx.language.comma) + ctx.link_entry(body)
    return title + escape(_describe_term_of_office(ctx.language, role, ctx))


def _describe_term_of_office(language: Language, role: Role, ctx: PageContext) -> str:
    since, until = ctx.names.write_date(role.since), ctx.names.write_date(role.until)
    if since and until:
        return " " + language.gettext("(%(since)s to %(until)s)", since=since, until=until)
    if since:
        return " " + language.gettext("(from %(since)s)", since=since)
    return " " + language.gettext("(until %(until)s)", until=until) if until else ""


def make_countries_view(ctx: PageContext) -> RegisterView:
    """Return the register of countries."""
    countries = sort_by_name(ctx, choose_shown(ctx, Country, lambda: ctx.dossier.countries))
    return _make_register_view(ctx, countries, [make_country(ctx, one, level=2) for one in countries])


def _make_register_view(
    ctx: PageContext, entries: Sequence[Entry], register_entries: Sequence[RegisterEntry]
) -> RegisterView:
    register_list = RegisterList(tuple(register_entries)) if register_entries else None
    contents = Contents(tuple(list_headings(ctx, entries)))
    return RegisterView(find_introduction(ctx), make_part_navigation(ctx), register_list, contents)


def make_country(ctx: PageContext, country: Country, level: int = 3) -> RegisterEntry:
    """Return a country; `level` is that of its heading."""
    return _make_entry(ctx, country, text=ctx.show_words(country.text), level=level)


def make_works_view(ctx: PageContext) -> WorksView:
    """Return the register of works: those cited, then those only related, each by date.

    The notes come last, as they lead back to all that refers to them.
    """
    works = sorted(
        choose_shown(ctx, Work, lambda: ctx.dossier.works),
        key=lambda one: (one.date.lower.isoformat() if one.date else "9999", one.id),
    )
    say = ctx.language.gettext
    groups = (
        ("cited", say("Cited by the documents"), [one for one in works if not one.related]),
        ("related", say("Related, cited by none of the documents"), [one for one in works if one.related]),
    )
    headings = [
        heading
        for name, title, group in groups
        for heading in ((f"#section-{name}", title, 1), *list_headings(ctx, group, 2))
        if group
    ]
    introduction = find_introduction(ctx)
    sections = tuple(
        RegisterSection(f"section-{name}", title, RegisterList(tuple(make_work(ctx, one) for one in group)))
        for name, title, group in groups
        if group
    )
    notes = make_note_list(ctx, [fact for one in works for fact in one.facts], is_checked=False)
    if notes:
        headings.append(("#section-notes", say("Facts from works whose text we do not have"), 1))
    return WorksView(
        introduction,
        make_part_navigation(ctx),
        sections,
        notes,
        Contents(tuple(headings)),
    )


def make_work(ctx: PageContext, work: Work) -> RegisterEntry:
    """Return a work, with the facts in it whose text is not held."""
    say = ctx.language.gettext
    document = ctx.dossier.by_id.get(work.document or "")
    facts = Markup("; ").join(
        ctx.show_fact(fact, ctx.names.write_fact(fact, "unit")) + Markup(" ") + ctx.show_words(fact.label)
        for fact in work.facts
    )
    urls = {one.url for one in work.addresses}
    return _make_entry(
        ctx,
        work,
        text=ctx.show_words(work.text),
        rows=(
            (say("Date"), ctx.names.write_date(work.date)),
            (say("Author"), ctx.list_entries(work.author)),
            *(row for row in list_identifiers(ctx, work.identifiers) if str(row[1]) not in urls),
            (say("In this dossier"), ctx.link_entry(document) if document else ""),
            (say("Facts from it (we do not have its text)"), facts),
            (say("Official address"), show_addresses(ctx, work.addresses, work.language)),
        ),
        kind=ctx.names.kind_name(work.kind),
    )


def make_terms_view(ctx: PageContext) -> RegisterView:
    """Return the register of terms."""
    terms = sort_by_name(ctx, choose_shown(ctx, Term, lambda: ctx.dossier.terms))
    return _make_register_view(ctx, terms, [make_term(ctx, one, level=2) for one in terms])


def make_term(ctx: PageContext, term: Term, level: int = 3) -> RegisterEntry:
    """Return a term; `level` is that of its heading."""
    return _make_entry(
        ctx,
        term,
        text=ctx.show_words(term.definition),
        rows=((ctx.language.gettext("See also"), ctx.list_entries(term.see)),),
        short=ctx.names.plain_words(term.short),
        level=level,
    )
