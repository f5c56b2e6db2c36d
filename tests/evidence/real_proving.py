"""How far `prove --yes` comes on the first dossier: its facts are taken out, and looked up again.

    SOURCES=… python -m tests.evidence.real_proving [--exchanged]

The facts that summaries name are written there as plain numbers, as readers see them, and each document is
proven without anybody to ask. A fact is right where value, unit and passage are those of the one that stood
there. With `--exchanged`, each fact is written with the value of every other one of its kind in turn: the
source prints that value of something else, so that what is taken is wrong.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass

from dossier_timeline.cli.summary_reading import DocumentSummaries, load_readers
from dossier_timeline.cli.value_proving import ValueProver
from dossier_timeline.config import Config, ProjectPaths, SiteAddresses
from dossier_timeline.content.evidence_files import load_sources
from dossier_timeline.content.proof_writing import ProvenValue
from dossier_timeline.content.reading import ContentReading, read_content_folder
from dossier_timeline.evidence.known_values import find_fact_value
from dossier_timeline.evidence.passage_location import find_passage
from dossier_timeline.evidence.shared_values import SharedValue
from dossier_timeline.evidence.verification_state import SegmentedTexts, VerificationState
from dossier_timeline.model.documents import Document, Prose, Summary
from dossier_timeline.model.dossier import Dossier
from dossier_timeline.model.facts import Fact
from dossier_timeline.model.references import scan_references
from dossier_timeline.site.names import EntryNames
from tests.helpers.files import ROOT, SOURCES


@dataclass(frozen=True)
class Outcome:
    """What became of a fact that a summary named: `label` is the new one in the first language."""

    document: str
    fact: str
    became: str
    label: str = ""
    why: str = ""


class _LabellingProver(ValueProver):
    """A prover beside whom somebody types the labels that it can't propose."""

    def _find_label(self, code: str, shared: SharedValue, unit_id: str | None) -> str:
        return super()._find_label(code, shared, unit_id) or "typed"


@dataclass(frozen=True)
class _Run:
    """One proving of a document: what its prover found, and the fact whose value stands at each place."""

    prover: ValueProver
    places: Mapping[str, Mapping[tuple[int, int], str]]

    def list_proven(self) -> Iterator[tuple[str, ProvenValue]]:
        """What is proven at the place of a fact, by the fact's id; each once."""
        code = next(iter(self.places))
        seen: set[str] = set()
        for proven in self.prover.proven:
            stated = proven.shared.stated[code]
            name = _fact_at(self.places[code], stated.start, stated.end)
            if name and name not in seen:
                seen.add(name)
                yield name, proven


def measure(*, has_labels: bool = False) -> Iterator[Outcome]:
    """Each fact of the first dossier that summaries name by its value, in the order of the texts.

    `has_labels` says that somebody types the labels that can't be proposed.
    """
    config, reading, dossier = _read_first_dossier()
    for document in dossier.documents:
        run = _prove_document(config, reading, dossier, document, document.facts, has_labels=has_labels)
        yield from _list_outcomes(dossier, document, run)


def measure_exchanged(steps: Container[int] = range(1, 1000)) -> Iterator[Outcome]:
    """What is taken where each fact is written with the value of others of its kind.

    `steps` are how many facts farther on in the document the other one may stand.
    """
    config, reading, dossier = _read_first_dossier()
    for document in dossier.documents:
        valued = [fact for fact in document.facts if find_fact_value(dossier, fact) is not None]
        for step in range(1, len(valued)):
            if step not in steps:
                continue
            exchanged = _exchange_values(dossier, valued, step)
            others = tuple(exchanged.get(fact.id, fact) for fact in document.facts)
            run = _prove_document(config, reading, dossier, document, others, has_labels=True)
            for name, proven in run.list_proven():
                if name in exchanged:
                    label = proven.shared.text
                    yield Outcome(
                        document.id, name, "taken", label, run.prover.quote_summary(proven.shared.stated)
                    )


def _exchange_values(dossier: Dossier, facts: Sequence[Fact], step: int) -> dict[str, Fact]:
    """The facts with the value of the one that comes so many behind it, among those of its kind."""
    exchanged: dict[str, Fact] = {}
    for kind in {fact.kind for fact in facts}:
        alike = [fact for fact in facts if fact.kind == kind]
        for place, fact in enumerate(alike):
            value = find_fact_value(dossier, alike[(place + step) % len(alike)])
            if step < len(alike) and value != find_fact_value(dossier, fact):
                exchanged[fact.id] = fact.model_copy(update={"value": value, "derived": None})
    return exchanged


def _read_first_dossier() -> tuple[Config, ContentReading, Dossier]:
    paths = ProjectPaths(ROOT, ROOT / "content", (ROOT / "templates",), ROOT / "site")
    reading = read_content_folder(ROOT)
    assert reading.dossier
    return Config(paths, SiteAddresses("https://example.org/")), reading, reading.dossier


