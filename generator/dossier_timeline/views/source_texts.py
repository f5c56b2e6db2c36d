"""The pages with a source text that is published: the text in blocks, and what is to be known of it first."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from dossier_timeline.components.base import Html
from dossier_timeline.components.documents import RecordCard
from dossier_timeline.components.marks import OutsideLink, PassagePlace
from dossier_timeline.components.page import Contents
from dossier_timeline.components.source_texts import PublishedText, ShownBlock, SourceWords
from dossier_timeline.languages.lending import script_direction
from dossier_timeline.model.dates import parse_date
from dossier_timeline.model.documents import Document
from dossier_timeline.model.open_licences import OPEN_LICENCES
from dossier_timeline.notation.typesetting import LOWERED_DIGITS, SUPERSCRIPTS
from dossier_timeline.site.names import Phrase
from dossier_timeline.site.page_bounds import MOST_NAMES_IN_CONTENTS
from dossier_timeline.site.page_context import PageContext
from dossier_timeline.site.source_blocks import SourceBlock
from dossier_timeline.site.source_pages import SOURCE_KIND, SourcePart
from dossier_timeline.views.locators import write_locator
from dossier_timeline.views.official_addresses import show_addresses
from dossier_timeline.views.page_parts import NamedEntry, PartLink, PartNavigation, link_neighbours
from dossier_timeline.views.sources import name_source

_RAISED = re.compile(f"([{SUPERSCRIPTS}]+)")
_POWER = re.compile(r"(?:^|[\s(\d])(?:[cdkm]?m|10)$")
"""Before a raised digit that is a power: a unit of length, or ten."""
_NUMBERED = re.compile(r"\(?(?:\d{1,3}|[a-z]{1,4})[.)]\s")
_FEWEST_HEADINGS = 3
"""From so many headings on a text of one page has contents."""


@dataclass(frozen=True, slots=True)
class SourceView:
    """A page with a source text, or the page that leads to its parts."""

    title: Html
    remark: str
    card: RecordCard
    contents: Contents | None
    parts: PartNavigation
    text: PublishedText | None


def make_source_view(ctx: PageContext) -> SourceView:
    """Return the page of a source text, or of a part of one."""
    index = ctx.language_context.source_index
    document_id = ctx.page.entity.partition(":")[0]
    document = ctx.dossier.by_id[document_id]
    assert isinstance(document, Document)  # noqa: S101 -- the plan says so
    parts, shown = index.parts_of(document_id), index.find_part(ctx.page.entity)
    is_part = shown is not None and len(parts) > 1
    title = ctx.names.plain_words(document.short)
    return SourceView(
        title=escape(f"{title}{ctx.language.colon}") + _show_part_name(ctx, shown, document)
        if shown and is_part
        else escape(ctx.page.title),
        remark=_introduce_text(ctx, document),
        card=_make_card(ctx, document),
        contents=_make_contents(shown) if shown else None,
        parts=_link_parts(ctx, document, parts, shown),
        text=_make_text(ctx, document, shown) if shown else None,
    )


def _introduce_text(ctx: PageContext, document: Document) -> str:
    return ctx.language.gettext(
        "The text in %(language)s, word for word as it was verified; lines that its pages repeat are left "
        "out. The official text is the one that counts.",
        language=ctx.language.language_name(document.language),
    )


def _make_card(ctx: PageContext, document: Document) -> RecordCard:
    """Return what allows the text to be published, where it comes from, and by which digest it is known."""
    say, origin = ctx.language.gettext, ctx.language_context.text_origins[document.id]
    rows: tuple[tuple[str, Html], ...] = (
        (say("Document"), ctx.show_link(name_source(ctx, document), ctx.entry_href(document))),
        (say("Licence"), _show_licence(ctx, document)),
        (say("Official address"), show_addresses(ctx, document.addresses, document.language)),
        (say("Retrieved on"), ctx.names.write_date(parse_date(origin.retrieved)) if origin.retrieved else ""),
        (say("SHA-256 of the text"), origin.digest),
    )
    return RecordCard(tuple(row for row in rows if row[1]))


def _show_licence(ctx: PageContext, document: Document) -> Markup:
    publication, links = document.source_text, list[Markup]()
    if publication.licence is not None:
        links.append(ctx.show(OutsideLink(*OPEN_LICENCES[publication.licence])))
    if publication.allowed_by is not None:
        name = ctx.names.plain_words(publication.allowed_by.name)
        links.append(ctx.show(OutsideLink(name, publication.allowed_by.url)))
    return Markup("; ").join(links)


def _make_contents(part: SourcePart) -> Contents | None:
    """Return the headings of what stands on a page, where there are several and not too many."""
    headings = [block for block in part.blocks if block.kind == "heading"]
    if not _FEWEST_HEADINGS <= len(headings) <= MOST_NAMES_IN_CONTENTS:
        return None
    return Contents(tuple((f"#{block.id}", block.text, 1) for block in headings))


def _show_part_name(ctx: PageContext, part: SourcePart, document: Document) -> Markup:
    """Return the name of a part, whose heading is in the language of the source."""
    say = ctx.language.gettext
    number = say("part %(number)s", number=ctx.language.number(part.number)) if part.number > 1 else ""
    if not part.heading:
        return escape(ctx.language.comma.join(filter(None, (say("before the first heading"), number))))
    return ctx.show(PassagePlace(number, part.heading, _other_language(ctx, document)))


def _other_language(ctx: PageContext, document: Document) -> str:
    return document.language if document.language != ctx.language.code else ""


def _link_parts(
    ctx: PageContext, document: Document, parts: Sequence[SourcePart], shown: SourcePart | None
) -> PartNavigation:
    """Return the parts with their headings, or the way from a part to its neighbours."""
    if len(parts) == 1:
        return PartNavigation()
    if shown is None:
        headings = sum(block.kind == "heading" for part in parts for block in part.blocks)
        names_headings = headings <= MOST_NAMES_IN_CONTENTS
        return PartNavigation(
            tuple(_link_part(ctx, document, part, names_headings=names_headings) for part in parts)
        )

    def link(part: SourcePart) -> tuple[str, Html]:
        return ctx.kind_href(SOURCE_KIND, part.entity), _show_part_name(ctx, part, document)

    place = [part.slug for part in parts].index(shown.slug)
    return PartNavigation(neighbours=link_neighbours(parts, place, link))


def _link_part(ctx: PageContext, document: Document, part: SourcePart, *, names_headings: bool) -> PartLink:
    headings = [block for block in part.blocks if block.kind == "heading"] if names_headings else []
    lang = _other_language(ctx, document)
    return PartLink(
        slug=part.slug,
        href=ctx.kind_href(SOURCE_KIND, part.entity),
        label=_show_part_name(ctx, part, document),
        count=ctx.language.ngettext(
            "%(n)s passage", "%(n)s passages", sum(bool(block.digest) for block in part.blocks)
        ),
        entries=tuple(
            NamedEntry("", ctx.kind_href(SOURCE_KIND, part.entity, block.id), Phrase(block.text, lang))
            for block in headings
        ),
    )


def _make_text(ctx: PageContext, document: Document, part: SourcePart) -> PublishedText:
    page_language = ctx.language.code if document.language != ctx.language.code else ""
    return PublishedText(
        tuple(_show_blocks(ctx, part.blocks)),
        document.language,
        script_direction(document.language),
        page_language,
    )


def _show_blocks(ctx: PageContext, blocks: Sequence[SourceBlock]) -> Iterator[ShownBlock]:
    """Yield the blocks of a page, items that follow each other as a list, and where each page begins."""
    page_number, items = 0, list[ShownBlock]()
    for at, block in enumerate(blocks):
        begins_page = block.page_number > page_number
        if items and (begins_page or block.kind != "item"):
            yield _make_list(items)
            items = []
        if begins_page:
            page_number = block.page_number
            label = ctx.language.gettext("page %(number)s", number=page_number)
            yield ShownBlock("page", f"page.{page_number}", label)
        shown = _show_block(ctx, block, blocks[at + 1 :])
        if block.kind == "item":
            items.append(shown)
        else:
            yield shown
    if items:
        yield _make_list(items)


def _make_list(items: Sequence[ShownBlock]) -> ShownBlock:
    is_numbered = all(item.words and _NUMBERED.match(item.words[0].text) for item in items)
    return ShownBlock("list", is_numbered=is_numbered, items=tuple(items))


def _show_block(ctx: PageContext, block: SourceBlock, following: Sequence[SourceBlock]) -> ShownBlock:
    say = ctx.language.gettext
    if block.locator:
        label = ctx.language.comma.join(write_locator(ctx.language, block.locator))
    elif block.kind == "footnote":
        label = say("footnote %(number)s", number=block.number)
    else:
        label = say("paragraph %(number)s", number=block.number)
    words = () if block.rows else tuple(_show_words(block.text, following))
    return ShownBlock(block.kind, block.id, label if block.digest else "", block.number, words, block.rows)


def _show_words(text: str, following: Sequence[SourceBlock]) -> Iterator[SourceWords]:
    """Yield the words of a block; the mark of a footnote leads to the next one of its number on the page."""
    pieces = _RAISED.split(text)
    for before, raised in zip(pieces[::2], [*pieces[1::2], ""], strict=True):
        if before:
            yield SourceWords(before)
        if raised:
            number = int(raised.translate(LOWERED_DIGITS))
            notes = (one for one in following if one.kind == "footnote" and one.number == number)
            note = None if _POWER.search(before) else next(notes, None)
            yield SourceWords(str(number), is_raised=True, href=f"#{note.id}" if note else "")
