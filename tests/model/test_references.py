"""The grammar of references: the cases of references.yml."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from dossier_timeline.model.references import Reference, find_references, scan_references

FILE = Path(__file__).parents[1] / "cases" / "references.yml"
CASES = yaml.safe_load(FILE.read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_grammar(case: dict[str, Any]) -> None:
    found = scan_references(case["text"])
    references = [[r.id, r.form, r.words, f"{r.line}:{r.column}"] for r in found.references]
    assert references == case.get("found", [])
    assert [[f.mistake, f"{f.line}:{f.column}"] for f in found.malformed] == case.get("flaws", [])


def test_offsets() -> None:
    text = "één [[a: b]] en `x`"
    found = scan_references(text)
    assert text[found.references[0].start : found.references[0].end] == "[[a: b]]"
    assert [text[start:end] for start, end in found.code] == ["`x`"]


@pytest.mark.parametrize("text", ["[[a]]", "[[a.unit]]", "[[a: b c]]", "[[a.unit: b]]"])
def test_a_reference_is_written_as_it_was_read(text: str) -> None:
    assert str(find_references(text)[0]) == text


def test_a_reference_has_no_words_or_some() -> None:
    assert Reference("a").words is None
    assert find_references("[[a: b]]")[0].words == "b"
