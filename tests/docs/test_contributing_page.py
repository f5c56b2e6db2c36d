"""What CONTRIBUTING.md names is there: files, folders, targets of make, commands and names in the code."""

from __future__ import annotations

import re

import pytest
from click import Context

from dossier_timeline.__main__ import cli
from tests.helpers.files import ROOT

PAGE = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
PACKAGE = ROOT / "generator" / "dossier_timeline"
NAMED = re.findall(r"`([^`\n]+)`", re.sub(r"(?m)^\|.*$|```.*?```", "", PAGE, flags=re.DOTALL))
EXAMPLES = {"badge/", "badge.html", "badge.yml", "evidence.yml"}


@pytest.mark.parametrize(
    "path", sorted({one for one in NAMED if re.fullmatch(r"[\w./-]+(/|\.\w+)", one)} - EXAMPLES)
)
def test_a_path_is_there(path: str) -> None:
    assert any((place / path).exists() for place in (ROOT, PACKAGE, ROOT / "templates")), path


def test_targets_and_commands_are_there() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    targets = set(re.findall(r"\bmake ([a-z]+)", PAGE))
    assert {"quick", "test", "check", "serve", "mutants"} <= targets
    assert {one for one in targets if not re.search(rf"^{one}:", makefile, re.MULTILINE)} == set()
    commands = set(re.findall(r"`dossier-timeline ([a-z]+)", PAGE))
    assert len(commands) > 4
    assert commands <= set(cli.list_commands(Context(cli)))


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("site/builtin_pages.py", "BUILTIN_PAGES"),
        ("site/builtin_pages.py", "name_builtin_pages"),
        ("views/all_views.py", "VIEWS"),
        ("exports/all_exports.py", "EXPORTERS"),
        ("diagnostics/codes.py", "UNFINISHED"),
        ("diagnostics/codes.py", "RELEASE"),
    ],
)
def test_a_name_stands_where_the_recipe_says(file: str, name: str) -> None:
    assert name in PAGE
    assert re.search(rf"\b{name}\b", (PACKAGE / file).read_text("utf-8"))
