"""What a source text says and nothing claims, to be read by kind and heading, the biggest first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from dossier_timeline.cli.place_words import describe_source_place
from dossier_timeline.content.fact_writing import describe_fact
from dossier_timeline.evidence.excerpts import quote_around
from dossier_timeline.evidence.proposed_values import propose_fact
from dossier_timeline.evidence.source_proposals import ProposalGroup, ProposedKind, SourceProposal
from dossier_timeline.evidence.verification_state import VerificationState
from dossier_timeline.model.documents import Document

_TITLES: dict[ProposedKind, str] = {
    "figure": "tables, as figures",
    "fact": "numbers, as facts",
    "event": "dates, as events",
    "actor": "names, as actors",
    "work": "cited works",
}
_WIDEST_TABLE = 6


def list_groups(
    state: VerificationState, document: Document, groups: Sequence[ProposalGroup], limit: int
) -> Iterator[str]:
    """The lines to print: of each kind so many proposals, 0 for all, and how many more there are."""
    for kind in dict.fromkeys(group.kind for group in groups):
        of_kind = [group for group in groups if group.kind == kind]
        total = sum(len(group.proposals) for group in of_kind)
        shown = select_groups(of_kind, limit)
        yield f"{_TITLES[kind]}: {total}"
        for group in shown:
            if kind not in ("actor", "work"):
                yield f"  {_name_group(group)}: {_count_whole(group, of_kind)}"
            for proposal in group.proposals:
                yield from describe_proposal(state, document, proposal)
        left = total - sum(len(group.proposals) for group in shown)
        if left:
            yield f"  {left} more: --kind {kind} --limit 0 lists all"
        yield ""


def select_groups(groups: Sequence[ProposalGroup], limit: int) -> list[ProposalGroup]:
    """The first proposals of each kind, so many; 0 for all."""
    if not limit:
        return list(groups)
    left: dict[ProposedKind, int] = {}
    chosen: list[ProposalGroup] = []
    for group in groups:
        room = left.get(group.kind, limit)
        left[group.kind] = room - min(room, len(group.proposals))
        if room:
            chosen.append(replace(group, proposals=group.proposals[:room]))
    return chosen


def _name_group(group: ProposalGroup) -> str:
    return group.section or ("(footnotes)" if group.has_footnotes else "(before the first heading)")


def _count_whole(part: ProposalGroup, groups: Sequence[ProposalGroup]) -> int:
    """How many proposals the group has of which a part is shown."""
    return next(len(one.proposals) for one in groups if one.proposals[0] is part.proposals[0])


def describe_proposal(
    state: VerificationState, document: Document, proposal: SourceProposal
) -> Iterator[str]:
    """A proposal in a few lines: its handle, what would be made of it, its place and the words around."""
    place = describe_source_place(proposal.source_passage)
    yield f"    {proposal.handle}  {_describe_entry(state, document, proposal)}  ({place})"
    if proposal.kind == "figure":
        for row in proposal.source_passage.rows[:2]:
            yield "        " + " | ".join(row[:_WIDEST_TABLE]) + (" | …" if len(row) > _WIDEST_TABLE else "")
        return
    first = proposal.statements[0]
    yield f"        {quote_around(first.passage.text_by_cell, first.start, first.end)}"


def _describe_entry(state: VerificationState, document: Document, proposal: SourceProposal) -> str:
    if proposal.kind == "figure":
        rows = proposal.source_passage.rows
        return f"a table of {len(rows)} rows and {len(rows[0])} columns"
    if proposal.kind in ("actor", "work"):
        count = len(proposal.statements)
        name = f"[[{proposal.entry_id}]] “{proposal.text}”" if proposal.entry_id else f"“{proposal.text}”"
        return f"{name}, {'once' if count == 1 else f'{count} times'}"
    candidate, why_not = propose_fact(state, document, proposal.statements[0])
    if candidate is None:
        return f"“{proposal.text}”: {why_not}"
    fields = describe_fact(candidate.fact)
    return " ".join(fields[key] for key in ("qualifier", "value", "unit") if key in fields)
