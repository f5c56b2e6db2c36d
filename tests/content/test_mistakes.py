"""Every mistake in tests/content/mistakes is told once, in its place, with its code."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

import pytest
import yaml

from tests.helpers.site_copies import changed, copied, told

FILES = sorted((Path(__file__).parent / "mistakes").glob("*.yml"))
CASES = [
    pytest.param(case, id=f"{path.stem}: {case['case']}")
    for path in FILES
    for case in yaml.load(path.read_text("utf-8"), yaml.BaseLoader)
]


@pytest.mark.parametrize("case", CASES)
def test_mistake(case: dict[str, Any], tmp_path: Path) -> None:
    root = copied(tmp_path)
    changed(root, case["change"])
    _, problems = told(root)
    found = [f"{p.position}: {p.level}[{p.code}]".removeprefix("content/") for p in problems]
    assert found == case["expect"], "\n".join(str(problem) for problem in problems)
    for words in case.get("says", ()):
        assert any(words in str(problem) for problem in problems), problems[0]


def test_every_problem_is_in_plain_words(tmp_path: Path) -> None:
    jargon = ("Input should", "pydantic", "None", "dict", "tuple", "Error", "NoneType", "str ", "bool")
    for param in CASES:
        root = copied(tmp_path / str(CASES.index(param)))
        changed(root, cast(dict[str, Any], param.values[0])["change"])
        for problem in told(root)[1]:
            said = f"{problem.message} {problem.hint}"
            assert not any(word in said for word in jargon), said
            assert not problem.message.endswith("."), said
