"""Figures made of the cells of a table: what each column holds, and what can't be one."""

from __future__ import annotations

import pytest

from dossier_timeline.content.figure_building import TableError, build_table
from tests.evidence.proving import words


def test_columns_are_read_as_the_language_prints_them() -> None:
    rows = [
        ["Jaar", "Schepen", "Aandeel", "Kosten", "Noot", "x 1.000"],
        ["2021", "1.203", "30,5%", "€ 4 miljoen", "ja", "12"],
        ["2022", "4", "–", "€ 500", "", "3"],
    ]
    table = build_table(rows, words("nl"))
    assert [(one.id, one.type, one.unit, one.cells) for one in table.columns] == [
        ("jaar", "year", None, ("2021", "2022")),
        ("schepen", "number", None, ("1203", "4")),
        ("aandeel", "share", None, ("30.5", None)),
        ("kosten", "number", "EUR", ("4000000", "500")),
        ("noot", "text", None, ("ja", None)),
        ("x-1-000", "number", None, ("12000", "3000")),
    ]
    assert table.row_ids == ("y2021", "y2022")


def test_ids_are_made_of_headings_and_first_cells_and_are_there_once() -> None:
    rows = [["", "A!", "a"], ["Noord", "1", "2"], ["noord", "3", "4"], ["北", "5", "6"]]
    table = build_table(rows, words("nl"))
    assert [one.id for one in table.columns] == ["column-1", "a", "a-2"]
    assert table.row_ids == ("noord", "noord-2", "row-3")


@pytest.mark.parametrize(
    ("rows", "place", "message"),
    [
        ([], (0, 0), "a table has a row of headings"),
        ([["a", "b"]], (0, 0), "a table has a row of headings"),
        ([["a"], ["1"]], (0, 0), "at least two columns"),
        ([["a", "b"], ["x", "1", "2"]], (1, 0), "this row has 3 cells, and the headings are 2"),
        ([["a", "b"], ["x", "1"], ["", "2"]], (2, 0), "this one is empty"),
        ([["a", "b"], ["x", "1"], ["y", "511 (+7,5%)"]], (2, 1), "“511 (+7,5%)” can't be read as one number"),
        ([["a", "b"], ["x", "1"], ["y", "meer"]], (2, 1), "“meer” can't be read as one number"),
        ([["a", "b"], ["x", "€ 1"], ["y", "$ 2"]], (0, 1), "this column has sums in EUR and USD"),
    ],
)
def test_what_is_no_table(rows: list[list[str]], place: tuple[int, int], message: str) -> None:
    with pytest.raises(TableError) as caught:
        build_table(rows, words("nl"))
    assert message in str(caught.value)
    assert (caught.value.row, caught.value.column) == place
