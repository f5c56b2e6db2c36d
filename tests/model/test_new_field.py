"""A field of the model is one declaration: whatever follows from what it relates to follows by itself."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.helpers.files import GOOD, ROOT

SAYS = "Who saw it being signed."
FIELDS = f'''
    witnesses: Ids[Actor | Country] = ()
    """{SAYS}"""
    letters: Owned[Quotation] = ()
    """What was written beside it."""
'''
"""What is added to a document, and nothing anywhere else."""
BEFORE = '    """Works that it cites."""\n'


@pytest.fixture(scope="module")
def answer(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What a copy of the package says, in whose model documents have these fields."""
    folder = tmp_path_factory.mktemp("package")
    shutil.copytree(ROOT / "generator", folder / "generator")
    shutil.copytree(GOOD, folder / "good")
    model = folder / "generator/dossier_timeline/model/documents.py"
    text = model.read_text("utf-8")
    assert text.count(BEFORE) == 1
    model.write_text(text.replace(BEFORE, BEFORE + FIELDS.removeprefix("\n")), "utf-8")
    script = ROOT / "tests/model/one_field_more.py"
    done = subprocess.run(
        [sys.executable, script, folder / "good"],
        env={**os.environ, "PYTHONPATH": str(folder / "generator")},
        capture_output=True,
        text=True,
        check=True,
    )
    found: dict[str, Any] = json.loads(done.stdout)
    assert Path(found["package"]).is_relative_to(folder)
    return found


def test_an_id_that_names_nothing_or_something_else_is_told(answer: dict[str, Any]) -> None:
    assert answer["checked"] == [
        ["dangling-reference", 1, "nothing is called “nobody”"],
        ["wrong-kind", 1, "“plan” is a kind of document"],
    ]


def test_it_is_checked_beside_other_mistakes_and_only_a_faulty_entry_is_left_out(
    answer: dict[str, Any],
) -> None:
    told = {(code, message) for code, _, message in answer["partly"]}
    assert {(code, message) for code, _, message in answer["checked"]} <= told
    assert "bad-date" in {code for code, _ in told}
    assert ("missing-key", "“text” is missing") in told
    assert not [message for _, message in told if "letter-right" in message]
    assert answer["entry"] == "plan-2019"


def test_it_is_renamed(answer: dict[str, Any]) -> None:
    assert answer["renamed"] == "witnesses: [town-clerk]"


def test_registers_know_who_is_named_in_it(answer: dict[str, Any]) -> None:
    assert answer["uses"] == ["plan-2019"]
    assert answer["people"] is True


def test_it_is_exported_and_described(answer: dict[str, Any]) -> None:
    assert answer["exported"] == ["clerk"]
    assert answer["described"] == answer["schema"] == SAYS
