"""The frame of every page: its head, its menu, its breadcrumbs and its foot."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from dossier_timeline.components.facts import NotePopover
from dossier_timeline.components.page import (
    Breadcrumbs,
    LanguageSwitch,
    Notice,
    SiteHeader,
)
from dossier_timeline.exports.feeds import list_feed_links
from dossier_timeline.exports.linked_data import write_linked_data
from dossier_timeline.exports.metatags import list_metatags
from dossier_timeline.graphics.card_drawing import CARD_HEIGHT, CARD_WIDTH
from dossier_timeline.model.documents import Document, Page
from dossier_timeline.model.registers import Theme
from dossier_timeline.site.builtin_pages import REGISTER_KINDS
from dossier_timeline.site.media_figures import make_logo
from dossier_timeline.site.note_pages import NOTES_KIND
from dossier_timeline.site.page_context import PageContext
from dossier_timeline.site.page_parts import is_page_part
from dossier_timeline.site.routes import Alternate, PagePlan, absolute_url
from dossier_timeline.site.searched_pages import is_searched
from dossier_timeline.site.share_cards import find_share_card
from dossier_timeline.site.source_pages import SOURCE_KIND
from dossier_timeline.site.timeline_pages import EVENTS_KIND
from dossier_timeline.views.citations import make_note_popover
from dossier_timeline.views.footer import Footer, make_footer
from dossier_timeline.views.page_links import find_page

MENU_KINDS = ("timeline", "documents", "promises", "figures", "differences", "registers")

LONGEST_WORD = 16
"""So many letters of a title fit a line of 320 pixels."""


@dataclass(frozen=True, slots=True)
class CardLink:
    """A card image: its absolute address, its size in pixels, and what is on it."""

    url: str
    width: int
    height: int
    description: str


@dataclass(frozen=True, slots=True)
class Frame:
    """Everything on a page but its own content."""

    kind: str
    code: str
    direction: str
    title: str
    has_long_word: bool
    """Whether a word of the title is wider than a phone in the letters of other titles."""
    full_title: str
    description: str
    canonical: str
    alternates: tuple[Alternate, ...]
    indexed: bool
    site_name: str
    header: SiteHeader
    searched: bool
    themes: str
    breadcrumbs: Breadcrumbs | None
    feeds: tuple[tuple[str, str], ...]
    """Media type and address of each feed of the language."""
    tags: tuple[tuple[str, str], ...]
    """What reference managers read: name and content."""
    linked: Markup
    """What the page says of itself as JSON-LD."""
    foot: Footer
    has_images: bool = False
    """Whether it shows images, for which there is a style sheet."""
    note_popover: NotePopover | None = None
    card: CardLink | None = None
    """The image that networks and messengers show of the page."""
    notices: tuple[Notice, ...] = ()


def make_frame(ctx: PageContext) -> Frame:
    """Return the frame of a page."""
    page, settings = ctx.page, ctx.dossier.settings
    name = ctx.names.plain_words(settings.short)
    full_title = page.title if page.kind in ("home", "choice") else f"{page.title} – {name}"
    return Frame(
        kind=page.kind,
        code=ctx.language.code,
        direction=ctx.language.direction,
        title=page.title,
        has_long_word=max(map(len, page.title.split()), default=0) > LONGEST_WORD,
        full_title=full_title,
        description=page.description,
        canonical=page.canonical,
        alternates=page.alternates,
        indexed=page.is_indexed,
        site_name=name,
        header=_make_header(ctx, name),
        searched=ctx.language_context.config.outputs.search and is_searched(page),
        themes="|".join(_list_themes(ctx)),
        breadcrumbs=_make_breadcrumbs(ctx),
        foot=make_footer(ctx),
        has_images=bool(ctx.shown_images),
        note_popover=make_note_popover(ctx),
        card=_find_card(ctx),
        notices=_list_notices(ctx),
        feeds=list_feed_links(ctx),
        tags=list_metatags(ctx),
        linked=write_linked_data(ctx, _find_ancestors(ctx)) if page.is_indexed else Markup(""),
    )


def _find_card(ctx: PageContext) -> CardLink | None:
    routes, code, config = ctx.language_context.routes, ctx.language.code, ctx.language_context.config
    card = find_share_card(
        ctx.page,
        ctx.names,
        lambda kind, entity: routes.find(kind, code, entity),
        config.pages.card_images,
        has_document_cards=ctx.language_context.has_document_cards,
    )
    if card is None:
        return None
    url = absolute_url(config.addresses.site_url, card.path)
    return CardLink(url, CARD_WIDTH, CARD_HEIGHT, card.description)


_MENU_SECTIONS = {
    **{kind: kind for kind in MENU_KINDS},
    "document": "documents",
    NOTES_KIND: "documents",
    SOURCE_KIND: "documents",
    "theme": "registers",
    "timeline": "timeline",
    EVENTS_KIND: "timeline",
    **dict.fromkeys(REGISTER_KINDS, "registers"),
}
"""The kind of the page in the menu to which pages of a kind belong."""


def _list_themes(ctx: PageContext) -> list[str]:
    """Return the names of the themes to which a page as a whole belongs, for the search."""
    entry = ctx.dossier.by_id.get(ctx.page.entity)
    if isinstance(entry, Theme):
        return [ctx.names.plain_words(entry.name)]
    if not isinstance(entry, Document):
        return []
    themes = {one.id: one for name in entry.themes if isinstance(one := ctx.dossier.by_id.get(name), Theme)}
    numbers = ctx.language_context.theme_numbers
    return [
        ctx.names.plain_words(themes[name].name) for name in sorted(themes, key=lambda name: numbers[name])
    ]


def _make_header(ctx: PageContext, name: str) -> SiteHeader:
    translations, addresses = _list_translations(ctx), ctx.language_context.config.addresses
    return SiteHeader(
        name=name,
        home=ctx.kind_href("home"),
        items=_make_menu(ctx),
        search=ctx.kind_href("search"),
        switch=LanguageSwitch(translations) if translations else None,
        whole_site=(addresses.whole_site_url, addresses.whole_site_name) if addresses.mount else None,
        logo=make_logo(ctx),
    )


def _make_menu(ctx: PageContext) -> tuple[tuple[str, str, str], ...]:
    items = [page for kind in MENU_KINDS if (page := find_page(ctx, kind))]
    key = ctx.page.key
    section = _MENU_SECTIONS.get(ctx.page.kind, "")

    def current(page: PagePlan) -> str:
        if page.key == key:
            return "page"
        return "true" if page.kind == section else ""

    return tuple((ctx.page_href(page), page.menu_title or page.title, current(page)) for page in items)


def _list_translations(ctx: PageContext) -> tuple[tuple[str, str, str], ...]:
    """Return the same page in the other languages: language tag, the language's own name, address."""
    items = []
    for code, language in ctx.language_context.site.languages.items():
        page = _find_translation(ctx, code)
        if code != ctx.language.code and page:
            items.append((code, language.name, ctx.page_href(page)))
    return tuple(items)


