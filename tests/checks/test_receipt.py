"""What a check of the receipt says, in a dossier whose content lies in another folder."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dossier_timeline.checks.receipt import check_committed_receipt
from dossier_timeline.config import ProjectPaths
from dossier_timeline.content.evidence_files import load_receipt
from dossier_timeline.content.reading import ContentReading, read_content_folder
from dossier_timeline.diagnostics.codes import Code
from dossier_timeline.diagnostics.diagnostic import Diagnostic

FOLDER = "texts/of-the-dossier"


@pytest.fixture
def paths(good: Path) -> ProjectPaths:
    """The good site with its content where `docs_dir` may say."""
    (good / FOLDER).parent.mkdir()
    (good / "content").rename(good / FOLDER)
    return ProjectPaths(good, good / FOLDER, (), good / "site")


def _read(paths: ProjectPaths) -> ContentReading:
    return read_content_folder(paths.root, content=paths.content_path)


def _check(paths: ProjectPaths) -> list[Diagnostic]:
    receipt, problems = load_receipt(paths)
    return problems or check_committed_receipt(_read(paths), receipt, paths)


def test_what_is_gone_is_told_at_the_receipt_in_that_folder(paths: ProjectPaths) -> None:
    receipt = paths.content / "verification.json"
    data = json.loads(receipt.read_text("utf-8"))
    data["entries"]["gone"] = next(iter(data["entries"].values()))
    receipt.write_text(json.dumps(data), "utf-8")
    (problem,) = _check(paths)
    assert (problem.code, problem.position.path) == (Code.CHECKED_BUT_GONE, f"{FOLDER}/verification.json")


@pytest.mark.parametrize(("text", "code"), [("{", Code.BAD_RECEIPT), (None, Code.NEVER_VERIFIED)])
def test_a_receipt_that_is_broken_or_missing_is_told_there(
    paths: ProjectPaths, text: str | None, code: Code
) -> None:
    receipt = paths.content / "verification.json"
    receipt.unlink() if text is None else receipt.write_text(text, "utf-8")
    (problem,) = _check(paths)
    assert (problem.code, problem.position.path) == (code, f"{FOLDER}/verification.json")


def test_what_has_no_file_of_its_own_is_told_in_that_folder(paths: ProjectPaths) -> None:
    assert _read(paths).positions.of("nothing").path == FOLDER
