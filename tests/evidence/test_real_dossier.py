"""The real dossier against its source texts: all of it is found, and hardly a change goes unnoticed.

Needs the source texts: SOURCES in the environment, or ../shared/sources beside the project.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pytest

from dossier_timeline.checks.receipt import check_committed_receipt, check_receipt
from dossier_timeline.config import Config, ProjectPaths, SiteAddresses
from dossier_timeline.content.evidence_files import (
    LoadedSources,
    load_receipt,
    load_sources,
)
from dossier_timeline.content.reading import ContentReading, read_content_folder
from dossier_timeline.evidence.coverage import measure_coverage
from dossier_timeline.evidence.figure_matching import cell_address, list_cell_values
from dossier_timeline.evidence.verification import verify_dossier
from dossier_timeline.evidence.verification_state import SegmentedTexts
from dossier_timeline.model.dates import Edtf, parse_date
from dossier_timeline.model.documents import Document
from dossier_timeline.model.dossier import Dossier
from dossier_timeline.model.facts import Duration, Figure
from dossier_timeline.model.sources import Quotation
from dossier_timeline.model.story import Event
from tests.helpers.files import ROOT, SOURCES

_RECEIPT = "content/verification.json"

pytestmark = pytest.mark.skipif(
    not SOURCES.is_dir(), reason="the source texts are not at hand: name their folder in SOURCES"
)


@dataclass(frozen=True)
class Real:
    """The real dossier and what it is checked against."""

    reading: ContentReading
    dossier: Dossier
    at_hand: LoadedSources


@pytest.fixture(scope="module")
def real() -> Real:
    reading = read_content_folder(ROOT)
    assert reading.dossier
    return Real(reading, reading.dossier, load_sources(reading.dossier, SOURCES, _config().paths))


def _config() -> Config:
    paths = ProjectPaths(ROOT, ROOT / "content", (ROOT / "templates",), ROOT / "site")
    return Config(paths, SiteAddresses("https://example.org/"))


def test_everything_is_verified(real: Real) -> None:
    found = verify_dossier(real.dossier, real.at_hand.texts, real.reading.positions, real.at_hand.lexicons)
    assert [str(problem) for problem in (*real.at_hand.problems, *found.problems)] == []
    assert [result.id for result in found.results if result.status == "failed"] == []


def test_nothing_is_missed(real: Real) -> None:
    texts = SegmentedTexts.segment_all(real.dossier, real.at_hand.texts, real.at_hand.lexicons)
    found = measure_coverage(real.dossier, texts)
    assert [(one.document_id, one.passage.place, one.kind, one.text) for one in found.open_statements] == []
    assert found.unused_waivers == ()


def test_the_receipt_is_that_of_this_dossier(real: Real) -> None:
    committed, problems = load_receipt(_config().paths)
    assert problems == []
    if committed is None:
        pytest.skip("the dossier has no receipt yet")
    assert [
        str(problem) for problem in check_committed_receipt(real.reading, committed, _config().paths)
    ] == []


# Every change is noticed


def test_every_fact_that_is_altered_is_noticed(real: Real, capsys: pytest.CaptureFixture[str]) -> None:
    total = 0
    missed: dict[str, list[str]] = {"stated": [], "inferred": []}
    for document in real.dossier.documents:
        for fact in document.facts:
            if fact.value is None:
                continue
            for value in _others(fact.value):
                total += 1
                changed = fact.model_copy(update={"value": value})
                alone = _alone(document, facts=(changed,))
                if not _noticed(real, alone):
                    missed["inferred" if fact.inferred else "stated"].append(
                        f"{fact.id}: {fact.value} → {value}"
                    )
    _report(capsys, "facts", total, missed)
    _nearly_all(total, missed["stated"])


def test_every_event_that_is_moved_is_noticed(real: Real, capsys: pytest.CaptureFixture[str]) -> None:
    total = 0
    missed: dict[str, list[str]] = {"stated": [], "inferred": []}
    for document in real.dossier.documents:
        for event in document.events:
            if event.passage is None:
                continue
            for day in _others(event.date):
                total += 1
                moved: Event = event.model_copy(update={"date": day})
                if not _noticed(real, _alone(document, events=(moved,))):
                    missed["inferred" if event.inferred else "stated"].append(
                        f"{event.id}: {event.date} → {day}"
                    )
    _report(capsys, "events", total, missed)
    _nearly_all(total, missed["stated"])


def test_every_cell_that_is_altered_is_noticed(real: Real, capsys: pytest.CaptureFixture[str]) -> None:
    total, missed = 0, []
    for document in real.dossier.documents:
        for figure in document.figures:
            if figure.passage is None:
                continue
            for name, changed in _cells(real.dossier, figure):
                total += 1
                if not _noticed(real, _alone(document, figures=(changed,), facts=document.facts)):
                    missed.append(name)
    _report(capsys, "cells", total, {"stated": missed, "inferred": []})
    assert missed == []


def test_every_quotation_that_is_altered_is_noticed(real: Real) -> None:
    for document in real.dossier.documents:
        for quotation in document.quotations:
            words = quotation.text.split()
            for index in range(len(words)):
                other = " ".join([*words[:index], words[index] + "x", *words[index + 1 :]])
                changed: Quotation = quotation.model_copy(update={"text": other})
                assert _noticed(real, _alone(document, quotations=(changed,))), other


def test_every_word_of_a_passage_counts(real: Real) -> None:
    receipt, _ = load_receipt(_config().paths)
    assert receipt
    for document in real.dossier.documents:
        text = real.at_hand.texts[document.text.file]
        used = [fact for fact in document.facts if fact.passage]
        if not used:
            continue
        changed = text.replace(" de ", " der ").replace(" the ", " a ")
        texts = {document.text.file: changed}
        found = verify_dossier(
            _only(real.dossier, document),
            texts,
            real.reading.positions,
            real.at_hand.lexicons,
            verified_before=receipt.documents,
        )
        assert any(problem.code == "passage-changed" for problem in found.problems)


def test_the_receipt_notices_every_alteration(real: Real) -> None:
    committed, _ = load_receipt(_config().paths)
    if committed is None:
        pytest.skip("the dossier has no receipt yet")
    for document in real.dossier.documents:
        for fact in document.facts:
            for value in _others(fact.value) if fact.value is not None else ():
                changed = _alone(document, facts=(fact.model_copy(update={"value": value}),))
                told = check_receipt(
                    _only(real.dossier, changed), committed, real.reading.positions, _RECEIPT
                )
                wanted = f"“{fact.id}” changed since it was checked on"
                assert any(p.code == "changed-since-checked" and wanted in p.message for p in told)


def _alone(document: Document, **entries: Any) -> Document:
    """The document with these entries and no others."""
    kinds = ("facts", "quotations", "figures", "events", "commitments", "waived")
    return document.model_copy(update={**dict.fromkeys(kinds, ()), "passage": None, **entries})


def _only(dossier: Dossier, document: Document) -> Dossier:
    return Dossier.model_construct(
        None, settings=dossier.settings, units=dossier.units, documents=(document,)
    )


def _noticed(real: Real, document: Document) -> bool:
    texts = {document.text.file: real.at_hand.texts[document.text.file]}
    dossier = _only(real.dossier, document)
    found = verify_dossier(dossier, texts, real.reading.positions, real.at_hand.lexicons)
    return any(problem.level == "error" for problem in found.problems)


def _others(value: Decimal | Edtf | Duration) -> Iterator[Decimal | Edtf | Duration]:
    """Values that are not this one: a digit more or less, ten times as much, another day."""
    if isinstance(value, Duration):
        digit = next(i for i, c in enumerate(value) if c.isdigit())
        yield Duration(f"{value[:digit]}{int(value[digit]) + 1}{value[digit + 1 :]}")
    elif isinstance(value, Decimal):
        step = Decimal(1).scaleb(int(value.as_tuple().exponent)) if value % 1 else Decimal(1)
        yield from (value + step, value - step, value * 10, value + 10)
    else:
        yield from _other_dates(value)


def _other_dates(date: Edtf) -> Iterator[Edtf]:
    text = date.text
    for index, character in enumerate(text):
        if character.isdigit():
            for digit in {"0", "1", str((int(character) + 1) % 10)} - {character}:
                try:
                    other = parse_date(text[:index] + digit + text[index + 1 :])
                except ValueError:
                    continue
                if 1900 <= other.lower.year <= 2100:
                    yield other


def _cells(dossier: Dossier, figure: Figure) -> Iterator[tuple[str, Figure]]:
    for index, row in enumerate(figure.rows):
        for name, path, value in list_cell_values(figure, row, index, dossier):
            if path[-1] == "n":
                changed = row.model_copy(update={"n": value + 1})
            else:
                changed = row.model_copy(update={"cells": {**row.cells, name: value + 1}})
            rows = (*figure.rows[:index], changed, *figure.rows[index + 1 :])
            yield cell_address(figure, row, name), figure.model_copy(update={"rows": rows})


def _nearly_all(total: int, missed: list[str]) -> None:
    """What a passage prints twice with different values can be missed, and is told by name."""
    assert len(missed) <= total / 200, missed


def _report(capsys: pytest.CaptureFixture[str], what: str, total: int, missed: dict[str, list[str]]) -> None:
    count = sum(map(len, missed.values()))
    with capsys.disabled():
        print(f"\n{what}: {total - count} of {total} changes noticed ({(total - count) / max(total, 1):.1%})")
        for why, names in missed.items():
            for name in names:
                print(f"  not noticed ({why}): {name}")
    assert total
