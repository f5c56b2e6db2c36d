"""Every code of a problem is explained, every explanation is of a code, and the page of them is current."""

from __future__ import annotations

import re

import pytest
import yaml
from click.testing import CliRunner

from dossier_timeline.cli.commands.explain import command
from dossier_timeline.diagnostics.explanations import Explanation, as_markdown, explanations
from tests.diagnostics.codes import codes
from tests.helpers.files import ROOT


def test_every_code_is_explained_and_every_explanation_is_of_a_code() -> None:
    found = codes()
    starts = tuple(code[:-1] for code in found if code.endswith("*"))
    known = set(explanations())
    unexplained = {code: where for code, where in found.items() if code not in known and code[-1] != "*"}
    assert unexplained == {}, "explain these in generator/dossier_timeline/diagnostics/explanations.yml"
    gone = {code for code in known if code not in found and not code.startswith(starts)}
    assert gone == set(), "no problem has these codes any more; remove them from explanations.yml"
    assert all(any(code.startswith(start) for code in known) for start in starts)


def test_the_codes_that_tests_expect_are_explained() -> None:
    told = set()
    for path in sorted((ROOT / "tests").rglob("*.yml")):
        told |= set(re.findall(r"(?:error|warning)\[([a-z0-9-]+)\]", path.read_text("utf-8")))
    assert len(told) > 60
    assert told <= set(explanations())


@pytest.mark.parametrize("one", explanations().values(), ids=lambda one: one.code)
def test_an_explanation_is_whole(one: Explanation) -> None:
    assert one.about.endswith(".")
    assert len(one.about) < 400
    assert one.wrong != one.right
    assert one.wrong
    assert one.right
    assert not re.search(r"\b(nl|en):", one.wrong + one.right), "no example speaks of one language"


def test_no_code_is_explained_twice() -> None:
    text = (ROOT / "generator/dossier_timeline/diagnostics/explanations.yml").read_text("utf-8")
    written = re.findall(r"^  ([a-z0-9-]+):$", text, re.M)
    assert sorted(written) == sorted(set(written))
    assert set(written) == set(explanations())
    assert yaml.safe_load(text)


def test_the_page_of_problems_is_current() -> None:
    page = ROOT / "docs/problems.md"
    assert page.read_text("utf-8") == as_markdown(), "run: dossier-timeline explain --all > docs/problems.md"


def test_a_code_is_explained() -> None:
    done = CliRunner().invoke(command, ["bare-number", "[behind]"])
    assert done.exit_code == 0
    assert "leads to its source" in " ".join(done.output.split())
    assert "There are [[bridges-2018.unit]]." in done.output
    assert "translated plan-2019 yy" in done.output


def test_without_a_code_all_are_listed() -> None:
    done = CliRunner().invoke(command, [])
    assert done.exit_code == 0
    assert all(code in done.output for code in explanations())


def test_a_code_that_is_none_is_a_mistake_of_use() -> None:
    done = CliRunner().invoke(command, ["bare-nummer"])
    assert done.exit_code == 2
    assert "did you mean “bare-number”?" in done.output
