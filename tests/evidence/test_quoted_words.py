"""Quotations that stand word for word and yet say something else without the words around them."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from tests.evidence.proving import Site
from tests.helpers.files import ROOT

CASES = yaml.safe_load((ROOT / "tests/cases/quotations.yml").read_text("utf-8"))


@pytest.mark.parametrize(
    "case", CASES, ids=lambda case: f"{case['language']} {case['quoted']} of {case['printed']}"
)
def test_what_is_quoted_says_the_same_alone(tmp_path: Path, case: dict[str, str]) -> None:
    document = f"""
text: {{file: report.txt}}
quotations:
  - {{id: quoted, text: "{case["quoted"]}", passage: {{paragraph: 1}}}}
"""
    found = Site(tmp_path, case["printed"] + "\n", document, language=case["language"]).verified().problems
    told = [f"{one.code}: {one.message}; {one.hint}" for one in found]
    if "told" not in case:
        assert told == []
    else:
        assert len(told) == 1
        assert told[0].startswith("quotation-not-in-passage: ")
        assert case["told"] in told[0]
        assert "quote" in told[0].split("; ")[1]
