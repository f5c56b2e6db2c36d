"""A dossier whose reads are noted: the same as the dossier, and each way to read it is noted each time."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from dossier_timeline.model.documents import Document
from dossier_timeline.model.dossier import Dossier
from dossier_timeline.model.entry_digests import OWNED_FIELDS, EntryDigests
from dossier_timeline.model.recorded_dossier import READ_BY_ALL_PAGES, DossierReads
from dossier_timeline.model.relations import find_owned
from tests.helpers.files import GOOD, ROOT
from tests.helpers.small_site import dossier_of

PLAN = "plan-2019"
READS: dict[str, tuple[Callable[[Any], Any], set[str]]] = {
    "a document": (lambda dossier: dossier.by_id[PLAN].title, {f"entry {PLAN}"}),
    "an entry of a register": (lambda dossier: dossier.by_id["railing"], {"entry railing"}),
    "an alias": (lambda dossier: dossier.by_id["council"], {"entry council"}),
    "an entry that isn't there": (lambda dossier: dossier.by_id.get("nothing"), {"entry nothing"}),
    "a fact of a document": (lambda dossier: dossier.by_id["budget"], {f"owned {PLAN}.facts"}),
    "the facts of a document": (
        lambda dossier: dossier.by_id[PLAN].facts,
        {f"entry {PLAN}", f"owned {PLAN}.facts"},
    ),
    "the owner of a fact": (lambda dossier: dossier.document_of["budget"].id, {f"owner {PLAN}"}),
    "the owner of a term": (lambda dossier: dossier.document_of.get("railing"), {"owner railing"}),
    "the place of an event in time": (
        lambda dossier: dossier.chronological_keys["plan-sent"],
        {f"order {PLAN}"},
    ),
    "all terms": (lambda dossier: dossier.terms, {"collection terms"}),
    "all texts": (lambda dossier: list(dossier.texts()), {"collection summaries", "collection pages"}),
    "all events": (
        lambda dossier: list(dossier.all_events()),
        {"collection documents", f"owned {PLAN}.events", "owned letter-2021.events"},
    ),
    "settings": (lambda dossier: (dossier.settings, dossier.units, dossier.kinds, dossier.languages), set()),
}


@pytest.fixture(scope="module")
def dossier() -> Dossier:
    return dossier_of(GOOD)


def record(dossier: Dossier) -> DossierReads:
    return DossierReads(dossier, EntryDigests())


@pytest.mark.parametrize("how", READS)
def test_each_read_is_noted_each_time(how: str, dossier: Dossier) -> None:
    recorded = record(dossier)
    read, wanted = READS[how]
    for _ in range(2):
        with recorded.recorder.record() as reads:
            found = read(recorded.dossier)
        assert reads == wanted
        assert repr(found) == repr(read(dossier))


def test_no_field_is_read_without_a_note(dossier: Dossier) -> None:
    recorded = record(dossier)
    for name in Dossier.model_fields:
        with recorded.recorder.record() as reads:
            getattr(recorded.dossier, name)
        assert reads == ({f"collection {name}"} if name not in READ_BY_ALL_PAGES else set())
    document = recorded.dossier.documents[0]
    for name in OWNED_FIELDS:
        with recorded.recorder.record() as reads:
            getattr(document, name)
        assert reads == {f"owned {document.id}.{name}"}


def test_no_method_of_a_dossier_keeps_what_it_read(dossier: Dossier) -> None:
    """What is computed once and kept would be read by the next step without a note."""
    kept = {name for name, value in vars(Dossier).items() if type(value).__name__ == "cached_property"}
    recorded = record(dossier)
    assert kept
    for name in kept:
        mapping = getattr(recorded.dossier, name)
        with recorded.recorder.record() as reads:
            next(iter(mapping))
        assert reads, name
    for name in ("entries", "texts", "all_facts", "all_figures", "all_events", "all_commitments"):
        noted = []
        for _ in range(2):
            with recorded.recorder.record() as reads:
                list(getattr(recorded.dossier, name)())
            noted.append(set(reads))
        assert noted[0] == noted[1] != set(), name


@pytest.mark.parametrize("root", [GOOD, ROOT], ids=["good", "real"])
def test_it_is_the_dossier_in_every_other_respect(root: Any) -> None:
    dossier = dossier_of(root)
    recorded = record(dossier).dossier
    assert isinstance(recorded, Dossier)
    assert {name: entry.id for name, entry in recorded.by_id.items()} == {
        name: entry.id for name, entry in dossier.by_id.items()
    }
    assert dict(recorded.chronological_keys) == dossier.chronological_keys
    assert {name: one.id for name, one in recorded.document_of.items()} == {
        name: one.id for name, one in dossier.document_of.items()
    }
    for one, other in zip(recorded.documents, dossier.documents, strict=True):
        assert isinstance(one, Document)
        assert recorded.by_id[one.id] is one
        assert one.model_dump() == other.model_dump()
        assert [entry.id for entry in find_owned(one)] == [entry.id for entry in find_owned(other)]
        assert repr(one.events) == repr(other.events)
        for entry in find_owned(one):
            assert recorded.document_of[entry.id] is one
    assert [entry.id for entry in recorded.entries()] == [entry.id for entry in dossier.entries()]
    assert [fact.id for fact in recorded.all_facts()] == [fact.id for fact in dossier.all_facts()]
    assert recorded.languages == dossier.languages


@pytest.mark.parametrize("how", READS)
def test_a_read_of_the_same_has_the_same_digest(how: str, dossier: Dossier) -> None:
    recorded, again = record(dossier), record(dossier_of(GOOD))
    with recorded.recorder.record() as reads:
        READS[how][0](recorded.dossier)
    for read in reads:
        assert recorded.sources.digest_read(read) == again.sources.digest_read(read), read


def test_a_change_is_seen_by_those_who_read_it(dossier: Dossier) -> None:
    """Another value of a fact changes the facts of its document, and nothing else."""
    recorded = record(dossier)
    plan = dossier.by_id[PLAN]
    assert isinstance(plan, Document)
    facts = tuple(one.model_copy(update={"label": "other"}) for one in plan.facts)
    documents = tuple(
        one.model_copy(update={"facts": facts}) if one.id == PLAN else one for one in dossier.documents
    )
    changed = record(Dossier.model_construct(**{**_fields(dossier), "documents": documents}))
    seen = set()
    for how, (_, reads) in READS.items():
        if any(recorded.sources.digest_read(one) != changed.sources.digest_read(one) for one in reads):
            seen.add(how)
    assert seen == {"a fact of a document", "the facts of a document"}


def _fields(dossier: Dossier) -> dict[str, Any]:
    return {name: getattr(dossier, name) for name in Dossier.model_fields}
