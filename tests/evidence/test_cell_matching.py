"""Cells of figures: all that a printed cell and its column's head say counts."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier_timeline.evidence.cell_matching import (
    ColumnHeader,
    ExpectedCell,
    cell_mismatch,
    number_in_cell,
    read_header,
)
from dossier_timeline.notation.printed_values import read_values
from tests.evidence.proving import Site, words


@pytest.mark.parametrize(
    ("head", "power", "percent"),
    [
        ("Noord", 0, False),
        ("Aantal x 1.000", 3, False),
        ("Aantal × 1000", 3, False),
        ("in miljoenen euro", 6, False),
        ("Kosten (mln. euro)", 6, False),
        ("M€", 6, False),
        ("k€", 3, False),
        ("Omzet (x € 1.000)", 3, False),
        ("Omzet (x1.000)", 3, False),
        ("£000", 3, False),
        ("in '000", 3, False),
        ("Lengte in m", 0, False),
        ("2 miljoen schepen", 0, False),
        ("per 1.000 inwoners", 0, False),
        ("Groei in %", 0, True),
        ("Figuur 1.000", 0, False),
    ],
)
def test_what_the_head_of_a_column_says(head: str, power: int, percent: bool) -> None:
    assert read_header(head, words("nl")) == ColumnHeader(power, percent)


@pytest.mark.parametrize(
    ("printed", "expected", "header", "right"),
    [
        ("12", ExpectedCell(Decimal(12)), ColumnHeader(), True),
        ("12", ExpectedCell(Decimal(13)), ColumnHeader(), False),
        ("-12", ExpectedCell(Decimal(12)), ColumnHeader(), False),
        ("−12", ExpectedCell(Decimal(-12)), ColumnHeader(), True),
        ("(12)", ExpectedCell(Decimal(12)), ColumnHeader(), False),
        ("(12)", ExpectedCell(Decimal(-12)), ColumnHeader(), False),
        ("(€ 12)", ExpectedCell(Decimal(-12), "EUR"), ColumnHeader(), True),
        ("(€ 12)", ExpectedCell(Decimal(12), "EUR"), ColumnHeader(), False),
        ("ca. 12", ExpectedCell(Decimal(12)), ColumnHeader(), False),
        ("ca. 12", ExpectedCell(Decimal(12), qualifier="about"), ColumnHeader(), True),
        ("12", ExpectedCell(Decimal(12), qualifier="about"), ColumnHeader(), False),
        ("<12", ExpectedCell(Decimal(12)), ColumnHeader(), False),
        ("12%", ExpectedCell(Decimal(12)), ColumnHeader(), False),
        ("12%", ExpectedCell(Decimal(12), share=True), ColumnHeader(), True),
        ("12", ExpectedCell(Decimal(12), share=True), ColumnHeader(), False),
        ("12", ExpectedCell(Decimal(12), share=True), ColumnHeader(has_percent=True), True),
        ("€ 12", ExpectedCell(Decimal(12), "EUR"), ColumnHeader(), True),
        ("€ 12", ExpectedCell(Decimal(12), "USD"), ColumnHeader(), False),
        ("€ 12", ExpectedCell(Decimal(12), "ship"), ColumnHeader(), False),
        ("12", ExpectedCell(Decimal(12), "EUR"), ColumnHeader(), True),
        ("12", ExpectedCell(Decimal(12), "EUR"), ColumnHeader(3), False),
        ("12", ExpectedCell(Decimal(12000), "EUR"), ColumnHeader(3), True),
        ("12 mln.", ExpectedCell(Decimal(12)), ColumnHeader(), False),
        ("12 mln.", ExpectedCell(Decimal(12000000)), ColumnHeader(), True),
        ("12 mln.", ExpectedCell(Decimal(12000000)), ColumnHeader(6), True),
        ("12 m", ExpectedCell(Decimal(12)), ColumnHeader(), False),
        ("2016", ExpectedCell(Decimal(2016)), ColumnHeader(), True),
        ("2016", ExpectedCell(Decimal(2017)), ColumnHeader(), False),
    ],
)
def test_a_cell_says_its_value_and_no_other(
    printed: str, expected: ExpectedCell, header: ColumnHeader, *, right: bool
) -> None:
    (token,) = read_values(printed, words("nl"))
    assert (cell_mismatch(expected, token, header) == "") is right


@given(st.integers(1, 10**6), st.sampled_from([0, 3, 6]), st.sampled_from(["", "%", " mln.", " euro"]))
def test_no_neighbour_of_a_cell_is_right(number: int, power: int, behind: str) -> None:
    (token,) = read_values(f"x {number:,}".replace(",", ".")[2:] + behind, words("nl"))
    header = ColumnHeader(power)
    value = number_in_cell(token, header)
    assert value is not None
    unit = "EUR" if token.kind == "amount" else None
    right = ExpectedCell(value, unit, share=token.kind == "share")
    assert cell_mismatch(right, token, header) == ""
    for other in (value * 10, value / 1000, value * 10**6, -value, value + 1, value - 1):
        assert cell_mismatch(ExpectedCell(other, unit, share=right.share), token, header)
    assert cell_mismatch(ExpectedCell(value, "USD", share=not right.share), token, header)
    assert cell_mismatch(ExpectedCell(value, unit, right.share, "about"), token, header)


def test_values_are_not_read_across_cells(tmp_path: object) -> None:
    """Two cells of three digits are no number of six."""
    text = "A\tB\n12\t345\n"
    document = """
text: {file: report.txt}
facts:
  - {id: joined, label: {xx: a}, value: 12345, passage: ~A B~}
"""
    site = Site(tmp_path, text, document)  # type: ignore[arg-type]
    assert [problem.code for problem in site.verified().problems] == ["value-not-in-passage"]
