"""What a release is refused for, and what may be built without one."""

from __future__ import annotations

from pathlib import Path

import pytest

from dossier_timeline.checks.all_checks import check_content
from dossier_timeline.diagnostics.codes import Code, Level, Trait
from dossier_timeline.diagnostics.diagnostic import ContentError, Diagnostic
from dossier_timeline.mkdocs_plugin.settings import load_config


def check(folder: Path, *, release: bool) -> tuple[Diagnostic, ...]:
    try:
        return check_content(load_config(str(folder / "mkdocs.yml"), release=release)).problems
    except ContentError as error:
        return error.problems


def test_a_help_line_that_nobody_has_checked_holds_a_release_up(good: Path) -> None:
    file = good / "content/dossier.yml"
    text = file.read_text("utf-8")
    file.write_text(text.replace("checked: 2022-01-10", ""), "utf-8")
    assert Code.HELP_LINE_NOT_CHECKED not in {problem.code for problem in check(good, release=False)}
    found = [one for one in check(good, release=True) if one.code is Code.HELP_LINE_NOT_CHECKED]
    lines = [text.splitlines()[one.position.line - 1] for one in found]
    assert [line.partition(":")[0] for line in lines] == ["  - name"]


@pytest.mark.parametrize("path", ["content/documents/letter-2021/en.md", "content/pages/about/en.md"])
def test_what_the_registry_requires_for_a_release_becomes_an_error(good: Path, path: str) -> None:
    (good / path).unlink()
    before = {one for one in check(good, release=False) if Trait.REQUIRED_FOR_RELEASE in one.code.traits}
    after = set(check(good, release=True))
    assert before
    assert {one.level for one in before} == {Level.WARNING}
    assert {one.for_release() for one in before} <= after
