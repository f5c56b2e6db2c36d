"""The record card of a document."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup, escape

from dossier_timeline.components.base import Html
from dossier_timeline.components.documents import RecordCard
from dossier_timeline.components.marks import CitedTitle, DatedPassage
from dossier_timeline.model.dates import Edtf
from dossier_timeline.model.documents import Document
from dossier_timeline.model.registers import Actor
from dossier_timeline.site.page_context import PageContext
from dossier_timeline.site.source_pages import SOURCE_KIND
from dossier_timeline.views.dates import make_time_element
from dossier_timeline.views.official_addresses import list_identifiers, show_addresses
from dossier_timeline.views.sources import show_passage


def make_record_card(ctx: PageContext, document: Document, checked: str = "") -> RecordCard:
    """Return the card of a document; `checked` says how many of its facts were checked, on its own page."""
    say = ctx.language.gettext
    rows: tuple[tuple[str, Html], ...] = (
        (say("Kind"), ctx.names.kind_name(document.kind)),
        (say("Date"), _show_date(ctx, document)),
        (say("Place"), ctx.show_words(document.place)),
        (say("From"), _link_parties(ctx, document.sender, document.date)),
        (say("To"), _link_parties(ctx, document.recipient, document.date)),
        (say("Publisher"), ctx.list_entries(document.publisher)),
        (say("Title as printed"), _show_printed_title(ctx, document)),
        *list_identifiers(ctx, document.identifiers),
        (say("Language of the source"), ctx.language.language_name(document.language)),
        (say("Themes"), ctx.list_entries(document.themes)),
        (say("Official address"), show_addresses(ctx, document.addresses, document.language)),
        (say("Source text"), _link_source_text(ctx, document)),
        (say("Source passages"), checked),
    )
    return RecordCard(tuple(row for row in rows if row[1]))


def list_main_parties(ctx: PageContext, document: Document) -> Iterator[tuple[str, Markup]]:
    """Yield from whom and to whom a document is, or else who published it, each with what that is called."""
    say = ctx.language.gettext
    if document.sender:
        yield say("From"), ctx.list_entries(document.sender)
    if document.recipient:
        yield say("To"), ctx.list_entries(document.recipient)
    if document.publisher and not document.sender:
        yield say("Publisher"), ctx.list_entries(document.publisher)


def _show_date(ctx: PageContext, document: Document) -> Markup:
    """Return the date of a document, and where that stands in it."""
    date = make_time_element(ctx, document.date)
    if document.passage is None:
        return ctx.show(date)
    return ctx.show(DatedPassage(date, show_passage(ctx, document.passage, document)))


def _link_parties(ctx: PageContext, ids: tuple[str, ...], day: Edtf) -> Markup:
    """Return who wrote or received a document, each with the role held on that day."""
    parties: list[Markup] = []
    for entry_id in ids:
        entry = ctx.dossier.by_id.get(entry_id)
        if entry is None:
            continue
        role = _show_role(ctx, entry, day) if isinstance(entry, Actor) else ""
        parties.append(escape(ctx.language.comma).join([ctx.link_entry(entry), *([role] if role else [])]))
    return Markup("; ").join(parties)


def _show_role(ctx: PageContext, actor: Actor, day: Edtf) -> Markup:
    """Return the role that somebody held on a day, or nothing."""
    for role in actor.roles:
        has_begun = role.since is None or role.since.lower <= day.lower
        has_ended = role.until is not None and role.until.upper < day.lower
        if has_begun and not has_ended:
            return ctx.show_words(role.title)
    return Markup("")


def _show_printed_title(ctx: PageContext, document: Document) -> Markup:
    """Return the title as the document itself has it, or nothing."""
    if not document.original_title:
        return Markup("")
    language = document.title_language
    return ctx.show(CitedTitle(document.original_title, language if language != ctx.language.code else ""))


def _link_source_text(ctx: PageContext, document: Document) -> Markup:
    """Return the way to the source text, where that is published."""
    href = ctx.kind_href(SOURCE_KIND, document.id) if document.source_text.publish else ""
    return ctx.show_link(ctx.language.gettext("Read it here"), href) if href else Markup("")
