"""Ids and anchors: each is there once."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dossier_timeline.diagnostics.codes import Code
from dossier_timeline.diagnostics.diagnostic import Diagnostic
from dossier_timeline.model.documents import Document
from dossier_timeline.model.dossier import Dossier
from dossier_timeline.model.facts import Figure
from dossier_timeline.model.references import NO_CLAIM
from dossier_timeline.model.source_positions import SETTINGS, SourcePositions

_HEADING = re.compile(r"^#{1,6}[ \t].*\{[^}\n]*?#([\w-]+)[^}\n]*\}[ \t]*$", re.MULTILINE)


def check_ids(dossier: Dossier, positions: SourcePositions) -> Iterator[Diagnostic]:
    """Ids and aliases that are given twice, and anchors that would be on one page twice."""
    for name in positions.duplicate_ids:
        first, *others = positions.all_of(name)
        for position in others:
            message = f"the id “{name}” is given twice"
            yield Diagnostic(position, Code.DUPLICATE_ID, message, f"the other one stands at {first}")
    for reserved in (SETTINGS, NO_CLAIM):
        if reserved in dossier.by_id:
            message = f"no entry can be called “{reserved}”"
            yield Diagnostic(positions.all_of(reserved)[-1], Code.RESERVED_ID, message, "choose another id")
    yield from _check_row_anchors(dossier, positions)
    yield from _check_heading_anchors(dossier, positions)


def _check_row_anchors(dossier: Dossier, positions: SourcePositions) -> Iterator[Diagnostic]:
    """The address of a row is its figure's id, a hyphen and its own."""
    for entry in dossier.entries():
        if not isinstance(entry, Figure):
            continue
        for index, row in enumerate(entry.rows):
            anchor = f"{entry.id}-{row.id}"
            if anchor in dossier.by_id:
                yield Diagnostic(
                    positions.of(entry.id, "rows", index, "id"),
                    Code.CLASHING_ANCHOR,
                    f"the address of this row would be “{anchor}”, which is the id of something else",
                    f"that stands at {positions.of(anchor)}",
                )


def _check_heading_anchors(dossier: Dossier, positions: SourcePositions) -> Iterator[Diagnostic]:
    """A heading of a summary has no id that something of the same document has."""
    inside: dict[str, set[str]] = {}
    for name, document in dossier.document_of.items():
        inside.setdefault(document.id, set()).add(name)
    for summary in dossier.summaries:
        taken = inside.get(summary.document, set())
        for language, prose in summary.texts.items():
            for name, line, column in find_heading_ids(prose.body):
                if name in taken and not isinstance(dossier.by_id[name], Document):
                    yield Diagnostic(
                        positions.in_body(summary.document, language, line, column),
                        Code.CLASHING_ANCHOR,
                        f"“{name}” is already the id of something else on this page",
                        f"choose another id for the heading; the other stands at {positions.of(name)}",
                    )


def find_heading_ids(text: str) -> Iterator[tuple[str, int, int]]:
    """The ids of headings in a Markdown text, each with its line and column."""
    for match in _HEADING.finditer(text):
        yield match[1], text.count("\n", 0, match.start()) + 1, match.start(1) - match.start() + 1
