"""Official addresses and numbers of documents and works."""

from __future__ import annotations

from urllib.parse import quote

from markupsafe import Markup, escape

from dossier_timeline.model.registers import KindName
from dossier_timeline.model.sources import Address, Identifiers
from dossier_timeline.site.page_context import PageContext
from dossier_timeline.views.common import Item


def make_address(ctx: PageContext, item: Address, language: str | None, fragment: str | None = None) -> Item:
    """An official address, for the component of that name; `language` is what is there by default."""
    code = item.language or language or ""
    foreign = code if code and code != ctx.language.code else ""
    words = f"#:~:text={quote(fragment)}" if fragment and item.url else ""
    return {
        "url": f"{item.url}{words}" if item.url else "",
        "status": item.status,
        "label": ctx.names.plain_words(item.label),
        "language": foreign,
        "name": ctx.language.language_name(foreign) if foreign else "",
    }


def list_identifiers(ctx: PageContext, numbers: Identifiers) -> list[tuple[str, Markup]]:
    """Official numbers with what each is called: by its kind, or by its own name."""
    kinds = {name: ctx.dossier.by_id.get(name) for name in numbers.by_kind}
    named = [
        (ctx.names.plain_words(kind.name) if isinstance(kind, KindName) else name, numbers.by_kind[name])
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


def _from_left_to_right(ctx: PageContext, code: str) -> Markup:
    """A number or code, whose parts would change places between words from right to left."""
    return Markup('<bdi dir="ltr">{}</bdi>').format(code) if ctx.language.direction == "rtl" else escape(code)


def strip_scheme(url: str) -> str:
    """An address as one says it: without its scheme and its last slash."""
    return url.partition("://")[2].rstrip("/")