def _prove_document(
    config: Config,
    reading: ContentReading,
    dossier: Dossier,
    document: Document,
    written: Sequence[Fact],
    *,
    has_labels: bool,
) -> _Run:
    """Prove a document without its facts, where summaries have plain numbers: the values of `written`."""
    languages, readers = load_readers(config, dossier)
    shown = _with_document(dossier, document.model_copy(update={"facts": tuple(written)}), {})
    texts: dict[str, Prose] = {}
    places: dict[str, dict[tuple[int, int], str]] = {}
    for code, prose in next(one.texts for one in dossier.summaries if one.document == document.id).items():
        texts[code], places[code] = _write_plainly(document, prose, EntryNames(shown, languages[code]))
    stripped = document.model_copy(update={"facts": (), "key_facts": ()})
    without = _with_document(dossier, stripped, texts)
    at_hand = load_sources(without, SOURCES, config.paths)
    cut = SegmentedTexts.segment_all(without, at_hand.texts, at_hand.lexicons)
    state = VerificationState(without, cut, reading.positions)
    prover_type = _LabellingProver if has_labels else ValueProver
    summaries = DocumentSummaries(texts, languages, readers)
    prover = prover_type(state, stripped, summaries, is_asking=False, takes_sure_ones=True)
    prover.prove_all()
    return _Run(prover, places)


def _list_outcomes(dossier: Dossier, document: Document, run: _Run) -> Iterator[Outcome]:
    facts = {fact.id: fact for fact in document.facts}
    found: dict[str, Outcome] = {}
    for name, proven in run.list_proven():
        became, label = _compare(run.prover.state, dossier, document, facts[name], proven.target)
        found[name] = Outcome(document.id, name, became, label)
    for left in run.prover.open_values:
        for language, stated in left.stated.items():
            name = _fact_at(run.places[language], stated.start, stated.end)
            if name and name not in found:
                found[name] = Outcome(document.id, name, "left", why=left.why.splitlines()[0])
    for name in dict.fromkeys(next(iter(run.places.values())).values()):
        yield found.get(name, Outcome(document.id, name, "not seen"))


def _fact_at(places: Mapping[tuple[int, int], str], start: int, end: int) -> str:
    """The fact whose plain number stands where a value of the text does."""
    return next((name for (first, last), name in places.items() if start < last and first < end), "")


def _compare(
    state: VerificationState, dossier: Dossier, document: Document, fact: Fact, target: object
) -> tuple[str, str]:
    if not isinstance(target, Fact):
        return "an event's date", ""
    label = next(iter(target.label.root.values()))
    if find_fact_value(dossier, fact) != target.value:
        return "another value", label
    passages = state.texts.segmentations[document.id].passages
    wanted, found = (find_passage(passages, one.passage) if one.passage else None for one in (fact, target))
    if wanted != found:
        return "another passage", label
    if fact.unit == target.unit:
        return "right", label
    return ("no unit" if target.unit is None else "another unit"), label


def _write_plainly(
    document: Document, prose: Prose, names: EntryNames
) -> tuple[Prose, dict[tuple[int, int], str]]:
    """A summary with plain numbers in the place of the document's facts, and where each stands."""
    own = {fact.id for fact in document.facts}
    parts, position, length = [], 0, 0
    places: dict[tuple[int, int], str] = {}
    for reference in scan_references(prose.body).references:
        if reference.id not in own or reference.words is not None:
            continue
        before = prose.body[position : reference.start]
        shown = names.write_reference(reference)
        begin = length + len(before)
        places[begin, begin + len(shown)] = reference.id
        parts += [before, shown]
        length += len(before) + len(shown)
        position = reference.end
    body = "".join([*parts, prose.body[position:]])
    return prose.model_copy(update={"body": body}), places


def _with_document(dossier: Dossier, document: Document, texts: Mapping[str, Prose]) -> Dossier:
    fields = {name: getattr(dossier, name) for name in Dossier.model_fields}
    fields["documents"] = tuple(document if one.id == document.id else one for one in dossier.documents)
    fields["summaries"] = tuple(
        Summary(document=one.document, texts=dict(texts)) if one.document == document.id else one
        for one in dossier.summaries
    )
    return Dossier.model_construct(None, **fields)


def main() -> None:
    """Print what became of each fact, and how many there are of each kind."""
    if "--exchanged" in sys.argv:
        wrong = list(measure_exchanged())
        for one in wrong:
            print(f"{one.document} {one.fact}: {one.why}")
        print("taken though something else has that value:", len(wrong))
        return
    outcomes = list(measure())
    for one in outcomes:
        print(f"{one.document} {one.fact}: {one.became}  {one.label!r} {one.why}")
    print("with --yes:", Counter(one.became for one in outcomes))
    print("with labels typed:", Counter(one.became for one in measure(has_labels=True)))


if __name__ == "__main__":
    main()
