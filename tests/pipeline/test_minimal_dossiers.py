"""Whatever a dossier lacks or has empty, it is built: nothing links to what is left out.

Some combinations here, in which each piece is there and left out; `make fuzz` tries all in which one or
two are left out, or are there alone.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from dossier_timeline.build_run import build_and_publish
from dossier_timeline.config import Config
from dossier_timeline.diagnostics.codes import Level
from dossier_timeline.pipeline import build_site
from tests.helpers.files import ROOT
from tests.helpers.html import values
from tests.helpers.small_site import config_of
from tests.pipeline.minimal_dossiers import PIECES, files, whole, written


def settings(root: Path) -> Config:
    """Without search, which makes pages but looks at none."""
    return config_of(root).with_settings(search=False, templates=(ROOT / "templates",))


def drawn(rows: int) -> Iterator[frozenset[str]]:
    """Selections of pieces, with a document in most, as many need one."""
    chance = random.Random(17)
    for _ in range(rows):
        yield whole([piece for piece in PIECES if chance.random() < (0.9 if piece == "document" else 0.6)])


ROWS = [*drawn(6)]


def test_each_piece_is_tried_there_and_left_out() -> None:
    assert all({piece in row for row in ROWS} == {True, False} for piece in PIECES)


@pytest.mark.parametrize("number", range(len(ROWS)))
def test_a_dossier_with_some_pieces_is_checked_and_built(number: int, tmp_path: Path) -> None:
    config = settings(written(tmp_path, ROWS[number], empty=number % 2 == 1))
    errors = [problem for problem in build_site(config).problems if problem.level is Level.ERROR]
    assert errors == []


@pytest.mark.parametrize("empty", [True])
@pytest.mark.parametrize(
    "pieces",
    [(), ("document",), ("document", "events", "summary"), ("works", "work with a fact"), PIECES],
    ids=("nothing", "a document", "no fact anywhere", "a fact of a work alone", "everything"),
)
def test_check_and_build_agree(pieces: tuple[str, ...], empty: bool, tmp_path: Path) -> None:
    config = settings(written(tmp_path, pieces, empty=empty))
    found = build_site(config)
    site, _ = build_and_publish(config)
    assert site.problems == found.problems
    assert (config.paths.site / "en/index.html").is_file()


def test_a_report_without_any_fact_names_no_table_of_them(tmp_path: Path) -> None:
    site = build_site(settings(written(tmp_path, ("document", "events", "summary"))))
    assert "data/facts.csv" not in site.files
    assert b"data/facts.csv" not in site.files["en/report/index.html"]
    other = build_site(settings(written(tmp_path / "with", ("document", "facts"))))
    assert b"data/facts.csv" in other.files["en/report/index.html"]


def test_a_page_without_a_text_is_cited_in_its_own_language(tmp_path: Path) -> None:
    site = build_site(settings(written(tmp_path, ("document",))))
    (tag,) = values(site.files["en/documents/paper/index.html"], "meta[name=citation_language]", "content")
    assert tag == "en"
    assert "content/documents/paper/en.md" not in files(("document",))
