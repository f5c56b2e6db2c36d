"""What a source text says and nothing claims, as entries that a person may take over one by one.

What is open is told by `coverage` alone. A name is found as it is there: a run of capitalised words that
doesn't just begin a sentence, or an acronym. Nothing is guessed of what it names: the name of an actor or
country of the dossier is proposed as one of the document's, and any other as an entry that a person makes.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from dossier_timeline.evidence.claims import is_work_cited
from dossier_timeline.evidence.coverage import Statement, find_statements
from dossier_timeline.evidence.passage_location import find_passage
from dossier_timeline.evidence.passages import SourcePassage
from dossier_timeline.evidence.value_matching import find_whole_words
from dossier_timeline.evidence.verification_state import SegmentedTexts
from dossier_timeline.model.base import Words
from dossier_timeline.model.documents import Document
from dossier_timeline.model.dossier import Dossier
from dossier_timeline.model.located_values import walk_values
from dossier_timeline.model.registers import Actor, Country, Work
from dossier_timeline.model.relations import find_ids
from dossier_timeline.notation.comparable_text import fold_phrase
from dossier_timeline.notation.lexicon import parse_locale

ProposedKind = Literal["figure", "fact", "event", "actor", "work"]
PROPOSED_KINDS: tuple[ProposedKind, ...] = ("figure", "fact", "event", "actor", "work")

_LEAST_ROWS = 2


@dataclass(frozen=True, slots=True)
class SourceProposal:
    """Something that a source text says, as an entry to make or to name.

    `handle` stays the same as long as the source text does: the line on which its passage begins, and which
    of the passage's statements it is. `statements` are all places in which the text says it. `entry_id` is
    the entry that there is of it already, "" where there is none.
    """

    handle: str
    kind: ProposedKind
    statements: tuple[Statement, ...]
    entry_id: str = ""

    @property
    def source_passage(self) -> SourcePassage:
        """Where it stands for the first time."""
        return self.statements[0].passage

    @property
    def text(self) -> str:
        """Its words as printed."""
        return self.statements[0].text


@dataclass(frozen=True, slots=True)
class ProposalGroup:
    """The proposals of one kind under the same heading, or all of footnotes; names and works have none."""

    kind: ProposedKind
    section: str
    has_footnotes: bool
    proposals: tuple[SourceProposal, ...]


def find_source_proposals(
    dossier: Dossier, document: Document, texts: SegmentedTexts
) -> tuple[SourceProposal, ...]:
    """Everything that the source text of a document says and nothing claims, in the order of the text."""
    statements = find_statements(dossier, document, texts)
    numbered = [(handle, one) for handle, one in _number_statements(statements) if one.state == "open"]
    tables = _find_unclaimed_tables(document, texts, [one for _, one in numbered])
    found = [*_propose_figures(numbered, tables)]
    alone = [
        (handle, one) for handle, one in numbered if one.passage not in tables or one.kind in ("name", "work")
    ]
    found += [
        SourceProposal(handle, "event" if one.kind == "date" else "fact", (one,))
        for handle, one in alone
        if one.kind in ("number", "date")
    ]
    found += _propose_works(dossier, [pair for pair in alone if pair[1].kind == "work"])
    found += _group_words([pair for pair in alone if pair[1].kind == "name"], "actor")
    found += _propose_known_names(dossier, document, texts)
    return tuple(found)


def group_proposals(proposals: Iterable[SourceProposal]) -> tuple[ProposalGroup, ...]:
    """The proposals by kind and heading: of each kind the biggest group first, or what is said most."""
    groups: dict[tuple[ProposedKind, str, bool], list[SourceProposal]] = {}
    for one in proposals:
        is_word, place = one.kind in ("actor", "work"), one.source_passage
        section = "" if is_word else place.section
        groups.setdefault((one.kind, section, not is_word and place.footnote is not None), []).append(one)
    for (kind, _, _), several in groups.items():
        if kind in ("actor", "work"):
            several.sort(key=lambda one: (not one.entry_id, -len(one.statements)))
    ordered = sorted(groups.items(), key=lambda item: (PROPOSED_KINDS.index(item[0][0]), -len(item[1])))
    return tuple(ProposalGroup(*key, proposals=tuple(several)) for key, several in ordered)


def _number_statements(statements: Sequence[Statement]) -> Iterator[tuple[str, Statement]]:
    """Each statement with its handle: claimed ones count too, so that it stays what it is."""
    counts: dict[int, int] = {}
    for one in statements:
        counts[one.passage.line] = number = counts.get(one.passage.line, 0) + 1
        yield f"{one.passage.line}.{number}", one


def _find_unclaimed_tables(
    document: Document, texts: SegmentedTexts, statements: Iterable[Statement]
) -> frozenset[SourcePassage]:
    """The tables with open values of which no figure of the document is one."""
    source_passages = texts.segmentations[document.id].passages
    passages = [figure.passage for figure in document.figures if figure.passage]
    claimed = {find_passage(source_passages, passage) for passage in passages}
    return frozenset(
        one.passage
        for one in statements
        if one.kind == "number" and _is_table(one.passage) and one.passage not in claimed
    )


def _is_table(source_passage: SourcePassage) -> bool:
    rows = source_passage.rows
    return len(rows) >= _LEAST_ROWS and all(len(row) > 1 for row in rows)


def _propose_figures(
    numbered: Iterable[tuple[str, Statement]], tables: Collection[SourcePassage]
) -> Iterator[SourceProposal]:
    by_table: dict[SourcePassage, list[Statement]] = {}
    for _, one in numbered:
        if one.passage in tables and one.kind in ("number", "date"):
            by_table.setdefault(one.passage, []).append(one)
    for source_passage, several in by_table.items():
        yield SourceProposal(str(source_passage.line), "figure", tuple(several))


def _group_words(
    numbered: Iterable[tuple[str, Statement]], kind: ProposedKind, entry_id: str = ""
) -> Iterator[SourceProposal]:
    """One proposal for the same words, wherever they stand."""
    groups: dict[str, list[tuple[str, Statement]]] = {}
    for handle, one in numbered:
        groups.setdefault(fold_phrase(one.text), []).append((handle, one))
    for several in groups.values():
        yield SourceProposal(several[0][0], kind, tuple(one for _, one in several), entry_id)


def _propose_works(dossier: Dossier, numbered: Iterable[tuple[str, Statement]]) -> Iterator[SourceProposal]:
    """The cited works: those of the register that the document doesn't name yet, and others."""
    for proposal in _group_words(numbered, "work"):
        known: Work | None = next((one for one in dossier.works if is_work_cited(one, proposal.text)), None)
        yield SourceProposal(proposal.handle, "work", proposal.statements, known.id if known else "")


