"""Which passage is meant of several that print a value: the one whose words are those of a label."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from dossier_timeline.evidence.shared_values import SharedValue
from dossier_timeline.evidence.surrounding_words import weigh_words
from dossier_timeline.evidence.value_candidates import ValueCandidate, choose_candidate, rank_candidates
from dossier_timeline.evidence.verification_state import PassageValues, VerificationState
from dossier_timeline.evidence.word_fit import StatedSurroundings, ValueSurroundings
from dossier_timeline.model.documents import Document


def choose_by_label(  # noqa: PLR0917 -- a value, and what it's looked up in
    state: VerificationState,
    document: Document,
    shared: SharedValue,
    label: str,
    candidates: Iterable[ValueCandidate],
    printed: Sequence[PassageValues],
) -> ValueCandidate | None:
    """The candidate that is sure by itself, or by the words of a label in the language of the source.

    `printed` are all passages of the document with their values.
    """
    several = tuple(candidates)
    sure = choose_candidate(several)
    if sure or not label or not several:
        return sure
    lexicon = state.texts.lexicons[document.id]
    surroundings = ValueSurroundings(printed, state.dossier.units, lexicon)
    words = weigh_words("", label, "", lexicon)
    stated = StatedSurroundings(shared.value, words, shared.years, shared.unit)
    return choose_candidate(
        rank_candidates(
            replace(
                one,
                fit=surroundings.judge(
                    stated, shared.kind, one.source_passage, one.printed_value, one.fact.unit
                ),
            )
            for one in several
        )
    )
