"""Promises, and what came of them."""

from __future__ import annotations

from dossier_timeline.languages import Language
from dossier_timeline.model.story import Commitment, Outcome
from dossier_timeline.site.names import Phrase
from dossier_timeline.site.page_context import PageContext
from dossier_timeline.views.common import Item, make_alias_anchors
from dossier_timeline.views.sources import describe_source, is_text_held


def kind_words(language: Language, kind: str) -> str:
    """What sort of promise it is."""
    words = {
        "goal": language.gettext("Goal"),
        "commitment": language.gettext("Commitment"),
        "target": language.gettext("Target"),
    }
    return words[kind]


def status_words(language: Language, status: str) -> str:
    """How a promise ended, in words."""
    words = {
        "met": language.gettext("met"),
        "partly-met": language.gettext("partly met"),
        "late": language.gettext("late"),
        "not-met": language.gettext("not met"),
        "unknown": language.gettext("unknown"),
    }
    return words[status]


def commitment(ctx: PageContext, promise: Commitment, level: int = 3) -> Item:
    """One promise, for the component of that name."""
    document = ctx.dossier.document_of.get(promise.id)
    made = promise.made or (document.date if document else None)
    return {
        "id": promise.id,
        "title": ctx.show_words(promise.title),
        "by": ctx.list_entries(promise.by),
        "made": ctx.names.write_date(made),
        "to": ctx.list_entries(promise.to),
        "due": ctx.names.write_date(promise.due),
        "due_note": ctx.show_words(promise.due_inferred),
        "kind": kind_words(ctx.language, promise.kind),
        "text": make_alias_anchors(promise) + ctx.show_words(promise.text),
        "variant": ctx.show_words(promise.variant),
        "source": describe_source(ctx, promise.passage, promise),
        "outcomes": [_outcome(ctx, promise, outcome) for outcome in promise.outcomes],
        "level": level,
    }


def _outcome(ctx: PageContext, promise: Commitment, outcome: Outcome) -> Item:
    return {
        "status": outcome.status,
        "date": ctx.names.write_date(outcome.date),
        "text": ctx.show_words(outcome.text),
        "source": describe_source(ctx, outcome.passage, promise, outcome.work),
        "held": is_text_held(outcome.passage, outcome.work),
    }


def brief(ctx: PageContext, promise: Commitment) -> Item:
    """A promise in a line: its title with the way to it, and how it ended."""
    ended = promise.outcomes[-1].status if promise.outcomes else ("unknown",)
    return {
        "link": ctx.show_link(Phrase(ctx.names.plain_words(promise.title)), ctx.entry_href(promise)),
        "status": ended,
    }
