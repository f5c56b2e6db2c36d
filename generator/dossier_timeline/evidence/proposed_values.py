"""The fact that a source text itself proposes: a value that it prints, as a verification accepts it."""

from __future__ import annotations

from dossier_timeline.evidence.coverage import Statement
from dossier_timeline.evidence.shared_values import share_value
from dossier_timeline.evidence.stated_values import StatedValue, make_source_reader
from dossier_timeline.evidence.value_candidates import ValueCandidate, find_value_candidates
from dossier_timeline.evidence.verification_state import VerificationState
from dossier_timeline.model.documents import Document

_UNPROVEN = "no fact can have it as it is printed; write it by hand with `printed` or `inferred`, or waive it"


def read_statement(state: VerificationState, document: Document, statement: Statement) -> StatedValue:
    """The value of a statement, with the words around it."""
    reader = make_source_reader(state.texts.lexicons[document.id], state.dossier.units)
    return reader.read_value_within(statement.passage.text_by_cell, statement.start, statement.end)


def propose_fact(
    state: VerificationState, document: Document, statement: Statement
) -> tuple[ValueCandidate | None, str]:
    """The fact that a printed number, share, sum, duration or date proves; without one, why not."""
    stated = read_statement(state, document, statement)
    if stated.why_not:
        return None, stated.why_not
    printed_values = tuple(
        one
        for one in state.read_values_in(statement.passage, document)
        if stated.start <= one.start and one.end <= stated.end
    )
    shared = share_value({document.language: stated})
    candidates = find_value_candidates(state, document, shared, [(statement.passage, printed_values)])
    return (candidates[0], "") if candidates else (None, _UNPROVEN)
