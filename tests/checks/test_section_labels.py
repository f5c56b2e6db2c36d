"""A section that is named by its number or its label is no unknown one."""

from __future__ import annotations

from pathlib import Path

import pytest

from dossier_timeline.checks.dossier import check_dossier
from tests.evidence.proving import Site

DOCUMENT = """
text:
  file: report.txt
  sections: ["§ 11 Ziel", "§ 12 Pflichten"]
facts:
  - id: ships
    label: {xx: ships}
    value: 5
    unit: ship
    passage: {section: SECTION, paragraph: 2}
"""
TEXT = "§ 11 Ziel\n\nEs gilt.\n\n§ 12 Pflichten\n\n(1) Er zählt.\n\n(2) Es sind 5 ships.\n"


@pytest.mark.parametrize(
    ("section", "told"),
    [
        ("12", []),
        ('"§ 12"', []),
        ("§ 12 Pflichten", []),
        ("§ 1", ["unknown-section"]),
        ("Ziel", ["unknown-section"]),
    ],
)
def test_a_section_by_its_number(tmp_path: Path, section: str, told: list[str]) -> None:
    reading = Site(tmp_path, TEXT, DOCUMENT.replace("SECTION", section), language="de").reading()
    assert reading.dossier
    problems = check_dossier(reading.dossier, reading.positions)
    assert [str(one.code) for one in problems if one.code == "unknown-section"] == told
