"""What readers can choose among promises: an outcome, who promised, and a document that speaks of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from dossier_timeline.model.base import Entry
from dossier_timeline.model.documents import Document
from dossier_timeline.model.registers import Work
from dossier_timeline.model.story import Commitment, Outcome
from dossier_timeline.site.filtered_lists import FilteredEntry, ListStyle
from dossier_timeline.site.outcome_index import OUTCOME_ORDER, find_last_status, find_main_outcome
from dossier_timeline.site.page_bounds import MOST_FACET_VALUES

GROUP_PREFIX, ROW_PREFIX = "rows-", "row-"
"""How the ids of the groups and rows of the matrix begin, before the id of the document or the promise."""

OUTCOME_PREFIX = "outcome-"
"""How the ids of the groups of articles begin, before the outcome that their promises have."""

MATRIX_STYLE = ListStyle(
    groups=".matrix tbody",
    entries="tr[id]",
    group_display="table-row-group",
    entry_display="table-row",
    twins=".promise",
    twin_groups=".cards",
)
"""The matrix of promises and documents: rows below their document. The article of each stands further down,
below what came of the promise."""


class EntryIndex(Protocol):
    """What finds entries by id, and the document in which each is written."""

    @property
    def by_id(self) -> Mapping[str, Entry]:
        """Every entry by its id."""

    @property
    def document_of(self) -> Mapping[str, Document]:
        """The document of an entry by the entry's id."""


def find_returning(index: EntryIndex, commitment: Commitment) -> tuple[Document, ...]:
    """Return the documents that say what came of a promise, in order of date."""
    speakers = (_find_speaker(index, commitment, one) for one in commitment.outcomes)
    found = {document.id: document for document in speakers if document}
    return tuple(sorted(found.values(), key=lambda document: document.date.lower))


def _find_speaker(index: EntryIndex, commitment: Commitment, outcome: Outcome) -> Document | None:
    """Return the document that says an outcome; `None` where none does."""
    name: str | None
    if outcome.passage is None:
        work = index.by_id.get(outcome.work) if outcome.work else None
        name = work.document if isinstance(work, Work) else None
    else:
        name = outcome.passage.document or index.document_of[commitment.id].id
    document = index.by_id.get(name) if name else None
    return document if isinstance(document, Document) else None


def list_filtered_commitments(
    index: EntryIndex, commitments: Iterable[Commitment]
) -> tuple[FilteredEntry, ...]:
    """Return what the filters know of promises: the row of each, and its values by facet."""
    return tuple(_make_filtered_entry(index, one) for one in commitments)


def _make_filtered_entry(index: EntryIndex, commitment: Commitment) -> FilteredEntry:
    document = index.document_of[commitment.id]
    returning = (one.id for one in find_returning(index, commitment))
    facets = {
        "status": find_last_status(commitment),
        "actor": tuple(index.by_id[name].id for name in commitment.by if name in index.by_id),
        "document": tuple(dict.fromkeys((document.id, *returning))),
    }
    group = f"{GROUP_PREFIX}{document.id}"
    outcome = f"{OUTCOME_PREFIX}{find_main_outcome(commitment)}"
    return FilteredEntry(f"{ROW_PREFIX}{commitment.id}", group, facets, commitment.id, outcome)


def count_offered_values(entries: Sequence[FilteredEntry]) -> dict[str, dict[str, int]]:
    """Return what can be chosen, by facet: each value with the number of promises that have it.

    A facet with one value offers no choice; of very many values only those with most promises are.
    """
    offered = {}
    for facet in entries[0].facets if entries else ():
        counts = Counter(value for entry in entries for value in entry.facets[facet])
        values: Iterable[str] = OUTCOME_ORDER if facet == "status" else list(counts)
        most_common = {value for value, _ in counts.most_common(MOST_FACET_VALUES)}
        if len(counts) > 1:
            offered[facet] = {value: counts[value] for value in values if value in most_common}
    return offered


def name_commitment_filter_style(slug: str) -> str:
    """Return the name of the style sheet with the filters of all promises, or of a part by its slug."""
    return f"promise-filters-{slug}.css" if slug else "promise-filters.css"
