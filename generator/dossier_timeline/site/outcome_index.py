"""What came of the promises of a dossier: the outcome of each, and how many have which."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from dossier_timeline.model.documents import Document
from dossier_timeline.model.dossier import Dossier
from dossier_timeline.model.story import Commitment, OutcomeStatus

OUTCOME_ORDER: tuple[OutcomeStatus, ...] = ("met", "partly-met", "late", "not-met", "unknown")
"""Every outcome, in the order in which they are told."""

LATE: OutcomeStatus = "late"
UNKNOWN: OutcomeStatus = "unknown"

_NEWEST_SHARE, _FEWEST_NEWEST = 10, 2
"""The newest documents are a tenth of all, and two at least."""


def find_last_status(commitment: Commitment) -> tuple[OutcomeStatus, ...]:
    """Return what the last of the outcomes says of a promise; "unknown" where nothing is said."""
    return commitment.outcomes[-1].status if commitment.outcomes else (UNKNOWN,)


def find_main_outcome(commitment: Commitment) -> OutcomeStatus:
    """Return the one outcome under which a promise is counted: it is late only where nothing else is said."""
    status = find_last_status(commitment)
    return next((one for one in status if one != LATE), LATE)


@dataclass(frozen=True, slots=True)
class OutcomeCounts:
    """How many promises there are, and what came of them; each is counted under one outcome."""

    total: int
    by_outcome: Mapping[OutcomeStatus, int]
    """In the order of `OUTCOME_ORDER`, without those that no promise has."""
    also_late: int
    """How many of those with another outcome came late as well."""
    newest_documents: int
    """How many documents count as the newest; 0 where all would."""
    unknown_in_newest: int
    """How many promises with an unknown outcome stand in the newest documents."""

    @property
    def unknown(self) -> int:
        """How many promises there are of which no document says what came of them."""
        return self.by_outcome.get(UNKNOWN, 0)


@dataclass(frozen=True)
class OutcomeIndex:
    """What came of all promises of a dossier."""

    dossier: Dossier

    @cached_property
    def counts(self) -> OutcomeCounts:
        """How many promises have which outcome."""
        return count_outcomes(self.dossier.documents)


def count_outcomes(documents: tuple[Document, ...]) -> OutcomeCounts:
    """Return how many promises have which outcome; documents are in order of date."""
    outcomes = {
        document.id: [find_main_outcome(one) for one in document.commitments] for document in documents
    }
    numbers = Counter(one for found in outcomes.values() for one in found)
    newest_count = max(_FEWEST_NEWEST, len(documents) // _NEWEST_SHARE)
    newest = documents[-newest_count:] if newest_count < len(documents) else ()
    also_late = sum(
        LATE in find_last_status(one) and find_main_outcome(one) != LATE
        for document in documents
        for one in document.commitments
    )
    return OutcomeCounts(
        total=numbers.total(),
        by_outcome={outcome: numbers[outcome] for outcome in OUTCOME_ORDER if numbers[outcome]},
        also_late=also_late,
        newest_documents=len(newest),
        unknown_in_newest=sum(outcomes[one.id].count(UNKNOWN) for one in newest),
    )
