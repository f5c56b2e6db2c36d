"""A mistake in a template is reported at its line, in plain words."""

from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from dossier_timeline.diagnostics.codes import Code
from dossier_timeline.diagnostics.diagnostic import Diagnostic
from dossier_timeline.output.template_mistakes import template_mistake


def find_mistake(folder: Path, text: str) -> Diagnostic | None:
    (folder / "page.html").write_text(text, "utf-8")
    environment = Environment(loader=FileSystemLoader(folder), undefined=StrictUndefined, autoescape=True)
    try:
        environment.get_template("page.html").render()
    except Exception as error:
        return template_mistake(error, "page.html", [folder], folder)
    return None


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("\n{% include 'none.html' %}", Code.TEMPLATE_NOT_FOUND, 2),
        ("\n\n{% if true %}", Code.TEMPLATE_SYNTAX, 3),
        ("{{ nothing }}", Code.TEMPLATE_UNDEFINED, 1),
        ("\n{{ 1 / 0 }}", Code.TEMPLATE_MISTAKE, 2),
    ],
)
def test_each_kind_of_mistake_has_its_code(tmp_path: Path, text: str, code: Code, line: int) -> None:
    problem = find_mistake(tmp_path, text)
    assert problem is not None
    assert (problem.code, problem.position.path, problem.position.line) == (code, "page.html", line)


def test_a_template_without_a_mistake_has_no_problem(tmp_path: Path) -> None:
    assert find_mistake(tmp_path, "{{ 1 + 1 }}") is None
