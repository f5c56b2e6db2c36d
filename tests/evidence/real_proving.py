"""How far `prove --yes` comes on the first dossier: its facts are taken out, and looked up again.

    SOURCES=… python -m tests.evidence.real_proving

The facts that summaries name are written there as plain numbers, as readers see them, and each document is
proven without anybody to ask. A fact is right where value, unit and passage are those of the one that stood
there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from dossier_timeline.cli.summary_reading import DocumentSummaries, load_readers
from dossier_timeline.cli.value_proving import ValueProver
from dossier_timeline.config import Config, ProjectPaths, SiteAddresses
from dossier_timeline.content.evidence_files import load_sources
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


def measure(*, has_labels: bool = False) -> Iterator[Outcome]:
    """Each fact of the first dossier that summaries name by its value, in the order of the texts.

    `has_labels` says that somebody types the labels that can't be proposed.
    """
    prover_type = _LabellingProver if has_labels else ValueProver
    paths = ProjectPaths(ROOT, ROOT / "content", (ROOT / "templates",), ROOT / "site")
    config = Config(paths, SiteAddresses("https://example.org/"))
    reading = read_content_folder(ROOT)
    assert reading.dossier
    for document in reading.dossier.documents:
        yield from _measure_document(config, reading, reading.dossier, document, prover_type)


def _measure_document(
    config: Config,
    reading: ContentReading,
    dossier: Dossier,
    document: Document,
    prover_type: type[ValueProver],
) -> Iterator[Outcome]:
    languages, readers = load_readers(config, dossier)
    texts: dict[str, Prose] = {}
    places: dict[str, dict[tuple[int, int], str]] = {}
    for code, prose in next(one.texts for one in dossier.summaries if one.document == document.id).items():
        names = EntryNames(dossier, languages[code])
        texts[code], places[code] = _write_plainly(document, prose, names)
    without = _with_document(dossier, document.model_copy(update={"facts": (), "key_facts": ()}), texts)
    at_hand = load_sources(without, SOURCES, config.paths)
    cut = SegmentedTexts.segment_all(without, at_hand.texts, at_hand.lexicons)
    state = VerificationState(without, cut, reading.positions)
    stripped = next(one for one in without.documents if one.id == document.id)
    prover = prover_type(
        state, stripped, DocumentSummaries(texts, languages, readers), is_asking=False, takes_sure_ones=True
    )
    prover.prove_all()
    code = next(iter(texts))
    found: dict[str, Outcome] = {}
    for proven in prover.proven:
        stated = proven.shared.stated[code]
        name = _fact_at(places[code], stated.start, stated.end)
        if name and name not in found:
            fact = next(one for one in document.facts if one.id == name)
            became, label = _compare(state, dossier, stripped, fact, proven.target)
            found[name] = Outcome(document.id, name, became, label)
    for left in prover.open_values:
        for language, stated in left.stated.items():
            name = _fact_at(places[language], stated.start, stated.end)
            if name and name not in found:
                found[name] = Outcome(document.id, name, "left", why=left.why.splitlines()[0])
    for name in dict.fromkeys(places[code].values()):
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
    outcomes = list(measure())
    for one in outcomes:
        print(f"{one.document} {one.fact}: {one.became}  {one.label!r} {one.why}")
    print("with --yes:", Counter(one.became for one in outcomes))
    print("with labels typed:", Counter(one.became for one in measure(has_labels=True)))


if __name__ == "__main__":
    main()