def _propose_known_names(
    dossier: Dossier, document: Document, texts: SegmentedTexts
) -> Iterator[SourceProposal]:
    """Actors and countries of the dossier that the text names, and that nothing of the document names."""
    named = {
        used
        for located in walk_values(dossier)
        if located.entry == document.id or located.document is document
        for _, _, used in find_ids(located.value)
    }
    entries: tuple[Actor | Country, ...] = (*dossier.actors, *dossier.countries)
    for entry in entries:
        if entry.id in named:
            continue
        names = _list_names(entry, document)
        statements = tuple(
            Statement(document.id, one, "name", one.text[slice(*span)], *span, "open")
            for one in texts.segmentations[document.id].passages
            if (span := _find_first(names, one.text))
        )
        if statements:
            yield SourceProposal(entry.id, "actor", statements, entry.id)


def _find_first(names: Iterable[str], text: str) -> tuple[int, int] | None:
    """Where the first of the names stands that a text has, with its capitals."""
    spans = (find_whole_words(name, text) for name in names if name in text)
    return next(filter(None, spans), None)


def _list_names(named: Actor | Country, document: Document) -> tuple[str, ...]:
    """What an actor or country is called, in every language that the dossier has for it."""
    if isinstance(named, Country):
        name = parse_locale(document.language).territories.get(named.code)
        return (str(name),) if name else ()
    found: list[str] = []
    for words in (named.name, named.short):
        found += words.root.values() if isinstance(words, Words) else [words] if words else []
    return tuple(dict.fromkeys(found))
