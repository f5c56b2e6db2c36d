"""What stands in the source texts and nothing in the dossier claims.

Numbers, dates, names and cited works: each is claimed by a fact, a table, an event, a quotation, a
commitment or a register, or waived with a reason, by its passage.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from dossier_timeline.diagnostics.codes import Code
from dossier_timeline.diagnostics.diagnostic import Diagnostic, Position, sort_diagnostics
from dossier_timeline.evidence.claims import DocumentClaims
from dossier_timeline.evidence.excerpts import cut_around
from dossier_timeline.evidence.idle_numbers import is_idle_number
from dossier_timeline.evidence.passage_location import find_passage
from dossier_timeline.evidence.passages import SourcePassage
from dossier_timeline.evidence.proper_names import ProperName, find_names
from dossier_timeline.evidence.verification_state import SegmentedTexts
from dossier_timeline.model.documents import Document
from dossier_timeline.model.dossier import Dossier
from dossier_timeline.model.source_positions import SourcePositions
from dossier_timeline.notation.cursor import PrintedValue
from dossier_timeline.notation.lexicon import Lexicon
from dossier_timeline.notation.printed_values import read_values
from dossier_timeline.notation.spans import Spans

StatementKind = Literal["number", "date", "name", "work"]
ClaimState = Literal["claimed", "waived", "open"]

_AROUND = 30
"""So much is shown around a statement."""
_MAX_NAMED = 8
"""So many things that one passage leaves open are named."""


@dataclass(frozen=True, slots=True)
class Statement:
    """Something that a source text says: where, what, and what became of it."""

    document_id: str
    passage: SourcePassage
    kind: StatementKind
    text: str
    start: int
    end: int
    state: ClaimState

    @property
    def excerpt(self) -> str:
        """A few words around it, to recognise the place by."""
        return "".join(cut_around(self.passage.text, self.start, self.end, _AROUND, _AROUND))


@dataclass(frozen=True, slots=True)
class Coverage:
    """Everything found, and the waivers (document id, index) that waive nothing."""

    statements: tuple[Statement, ...]
    unused_waivers: tuple[tuple[str, int], ...]

    @property
    def open_statements(self) -> tuple[Statement, ...]:
        """What is neither claimed nor waived."""
        return tuple(one for one in self.statements if one.state == "open")

    def count_by_kind(self) -> dict[str, dict[str, int]]:
        """By kind: how many are claimed, waived and open."""
        counts = {what: {"claimed": 0, "waived": 0, "open": 0} for what in ("number", "date", "name", "work")}
        for one in self.statements:
            counts[one.kind][one.state] += 1
        return counts


def measure_coverage(dossier: Dossier, texts: SegmentedTexts) -> Coverage:
    """What the source texts say, and what the dossier claims of it."""
    found: list[Statement] = []
    unused: list[tuple[str, int]] = []
    for document in dossier.documents:
        segmentation = texts.segmentations.get(document.id)
        if segmentation is None:
            continue
        statements_of_document = find_statements(dossier, document, texts)
        found += statements_of_document
        unused += _unused_waivers(document, segmentation.passages, statements_of_document)
    return Coverage(tuple(found), tuple(unused))


def find_statements(dossier: Dossier, document: Document, texts: SegmentedTexts) -> tuple[Statement, ...]:
    """What the source text of one document says, in its order, and what the dossier claims of it."""
    source_passages, lexicon = texts.segmentations[document.id].passages, texts.lexicons[document.id]
    return tuple(_document_statements(dossier, document, source_passages, lexicon))


def check_coverage(result: Coverage, dossier: Dossier, positions: SourcePositions) -> tuple[Diagnostic, ...]:
    """What is open, at the document that leaves it so (`unclaimed`), and waivers that waive nothing.

    What a passage leaves open is one problem. All are warnings: they say what is missing, not that
    something is wrong.
    """
    problems = []
    for (document, _), several in group_by_passage(result).items():
        problems.append(_describe_open(several, positions.of(document, "text", "file")))
    for document, index in result.unused_waivers:
        place = positions.of(document, "waived", index)
        message = "this waives nothing: all of it is claimed, or isn't there"
        problems.append(
            Diagnostic(place, Code.UNUSED_WAIVER, message, "remove it, or what of it is not needed")
        )
    return sort_diagnostics(problems)


def group_by_passage(result: Coverage) -> dict[tuple[str, SourcePassage], list[Statement]]:
    """What is open, by document and passage, in the order of the text."""
    groups: dict[tuple[str, str], list[Statement]] = {}
    for one in result.open_statements:
        groups.setdefault((one.document_id, one.passage.as_yaml), []).append(one)
    return {(several[0].document_id, several[0].passage): several for several in groups.values()}


def _describe_open(several: Sequence[Statement], place: Position) -> Diagnostic:
    """The problem of what one passage leaves open."""
    source_passage, kinds = several[0].passage, dict.fromkeys(one.kind for one in several)
    names = ", ".join(f"the {one.kind} “{one.text}”" for one in several[:_MAX_NAMED])
    more = f" and {len(several) - _MAX_NAMED} more" if len(several) > _MAX_NAMED else ""
    message = f"nothing claims {names}{more} ({source_passage.place}: “{several[0].excerpt}”)"
    what = "it" if len(several) == 1 else "each"
    hint = (
        f"claim {what}, or waive {what} with a reason: {source_passage.as_yaml}, what: [{', '.join(kinds)}]"
    )
    return Diagnostic(place, Code.UNCLAIMED, message, hint)


def _document_statements(
    dossier: Dossier, document: Document, source_passages: Sequence[SourcePassage], lexicon: Lexicon
) -> Iterator[Statement]:
    claimed = DocumentClaims(dossier, document, source_passages, lexicon)
    waived = {
        (source_passage.digest, source_passage.place, what)
        for waiver in document.waived
        if (source_passage := find_passage(source_passages, waiver.passage))
        for what in waiver.what
    }
    for source_passage in source_passages:
        for what, part, is_claimed in _passage_statements(source_passage, claimed, lexicon):
            in_waiver = (source_passage.digest, source_passage.place, what) in waived
            state: ClaimState = "claimed" if is_claimed else "waived" if in_waiver else "open"
            yield Statement(document.id, source_passage, what, part.text, part.start, part.end, state)


def _passage_statements(
    source_passage: SourcePassage, claimed: DocumentClaims, lexicon: Lexicon
) -> Iterator[tuple[StatementKind, PrintedValue | ProperName, bool]]:
    """Everything in a source passage that has to be claimed, and whether it is."""
    printed_values = read_values(source_passage.text_of_values, lexicon)
    works = Spans(
        (printed_value.start, printed_value.end)
        for printed_value in printed_values
        if printed_value.kind == "work"
    )
    known: list[ProperName] = []
    for name in find_names(source_passage.text, lexicon):
        if works.overlaps(name.start, name.end) or name.text.casefold() in lexicon.words.pointers:
            continue
        is_known = claimed.has_name(name, source_passage)
        if is_known:
            known.append(name)
        yield "name", name, is_known
    named = Spans((name.start, name.end) for name in known)
    for printed_value in printed_values:
        if printed_value.kind == "work":
            yield "work", printed_value, claimed.has_work(printed_value, source_passage)
        elif not is_idle_number(printed_value, source_passage, lexicon):
            within = named.contains(printed_value.start, printed_value.end)
            what: StatementKind = "date" if printed_value.kind == "date" else "number"
            yield what, printed_value, within or claimed.has_value(printed_value, source_passage)


def _unused_waivers(
    document: Document, source_passages: Sequence[SourcePassage], found: Sequence[Statement]
) -> Iterator[tuple[str, int]]:
    needed = {(one.passage.digest, one.passage.place, one.kind) for one in found if one.state == "waived"}
    for index, waiver in enumerate(document.waived):
        source_passage = find_passage(source_passages, waiver.passage)
        if source_passage and any(
            (source_passage.digest, source_passage.place, what) not in needed for what in waiver.what
        ):
            yield document.id, index
