"""What came of all promises: the sentence on the home page, and the marks below it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import count
from typing import cast

from dossier_timeline.components.outcomes import OutcomeGroup, OutcomeSummary
from dossier_timeline.languages import Language
from dossier_timeline.model.story import OutcomeStatus
from dossier_timeline.site.commitment_filters import OUTCOME_PREFIX
from dossier_timeline.site.outcome_index import UNKNOWN, OutcomeCounts
from dossier_timeline.site.page_bounds import MOST_OUTCOME_MARKS
from dossier_timeline.site.page_context import PageContext

HOW_WE_JUDGE = "how-we-judge"
"""The section of the page of promises that says how an outcome is judged."""


def make_outcome_summary(ctx: PageContext) -> OutcomeSummary | None:
    """Return what came of all promises; `None` for a dossier without any."""
    counts = ctx.language_context.outcome_index.counts
    if not counts.total:
        return None
    per_mark = choose_promises_per_mark(counts.by_outcome.values(), MOST_OUTCOME_MARKS)
    return OutcomeSummary(
        sentence=write_outcome_sentence(ctx.language, counts),
        groups=tuple(
            _make_group(ctx, outcome, number, per_mark) for outcome, number in counts.by_outcome.items()
        ),
        scale=_write_scale(ctx.language, per_mark),
        remarks=tuple(_write_remarks(ctx.language, counts)),
        links=(
            (
                ctx.kind_href("promises"),
                ctx.language.ngettext("The %(n)s promise", "All %(n)s promises", counts.total),
            ),
            (ctx.kind_href("promises", "", HOW_WE_JUDGE), ctx.language.gettext("How we judge")),
        ),
    )


def choose_promises_per_mark(numbers: Collection[int], most_marks: int) -> int:
    """Return for how many promises a mark stands, so that so many groups have no more marks than that."""
    steps = (step * cast(int, 10**power) for power in count() for step in (1, 2, 5))
    return next(
        step for step in steps if sum(count_drawn_marks(number, step) for number in numbers) <= most_marks
    )


def count_drawn_marks(number: int, per_mark: int) -> int:
    """Return how many marks stand for so many promises: the last of them may stand for fewer."""
    return -(-number // per_mark)


def write_outcome_sentence(language: Language, counts: OutcomeCounts) -> str:
    """Return how many promises there are and what came of them, in one sentence or two."""
    known = [(outcome, number) for outcome, number in counts.by_outcome.items() if outcome != UNKNOWN]
    if not known:
        return language.ngettext(
            "There is %(n)s promise. The documents do not say what came of it.",
            "There are %(n)s promises. The documents do not say what came of them.",
            counts.total,
        )
    first, *further = known
    phrases = [_say_first(language, *first), *(_say_further(language, *one) for one in further)]
    sentence = language.ngettext(
        "There is %(n)s promise: %(outcomes)s.",
        "Of %(n)s promises, %(outcomes)s.",
        counts.total,
        outcomes=language.join(phrases),
    )
    if not counts.unknown:
        return sentence
    rest = language.ngettext(
        "The documents do not say what came of the other one.",
        "The documents do not say what came of the other %(n)s.",
        counts.unknown,
    )
    return f"{sentence} {rest}"


def _say_first(language: Language, status: OutcomeStatus, number: int) -> str:
    """Return how many promises have an outcome, as the first of several in a sentence: it has the verb."""
    words = {
        "met": language.npgettext("first in a list", "%(n)s was met", "%(n)s were met", number),
        "partly-met": language.npgettext(
            "first in a list", "%(n)s was partly met", "%(n)s were partly met", number
        ),
        "late": language.npgettext("first in a list", "%(n)s came late", "%(n)s came late", number),
        "not-met": language.npgettext("first in a list", "%(n)s was not met", "%(n)s were not met", number),
    }
    return words[status]


def _say_further(language: Language, status: OutcomeStatus, number: int) -> str:
    """Return the same as one of those that follow, where a language needn't repeat the verb."""
    words = {
        "partly-met": language.npgettext(
            "further in a list", "%(n)s was partly met", "%(n)s were partly met", number
        ),
        "late": language.npgettext("further in a list", "%(n)s came late", "%(n)s came late", number),
        "not-met": language.npgettext("further in a list", "%(n)s was not met", "%(n)s were not met", number),
    }
    return words[status]


def name_outcome_group(language: Language, status: OutcomeStatus) -> str:
    """Return the heading of the promises with an outcome."""
    titles = {
        "met": language.pgettext("heading", "Met"),
        "partly-met": language.pgettext("heading", "Partly met"),
        "late": language.pgettext("heading", "Late"),
        "not-met": language.pgettext("heading", "Not met"),
        "unknown": language.pgettext("heading", "The documents do not say"),
    }
    return titles[status]


def _make_group(ctx: PageContext, status: OutcomeStatus, number: int, per_mark: int) -> OutcomeGroup:
    say_many = ctx.language.ngettext
    labels = {
        "met": say_many("%(n)s met", "%(n)s met", number),
        "partly-met": say_many("%(n)s partly met", "%(n)s partly met", number),
        "late": say_many("%(n)s late", "%(n)s late", number),
        "not-met": say_many("%(n)s not met", "%(n)s not met", number),
        "unknown": say_many("%(n)s: the documents do not say", "%(n)s: the documents do not say", number),
    }
    href = ctx.kind_href("promises", "", f"{OUTCOME_PREFIX}{status}")
    return OutcomeGroup(status, labels[status], href, count_drawn_marks(number, per_mark))


def _write_scale(language: Language, per_mark: int) -> str:
    if per_mark == 1:
        return ""
    return language.ngettext(
        "A mark stands for %(n)s promise.", "A mark stands for up to %(n)s promises.", per_mark
    )


def _write_remarks(language: Language, counts: OutcomeCounts) -> Iterator[str]:
    """Yield what our judgement is, and what it isn't."""
    yield language.gettext(
        "This is our judgement, based on what later documents say; the passage is given each time."
    )
    if counts.also_late:
        yield language.ngettext(
            "Of those that were met or partly met, %(n)s came late.",
            "Of those that were met or partly met, %(n)s came late.",
            counts.also_late,
        )
    if counts.unknown:
        yield language.gettext("“The documents do not say” does not mean “not done”.")
    if counts.unknown_in_newest:
        documents = language.ngettext(
            "the newest document", "the %(n)s newest documents", counts.newest_documents
        )
        yield language.ngettext(
            "Of these %(unknown)s, %(n)s is in %(documents)s; "
            "this dossier has little or nothing of a later date.",
            "Of these %(unknown)s, %(n)s are in %(documents)s; "
            "this dossier has little or nothing of a later date.",
            counts.unknown_in_newest,
            unknown=language.number(counts.unknown),
            documents=documents,
        )
