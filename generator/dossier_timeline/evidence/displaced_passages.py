"""Passages that don't stand any more where they were verified, and where they may stand now."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dossier_timeline.evidence.date_matching import is_date_printed
from dossier_timeline.evidence.passage_location import locate_passages
from dossier_timeline.evidence.passages import SourcePassage
from dossier_timeline.evidence.quoted_words import prints_words
from dossier_timeline.evidence.verification import states_fact
from dossier_timeline.evidence.verification_state import VerificationState
from dossier_timeline.evidence.verified_passages import describe_place, find_verified_passage
from dossier_timeline.model.base import Entry
from dossier_timeline.model.documents import Document
from dossier_timeline.model.facts import Fact
from dossier_timeline.model.located_values import LocatedValue, walk_values
from dossier_timeline.model.sources import Passage, Quotation
from dossier_timeline.model.story import Event

_MAX_CANDIDATES = 5


@dataclass(frozen=True, slots=True)
class DisplacedPassage:
    """A place of a document where other words stand than were verified there, or none.

    `uses` are all passages of content that name the place. `moved_to` is where its words stand now, if that
    is one passage; otherwise `candidates` are what stands at the place (`at_place`), and passages that print
    what is claimed.
    """

    document: Document
    place: str
    uses: tuple[LocatedValue, ...]
    moved_to: SourcePassage | None
    candidates: tuple[SourcePassage, ...] = ()
    at_place: tuple[SourcePassage, ...] = ()


def find_displaced_passages(state: VerificationState) -> tuple[DisplacedPassage, ...]:
    """Every displaced passage, in the order of the dossier; `state` has what was verified before."""
    uses: dict[tuple[str, str], list[LocatedValue]] = {}
    for located in walk_values(state.dossier):
        if isinstance(located.value, Passage):
            document = state.find_document(located.value, located.document)
            if document is not None and document.id in state.texts.segmentations:
                uses.setdefault((document.id, describe_place(located.value)), []).append(located)
    found = (_describe_displaced(state, key, several) for key, several in uses.items())
    return tuple(one for one in found if one is not None)


def _describe_displaced(
    state: VerificationState, key: tuple[str, str], uses: Sequence[LocatedValue]
) -> DisplacedPassage | None:
    document, passage = state.dossier.by_id[key[0]], uses[0].value
    assert isinstance(document, Document)  # noqa: S101
    assert isinstance(passage, Passage)  # noqa: S101
    source_passages = state.texts.segmentations[document.id].passages
    verified = find_verified_passage(state.verified_before, document.id, passage)
    at_place = locate_passages(source_passages, passage, verified.digest if verified else "")
    if len(at_place) == 1 and (verified is None or verified.digest == at_place[0].digest):
        return None
    same = [one for one in source_passages if verified and one.digest == verified.digest]
    if len(same) == 1:
        return DisplacedPassage(document, key[1], tuple(uses), same[0], (), at_place)
    entries = [state.dossier.by_id[use.entry] for use in uses if use.entry in state.dossier.by_id]
    candidates = dict.fromkeys((*at_place, *same, *_find_provers(state, document, entries)))
    shown = tuple(candidates)[:_MAX_CANDIDATES]
    return DisplacedPassage(document, key[1], tuple(uses), None, shown, at_place)


def _find_provers(
    state: VerificationState, document: Document, entries: Sequence[Entry]
) -> Iterator[SourcePassage]:
    """The passages of a document that print what every one of the entries claims."""
    claims = [entry for entry in entries if isinstance(entry, Fact | Quotation | Event)]
    for source_passage in state.texts.segmentations[document.id].passages if claims else ():
        if all(_prints(state, document, source_passage, entry) for entry in claims):
            yield source_passage


def _prints(
    state: VerificationState, document: Document, source_passage: SourcePassage, entry: Entry
) -> bool:
    if isinstance(entry, Fact):
        return entry.value is not None and states_fact(state, entry, source_passage, document)
    if isinstance(entry, Quotation):
        return prints_words(source_passage, entry.text)
    assert isinstance(entry, Event)  # noqa: S101
    printed_values = state.read_values_in(source_passage, document)
    return is_date_printed(entry.date, printed_values, entry.inferred, document.date)
