"""A content folder becomes a dossier, whatever stands in it."""

from __future__ import annotations

import os
import pickle
from pathlib import Path
from typing import Any

import pytest

from dossier_timeline.content.content_files import list_content_files
from dossier_timeline.content.entries import parse_content_file
from dossier_timeline.content.reading import assemble_content, read_content_folder
from dossier_timeline.model.source_positions import SETTINGS
from tests.helpers.files import GOOD
from tests.helpers.site_copies import changed, copied, told


def test_the_good_site_has_no_problem() -> None:
    reading, problems = told(GOOD)
    assert problems == ()
    dossier = reading.dossier
    assert dossier is not None
    assert [document.id for document in dossier.documents] == ["plan-2019", "letter-2021"]
    assert {summary.document: set(summary.texts) for summary in dossier.summaries} == {
        "plan-2019": {"nl", "en"},
        "letter-2021": {"nl", "en"},
    }
    assert [page.id for page in dossier.pages] == ["about", "method"]
    assert dossier.by_id["council"] is dossier.by_id["town-council"]
    assert dossier.documents[1].sender == ("de-boer",)


def test_the_body_of_a_text_keeps_its_lines() -> None:
    dossier = read_content_folder(GOOD).dossier
    assert dossier is not None
    for texts in [*(s.texts for s in dossier.summaries), *(p.texts for p in dossier.pages)]:
        for prose in texts.values():
            lines = (GOOD / prose.path).read_text("utf-8").split("\n")
            assert prose.body.split("\n") == lines[prose.line - 1 :]


def test_places_of_entries_texts_and_front_matter() -> None:
    places = read_content_folder(GOOD).positions
    lines = {p: p.read_text("utf-8").split("\n") for p in (GOOD / "content").rglob("*.*")}

    def at(position: object) -> str:
        path, line, column = str(position).rsplit(":", 2)
        return lines[GOOD / path][int(line) - 1][int(column) - 1 :]

    assert at(places.of("budget")).startswith("budget")
    assert at(places.of("budget", "value")) == "2000000"
    assert at(places.of("budget", "value", key=True)) == "value: 2000000"
    assert at(places.of("letter-2021", "from", 0)) == "de-boer]"
    assert at(places.of("council", "name", "en")).startswith("Town council")
    assert at(places.of(SETTINGS, "publisher", "nl")).startswith("De redactie")
    assert at(places.in_text("town-council", ("text", "nl"), 31)).startswith("[[brugstede")
    assert at(places.in_front_matter("about", "en", "slug")) == "about"
    assert at(places.in_front_matter("about", "en", "slug", key=True)) == "slug: about"
    assert at(places.in_front_matter_text("about", "en", ("title",), 6)) == "this dossier"
    assert at(places.in_body("about", "en", 2, 1)) == "## Who {#who}"
    assert str(places.of("no-such-entry")) == "content:1:1"
    assert str(places.of("method")).startswith("content/pages/method/")


def test_line_ends_marks_and_letters_change_nothing(tmp_path: Path) -> None:
    import unicodedata

    root = copied(tmp_path)
    for path in (root / "content").rglob("*.*"):
        text = unicodedata.normalize("NFD", path.read_text("utf-8"))
        path.write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    reading, problems = told(root)
    assert problems == ()
    assert reading.dossier == read_content_folder(GOOD).dossier


def test_a_file_is_read_from_its_bytes_alone() -> None:
    found, problems = list_content_files(GOOD / "content", "content")
    reads = [parse_content_file(f.kind, f.name, f.language, f.path, f.file.read_bytes()) for f in found]
    again = pickle.loads(pickle.dumps(reads))
    assert assemble_content(again, problems).dossier == read_content_folder(GOOD).dossier


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    reading = read_content_folder(tmp_path)
    assert reading.dossier is None
    assert [problem.code for problem in reading.problems] == ["missing-file"]


def test_a_file_that_cannot_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = os.open

    def refuse(path: str, *arguments: Any) -> Any:
        if path.endswith("terms.yml"):
            raise PermissionError(13, "Permission denied")
        return whole(path, *arguments)

    monkeypatch.setattr(os, "open", refuse)
    problems = read_content_folder(GOOD).problems
    assert [str(p.position) for p in problems if p.code == "unreadable"] == ["content/terms.yml:1:1"]


def test_links_in_circles_end(tmp_path: Path) -> None:
    root = copied(tmp_path)
    (root / "content" / "documents" / "loop").symlink_to(root / "content" / "documents")
    (root / "content" / "pages" / "self").symlink_to(root / "content" / "pages" / "self")
    _, problems = told(root)
    assert any(problem.code == "outside" for problem in problems)


def test_a_language_that_nobody_knows_is_no_traceback(tmp_path: Path) -> None:
    root = copied(tmp_path)
    changed(root, [{"file": "dossier.yml", "replace": "[nl, en]", "with": "[nl, en, zz]"}])
    changed(
        root, [{"file": "units.yml", "replace": "    nl: {one", "with": "    zz: {one: x}\n    nl: {one"}]
    )
    problems = told(root)[1]
    assert {problem.code for problem in problems if "“zz”" in problem.message} == {
        "missing-language",
        "missing-form",
        "missing-summary",
        "missing-page",
    }


def test_hidden_files_are_left_alone(tmp_path: Path) -> None:
    root = copied(tmp_path)
    changed(root, [{"file": ".DS_Store", "write": "x"}, {"file": "documents/plan-2019/nl.md~", "write": "x"}])
    assert told(root)[1] == ()
