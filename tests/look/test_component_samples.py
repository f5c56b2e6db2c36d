"""Each component has a macro, a dataclass and a file that describes it, and they agree."""

from __future__ import annotations

from dataclasses import MISSING, fields
from pathlib import Path
from typing import Any

import pytest
from jinja2 import nodes
from markupsafe import Markup

from dossier_timeline.components.base import Component
from dossier_timeline.components.marks import Badge
from tests.look.component_samples import FOLDER, component_classes, field_names, read_component_file
from tests.look.sample import page_environment

NAMES = sorted(component_classes())
SUFFIXES = {".html", ".css", ".yml"}


def _macro(name: str) -> nodes.Macro:
    source = (FOLDER / name / f"{name}.html").read_text("utf-8")
    (macro,) = page_environment().parse(source).find_all(nodes.Macro)
    return macro


def _default(node: nodes.Expr) -> Any:
    return node.as_const()


def test_each_folder_is_a_component() -> None:
    assert sorted(path.name for path in FOLDER.iterdir()) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_a_folder_holds_files_of_its_component_only(name: str) -> None:
    files = sorted((FOLDER / name).iterdir())
    assert {file.stem for file in files} == {name}
    assert {".html", ".yml"} <= {file.suffix for file in files} <= SUFFIXES


@pytest.mark.parametrize("name", NAMES)
def test_the_parameters_of_the_macro_are_the_fields_of_the_dataclass(name: str) -> None:
    component, macro = component_classes()[name], _macro(name)
    assert macro.name == name
    assert [argument.name for argument in macro.args] == field_names(component)
    defaults = [field.default for field in fields(component) if field.default is not MISSING]  # type: ignore[arg-type]
    assert [_default(node) for node in macro.defaults] == defaults


@pytest.mark.parametrize("name", NAMES)
def test_the_parameters_are_the_documented_ones(name: str) -> None:
    described = read_component_file(name)
    assert list(described.parameters) == field_names(component_classes()[name])
    assert described.about.strip()
    assert all(text.strip() for text in described.parameters.values())


@pytest.mark.parametrize("name", NAMES)
def test_each_sample_makes_the_component(name: str) -> None:
    described = read_component_file(name)
    assert described.samples
    for sample in described.samples:
        assert type(sample) is component_classes()[name]
        assert page_environment().show(sample).strip()


def test_a_component_is_not_printed_but_shown() -> None:
    template = page_environment().from_string("{{ sample }}")
    sample: Component = read_component_file("badge").samples[0]
    with pytest.raises(TypeError, match="is shown by show"):
        template.render(sample=sample)


def test_text_and_html_of_the_same_characters_are_shown_apart() -> None:
    show = page_environment().show
    words = "<b>draft</b>"
    assert Badge.is_repeated
    for _ in range(2):
        assert show(Badge(words)) == '<span class="tag">&lt;b&gt;draft&lt;/b&gt;</span>'
        assert show(Badge(Markup(words))) == '<span class="tag"><b>draft</b></span>'


def test_a_macro_that_asks_for_something_else_is_a_mistake_of_its_template(tmp_path: Path) -> None:
    from dossier_timeline.output.component_macros import ComponentMacroError
    from tests.look.sample import make_page_environment

    own = tmp_path / "components/badge/badge.html"
    own.parent.mkdir(parents=True)
    own.write_text("{% macro badge(words) %}{{ words }}{% endmacro %}", "utf-8")
    sample = read_component_file("badge").samples[0]
    with pytest.raises(ComponentMacroError, match="asks for “words”") as caught:
        make_page_environment([tmp_path]).show(sample)
    assert caught.value.file == str(own)
    own.write_text("{% macro label(text) %}{{ text }}{% endmacro %}", "utf-8")
    with pytest.raises(ComponentMacroError, match="no macro “badge”"):
        make_page_environment([tmp_path]).show(sample)
