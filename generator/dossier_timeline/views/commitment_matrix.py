"""Promises beside the documents that make them or come back to them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dossier_timeline.components.outcomes import CommitmentMatrix, MatrixColumn, MatrixGroup, MatrixRow
from dossier_timeline.model.documents import Document
from dossier_timeline.model.story import Commitment
from dossier_timeline.site.commitment_filters import GROUP_PREFIX, ROW_PREFIX, find_returning
from dossier_timeline.site.outcome_index import UNKNOWN, find_last_status
from dossier_timeline.site.page_bounds import MOST_MATRIX_COLUMNS
from dossier_timeline.site.page_context import PageContext
from dossier_timeline.views.sources import is_text_held


def make_commitment_matrix(
    ctx: PageContext, groups: Sequence[tuple[Document, tuple[Commitment, ...]]]
) -> CommitmentMatrix:
    """Return the promises of each document beside the documents that speak of them."""
    documents = _find_documents(ctx, groups)
    columns = documents if len(documents) <= MOST_MATRIX_COLUMNS else ()
    return CommitmentMatrix(
        columns=tuple(_make_column(ctx, document) for document in columns),
        groups=tuple(
            MatrixGroup(
                id=f"{GROUP_PREFIX}{document.id}",
                title=ctx.names.full_name(document).text,
                rows=tuple(_make_row(ctx, document, one, columns) for one in commitments),
            )
            for document, commitments in groups
        ),
    )


def _find_documents(
    ctx: PageContext, groups: Iterable[tuple[Document, tuple[Commitment, ...]]]
) -> tuple[Document, ...]:
    """Return the documents that make these promises or come back to them, in order of date."""
    found: dict[str, Document] = {}
    for document, commitments in groups:
        found[document.id] = document
        for commitment in commitments:
            found.update({one.id: one for one in find_returning(ctx.dossier, commitment)})
    return tuple(sorted(found.values(), key=lambda document: document.date.lower))


def _make_column(ctx: PageContext, document: Document) -> MatrixColumn:
    date = ctx.language.month_year(document.date, short=True)
    return MatrixColumn(date, ctx.names.kind_name(document.kind), ctx.entry_href(document))


def _make_row(
    ctx: PageContext, document: Document, commitment: Commitment, columns: Sequence[Document]
) -> MatrixRow:
    returning = find_returning(ctx.dossier, commitment)
    last, status = (commitment.outcomes[-1:] or (None,))[0], find_last_status(commitment)
    return MatrixRow(
        id=f"{ROW_PREFIX}{commitment.id}",
        title=ctx.show_link(ctx.names.plain_words(commitment.title), ctx.entry_href(commitment)),
        marks=tuple(_choose_mark(one, document, commitment, returning) for one in columns),
        status=status,
        returns="" if columns else ctx.join_items([ctx.link_entry(one) for one in returning]),
        is_text_held=status == (UNKNOWN,) or last is None or is_text_held(last.passage, last.work),
    )


def _choose_mark(
    column: Document, document: Document, commitment: Commitment, returning: Sequence[Document]
) -> str:
    """Return what a document says of a promise."""
    is_returning = any(one.id == column.id for one in returning)
    if column.id == document.id:
        return "both" if is_returning else "promised"
    if is_returning:
        return "returns"
    return "before" if column.date.upper < (commitment.made or document.date).lower else ""
