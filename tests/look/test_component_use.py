"""Each parameter of a component is given a value by some page: what no page gives is dead."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache

import pytest
from jinja2 import nodes

from dossier_timeline.components.base import macro_name
from tests.helpers.files import ROOT
from tests.look.component_samples import component_classes, data_classes, field_names
from tests.look.sample import page_environment


def _python_calls() -> Iterator[tuple[str, int, list[str]]]:
    """Yield name, number of positional arguments and keywords of each call in the package."""
    for file in (ROOT / "generator").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                yield node.func.id, len(node.args), [one.arg for one in node.keywords if one.arg]


def _template_calls() -> Iterator[tuple[str, int, list[str]]]:
    """The same of each call in a template."""
    for file in (ROOT / "templates").rglob("*.html"):
        for node in page_environment().parse(file.read_text("utf-8")).find_all(nodes.Call):
            if isinstance(node.node, nodes.Name):
                yield node.node.name, len(node.args), [one.key for one in node.kwargs]


@cache
def _given_parameters() -> Mapping[str, set[str]]:
    """The parameters that are given a value somewhere, by the component or part of one in snake case.

    A macro is called by its own name, a class by its; `replace` gives values to the fields that it names.
    """
    classes = data_classes()
    by_call = {kind.__name__: name for name, kind in classes.items()}
    by_call |= {name: name for name in component_classes()}
    given: dict[str, set[str]] = defaultdict(set)
    for called, positional, keywords in (*_python_calls(), *_template_calls()):
        if called in by_call:
            name = by_call[called]
            given[name].update(field_names(classes[name])[:positional], keywords)
        elif called == "replace":
            for name, kind in classes.items():
                given[name].update(set(keywords) & set(field_names(kind)))
    return given


@pytest.mark.parametrize("name", sorted(data_classes()))
def test_every_parameter_is_given_by_some_page(name: str) -> None:
    fields = field_names(data_classes()[name])
    assert macro_name(data_classes()[name]) == name
    assert [field for field in fields if field not in _given_parameters()[name]] == []
