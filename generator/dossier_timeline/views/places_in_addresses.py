"""The fragment by which an official address leads to the place of a passage.

Sources: RFC 8118 for the pages of a PDF; URL Fragment Text Directives (WICG) for the words of a web page.
"""

from __future__ import annotations

from urllib.parse import quote

from dossier_timeline.components.documents import OfficialAddress
from dossier_timeline.model.documents import Document
from dossier_timeline.model.sources import Address, Passage, choose_address
from dossier_timeline.site.page_context import PageContext
from dossier_timeline.source_reading.media_types import PDF, find_media_type, is_web_page
from dossier_timeline.views.official_addresses import make_address
from dossier_timeline.views.sources import find_verified


def find_place_in_address(ctx: PageContext, address: Address, passage: Passage, document: Document) -> str:
    """Return the fragment to put behind an address; "" where it's only known that the document is there."""
    if address.url is None or "#" in address.url:
        return ""
    verified = find_verified(ctx, passage, document)
    known = ctx.language_context.fetched_addresses.get(document.id, ("", ""))
    media_type = find_media_type(address.url, *known)
    if media_type == PDF:
        return f"#page={verified.page_number}" if verified and verified.page_number else ""
    if passage.fragment:
        return write_text_fragment((passage.fragment,))
    return write_text_fragment(verified.edges) if verified and is_web_page(media_type) else ""


def find_official_place(ctx: PageContext, passage: Passage, document: Document) -> OfficialAddress | None:
    """Return the confirmed official address with the place of a passage; `None` where that isn't known."""
    chosen = choose_address(document.addresses)
    if chosen is None or chosen.status != "confirmed":
        return None
    place = find_place_in_address(ctx, chosen, passage, document)
    return make_address(ctx, chosen, document.language, place) if place else None


def write_text_fragment(edges: tuple[str, ...]) -> str:
    """Return the fragment that finds words on a web page: "" for none.

    A hyphen, comma or ampersand is part of the syntax there, and is encoded where it's one of the words.
    """
    encoded = ",".join(quote(words, safe="").replace("-", "%2D") for words in edges)
    return f"#:~:text={encoded}" if encoded else ""
