"""Every mistake in tests/content/mistakes is told once, in its place, with its code, in plain words."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.helpers.site_copies import changed, copied, told

FILES = sorted((Path(__file__).parent / "mistakes").glob("*.yml"))
CASES = [
    pytest.param(case, id=f"{path.stem}: {case['case']}")
    for path in FILES
    for case in yaml.load(path.read_text("utf-8"), yaml.CBaseLoader)
]
JARGON = ("Input should", "pydantic", "None", "dict", "tuple", "Error", "NoneType", "str ", "bool")


@pytest.mark.parametrize("case", CASES)
def test_mistake(case: dict[str, Any], tmp_path: Path) -> None:
    root = copied(tmp_path)
    changed(root, case["change"])
    _, problems = told(root)
    for problem in problems:
        said = f"{problem.message} {problem.hint}"
        assert not any(word in said for word in JARGON), said
        assert not problem.message.endswith("."), said
    found = [f"{p.position}: {p.level}[{p.code}]".removeprefix("content/") for p in problems]
    assert found == case["expect"], "\n".join(str(problem) for problem in problems)
    for words in case.get("says", ()):
        assert any(words in str(problem) for problem in problems), problems[0]
