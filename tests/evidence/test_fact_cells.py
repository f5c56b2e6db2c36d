"""A fact whose passage is a table is proven by the cells of its own row and year, and by no head."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.evidence.proving import Site

TEXT = """Verslag van 15 juni 2020

Schepen

Tabel 1

	Noord	Zuid
2018	4	8
2019	5	7

Tabel 2

	2018	2019
Noord	4	5
Zuid	8	7
"""
HEAD = "text: {file: report.txt, sections: [Schepen]}\npassage: ~Verslag van~\n"
FIGURE = """figures:
  - id: t
    title: {xx: T}
    columns:
      - {id: year, label: {xx: Y}, type: year, role: key}
      - {id: a, label: {xx: Noord}, type: number}
      - {id: b, label: {xx: Zuid}, type: number}
    rows:
      - {id: y1, cells: {year: 2018, a: %s, b: 8}}
      - {id: y2, cells: {year: 2019, a: %s, b: 7}}
    passage: {table: 1}
"""


def _find_codes(folder: Path, content: str) -> set[str]:
    return {problem.code for problem in Site(folder, TEXT, HEAD + content).verified().problems}


@pytest.mark.parametrize(
    ("fact", "proven"),
    [
        ("value: 4, date: 2018, passage: {table: 1}", True),
        ("value: 5, date: 2018, passage: {table: 1}", False),
        ("value: 5, passage: {table: 1, row: 2018}", False),
        ("value: 8, date: 2018, passage: {table: 2, row: Zuid}", True),
        ("value: 7, date: 2018, passage: {table: 2, row: Zuid}", False),
        ("value: 7, date: 2019, passage: {table: 2}", True),
        ("value: 8, date: 2019, passage: {table: 2}", False),
        ("value: 7, passage: {table: 2, row: Zuid}", True),
        ("value: 2018, passage: {table: 1}", False),
        ("value: 2019, passage: {table: 2}", False),
        ("kind: date, value: 2018, passage: {table: 1}", True),
        ("kind: date, value: 2019, passage: {table: 2}", True),
    ],
)
def test_a_value_is_looked_for_where_its_year_is(fact: str, proven: bool, tmp_path: Path) -> None:
    codes = _find_codes(tmp_path, f"facts:\n  - {{id: f, label: {{xx: f}}, {fact}}}\n")
    assert codes == (set() if proven else {"value-not-in-passage"})


def test_the_year_of_a_row_is_no_number_of_it(tmp_path: Path) -> None:
    assert _find_codes(tmp_path, FIGURE % (4, 5)) == set()


def test_a_column_of_years_proves_no_column_of_numbers(tmp_path: Path) -> None:
    assert _find_codes(tmp_path, FIGURE % (2018, 2019)) == {"column-not-in-table"}
