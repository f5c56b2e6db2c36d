"""Values and lists of a size that nobody means: told at their place, in work that grows with them only."""

from __future__ import annotations

import gc
import time
from decimal import Decimal

import pytest

from dossier_timeline.content.entries import ParsedFile, parse_content_file
from dossier_timeline.content.model_errors import MAX_FAULTS_SHOWN
from dossier_timeline.model.arithmetic import DerivationError, evaluate_expression
from tests.helpers.files import GOOD

PLAN = "content/documents/plan-2019/document.yml"
TEXT = (GOOD / PLAN).read_text("utf-8")


def read(text: str) -> ParsedFile:
    return parse_content_file("document", "plan-2019", "", PLAN, text.encode())


@pytest.mark.parametrize("written", ["9" * 4301, "-" + "9" * 9000, "1" + "0" * 9, "10", "3.0", "1_0", "٣"])
def test_another_schema_is_told_however_long_its_number_is(written: str) -> None:
    text = (GOOD / "content/dossier.yml").read_text("utf-8").replace("schema: 2", f"schema: {written}")
    (problem,) = parse_content_file("settings", "", "", "content/dossier.yml", text.encode()).problems
    assert (str(problem.position), problem.code) == ("content/dossier.yml:1:9", "schema-version")


@pytest.mark.parametrize("value", ["P" + "9" * 5000 + "D", "PT" + "9" * 4301 + "H", "P1Y" + "9" * 10 + "M"])
def test_a_duration_that_nobody_means_is_told_at_its_value(value: str) -> None:
    (problem,) = read(TEXT.replace("value: P2M", f"value: {value}")).problems
    assert problem.position.line == TEXT[: TEXT.index("value: P2M")].count("\n") + 1
    assert "is not a duration" in problem.message


@pytest.mark.parametrize("places", ["9" * 5000, "²", "61", "1.0", "100"])
def test_arithmetic_that_rounds_to_no_number_of_decimals_is_refused(places: str) -> None:
    with pytest.raises(DerivationError):
        evaluate_expression(f"round(a, {places})", lambda _: Decimal(3))


KEYS = {
    "keys of a document": lambda n: TEXT + "".join(f"k{i}: x\n" for i in range(n)),
    "keys without a value": lambda n: TEXT + "".join(f"k{i}:\n" for i in range(n)),
    "keys of an entry": lambda n: TEXT.replace(
        "    unit: bridge\n", "    unit: bridge\n" + "".join(f"    k{i}: x\n" for i in range(n)), 1
    ),
    "items of a list": lambda n: TEXT.replace("[safety, money]", f"[{'K, ' * n}]", 1),
    "cells of a figure": lambda n: (
        TEXT + "figures:\n- id: a\n  title: x\n  rows:\n"
        + "".join(f"  - {{id: r{i}, cells: {{a: {{b: c}}}}}}\n" for i in range(n))
    ),
}  # fmt: skip
"""What may be wrong in a document thousands of times."""


def _seconds(text: str) -> float:
    """Processor time for reading a document, the least of some runs."""
    found = []
    gc.disable()
    try:
        for _ in range(3):
            start = time.process_time()
            assert read(text).problems
            found.append(time.process_time() - start)
    finally:
        gc.enable()
    return min(found)


@pytest.mark.parametrize("kind", KEYS)
def test_four_times_as_many_mistakes_take_about_four_times_the_work(kind: str) -> None:
    """It would be sixteen if each were looked for among all others."""
    assert _seconds(KEYS[kind](1200)) < 10 * _seconds(KEYS[kind](300))


def test_of_one_kind_the_first_are_told_and_how_many_more_there_are() -> None:
    told = read(KEYS["keys of a document"](400)).problems
    assert {problem.code for problem in told} == {"unknown-key"}
    assert len(told) == MAX_FAULTS_SHOWN
    assert f"{400 - MAX_FAULTS_SHOWN} more like this" in told[-1].hint
    assert not any("more like this" in problem.hint for problem in told[:-1])
