"""The model's complaints are told in our own words."""

from __future__ import annotations

import json

from dossier_timeline.content.entries import REGISTER_MODELS
from dossier_timeline.content.patterns import PATTERNS, make_id
from dossier_timeline.content.schemas import make_schemas
from dossier_timeline.model.targets import TARGETS


def _patterns(schema: object) -> set[str]:
    if isinstance(schema, dict):
        own = {schema["pattern"]} if isinstance(schema.get("pattern"), str) else set()
        return own.union(*(_patterns(value) for value in schema.values()))
    return set().union(*(_patterns(item) for item in schema)) if isinstance(schema, list) else set()


def test_every_pattern_of_the_model_has_words() -> None:
    assert _patterns(json.loads(json.dumps(make_schemas()))) <= PATTERNS.keys()


def test_every_field_that_holds_ids_is_looked_up() -> None:
    """Fields whose values are ids, by the shape of the schema, are all in the table of targets."""
    own = {"id", "aliases", "Column.id", "Row.id"}
    looked_up = {f"{model.__name__}.{name}" for model, names in TARGETS.items() for name in names}
    renamed = {"Document.from": "Document.sender", "Document.to": "Document.recipient"}
    for schema in make_schemas().values():
        whole = {
            **schema.get("$defs", {}),
            "Settings" if "schema" in schema.get("properties", {}) else "Document": schema,
        }
        for model, inside in whole.items():
            for name, field in inside.get("properties", {}).items():
                if name in own or "^[a-z0-9]+(-" not in json.dumps(
                    {k: v for k, v in field.items() if k != "$defs"}
                ):
                    continue
                if "propertyNames" in field:
                    continue
                full = renamed.get(f"{model}.{name}", f"{model}.{name}")
                assert full in looked_up, full
    assert REGISTER_MODELS


def test_an_id_is_made_of_any_text() -> None:
    assert make_id("Van der Steur") == "van-der-steur"
    assert make_id("Malmström, C.") == "malmstrom-c"
    assert make_id("—") == ""
