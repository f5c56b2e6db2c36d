"""All processes of a command are measured, and the sizes of pages are counted."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.bench.measuring import list_session, measure_memory, measure_time
from tests.bench.page_sizes import measure_pages

_BUSY = "import time\nwhile time.process_time() < 0.2: pass\n"


@pytest.mark.process
def test_the_time_of_a_process_that_outlives_the_command_counts(tmp_path: Path) -> None:
    (tmp_path / "busy.py").write_text(_BUSY, "utf-8")
    cost = measure_time(("sh", "-c", f"'{sys.executable}' busy.py & exit 0"), tmp_path)
    assert cost.processor >= 0.2


@pytest.mark.process
def test_the_memory_of_all_processes_counts_together(tmp_path: Path) -> None:
    hold = "import time; held = bytearray(b'x' * 40_000_000); time.sleep(1)"
    command = f"'{sys.executable}' -c \"{hold}\" & '{sys.executable}' -c \"{hold}\"; wait"
    assert measure_memory(("sh", "-c", command), tmp_path) > 60


@pytest.mark.process
def test_a_command_that_fails_is_told_with_its_words(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="nothing works"):
        measure_time(("sh", "-c", "echo nothing works; exit 3"), tmp_path)


def test_a_session_without_processes_is_empty() -> None:
    assert list_session(-1) == []


def test_the_largest_page_of_each_kind_is_found(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text('<html><body class="page-home"><p>a</p>', "utf-8")
    (tmp_path / "more.html").write_text('<html><body class="page-home"><p><b>a</b></p>', "utf-8")
    (tmp_path / "feed.xml").write_text("<feed><entry></entry><entry></entry></feed>", "utf-8")
    found = {one.work: one.figures for one in measure_pages("1", "ours", tmp_path)}
    assert found["home"] == {"pages": 2, "kilobytes": 0.045, "elements": 4}
    assert found["entries of a feed"]["elements"] == 2
