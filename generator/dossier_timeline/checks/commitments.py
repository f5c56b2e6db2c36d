"""Promises, their outcomes, roles and differences: what is said of them agrees with itself."""

from __future__ import annotations

from collections.abc import Iterator

from dossier_timeline.diagnostics.codes import Code
from dossier_timeline.diagnostics.diagnostic import Diagnostic
from dossier_timeline.model.dates import Edtf
from dossier_timeline.model.documents import Document
from dossier_timeline.model.dossier import Dossier
from dossier_timeline.model.source_positions import SourcePositions
from dossier_timeline.model.story import Commitment, Difference, Outcome

_COMPATIBLE_STATUSES = frozenset({frozenset({"met", "late"}), frozenset({"partly-met", "late"})})

_WRONG_DATE_HINT = "one of the two dates is not as in the source"


def check_commitments(dossier: Dossier, positions: SourcePositions) -> Iterator[Diagnostic]:
    """What cannot be so in commitments, differences and roles."""
    for document in dossier.documents:
        for commitment in document.commitments:
            yield from _check_commitment(document, commitment, positions)
    for difference in dossier.differences:
        yield from _check_difference(difference, positions)
    for actor in dossier.actors:
        for index, role in enumerate(actor.roles):
            if role.since and role.until and role.until.upper < role.since.lower:
                position = positions.of(actor.id, "roles", index, "until")
                message = f"the role ends in {role.until}, before it begins in {role.since}"
                yield Diagnostic(position, Code.UNTIL_BEFORE_SINCE, message, _WRONG_DATE_HINT)


def _check_difference(difference: Difference, positions: SourcePositions) -> Iterator[Diagnostic]:
    """Each side of differing values says where it stands; of a slip, what is right may be known."""
    grounded = [bool(side.facts or side.passage or side.work) for side in difference.sides]
    every = difference.kind in ("values", "dates", "basis")
    for index, is_grounded in enumerate(grounded):
        if not is_grounded and (every or not any(grounded)):
            position = positions.of(difference.id, "sides", index)
            message = "this side does not say where it is said"
            yield Diagnostic(position, Code.MISSING_PASSAGE, message, "add facts, a passage or a work")


def _check_commitment(
    document: Document, commitment: Commitment, positions: SourcePositions
) -> Iterator[Diagnostic]:
    date_made = _date_made(document, commitment, positions)
    if date_made and commitment.due and commitment.due.upper < date_made.lower:
        position = positions.of(commitment.id, "due")
        message = f"this is due in {commitment.due}, before it was promised in {date_made}"
        yield Diagnostic(position, Code.DUE_BEFORE_MADE, message, _WRONG_DATE_HINT)
    if commitment.due_inferred and not commitment.due:
        position = positions.of(commitment.id, "due_inferred", key=True)
        message = "this says why a date is due, but there is no date"
        yield Diagnostic(position, Code.MISSING_KEY, message, "add due: …")
    if commitment.made_inferred and not commitment.made:
        position = positions.of(commitment.id, "made_inferred", key=True)
        message = "this says why something was promised at a date, but there is no date"
        yield Diagnostic(position, Code.MISSING_KEY, message, "add made: …")
    for index, outcome in enumerate(commitment.outcomes):
        if date_made and outcome.date and outcome.date.upper < date_made.lower:
            position = positions.of(commitment.id, "outcomes", index, "date")
            message = f"this outcome is of {outcome.date}, before the promise of {date_made}"
            yield Diagnostic(position, Code.OUTCOME_BEFORE_MADE, message, _WRONG_DATE_HINT)
        if clash := _status_clash(outcome):
            position = positions.of(commitment.id, "outcomes", index, "status")
            hint = "two may stand together: met and late, partly-met and late"
            yield Diagnostic(position, Code.STATUS_CLASH, clash, hint)


def _date_made(document: Document, commitment: Commitment, positions: SourcePositions) -> Edtf | None:
    if commitment.made:
        return commitment.made
    return None if document.id in positions.unread_ids else document.date


def _status_clash(outcome: Outcome) -> str:
    if len(outcome.status) == 2 and frozenset(outcome.status) not in _COMPATIBLE_STATUSES:
        return f"“{outcome.status[0]}” and “{outcome.status[1]}” cannot both be"
    return ""
