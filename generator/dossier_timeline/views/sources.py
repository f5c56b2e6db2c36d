"""Where something stands: the passage, the document that holds it, or the work that says it."""

from __future__ import annotations

from typing import NamedTuple

from markupsafe import Markup

from dossier_timeline.components.marks import PassagePlace
from dossier_timeline.evidence.verified_passages import (
    VerifiedPassage,
    describe_place,
    has_place,
    is_counted_place,
)
from dossier_timeline.languages import Language
from dossier_timeline.model.base import Entry
from dossier_timeline.model.documents import Document
from dossier_timeline.model.locators import Locator, is_cited_alone
from dossier_timeline.model.sources import Address, Passage, choose_address
from dossier_timeline.notation.typesetting import make_readable
from dossier_timeline.site.page_context import PageContext
from dossier_timeline.site.source_blocks import write_counted_place
from dossier_timeline.site.source_pages import SOURCE_KIND
from dossier_timeline.views.locators import keep_together, write_locator


def show_passage(ctx: PageContext, passage: Passage, document: Document) -> Markup:
    """Return section, paragraph and page of a passage of a document; its words while its place isn't known.

    Each place is named on many pages, so what was shown once is remembered.
    """
    known = ctx.language_context.known_passages
    verified = find_verified(ctx, passage, document)
    place = _make_cited_place(ctx, passage, verified)._replace(row=passage.row or "")
    key = (*place, document.id)
    shown = known.get(key)
    if shown is None:
        shown = known[key] = ctx.show(_make_passage_place(ctx, place, document))
    return shown


class CitedPlace(NamedTuple):
    """What is said of a place: the heading in words, what is printed there or counted, and the page."""

    section: str = ""
    steps: Locator = ()
    counted_paragraph: int | str | None = None
    footnote: int | None = None
    page_number: int = 0
    row: str = ""


def _make_cited_place(ctx: PageContext, passage: Passage, verified: VerifiedPassage | None) -> CitedPlace:
    """Return what is said of where a passage stands: what is printed there, if it was verified."""
    if verified is None:
        # While its words haven't been verified, they stand in place of a section.
        words = ctx.language.quote(passage.quote) if passage.quote is not None else passage.section
        steps = (*passage.heading_steps, *passage.inner_steps)
        if is_counted_place(passage):
            return CitedPlace(words, counted_paragraph=passage.paragraph)
        return CitedPlace(words, steps, footnote=passage.footnote, page_number=passage.page or 0)
    place: Passage | VerifiedPassage = verified if has_place(verified) else passage
    if verified.locator is None:
        return CitedPlace(place.section, (), place.paragraph, place.footnote, verified.page_number)
    section = "" if is_cited_alone(verified.locator) else place.section
    return CitedPlace(section, verified.locator, page_number=verified.page_number)


def find_verified(ctx: PageContext, passage: Passage, document: Document) -> VerifiedPassage | None:
    """Return a passage of a document as it was verified; `None` when it never was."""
    return ctx.language_context.verified_passages.get((document.id, describe_place(passage)))


def link_published_passage(ctx: PageContext, passage: Passage, document: Document) -> str:
    """Return a link to a passage in the published text of its document; "" where that isn't published."""
    verified = find_verified(ctx, passage, document) if document.source_text.publish else None
    if verified is None:
        return ""
    place: Passage | VerifiedPassage = verified if has_place(verified) else passage
    written = write_counted_place(make_readable(place.section), place.paragraph, place.footnote)
    entity, fragment = ctx.language_context.source_index.find_place(document.id, verified.digest, written)
    return ctx.kind_href(SOURCE_KIND, entity, fragment) if entity else ""


def _make_passage_place(ctx: PageContext, place: CitedPlace, document: Document) -> PassagePlace:
    say, is_own_language = ctx.language.gettext, document.language == ctx.language.code
    parts = [keep_together(step) for step in write_locator(ctx.language, place.steps)]
    if place.footnote is not None:
        parts.append(_write_footnote(ctx.language, place.footnote, choose_address(document.addresses)))
    elif place.counted_paragraph is not None:
        parts.append(keep_together(say("paragraph %(number)s", number=place.counted_paragraph)))
    if place.row:
        name = place.row if place.row.isdecimal() else ctx.language.quote(place.row)
        parts.append(ctx.language.pgettext("locator", "row %(number)s", number=name))
    if place.page_number:
        parts.append(keep_together(say("page %(number)s", number=place.page_number)))
    shown = ctx.language.comma.join(parts)
    translation = None if is_own_language else document.text.translated_sections.get(place.section)
    return PassagePlace(
        place=shown,
        section=place.section,
        lang="" if is_own_language else document.language,
        translation=ctx.names.plain_words(translation),
    )


def _write_footnote(language: Language, number: int, address: Address | None) -> str:
    """Return which footnote it is, with the number that it has at the official address if that is another."""
    if address is None or not address.footnote_shift:
        return keep_together(language.gettext("footnote %(number)s", number=number))
    official_number = number + address.footnote_shift
    return language.gettext(
        "footnote %(number)s (%(there)s on the official page)", number=number, there=official_number
    )


def find_document(ctx: PageContext, passage: Passage | None, entry: Entry | None) -> Document | None:
    """Return the document in which a passage stands: its own, or the one in which the entry is written."""
    if passage is not None and passage.document:
        found = ctx.dossier.by_id.get(passage.document)
        return found if isinstance(found, Document) else None
    return ctx.dossier.document_of.get(entry.id) if entry is not None else None


def is_page_of(ctx: PageContext, document: Document) -> bool:
    """Return whether this is the page of a document, on which it isn't named as a source."""
    return ctx.page.kind == "document" and ctx.page.entity == document.id


def link_source(ctx: PageContext, document: Document) -> Markup:
    """Return a link to a document under its name as a source."""
    return ctx.show_link(name_source(ctx, document), ctx.entry_href(document))


def name_source(ctx: PageContext, document: Document) -> str:
    """Return the name of a document as a source: its kind and year, or its title where others have those."""
    if (document.kind, document.date.year) in ctx.language_context.shared_kinds_and_years:
        return ctx.names.plain_words(document.title)
    return ctx.language.pgettext(
        "source",
        "%(kind)s %(year)s",
        kind=ctx.names.kind_name(document.kind),
        year=ctx.language.year(document.date),
    )


def is_text_held(passage: Passage | None, work_id: str | None) -> bool:
    """Return whether the text in which something stands is held: not that of a work beside the documents."""
    return passage is not None or work_id is None
