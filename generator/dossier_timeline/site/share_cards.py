"""Card images: which card a page has, what it says, and where it stands.

The name of a card is made of all that it says, so pages that say the same share one, and a card is drawn
again only when it would say something else.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256

from dossier_timeline.graphics.card_drawing import PACKAGED_COLOURS, CardColours, CardText
from dossier_timeline.graphics.palette import Palette, make_palette, mix_colours, split_colour
from dossier_timeline.languages.lending import strip_marks
from dossier_timeline.model.documents import Document
from dossier_timeline.site.embed_pages import EMBED_KIND, EMBEDS_KIND
from dossier_timeline.site.names import EntryNames
from dossier_timeline.site.note_pages import NOTES_KIND
from dossier_timeline.site.page_parts import is_page_part
from dossier_timeline.site.routes import PagePlan
from dossier_timeline.site.source_pages import SOURCE_KIND
from dossier_timeline.site.timeline_pages import EVENTS_KIND

_FOLDER = "assets/cards"
_DESIGN = "1"
"""Counts the designs: browsers keep a card for a year, so another design has other names."""
_UNSHARED_KINDS = frozenset({"missing", "choice", EMBED_KIND, EMBEDS_KIND})
_PARTED_KINDS = frozenset({"timeline", "report"})

FindPage = Callable[[str, str], PagePlan | None]
"""Gives the page of a kind and an entity in the language of a card."""


@dataclass(frozen=True, slots=True)
class ShareCard:
    """The card of a page: its path within the site, and what it says."""

    path: str
    text: CardText
    colours: CardColours = PACKAGED_COLOURS

    @property
    def description(self) -> str:
        """What is on the image, in words."""
        return " – ".join(filter(None, (self.text.title, self.text.detail, self.text.name)))


def find_share_card(
    page: PagePlan, names: EntryNames, find_page: FindPage, most_documents: int, *, has_document_cards: bool
) -> ShareCard | None:
    """Return the card of a page; `None` where it has none, as where `most_documents` may have one is 0.

    A part of a page has the card of the whole. Unless each document has a card (`has_document_cards`), pages
    about documents have the card of the home page.
    """
    shown = find_card_page(page, find_page, most_documents, has_document_cards=has_document_cards)
    return make_share_card(shown, names) if shown else None


def find_card_page(
    page: PagePlan, find_page: FindPage, most_documents: int, *, has_document_cards: bool
) -> PagePlan | None:
    """Return the page whose card a page has; `None` where it has none."""
    if page.kind in _UNSHARED_KINDS or most_documents <= 0:
        return None
    return _find_shown_page(page, find_page, has_documents=has_document_cards)


def make_share_card(page: PagePlan, names: EntryNames) -> ShareCard:
    """Return the card that a page has as its own."""
    settings = names.dossier.settings
    document = names.dossier.by_id.get(page.entity) if page.kind == "document" else None
    detail = names.plain_words(settings.kicker)
    if isinstance(document, Document):
        detail = f"{names.write_date(document.date)} · {names.kind_name(document.kind)}"
    title, detail, name = map(strip_marks, (page.title, detail, names.plain_words(settings.short)))
    text = CardText(title, detail, name, names.language.direction == "rtl")
    colours = _pick_colours(make_palette(settings.style.colours))
    drawn = (_DESIGN, repr(text), *([repr(colours)] if colours != PACKAGED_COLOURS else []))
    digest = sha256("\0".join(drawn).encode("utf-8", "surrogatepass")).hexdigest()
    return ShareCard(f"{_FOLDER}/{digest[8:24]}.{digest[:8]}.png", text, colours)


def _pick_colours(palette: Palette) -> CardColours:
    """Return the colours of cards: the dossier's own, on light paper, in the place of those that come."""
    own = {name: split_colour(palette.pick(name)) for name in palette.own}
    packaged = PACKAGED_COLOURS
    paper, mark = own.get("paper", packaged.paper), own.get("blue", packaged.mark)
    rail = mix_colours(paper, mark, 0.2) if {"paper", "blue"} & own.keys() else packaged.rail
    return CardColours(paper, own.get("ink", packaged.ink), own.get("soft", packaged.soft), mark, rail)


def _find_shown_page(page: PagePlan, find_page: FindPage, *, has_documents: bool) -> PagePlan | None:
    """Return the page whose card a page has."""
    if page.kind in ("document", NOTES_KIND, SOURCE_KIND):
        if not has_documents:
            return find_page("home", "")
        return page if page.kind == "document" else find_page("document", page.entity.partition(":")[0])
    if page.kind == EVENTS_KIND:
        return find_page("timeline", "")
    if is_page_part(page):
        return find_page(page.kind, page.entity.partition(":")[0] if page.kind == "theme" else "")
    if page.kind in _PARTED_KINDS and page.entity:
        return find_page(page.kind, "")
    return page
