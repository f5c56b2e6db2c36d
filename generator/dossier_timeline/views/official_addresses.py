"""Official addresses and numbers, and the ids that an entry had before."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from dossier_timeline.components.documents import AddressList, OfficialAddress
from dossier_timeline.components.marks import FormerAddresses, OfficialNumber
from dossier_timeline.model.base import Entry
from dossier_timeline.model.registers import KindName
from dossier_timeline.model.sources import Address, Identifiers
from dossier_timeline.site.page_context import PageContext


def make_address(
    ctx: PageContext,
    address: Address,
    language: str | None,
    place: str = "",
) -> OfficialAddress:
    """Return an official address.

    Args:
        ctx: the page.
        address: the address, as the dossier has it.
        language: the language of what is there, where the address itself doesn't say.
        place: the fragment by which the address leads to a place in it.
    """
    code = address.language or language or ""
    other_language = code if code and code != ctx.language.code else ""
    return OfficialAddress(
        url=f"{address.url}{place}" if address.url else "",
        status=address.status,
        label=ctx.names.plain_words(address.label),
        language=other_language,
        language_name=ctx.language.language_name(other_language) if other_language else "",
        archived_url=address.archived.url if address.archived else "",
        archived_day=address.archived.date.text if address.archived else "",
        archived_date=ctx.names.write_date(address.archived.date) if address.archived else "",
    )


def show_addresses(ctx: PageContext, addresses: Iterable[Address], language: str | None) -> Markup:
    """Return official addresses below each other, or nothing; `language` is that of a document or work."""
    items = tuple(make_address(ctx, address, language) for address in addresses)
    return ctx.show(AddressList(items)) if items else Markup("")


def list_identifiers(ctx: PageContext, identifiers: Identifiers) -> list[tuple[str, Markup]]:
    """Return official numbers, each with what it is called: by its kind, or by its own name."""
    kinds = {name: ctx.dossier.by_id.get(name) for name in identifiers.by_kind}
    named = [
        (ctx.names.plain_words(kind.name) if isinstance(kind, KindName) else name, identifiers.by_kind[name])
        for name, kind in kinds.items()
    ]
    known = (
        (ctx.language.gettext("Reference"), identifiers.reference),
        ("CELEX", identifiers.celex),
        ("ELI", identifiers.eli),
        ("DOI", identifiers.doi),
        ("ISBN", identifiers.isbn),
    )
    is_isolated = ctx.language.direction == "rtl"
    return [
        (label, ctx.show(OfficialNumber(number, is_isolated))) for label, number in (*named, *known) if number
    ]


def strip_scheme(url: str) -> str:
    """Return an address as people say it: without its scheme and its last slash."""
    return url.partition("://")[2].rstrip("/")


def show_former_addresses(ctx: PageContext, entry: Entry) -> Markup:
    """Return empty anchors for the ids that an entry had before."""
    return ctx.show(FormerAddresses(entry.aliases)) if entry.aliases else Markup("")