def _find_translation(ctx: PageContext, code: str) -> PagePlan | None:
    """Return the same page in another language: of a part that only this language has, its whole register."""
    routes, page = ctx.language_context.routes, ctx.page
    translation = routes.find(page.kind, code, page.entity)
    return routes.find(page.kind, code) if translation is None and is_page_part(page) else translation


def _make_breadcrumbs(ctx: PageContext) -> Breadcrumbs | None:
    home = ctx.language.gettext("Home")
    items = tuple(
        (ctx.page_href(page), home if page.kind == "home" else page.title) for page in _find_ancestors(ctx)
    )
    return Breadcrumbs(items, ctx.page.title) if items else None


def _find_ancestors(ctx: PageContext) -> tuple[PagePlan, ...]:
    """Return the pages above this one, from home."""
    if ctx.page.kind in ("home", "choice", "missing"):
        return ()
    kinds = ["home"]
    if ctx.page.kind in REGISTER_KINDS:
        kinds.append("registers")
    elif ctx.page.kind in ("document", NOTES_KIND, SOURCE_KIND):
        kinds.append("documents")
    elif ctx.page.kind == "theme":
        kinds += ["registers", "themes"]
    elif ctx.page.kind == EVENTS_KIND or (ctx.page.kind == "timeline" and ctx.page.entity):
        kinds.append("timeline")
    elif ctx.page.kind == "report" and ctx.page.entity:
        kinds.append("report")
    places = [(kind, "") for kind in kinds]
    if ctx.page.kind in (NOTES_KIND, SOURCE_KIND):
        document_id, _, part = ctx.page.entity.partition(":")
        places.append(("document", document_id))
        if ctx.page.kind == SOURCE_KIND and part:
            places.append((SOURCE_KIND, document_id))
    if is_page_part(ctx.page):
        places.append((ctx.page.kind, ctx.page.entity.partition(":")[0] if ctx.page.kind == "theme" else ""))
    return tuple(page for place in places if (page := find_page(ctx, *place)))


def is_draft_page(ctx: PageContext) -> bool:
    """Return whether the page is about a draft, or shows one."""
    if not ctx.language_context.config.mode.drafts:
        return False
    entry = ctx.page.entity or ctx.page.kind
    subject = ctx.dossier.by_id.get(entry)
    if isinstance(subject, Document) and subject.draft:
        return True
    summaries = ctx.language_context.texts_of_documents
    texts = subject.texts if isinstance(subject, Page) else summaries.get(entry, {})
    shown = ctx.page.availability.shown if ctx.page.availability else ""
    return shown in texts and texts[shown].head.draft


def _list_notices(ctx: PageContext) -> tuple[Notice, ...]:
    """Return what a reader must know first."""
    available, say = ctx.page.availability, ctx.language.gettext
    drafts = (
        (_warn(say("Draft."), say("This is being worked on; readers do not see it.")),)
        if is_draft_page(ctx)
        else ()
    )
    if available is None or not available.notice:
        return drafts
    if available.notice == "missing":
        other = ctx.language.language_name(available.shown)
        words = say("The text is shown in %(language)s.", language=other)
        return (*drafts, _warn(say("Not yet translated."), words))
    others = ctx.language.join([ctx.language.language_name(code) for code in available.behind])
    words = say("The text in %(language)s has changed since this one was last compared.", language=others)
    return (*drafts, _warn(say("Being brought up to date."), words))


def _warn(title: str, words: str) -> Notice:
    return Notice(words, title, "amber")
