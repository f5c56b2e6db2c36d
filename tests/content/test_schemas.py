"""The schemas for editors are those of the model, and fit the content."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from dossier_timeline.cli.commands.schema import SCHEMA_FOLDER, find_outdated_schemas
from dossier_timeline.content.schemas import make_schemas
from dossier_timeline.content.yaml_reading import load_yaml
from tests.helpers.files import GOOD, ROOT

SCHEMAS = make_schemas()

FILES = sorted(
    path
    for site in (GOOD, ROOT, ROOT / "tests" / "sites" / "three")
    for path in (site / "content").rglob("*.yml")
    if path.stem + ".json" in SCHEMAS
)


def test_the_schemas_in_the_project_are_up_to_date() -> None:
    assert list(find_outdated_schemas(ROOT / SCHEMA_FOLDER)) == [], "run “dossier-timeline schema”"


@pytest.mark.parametrize("name", sorted(SCHEMAS))
def test_each_is_a_schema(name: str) -> None:
    Draft202012Validator.check_schema(SCHEMAS[name])


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_content_fits_its_schema(path: Path) -> None:
    source, _ = load_yaml(path.name, path.read_bytes())
    assert source is not None
    validator = Draft202012Validator(SCHEMAS[path.stem + ".json"])
    assert [error.message for error in validator.iter_errors(_as_an_editor(source.data))] == []


NAMED = [
    path
    for site in (ROOT, ROOT / "tests" / "sites" / "three")
    for path in sorted((site / "content").rglob("*.yml"))
]


@pytest.mark.parametrize("path", NAMED, ids=lambda path: str(path.relative_to(ROOT)))
def test_content_names_its_schema(path: Path) -> None:
    first, _, _ = path.read_text("utf-8").partition("\n")
    mark, _, schema = first.partition("$schema=")
    assert mark == "# yaml-language-server: "
    assert (path.parent / schema).resolve() == ROOT / SCHEMA_FOLDER / f"{path.stem}.json"


TYPED: list[tuple[str, str, str]] = [
    ("dossier.yml", "kicker:", "kikker:"),
    ("documents/letter-2015/document.yml", "kind: letter", "kind: A letter"),
    ("documents/letter-2015/document.yml", "    value: ", "    vlaue: "),
    ("documents/letter-2015/document.yml", "status: derived", "status: guessed"),
    ("actors.yml", "kind: person", "kind: human"),
    ("countries.yml", "code: ", "code: x"),
    ("works.yml", "- id: ", "- name: x\n  id: "),
    ("units.yml", "other:", "others:"),
    ("kinds.yml", "of: document", "of: documents"),
]


@pytest.mark.parametrize(("name", "right", "wrong"), TYPED, ids=lambda text: text.split()[0])
def test_a_slip_in_the_real_content_does_not_fit(name: str, right: str, wrong: str) -> None:
    path = ROOT / "content" / name
    text = path.read_text("utf-8")
    assert right in text
    validator = Draft202012Validator(SCHEMAS[path.stem + ".json"])
    source, _ = load_yaml(name, text.replace(right, wrong, 1).encode())
    assert source is not None
    assert list(validator.iter_errors(_as_an_editor(source.data)))


def test_a_mistake_does_not_fit() -> None:
    validator = Draft202012Validator(SCHEMAS["themes.json"])
    good = {"id": "a", "name": {"xx": "b"}, "slug": {"xx": "c"}, "text": {"xx": "d"}}
    assert not list(validator.iter_errors([good]))
    for wrong in ({**good, "colour": "red"}, {**good, "id": "A b"}, {"id": "a"}, {**good, "name": "b"}):
        assert list(validator.iter_errors([wrong]))


def test_every_field_of_an_entry_is_described() -> None:
    described = SCHEMAS["facts.json"]["$defs"]["Fact"]["properties"]["value"]
    assert described["description"].startswith("The neutral value")


def _as_an_editor(value: Any) -> Any:
    """Whole numbers and truth values as an editor's YAML reads them."""
    if isinstance(value, dict):
        return {key: _as_an_editor(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_as_an_editor(item) for item in value]
    if isinstance(value, str) and value in ("true", "false"):
        return value == "true"
    return int(value) if isinstance(value, str) and value.isdecimal() and str(int(value)) == value else value
