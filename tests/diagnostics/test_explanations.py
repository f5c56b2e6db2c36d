"""Every code of a problem is explained, every explanation is of a code, and the page of them is current."""

from __future__ import annotations

import re
from itertools import groupby
from pathlib import Path

import pytest
from click.testing import CliRunner

from dossier_timeline.cli.commands.explain import command
from dossier_timeline.diagnostics.codes import Code, Group, code_of
from dossier_timeline.diagnostics.explanations import Explanation, format_page, load_explanations

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "generator/dossier_timeline"
THIS = Path(__file__)


def test_every_code_is_used_in_the_program() -> None:
    used = set()
    for path in PACKAGE.rglob("*.py"):
        if path.name != "codes.py":
            used |= set(re.findall(r"\bCode\.([A-Z0-9_]+)\b", path.read_text("utf-8")))
    assert used == set(Code.__members__), "remove a code that nothing reports from codes.py"


def test_a_code_that_is_not_registered_cannot_be_made() -> None:
    with pytest.raises(ValueError, match="no-such-code"):
        code_of("no-such-code")
    with pytest.raises(AttributeError):
        Code.NO_SUCH_CODE  # type: ignore[attr-defined]  # noqa: B018 -- mypy refuses it, too


def test_a_member_is_called_after_its_slug() -> None:
    assert {code.name for code in Code} == {code.upper().replace("-", "_") for code in Code}


def test_codes_of_a_group_stand_together() -> None:
    groups = [group for group, _ in groupby(code.group for code in Code)]
    assert groups == [*Group]


@pytest.mark.parametrize("change", ["missing", "superfluous"])
def test_an_explanation_too_few_or_too_many_is_noticed(monkeypatch: pytest.MonkeyPatch, change: str) -> None:
    load_explanations.cache_clear()
    known = {code: {"about": "A.", "wrong": "b", "right": "c"} for code in map(str, Code)}
    if change == "missing":
        del known["bare-number"]
    else:
        known["bare-nummer"] = known["bare-number"]
    monkeypatch.setattr("dossier_timeline.diagnostics.explanations.yaml.load", lambda *_: known)
    with pytest.raises(ValueError, match="bare-num"):
        load_explanations()
    load_explanations.cache_clear()


def test_every_code_is_expected_by_a_test() -> None:
    """Each is named in a case or an assertion; what cases expect is in the registry."""
    texts = [path.read_text("utf-8") for path in sorted((ROOT / "tests").rglob("*.yml"))]
    expected = set(re.findall(r"(?:error|warning)\[([a-z0-9-]+)\]", "\n".join(texts)))
    assert len(expected) > 60
    assert expected <= {*Code}
    texts += [path.read_text("utf-8") for path in sorted((ROOT / "tests").rglob("test_*.py")) if path != THIS]
    slugs = set(re.findall(r"(?<![\w-])[a-z0-9]+(?:-[a-z0-9]+)*(?![\w-])", "\n".join(texts)))
    members = set(re.findall(r"\bCode\.([A-Z0-9_]+)", "\n".join(texts)))
    assert {code for code in Code if code not in slugs and code.name not in members} == set()


@pytest.mark.parametrize("one", load_explanations().values(), ids=lambda one: one.code)
def test_an_explanation_is_whole(one: Explanation) -> None:
    assert one.about.endswith(".")
    assert len(one.about) < 400
    assert one.wrong != one.right
    assert one.wrong
    assert one.right
    assert not re.search(r"\b(nl|en):", one.wrong + one.right), "no example speaks of one language"


def test_no_code_is_explained_twice() -> None:
    text = (PACKAGE / "diagnostics/explanations.yml").read_text("utf-8")
    assert re.findall(r"^([a-z0-9-]+):$", text, re.M) == [*Code], "the order is that of the registry"


def test_the_page_of_problems_is_current() -> None:
    page = ROOT / "docs/problems.md"
    assert page.read_text("utf-8") == format_page(), "run: dossier-timeline explain --all > docs/problems.md"


def test_a_code_is_explained() -> None:
    done = CliRunner().invoke(command, ["bare-number", "[behind]"])
    assert done.exit_code == 0
    assert "leads to its source" in " ".join(done.output.split())
    assert "There are [[bridges-2018.unit]]." in done.output
    assert "translated plan-2019 yy" in done.output


def test_without_a_code_all_are_listed() -> None:
    done = CliRunner().invoke(command, [])
    assert done.exit_code == 0
    assert all(code in done.output for code in Code)


def test_a_code_that_is_none_is_a_mistake_of_use() -> None:
    done = CliRunner().invoke(command, ["bare-nummer"])
    assert done.exit_code == 2
    assert "did you mean “bare-number”?" in done.output
