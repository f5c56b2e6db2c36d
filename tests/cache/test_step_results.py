"""What each document has in the data is written again only when something that it says has changed."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest

from dossier_timeline.cache import steps
from dossier_timeline.cache.step_results import StepResults
from dossier_timeline.cache.store import CACHE_FOLDER, STORE_FILE, Store
from dossier_timeline.exports import chart_files, data_package
from dossier_timeline.exports.document_data import write_document_data
from dossier_timeline.graphics import png_charts
from dossier_timeline.output import page_rendering
from dossier_timeline.read_recorder import ReadRecorder, Sources
from tests.cache.edited_project import EditedProject


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The ids of the documents whose data are written."""
    ids: list[str] = []
    monkeypatch.setattr(page_rendering, "usable_processors", lambda: 1)
    monkeypatch.setattr(
        data_package,
        "write_document_data",
        lambda contexts, name: ids.append(name) or write_document_data(contexts, name),
    )
    return ids


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The drawings of which a picture is made."""
    drawings: list[str] = []

    def draw(svg: str) -> bytes:
        drawings.append(svg)
        return png_charts.draw_png_chart(svg)

    monkeypatch.setattr(chart_files, "draw_png_chart", draw)
    return drawings


@pytest.fixture
def project(tmp_path: Path, written: list[str], drawn: list[str]) -> EditedProject:
    """A site that was built."""
    project = EditedProject.copy(tmp_path)
    project.build()
    assert len(written) > 1
    written.clear()
    return project


def test_an_edit_writes_the_data_of_its_document(project: EditedProject, written: list[str]) -> None:
    assert project.toggle("the title of an event")
    project.forget_memory()
    project.build()
    assert written == ["plan-2019"]


def test_a_picture_is_drawn_again_only_when_its_chart_is_another(
    project: EditedProject, drawn: list[str]
) -> None:
    drawings = [*drawn]
    drawn.clear()
    assert project.toggle("the title of a figure")
    project.forget_memory()
    made = project.build()
    assert len(drawn) == 1 < len(drawings), "that of the language in which the title is another"
    assert drawn[0] not in drawings
    assert made == project.build_from_nothing()


def test_results_stay_as_long_as_what_asks_for_them_is_not_run(tmp_path: Path) -> None:
    computed: list[str] = []

    def compute(name: str) -> bytes:
        computed.append(name)
        return name.encode()

    def build(*asked: tuple[str, str]) -> list[str]:
        """Run some of the steps that ask for results; returns what had to be computed."""
        computed.clear()
        steps._in_memory.clear()
        cached = steps.open_step_cache(Store(tmp_path), "steps", "site", "all", Sources())
        results = StepResults(cached, ReadRecorder())
        for asking, name in asked:
            results.find(asking, name, partial(compute, name))
        results.save(results.updates())
        cached.save()
        return [*computed]

    charts, data = [("charts", "a"), ("charts", "b")], [("data", "a"), ("data", "c")]
    assert build(*charts, *data) == ["a", "b", "a", "c"]
    assert build(*data, ("data", "d")) == ["d"]
    assert build(*charts[:1]) == []
    assert build(*charts, *data) == ["b"], "a step that was run without asking for a result needs it no more"


def test_a_text_writes_no_data(project: EditedProject, written: list[str]) -> None:
    assert project.toggle("a sentence")
    project.forget_memory()
    project.build()
    assert written == []


def test_a_result_that_is_another_is_not_taken(project: EditedProject, written: list[str]) -> None:
    store = project.root / CACHE_FOLDER / STORE_FILE
    with closing(sqlite3.connect(store)) as connection, connection:
        rows = connection.execute("SELECT key, seal, value FROM entries WHERE bucket = 'results'").fetchall()
        others = [*rows[1:], rows[0]]
        for (key, _, _), (_, seal, value) in zip(rows, others, strict=True):
            connection.execute(
                "UPDATE entries SET seal = ?, value = ? WHERE bucket = 'results' AND key = ?",
                (seal, value, key),
            )
    assert len(rows) > 1
    assert project.toggle("the title of an event")
    project.forget_memory()
    made = project.build()
    documents = {path.name for path in (project.root / "content/documents").iterdir()}
    assert set(written) == documents, "no document's data are taken from another row"
    assert made == project.build_from_nothing()
