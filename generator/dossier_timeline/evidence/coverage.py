"""What stands in the source texts and nothing in the dossier claims.

Numbers, dates, names and cited works: each is claimed by a fact, a table, an event, a quotation, a
commitment or a register, or waived with a reason, by its passage.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from dossier_timeline.diagnostics.problems import Level, Position, Problem, in_order
from dossier_timeline.evidence.claims import Claims
from dossier_timeline.evidence.passages import Block, locate
from dossier_timeline.evidence.proper_names import Name, names
from dossier_timeline.evidence.verifier import Texts
from dossier_timeline.model.documents import Document
from dossier_timeline.model.dossier import Dossier
from dossier_timeline.model.source_positions import SourcePositions
from dossier_timeline.notation.cursor import Token
from dossier_timeline.notation.lexicon import Lexicon
from dossier_timeline.notation.printed_values import scan
from dossier_timeline.notation.spans import Spans

What = Literal["number", "date", "name", "work"]
State = Literal["claimed", "waived", "open"]

_EXCERPT = 60
_TOLD = 8
"""So many things that one passage leaves open are named."""
_LONGEST_POINTER = 60


@dataclass(frozen=True, slots=True)
class Found:
    """Something that a source text says: where, what, and what became of it."""

    document: str
    block: Block
    what: What
    text: str
    start: int
    end: int
    state: State

    @property
    def around(self) -> str:
        """A few words around it, to recognise the place by."""
        start = max(0, self.start - _EXCERPT // 2)
        end = self.end + _EXCERPT // 2
        text = self.block.text
        return ("…" if start else "") + text[start:end] + ("…" if end < len(text) else "")


@dataclass(frozen=True, slots=True)
class Coverage:
    """Everything found, and the waivers (document id, index) that waive nothing."""

    found: tuple[Found, ...]
    unused: tuple[tuple[str, int], ...]

    @property
    def open(self) -> tuple[Found, ...]:
        """What is neither claimed nor waived."""
        return tuple(one for one in self.found if one.state == "open")

    def counts(self) -> dict[str, dict[str, int]]:
        """By kind: how many are claimed, waived and open."""
        counts = {what: {"claimed": 0, "waived": 0, "open": 0} for what in ("number", "date", "name", "work")}
        for one in self.found:
            counts[one.what][one.state] += 1
        return counts


def coverage(dossier: Dossier, texts: Texts) -> Coverage:
    """What the source texts say, and what the dossier claims of it."""
    found: list[Found] = []
    unused: list[tuple[str, int]] = []
    for document in dossier.documents:
        cut_up = texts.cuttings.get(document.id)
        if cut_up is None:
            continue
        lexicon = texts.lexicons[document.id]
        mine = list(_document(dossier, document, cut_up.blocks, lexicon))
        found += mine
        unused += _unused(document, cut_up.blocks, mine)
    return Coverage(tuple(found), tuple(unused))


def coverage_problems(result: Coverage, dossier: Dossier, positions: SourcePositions) -> tuple[Problem, ...]:
    """What is open, at the document that leaves it so (`unclaimed`), and waivers that waive nothing.

    What a passage leaves open is one problem. All are warnings: they say what is missing, not that
    something is wrong.
    """
    problems = []
    for (document, _), several in by_passage(result).items():
        problems.append(_open(several, positions.of(document, "text", "file")))
    for document, index in result.unused:
        place = positions.of(document, "waived", index)
        message = "this waives nothing: all of it is claimed, or isn't there"
        problems.append(
            Problem(place, "unused-waiver", message, "remove it, or what of it is not needed", Level.WARNING)
        )
    return in_order(problems)


def by_passage(result: Coverage) -> dict[tuple[str, Block], list[Found]]:
    """What is open, by document and passage, in the order of the text."""
    groups: dict[tuple[str, str], list[Found]] = {}
    for one in result.open:
        groups.setdefault((one.document, one.block.yaml), []).append(one)
    return {(several[0].document, several[0].block): several for several in groups.values()}


def _open(several: Sequence[Found], place: Position) -> Problem:
    """The problem of what one passage leaves open."""
    block, kinds = several[0].block, dict.fromkeys(one.what for one in several)
    told = ", ".join(f"the {one.what} “{one.text}”" for one in several[:_TOLD])
    more = f" and {len(several) - _TOLD} more" if len(several) > _TOLD else ""
    message = f"nothing claims {told}{more} ({block.place}: “{several[0].around}”)"
    what = "it" if len(several) == 1 else "each"
    hint = f"claim {what}, or waive {what} with a reason: {block.yaml}, what: [{', '.join(kinds)}]"
    return Problem(place, "unclaimed", message, hint, Level.WARNING)


def _document(
    dossier: Dossier, document: Document, blocks: Sequence[Block], lexicon: Lexicon
) -> Iterator[Found]:
    claimed = Claims(dossier, document, blocks, lexicon)
    waived = {
        (block.digest, block.place, what)
        for waiver in document.waived
        if (block := locate(blocks, waiver.passage))
        for what in waiver.what
    }
    for block in blocks:
        for what, part, is_claimed in _said(block, claimed, lexicon):
            in_waiver = (block.digest, block.place, what) in waived
            state: State = "claimed" if is_claimed else "waived" if in_waiver else "open"
            yield Found(document.id, block, what, part.text, part.start, part.end, state)


def _said(block: Block, claimed: Claims, lexicon: Lexicon) -> Iterator[tuple[What, Token | Name, bool]]:
    """Everything in a block that has to be claimed, and whether it is."""
    tokens = scan(block.celled, lexicon)
    works = Spans((token.start, token.end) for token in tokens if token.kind == "work")
    known: list[Name] = []
    for name in names(block.text, lexicon):
        if works.overlap(name.start, name.end):
            continue
        is_known = claimed.name(name, block)
        if is_known:
            known.append(name)
        yield "name", name, is_known
    named = Spans((name.start, name.end) for name in known)
    for token in tokens:
        if token.kind == "work":
            yield "work", token, claimed.work(token, block)
        elif not _exempt(token, block, lexicon):
            within = named.hold(token.start, token.end)
            what: What = "date" if token.kind == "date" else "number"
            yield what, token, within or claimed.value(token, block)


def _exempt(token: Token, block: Block, lexicon: Lexicon) -> bool:
    """Numbers that say nothing: the word one, "half", list numbers, pointers to a figure or a footnote."""
    before = block.text[max(0, token.start - _LONGEST_POINTER) : token.start].rstrip()
    if token.kind == "ordinal":
        return token.value == 1 or not before or before[-1] in ".!?"
    if token.kind == "fraction":
        return True
    if token.kind != "number":
        return False
    if token.spelled and (token.value == 1 or token.loose) and not token.scale:
        return True
    if not before and block.text[token.end :].startswith((". ", ") ")):
        return True
    words = before.split()
    return bool(words) and words[-1].casefold().strip("(.") in lexicon.words.pointers


def _unused(document: Document, blocks: Sequence[Block], found: Sequence[Found]) -> Iterator[tuple[str, int]]:
    needed = {(one.block.digest, one.block.place, one.what) for one in found if one.state == "waived"}
    for index, waiver in enumerate(document.waived):
        block = locate(blocks, waiver.passage)
        if block and any((block.digest, block.place, what) not in needed for what in waiver.what):
            yield document.id, index
