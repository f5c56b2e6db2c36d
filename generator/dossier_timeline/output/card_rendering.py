"""The card images of a site: drawn by as many processes as pay off, and only those that don't stand there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from dossier_timeline.cache.steps import PublishedSteps
from dossier_timeline.config import Config
from dossier_timeline.graphics.card_drawing import draw_card
from dossier_timeline.graphics.packaged_font import FONT_SCRIPTS
from dossier_timeline.languages.scripts import scripts_of
from dossier_timeline.publishing.site_files import SiteFiles, StoredFile
from dossier_timeline.publishing.spool_folder import SpoolFolder
from dossier_timeline.site.language_context import LanguageContext
from dossier_timeline.site.plan import SitePlan
from dossier_timeline.site.routes import PagePlan
from dossier_timeline.site.share_cards import ShareCard, find_card_page, make_share_card
from dossier_timeline.workers import parallel_map

_MIN_FORKED = 20
"""It takes so many cards until another process pays off."""


def render_cards(
    site: SitePlan, contexts: Mapping[str, LanguageContext], steps: PublishedSteps, spool: SpoolFolder
) -> SiteFiles:
    """The cards of all pages by path; one that stands there already is right, as its name is what it says."""
    files = SiteFiles()
    undrawn = []
    for path, card in sorted(list_cards(site, contexts).items()):
        stored = steps.find(path, "")
        if stored is None:
            undrawn.append(card)
        else:
            files.update(SiteFiles.from_stored(stored))
    for share in parallel_map(partial(_draw_cards, spool), undrawn, min_items=_MIN_FORKED):
        for path, content in share.items():
            files.add(path, content)
            steps.record(path, "", frozenset(), {path: files.digest(path)})
    return files


def list_cards(site: SitePlan, contexts: Mapping[str, LanguageContext]) -> dict[str, ShareCard]:
    """The cards of all pages by path; one that many pages share is made once."""
    shown_pages: dict[str, tuple[PagePlan, LanguageContext]] = {}
    for page in site.pages:
        context = contexts.get(page.language)
        if context is None:
            continue
        find_page = partial(_find_page, context)
        most_documents = context.config.pages.card_images
        shown = find_card_page(page, find_page, most_documents, has_document_cards=site.has_document_cards)
        if shown is not None:
            shown_pages[shown.path] = shown, context
    cards = (make_share_card(shown, context.names) for shown, context in shown_pages.values())
    return {card.path: card for card in cards}


def find_untitled_languages(site: SitePlan, config: Config) -> tuple[str, ...]:
    """The languages whose cards show no title, as the font lacks the letters of their script."""
    if config.pages.card_images <= 0:
        return ()
    return tuple(
        code for code in site.languages if (scripts := scripts_of(code)) and not scripts & FONT_SCRIPTS
    )


def _find_page(context: LanguageContext, kind: str, entity: str) -> PagePlan | None:
    return context.routes.find(kind, context.language.code, entity)


def _draw_cards(spool: SpoolFolder, cards: Sequence[ShareCard]) -> dict[str, bytes | StoredFile]:
    return {card.path: spool.store(draw_card(card.text, card.colours)) for card in cards}
