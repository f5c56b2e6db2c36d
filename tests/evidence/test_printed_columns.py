"""Columns of figures: each is read from the printed column whose head it has, or is refused."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.evidence.proving import Site
from tests.helpers.files import ROOT

CASES = yaml.safe_load((ROOT / "tests/cases/figure-columns.yml").read_text("utf-8"))

DOCUMENT = """
text: {{file: report.txt}}
figures:
  - id: table
    title: {{xx: Table}}
    {extra}
    columns:
      - {{id: what, label: {{xx: What}}, type: text, role: key}}
{columns}
    rows:
{rows}
    passage: {{paragraph: 1}}
"""


def _write(case: dict[str, Any]) -> str:
    columns = "\n".join(f"      - {{{one}}}" for one in case["columns"])
    rows = "\n".join(f"      - {{id: r{index}, {one}}}" for index, one in enumerate(case["rows"]))
    return DOCUMENT.format(columns=columns, rows=rows, extra=case.get("extra", "chart: none"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["case"])
def test_a_column_is_read_below_its_own_head(tmp_path: Path, case: dict[str, Any]) -> None:
    text = "\n".join(
        "\t".join(cell.strip() for cell in line.split("|")) for line in case["table"].splitlines()
    )
    found = Site(tmp_path, text + "\n", _write(case)).verified()
    told = [f"{one.code}: {one.message} ({one.hint})" for one in found.problems]
    if "told" not in case:
        assert told == []
        assert {one.status for one in found.results if one.kind == "cell"} == {"printed"}
        return
    assert told
    assert any(case["told"] in one for one in told), told
    assert "failed" in {one.status for one in found.results} or "row-not" in told[0]
