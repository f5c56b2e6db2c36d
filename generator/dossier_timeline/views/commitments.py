"""Promises, and what came of them."""

from __future__ import annotations

from dossier_timeline.components.story import CommitmentItem
from dossier_timeline.languages import Language
from dossier_timeline.model.story import Commitment, Outcome
from dossier_timeline.site.page_context import PageContext
from dossier_timeline.views.addresses import show_former_addresses
from dossier_timeline.views.common import Item
from dossier_timeline.views.sources import is_text_held, show_source


def name_commitment_kind(language: Language, kind: str) -> str:
    """What sort of promise it is."""
    words = {
        "goal": language.gettext("Goal"),
        "commitment": language.gettext("Commitment"),
        "target": language.gettext("Target"),
    }
    return words[kind]


def make_commitment(ctx: PageContext, commitment: Commitment, level: int = 3) -> Item:
    """One promise, for the component of that name."""
    document = ctx.dossier.document_of.get(commitment.id)
    made = commitment.made or (document.date if document else None)
    return {
        "id": commitment.id,
        "title": ctx.show_words(commitment.title),
        "by": ctx.list_entries(commitment.by),
        "made": ctx.names.write_date(made),
        "to": ctx.list_entries(commitment.to),
        "due": ctx.names.write_date(commitment.due),
        "due_note": ctx.show_words(commitment.due_inferred),
        "kind": name_commitment_kind(ctx.language, commitment.kind),
        "text": show_former_addresses(ctx, commitment) + ctx.show_words(commitment.text),
        "variant": ctx.show_words(commitment.variant),
        "source": show_source(ctx, commitment.passage, commitment),
        "outcomes": [_make_outcome(ctx, commitment, outcome) for outcome in commitment.outcomes],
        "level": level,
    }


def _make_outcome(ctx: PageContext, commitment: Commitment, outcome: Outcome) -> Item:
    return {
        "status": outcome.status,
        "date": ctx.names.write_date(outcome.date),
        "text": ctx.show_words(outcome.text),
        "source": show_source(ctx, outcome.passage, commitment, outcome.work),
        "held": is_text_held(outcome.passage, outcome.work),
    }


def summarise_commitment(ctx: PageContext, commitment: Commitment) -> CommitmentItem:
    """A promise in a line: its title with the way to it, and how it ended."""
    ended = commitment.outcomes[-1].status if commitment.outcomes else ("unknown",)
    link = ctx.show_link(ctx.names.plain_words(commitment.title), ctx.entry_href(commitment))
    return CommitmentItem(link, ended)
