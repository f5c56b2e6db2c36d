"""The tables are made from costs, and the goals are judged by ratios."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from tests.bench import edits as work
from tests.bench import generators as by
from tests.bench.results import Measurement, Results, find_median, keep, read_results
from tests.bench.tables import BEGIN, END, replace_tables, write_number, write_tables


def build(generator: str, kind: str, passed: float, processor: float = 1.0) -> Measurement:
    """A build of 1,000 documents."""
    return Measurement("build", "1000", generator, kind, {"passed": passed, "processor": processor})


def rows_with(table: str, *words: str) -> list[str]:
    """The rows of tables that have all these words."""
    return [line for line in table.splitlines() if all(word in line for word in words)]


@pytest.mark.parametrize(("seconds", "verdict"), [(1.9, "| met |"), (2.1, "| not met |")])
def test_a_goal_is_met_by_the_ratio_of_the_time_of_processors(seconds: float, verdict: str) -> None:
    results = [build(by.OURS, work.VALUE, 9, seconds), build(by.HUGO_LEAN, work.VALUE, 3, 2)]
    [row] = rows_with(write_tables(results), work.VALUE, "lean Hugo")
    assert row.endswith(verdict)
    assert "(passed 3.0)" in row


def test_medians_are_compared() -> None:
    results = [build(by.OURS, work.VALUE, 9, processor) for processor in (1, 1, 50)]
    assert find_median(results, "build", "1000", by.OURS, work.VALUE, "processor") == 1
    [row] = rows_with(write_tables([*results, build(by.HUGO_LEAN, work.VALUE, 9, 2)]), "lean Hugo")
    assert "| 0.5 times" in row


def test_a_page_gets_the_tables_between_its_marks() -> None:
    page = f"# Title\n\n{BEGIN}\n\nold\n\n{END}\n\nMore.\n"
    assert replace_tables(page, "new\n") == f"# Title\n\n{BEGIN}\n\nnew\n\n{END}\n\nMore.\n"
    with pytest.raises(SystemExit, match="the page has no"):
        replace_tables("# Title\n", "new\n")


def test_a_title_says_of_how_many_runs_the_medians_are() -> None:
    results = [build(by.OURS, work.VALUE, passed) for passed in (1, 2, 3)]
    assert "### 1,000 documents: builds, medians of 3 runs" in write_tables(results)


def test_what_was_not_measured_has_no_row() -> None:
    assert rows_with(write_tables([build(by.OURS, work.VALUE, 1)]), "lean Hugo") == []
    assert write_tables([]) == "\n"


def test_a_larger_dossier_may_take_as_many_times_as_much() -> None:
    def at(size: str, processor: float) -> Measurement:
        return Measurement("build", size, by.OURS, work.SENTENCE, {"passed": 1.0, "processor": processor})

    [row] = rows_with(write_tables([at("10000", 21), at("1000", 2)]), "10 times that of 1,000")
    assert row.startswith("| 10,000 documents |")
    assert row.endswith("| not met |")


def test_memory_is_compared_with_a_generator_that_makes_the_same_files() -> None:
    def held(generator: str, megabytes: float) -> Measurement:
        return Measurement("memory", "10000", generator, work.FROM_NOTHING, {"megabytes": megabytes})

    small = Measurement("build", "1000", by.OURS, work.VALUE, {"passed": 1.0, "processor": 1.0})
    table = write_tables([held(by.OURS_UNSEARCHED, 900), held(by.HUGO_EQUAL, 2000), small])
    [row] = rows_with(table, "half the memory")
    assert "0.45 times" in row
    assert row.endswith("| met |")


def test_the_largest_page_of_each_kind_is_held_against_its_goal() -> None:
    def page(kind: str, kilobytes: float, elements: float) -> Measurement:
        figures = {"pages": 2.0, "kilobytes": kilobytes, "elements": elements}
        return Measurement("page", "1000", by.OURS, kind, figures)

    results: Results = [page("home", 151, 10), page("document", 9, 2999), page("report", 399, 9999)]
    table = write_tables(results)
    assert rows_with(table, "| home |")[0].endswith("| not met |")
    assert rows_with(table, "| document |")[0].endswith("| met |")
    assert rows_with(table, "| report |")[0].endswith("| met |")
    assert rows_with(table, "largest of the pages")[0].endswith("| not met |")


def test_a_cell_is_a_ratio_to_lean_hugo_and_its_own_are_seconds() -> None:
    results = [build(by.OURS, work.LABEL, 3, 6), build(by.HUGO_LEAN, work.LABEL, 2, 4)]
    [row] = rows_with(write_tables(results), "| a label |")
    assert row == "| a label | 1.5 / 1.5 | 2.0 / 4.0 s |"


def test_where_no_peer_was_measured_the_first_generator_is_told_in_seconds() -> None:
    [row] = rows_with(write_tables([build(by.HUGO_EQUAL, work.LABEL, 3, 6)]), "| a label |")
    assert row == "| a label | 3.0 / 6.0 s |"


def test_few_files_may_differ_for_a_new_document_with_search_and_without() -> None:
    figures = {"passed": 1.0, "processor": 1.0, "files": 500.0, "different": 100.0, "unshown": 0.0}
    results = [
        Measurement("build", "1000", one, work.NEW_DOCUMENT, figures) for one in (by.OURS, by.OURS_UNSEARCHED)
    ]
    rows = rows_with(write_tables(results), "under 100 files differ")
    assert [row.endswith("| 100 files | not met |") for row in rows] == [True, True]


def test_what_is_kept_is_read_again(tmp_path: Path) -> None:
    file, results = io.StringIO(), [build(by.OURS, work.TERM, 1.5)]
    for one in results:
        keep(one, file)
    (tmp_path / "kept").write_text(file.getvalue(), "utf-8")
    assert read_results([tmp_path / "kept"]) == results


@pytest.mark.parametrize(
    ("value", "text"), [(0.0423, "0.042"), (0.5, "0.5"), (1.26, "1.3"), (9.96, "10"), (1234, "1,234")]
)
def test_a_number_has_two_digits_that_count(value: float, text: str) -> None:
    assert write_number(value) == text
