"""docs/options.md, MkDocs' schema and the settings of a build are made of one declaration of each option."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, fields
from pathlib import Path

import pytest
from click.testing import CliRunner

from dossier_timeline.__main__ import cli
from dossier_timeline.config import PARTS, _option
from dossier_timeline.mkdocs_plugin import option_schema as options
from dossier_timeline.mkdocs_plugin.option_schema import OPTIONS, DossierOptions, option_values, options_page
from dossier_timeline.mkdocs_plugin.plugin import DossierPlugin
from tests.helpers.files import ROOT

INIT = ROOT / "generator/dossier_timeline/content/beginning/mkdocs.yml"


def variables(file: Path) -> dict[str, str]:
    """The options that a mkdocs.yml takes from the environment, with the names of the variables."""
    text = file.read_text("utf-8").partition("plugins:")[2]
    return dict(re.findall(r"^\s+(\w+): !ENV \[(\w+),", text, re.M))


def test_the_page_is_up_to_date() -> None:
    done = CliRunner().invoke(cli, ["options"])
    assert done.exit_code == 0
    assert done.output == (ROOT / "docs" / "options.md").read_text("utf-8"), (
        "run “dossier-timeline options > docs/options.md”"
    )


def test_the_variables_are_those_of_mkdocs_yml() -> None:
    declared = {option.name: option.docs.environment for option in OPTIONS if option.docs.environment}
    assert variables(ROOT / "mkdocs.yml") == declared
    assert variables(INIT).items() <= declared.items()


def test_the_plugin_checks_just_the_declared_options() -> None:
    assert DossierPlugin().config_class is DossierOptions
    assert [name for name, _ in vars(DossierOptions)["_schema"]] == [option.name for option in OPTIONS]


def test_values_reach_the_part_that_declares_the_option(tmp_path: Path) -> None:
    kinds: dict[object, object] = {str: "some text ", Path: "some folder ", tuple: ["one", "two"]}
    values = option_values({option.name: kinds.get(option.type, 7) for option in OPTIONS}, tmp_path)
    taken: dict[object, object] = {str: "some text", Path: tmp_path / "some folder", tuple: ("one", "two")}
    for option in OPTIONS:
        expected = taken.get(option.type, 7)
        assert values[option.part][option.name] == expected
        assert option.name in {one.name for one in fields(PARTS[option.part])}


def test_a_new_field_is_a_new_option(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """One declaration makes the schema, the value and the row of the documentation."""

    @dataclass(frozen=True)
    class Extra:
        volume: int = field(default=3, metadata=_option("how loud it is", environment="VOLUME"))
        plain: str = "no option"

    monkeypatch.setattr(options, "PARTS", {"extra": Extra})
    declared = tuple(options._declared())
    monkeypatch.setattr(options, "OPTIONS", declared)
    (option,) = declared
    assert option.schema.validate(5) == 5
    assert option_values({"volume": 4}, tmp_path) == {"extra": {"volume": 4}}
    assert "| `volume` | whole number | `3` | `VOLUME` | how loud it is |\n" in options_page()
