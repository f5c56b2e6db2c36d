"""The dossier's own words at the head of a page."""

from __future__ import annotations

from dataclasses import dataclass

from dossier_timeline.components.page import Lede, ProseBlock
from dossier_timeline.model.availability import choose_text
from dossier_timeline.model.documents import PageHead
from dossier_timeline.site.page_context import PageContext


@dataclass(frozen=True, slots=True)
class LocalisedProse:
    """A text of the dossier's own, in the language of the page (then `lang` is "") or in another."""

    lede: Lede | None
    prose: ProseBlock | None = None
    lang: str = ""


def find_introduction(ctx: PageContext) -> LocalisedProse:
    """Return the dossier's own words at the head of a page; only its lede where it has none."""
    name, availability = ctx.page.entity or ctx.page.kind, ctx.page.availability
    texts = next((page.texts for page in ctx.dossier.pages if page.id == name), {})
    prose = choose_text(texts, availability) if availability else None
    if prose is None:
        return LocalisedProse(_make_lede(ctx.page.description))
    lang = "" if prose.language == ctx.language.code else prose.language
    html = ctx.show_prose(prose)
    description = prose.head.description if isinstance(prose.head, PageHead) else ""
    return LocalisedProse(_make_lede(description, lang), ProseBlock(html, lang) if html else None, lang)


def _make_lede(description: str, lang: str = "") -> Lede | None:
    return Lede(description, lang) if description else None
